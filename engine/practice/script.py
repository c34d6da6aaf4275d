"""The learner's Keras script, as far as it has grown, and the same as a notebook. Both run on their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.practice.exercise import STEPS, Answers, Fields
from engine.practice.reading import read
from engine.practice.signatures import HOMES
from engine.practice.values import Call, Import, Name, Value, parts

TITLE = "Reuters newswires sorted into 46 topics"
KINDS = {
    "binary": ("1 where a word occurs", "    rows.data[:] = 1\n"),
    "count": ("how often each word occurs", ""),
    "tf-idf": ("how often each word occurs", ""),
}
VECTORISE = '''def vectorise(articles, width):
    """Newswires as sparse rows: {what}."""
    starts = np.cumsum([0] + [len(article) for article in articles])
    ones = np.ones(starts[-1], "float32")
    rows = csr_array((ones, np.concatenate(articles), starts), (len(articles), width))
    rows.check_format()  # stops where an index has no column
    rows.sum_duplicates()
{binary}    return rows


{code}
'''
WEIGH = """
weights = TfidfTransformer().fit(x_train)
x_train, x_test = weights.transform(x_train), weights.transform(x_test)
"""
JUDGE = """
truth = {truth}
predicted = model.predict(x_test, verbose=0).argmax(axis=1)
print(f"accuracy {{accuracy_score(truth, predicted):.4f}}")
print(f"macro F1 {{f1_score(truth, predicted, average='macro'):.4f}}")
"""


@dataclass(frozen=True, slots=True)
class Section:
    """A step's part of the script."""

    title: str
    code: str


def sections(answers: Answers, passed: list[str]) -> list[Section]:
    """The parts of the steps that pass, in order, the imports before them."""
    parts = []
    for number, step in enumerate(STEPS, start=1):
        if step.name in passed:
            parts.append(Section(f"{number}  {step.title}", _code(step.name, answers)))
    return [Section("", _imports(answers, passed)), *parts] if parts else []


def script(answers: Answers, passed: list[str]) -> str:
    """The script as far as it goes: imports, then each passed step under its title."""
    head, *parts = sections(answers, passed) or [Section("", "")]
    body = "\n\n".join(f"# {part.title}\n{part.code.rstrip()}" for part in parts)
    return f'"""{TITLE}."""\n\n{head.code}\n\n{body}\n' if parts else ""


def notebook(answers: Answers, passed: list[str]) -> str:
    """The script as a Jupyter notebook, a cell a step, each under its task."""
    import nbformat.v4 as v4

    head, *parts = sections(answers, passed)
    cells = [v4.new_markdown_cell(f"# {TITLE}", id="title"), v4.new_code_cell(head.code, id="imports")]
    tasks = {step.title: step.task for step in STEPS}
    for part in parts:
        number, _, title = part.title.partition("  ")
        cells.append(v4.new_markdown_cell(f"## {number}. {title}\n\n{tasks[title]}", id=f"task-{number}"))
        cells.append(v4.new_code_cell(part.code.rstrip(), id=f"step-{number}"))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    import nbformat

    return nbformat.writes(v4.new_notebook(cells=cells, metadata=kernel))


def _code(name: str, answers: Answers) -> str:
    fields = answers[name]
    typed = str(fields.get("code", "")).strip()
    match name:
        case "load":
            return load_line(fields)
        case "articles":
            what, binary = KINDS[fields["encoding"]]
            code = VECTORISE.format(what=what, binary=binary, code=typed)
            return code + (WEIGH if fields["encoding"] == "tf-idf" else "")
        case "labels" if fields["kind"] == "integers":
            return "# the topic numbers stay as they are\n"
        case "evaluate":
            one_hot = answers["labels"]["kind"] == "one-hot"
            return typed + "\n" + JUDGE.format(truth="y_test.argmax(axis=1)" if one_hot else "y_test")
    return typed


def load_line(fields: Fields) -> str:
    """The call of load_data, with the choices that differ from Keras' defaults."""
    defaults = {"num_words": 0, "skip_top": 0, "maxlen": 0, "test_split": 0.2}
    given = ", ".join(f"{name}={fields[name]!r}" for name, default in defaults.items() if fields[name] != default)
    return f"(x_train, y_train), (x_test, y_test) = reuters.load_data({given})\n"


def _imports(answers: Answers, passed: list[str]) -> str:
    """Import lines for the names that the passed steps use, and the seed."""
    wanted: dict[str, set[str]] = {"keras.datasets": {"reuters"}}
    plain = {"import keras"}
    if "articles" in passed:
        plain.add("import numpy as np")
        wanted["scipy.sparse"] = {"csr_array"}
        if answers["articles"]["encoding"] == "tf-idf":
            wanted["sklearn.feature_extraction.text"] = {"TfidfTransformer"}
    if "evaluate" in passed:
        wanted["sklearn.metrics"] = {"accuracy_score", "f1_score"}
    for name in _names(answers, passed):
        root, dotted, _ = name.path.partition(".")
        if root in ("tf", "tensorflow"):
            plain.add("import tensorflow as tf" if root == "tf" else "import tensorflow")
        elif dotted and f"keras.{root}" in HOMES:
            wanted.setdefault("keras", set()).add(root)
        elif not dotted and (module := next((m for m, names in HOMES.items() if root in names), "")):
            wanted.setdefault(module, set()).add(root)
    lines = [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(wanted.items())]
    return "\n".join([*sorted(plain), *lines, "", "keras.utils.set_random_seed(0)"])


def _names(answers: Answers, passed: list[str]) -> Iterator[Name]:
    """Every dotted name in the typed code of the passed steps."""
    for name in passed:
        fields = answers[name]
        if fields.get("code") and fields.get("kind") != "integers":
            for statement in read(str(fields["code"])):
                if not isinstance(statement, Import):
                    yield from _within(statement.value)


def _within(value: Value) -> Iterator[Name]:
    if isinstance(value, Name | Call):
        yield value if isinstance(value, Name) else value.name
    for inner in parts(value):
        yield from _within(inner)
