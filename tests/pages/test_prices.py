"""No link and no page that opens begins dear work: only a press does."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.jobs import workbench
from engine.jobs.estimate import PRESS_SECONDS

ROOT = Path(__file__).resolve().parents[2]
ENTRY = ROOT / "pages" / "frame.py"
LINKS = [
    ("region/region.py", {"samples": "100000", "epochs": "500", "units": "32,32,32,32,32", "batch": "1"}),
    (
        "region/seeds.py",
        {"seeds": "256", "samples": "100000", "epochs": "500", "units": "32,32,32,32,32", "batch": "1"},
    ),
    ("region/side_by_side.py", {"samples": "100000", "epochs": "500", "b_epochs": "500", "batch": "1"}),
    *[
        ("newsgroups/newsgroups.py", {"view": view, "model": "second~epochs-100~batch-1"})
        for view in ("Posts", "Tokens", "Vectors", "Train", "Test", "Compare", "Your text")
    ],
    ("practice/practice.py", {}),
]


@pytest.mark.parametrize(("page", "query"), LINKS)
def test_opening_a_link_begins_nothing_dear(page, query):
    app = AppTest.from_file(str(ENTRY), default_timeout=120).run()
    before = set(workbench().runs)
    app.switch_page(page)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    begun = set(workbench().runs) - before
    assert all(run.estimate.seconds <= PRESS_SECONDS for run in begun)


def test_pages_begin_runs_by_presses_alone():
    """Every page begins its runs through the one function that is for presses, and hands it over as a callback."""
    for path in sorted((ROOT / "pages").rglob("*.py")):
        if path.name == "run_panel.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "run":
                assert "workbench" not in ast.unparse(node.func.value), f"{path.name}, line {node.lineno}"
                assert ast.unparse(node.func.value) != "bench", f"{path.name}, line {node.lineno}"
