"""The project as a whole: what it imports, what it ships, and that its papers say what is so."""

import ast
import fnmatch
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = [ROOT / "streamlit_app.py", *sorted((ROOT / "engine").rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py"))]
FOLDERS = (".streamlit", "assets", "engine", "pages", "tests")
HEAVY = {"tensorflow", "keras", "spacy"}
LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(path: Path) -> set[str]:
    """The name==version of every line, names as a package index spells them."""
    found = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\\\]+)", path.read_text(), re.MULTILINE)
    return {f"{name.lower().replace('_', '-')}=={version}" for name, version in found}


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_tensorflow_keras_and_spacy_are_imported_inside_functions_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    typing = {
        id(node)
        for test in ast.walk(tree)
        if isinstance(test, ast.If) and "TYPE_CHECKING" in ast.dump(test.test)
        for node in ast.walk(test)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in inside | typing:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            assert not {name.split(".")[0] for name in names} & HEAVY


def test_every_public_definition_of_the_engine_has_a_docstring() -> None:
    missing = []
    for path in sorted((ROOT / "engine").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        missing += [
            f"{path.relative_to(ROOT)}: {node.name}"
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not ast.get_docstring(node)
        ]
    assert not missing


def test_every_definition_is_used_by_the_app() -> None:
    """What only tests ask for serves nobody. hooks: what Python, Dask and Keras call by these names."""
    hooks = {"find_spec", "setup", "update_step"}
    texts = {path: path.read_text(encoding="utf-8") for path in CODE}
    words = Counter(word for text in texts.values() for word in re.findall(r"\w+", text))
    defined = [
        node.name
        for text in texts.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    alone = {name for name, times in Counter(defined).items() if words[name] == times and not re.match("__|on_", name)}
    assert alone - hooks == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_is_locked_with_hashes_and_no_index_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert pins(ROOT / lock.replace(".lock", ".txt")) <= pins(ROOT / lock)
    assert "://" not in text
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=[A-Za-z0-9])", text.strip()))


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/[a-b,d-z]*.yml"),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("vendor.citation-file-format", "CITATION.cff"),
    ],
)
def test_files_that_others_read_follow_their_schema(schema: str, pattern: str) -> None:
    files = list(map(str, ROOT.glob(pattern)))
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert checked.returncode == 0, checked.stdout


def test_the_table_of_environment_variables_is_complete() -> None:
    """Every variable that the app reads stands in the README's table, and no other of its names does."""
    read = {
        name
        for path in CODE
        for name in re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"(?!\] = )", path.read_text(encoding="utf-8"))
    }
    table = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert read == table


@pytest.mark.parametrize("paper", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "NOTICE"])
def test_every_file_that_a_paper_names_is_there(paper: str) -> None:
    """Names may be short (`rules.js`), and may hold stars and <act>."""
    inside = [path for name in FOLDERS for path in (ROOT / name).rglob("*") if "__pycache__" not in path.parts]
    there = ["/" + path.relative_to(ROOT).as_posix() for path in (*ROOT.iterdir(), *inside)]
    ending = r"\.(?:py|js|css|toml|md|json|npz|lock|txt|woff2)"
    text = (ROOT / paper).read_text(encoding="utf-8")
    named = re.findall(rf"`([\w./*<>-]+(?:{ending}|/))`|(?<![\w./-])([\w./-]+{ending})\b", text)
    wanted = {(quoted or plain).rstrip("/").replace("<act>", "*") for quoted, plain in named}
    assert wanted
    assert not [name for name in wanted if not fnmatch.filter(there, f"*/{name}")]


def test_one_version_everywhere() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version is not None
    assert f"version: {version[1]}\n" in (ROOT / "CITATION.cff").read_text()
    assert f"## {version[1]}, " in (ROOT / "CHANGELOG.md").read_text()


def test_no_two_files_of_a_layer_share_a_name_unless_they_do_the_same_job_for_two_acts() -> None:
    same_job = {
        "__init__",
        "settings",
        "session",
        "address",
        "training",
        "cost",
        "export",
        "export_panel",
        "figures",
        "limits",
        "page_file",
        "script",
    }
    for layer in ("engine", "pages"):
        stems = [path.stem for path in sorted((ROOT / layer).rglob("*.py")) if path.stem not in same_job]
        assert sorted({stem for stem in stems if stems.count(stem) > 1}) == []


def test_no_formatter_is_told_to_look_away() -> None:
    assert not [path for path in CODE if "fmt: " + "skip" in path.read_text(encoding="utf-8")]


def test_at_the_root_stands_nothing_that_a_script_left_there() -> None:
    """Models, tables and logs that something carried out here has written, committed or not."""
    if not (ROOT / ".git").exists():
        pytest.skip("no repository: these are the files of a release")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", ":(glob)*"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    papers = {"", ".md", ".toml", ".txt", ".lock", ".json", ".cff", ".py"}
    named = {Path(name) for name in listed if not name.startswith(".")}
    assert sorted(map(str, (path for path in named if path.suffix not in papers or not path.name[0].isalpha()))) == []


def test_what_a_module_of_the_browser_exports_somebody_uses():
    files = [*(ROOT / "assets").rglob("*.js"), *(ROOT / "tests").rglob("*.js"), *(ROOT / "tests").rglob("*.py")]
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    unused = [
        f"{file.name}: {name}"
        for file in files
        for name in re.findall(r"^export (?:async )?(?:function\*?|class|const) (\w+)", texts[file], re.MULTILINE)
        if not any(re.search(rf"\b{name}\b", text) for other, text in texts.items() if other != file)
    ]
    assert unused == []
