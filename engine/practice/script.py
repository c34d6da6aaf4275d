"""The learner's Keras script, as far as it has grown, and the same as a notebook. Both run on their own."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.export.notebook import Cell
from engine.export.notebook import notebook as notebook_of
from engine.practice.exercise import Review, review
from engine.practice.loading import SEED
from engine.practice.reading import plain_code
from engine.practice.steps import STEPS, Answers, Fields

TITLE = "Reuters newswires sorted into 46 topics"
KINDS = {
    "binary": ("1 where a word occurs", "    rows.data[:] = 1\n"),
    "count": ("how often each word occurs", ""),
    "tf-idf": ("how often each word occurs", ""),
}
VECTORISE = '''def vectorise(articles, width):
    """Newswires as sparse rows: {what}."""
    import numpy
    from scipy.sparse import csr_array

    starts = numpy.cumsum([0] + [len(article) for article in articles])
    ones = numpy.ones(starts[-1], "float32")
    rows = csr_array((ones, numpy.concatenate(articles), starts), (len(articles), width))
    rows.check_format()  # stops where an index has no column
    rows.sum_duplicates()
{binary}    return rows


{code}
'''
WEIGH = '''
def weighed(rows, rarity):
    """Counts as TF-IDF: 1 + ln(count), times the word's rarity."""
    import numpy

    rows = rows.copy()
    rows.data = (1 + numpy.log(rows.data)) * rarity[rows.indices]
    return rows


def rarity_of(rows):
    """ln(1 + newswires / (1 + newswires that hold the word)), for each column."""
    import numpy

    found_in = numpy.bincount(rows.indices, minlength=rows.shape[1])
    return numpy.log(1 + rows.shape[0] / (1 + found_in)).astype("float32")


rarity = rarity_of({train})
{train}, {test} = weighed({train}, rarity), weighed({test}, rarity)
'''
JUDGE = """
import numpy
import sklearn.metrics

truth = numpy.asarray({y}){argmax}
predicted = numpy.asarray({model}.predict({x}, verbose=0)).argmax(axis=1)
print(f"accuracy {{sklearn.metrics.accuracy_score(truth, predicted):.4f}}")
print(f"macro F1 {{sklearn.metrics.f1_score(truth, predicted, average='macro'):.4f}}")
"""
DEFAULTS = {"num_words": 0, "skip_top": 0, "maxlen": 0, "test_split": 0.2, "seed": SEED}


@dataclass(frozen=True, slots=True)
class Section:
    """A step's part of the script."""

    title: str
    code: str


def sections(answers: Answers, passed: Sequence[str]) -> list[Section]:
    """The parts of the steps that pass, in order, the imports before them."""
    checked = review({name: answers[name] for name in passed})
    parts = []
    for number, step in enumerate(STEPS, start=1):
        if step.name in passed:
            parts.append(Section(f"{number}  {step.title}", _code(step.name, answers, checked)))
    return [Section("", _imports(checked)), *parts] if parts else []


def script(answers: Answers, passed: Sequence[str]) -> str:
    """The script as far as it goes: imports, then each passed step under its title."""
    head, *parts = sections(answers, passed) or [Section("", "")]
    body = "\n\n".join(f"# {part.title}\n{part.code.rstrip()}" for part in parts)
    return f'"""{TITLE}."""\n\n{head.code}\n\n{body}\n' if parts else ""


def notebook(answers: Answers, passed: Sequence[str]) -> str:
    """The script as a Jupyter notebook, a cell a step, each under its task."""
    head, *parts = sections(answers, passed)
    tasks = {step.title: step.task for step in STEPS}
    cells: list[Cell] = [("markdown", f"# {TITLE}"), ("code", head.code)]
    for part in parts:
        number, _, title = part.title.partition("  ")
        cells += [("markdown", f"## {number}. {title}\n\n{tasks[title]}"), ("code", part.code)]
    return notebook_of(cells)


def _code(name: str, answers: Answers, checked: Review) -> str:
    fields = answers[name]
    typed = _typed(fields, checked.shown.get(name, frozenset()))
    match name:
        case "load":
            return load_line(fields, checked.loaded)
        case "articles" if "vectorise" in checked.borrowed:
            encoding = str(fields.get("encoding") or "binary")
            what, binary = KINDS.get(encoding, KINDS["binary"])
            train, test = checked.rows
            weigh = WEIGH.format(train=train, test=test) if encoding == "tf-idf" else ""
            return VECTORISE.format(what=what, binary=binary, code=typed) + weigh
        case "labels" if fields.get("kind") == "integers":
            return "# the topic numbers stay as they are\n"
        case "evaluate" if checked.measured:
            model, x, y = checked.measured
            argmax = ".argmax(axis=1)" if checked.one_hot else ""
            return typed + "\n" + JUDGE.format(model=model, x=x, y=y, argmax=argmax)
    return typed


def _typed(fields: Fields, shown: frozenset[int]) -> str:
    """The learner's text, without the lines that only show something with a library that may not be there."""
    code = plain_code(str(fields.get("code") or ""))
    lines = dict(enumerate(code.split("\n"), start=1))
    kept = {number: line for number, line in lines.items() if number not in shown}
    if shown:
        kept |= {number: " " * column + "pass" for number, column in _emptied(ast.parse(code).body, shown)}
    return "\n".join(kept[number] for number in sorted(kept)).strip("\n")


def _emptied(body: Sequence[ast.stmt], shown: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Where statements inside a block that stays are left out: (line, column)."""
    for node in body:
        if node.lineno in shown:
            if node.col_offset:
                yield node.lineno, node.col_offset
            continue
        for part in ("body", "orelse", "finalbody"):
            yield from _emptied(getattr(node, part, []), shown)
        for handler in getattr(node, "handlers", []):
            yield from _emptied(handler.body, shown)


def load_line(fields: Fields, loaded: Sequence[str] = ("x_train", "y_train", "x_test", "y_test")) -> str:
    """The call of load_data, with the choices that differ from Keras' defaults."""
    given = ", ".join(
        f"{name}={fields[name]!r}" for name, usual in DEFAULTS.items() if fields.get(name, usual) != usual
    )
    x, y, x_test, y_test = loaded
    return f"({x}, {y}), ({x_test}, {y_test}) = reuters.load_data({given})\n"


def _imports(checked: Review) -> str:
    """Import lines for the names that the passed steps use, and the seed."""
    wanted: dict[str, set[str]] = {"keras.datasets": {"reuters"}}
    plain = {"import keras"}
    for name, path in checked.borrowed.items():
        root = {"numpy": "numpy", "tf": "tensorflow"}.get(path)
        if path == "glassnet.vectorise" or path == "keras":
            continue
        if root:
            plain.add(f"import {root}" if name == root else f"import {root} as {name}")
        else:
            home, _, last = path.rpartition(".")
            wanted.setdefault(home, set()).add(last)
    lines = [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(wanted.items())]
    return "\n".join([*sorted(plain), *lines, "", "keras.utils.set_random_seed(0)"])
