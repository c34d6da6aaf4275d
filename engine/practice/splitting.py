"""A whole script, split into the steps of the exercise: each statement goes where what it does belongs."""

import ast
from dataclasses import dataclass
from typing import Any

from engine.practice.errors import Stops, Unread
from engine.practice.identifying import labels_in, newswires_in
from engine.practice.interpreter.carry_out import machine
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.newswires import handful, loading_of
from engine.practice.interpreter.statements import run
from engine.practice.loaded_names import slot
from engine.practice.loading import MOST_WORDS
from engine.practice.margins import flat
from engine.practice.reading import MOST_CHARACTERS, MOST_SCRIPT, NotUnderstood, plain_code, read
from engine.practice.reuters import Loading
from engine.practice.script import KINDS, VECTORISE, WEIGH
from engine.practice.steps import BY_NAME, ORDER, Answers

CALLS = {
    "load_data": "load",
    "fit": "fit",
    "evaluate": "evaluate",
    "predict": "evaluate",
    "compile": "compile",
    "to_categorical": "labels",
    "pad_sequences": "articles",
    "sequences_to_matrix": "articles",
    "vectorise": "articles",
    "Sequential": "network",
    "Model": "network",
    "add": "network",
}
STOPPING = ("EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau")


@dataclass(slots=True)
class Piece:
    """A statement of the script: its text, the step it belongs to ("" where that is told by what follows)."""

    text: str
    step: str
    node: ast.stmt

    @property
    def trains(self) -> bool:
        """Whether a network is trained or measured in it."""
        return any(f".{name}(" in self.text for name in ("fit", "evaluate", "predict"))


def is_whole(text: str) -> bool:
    """Whether a text is a whole script rather than one step of it."""
    return "load_data(" in text and ".fit(" in text


def split(text: str) -> Answers:
    """The answers of the steps that a script makes.

    Raises: NotUnderstood, with a sentence, where the text is no script that can be split.
    """
    source = flat(plain_code(text))
    statements = read(source, MOST_SCRIPT)
    encoding, kept = _without_ours(statements)
    m = machine()
    m.encoding = encoding or "binary"
    pieces = [Piece(ast.get_source_segment(source, node) or "", _belongs(node, m), node) for node in kept]
    if not any(piece.step == "load" for piece in pieces):
        inside = any(_calls_load(node) for node in kept)
        raise NotUnderstood(
            "`load_data(…)` stands inside a loop or another block here. A script is split where its statements stand "
            "one under the other: take it out of the block, or paste the steps one by one."
            if inside
            else "There is no `reuters.load_data(…)` in it: a whole script begins with the newswires."
        )
    if not any(event.kind == "load" for event in m.events):
        _say_why(next(piece for piece in pieces if piece.step == "load"), m)
    _settle(pieces)
    return _answers(pieces, m, encoding)


def _say_why(piece: Piece, m: Machine) -> None:
    """Raises: NotUnderstood with what keeps the newswires from being loaded."""
    m.budget = type(m.budget)()
    m.frame = m.whole
    try:
        run([piece.node], m)
    except (Stops, Unread) as problem:
        raise NotUnderstood(f"The line with `load_data`: {problem.text}") from None


def _belongs(node: ast.stmt, m: Machine) -> str:
    """The step of a statement, told by what it does; by what it calls, where it does not run."""
    before, nets, events = dict(m.whole.names), len(m.nets), len(m.events)
    for name in _filled(node):
        before.pop(name, None)
    layers = sum(len(net.layers) for net in m.nets)
    m.budget = type(m.budget)()
    m.frame = m.whole
    try:
        run([node], m)
    except (Stops, Unread, NotUnderstood):
        return _by_calls(node)
    kinds = [event.kind for event in m.events[events:]]
    for kind, step in (("fit", "fit"), ("evaluate", "evaluate"), ("predict", "evaluate"), ("load", "load")):
        if kind in kinds:
            return step
    if len(m.nets) > nets or sum(len(net.layers) for net in m.nets) > layers:
        return "network"
    if "compile" in kinds:
        return "compile"
    return _by_values(before, m)


def _filled(node: ast.stmt) -> set[str]:
    """The names whose rows a statement sets: `x[i, article] = 1`."""
    places = [each for each in ast.walk(node) if isinstance(each, ast.Subscript) and isinstance(each.ctx, ast.Store)]
    return {each.id for place in places for each in ast.walk(place.value) if isinstance(each, ast.Name)}


def _by_values(before: dict[str, Any], m: Machine) -> str:
    """The step of a statement that makes newswires or labels of others."""
    loads = [event for event in m.events if event.kind == "load"]
    if not loads:
        return ""
    drawn, found = handful(loading_of(loads[-1].bound)), ""
    for name, held in m.whole.names.items():
        if before.get(name) is held:
            continue
        whole = {"train": drawn.train[0].total, "test": drawn.test[0].total}
        rows, labels = newswires_in(held, drawn), labels_in(held, drawn)
        if rows is not None and rows.kind != "lists":
            found = "articles" if rows.total == whole[rows.part] else "fit"
        elif labels is not None:
            found = "labels" if labels.total == whole[labels.part] else "fit"
    return found


def _by_calls(node: ast.stmt) -> str:
    if isinstance(node, ast.FunctionDef | ast.Import | ast.ImportFrom):
        return ""
    names = [
        each.func.attr if isinstance(each.func, ast.Attribute) else each.func.id
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute | ast.Name)
    ]
    if any(name in STOPPING for name in names):
        return "fit"
    called = next((CALLS[name] for name in ("fit", *names) if name in CALLS and name in names), "")
    if called or not names or not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
        return called
    return {"x": "articles", "y": "labels"}.get(slot(node.targets[0].id)[:1], "")


def _settle(pieces: list[Piece]) -> None:
    """Gives every statement a step: what only helps goes with the first one that uses it, or with the next one."""
    last = ""
    for piece in pieces:  # after training has begun nothing goes back
        if piece.step and last and ORDER.index(piece.step) < ORDER.index(last):
            piece.step = last
        last = piece.step if piece.step and piece.trains else last
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if not piece.step:
            after = pieces[place + 1 :]
            users = [other.step for other in after if other.step and _written(piece.node) & _used(other.node)]
            following = [other.step for other in after if other.step]
            chosen = min(users, key=ORDER.index) if users else (following or ["evaluate"])[0]
            piece.step = chosen


def _written(node: ast.stmt) -> set[str]:
    found = {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    if isinstance(node, ast.FunctionDef):
        found = {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        found = {(name.asname or name.name).partition(".")[0] for name in node.names}
    return found


def _used(node: ast.stmt) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}


def _answers(pieces: list[Piece], m: Machine, encoding: str) -> Answers:
    """The pieces as fields of the steps."""
    code = {name: "\n".join(piece.text for piece in pieces if piece.step == name) for name in ORDER}
    loads = [event for event in m.events if event.kind == "load"]
    chosen = Loading() if not loads else loading_of(loads[0].bound)
    names = _loaded(pieces)
    if not names:  # its arrays are not named at once: the step after it carries the line out
        code["articles"] = f"{code['load']}\n{code['articles']}"
    else:
        helpers = [piece.text for piece in pieces if piece.step == "load" and not _calls_load(piece.node)]
        code["articles"] = "\n".join([*helpers, code["articles"]])
    answers: dict[str, dict[str, Any]] = {
        "load": {
            "num_words": min(chosen.num_words or 0, MOST_WORDS),
            "skip_top": chosen.skip_top,
            "maxlen": chosen.maxlen or 0,
            "test_split": chosen.test_split,
            "names": names,
        },
        "articles": {"encoding": encoding or None, "code": code["articles"].strip("\n")},
        "labels": {"kind": "one-hot" if code["labels"].strip() else "integers", "code": code["labels"]},
    }
    answers |= {name: {"code": code[name]} for name in ("network", "compile", "fit", "evaluate")}
    for name, fields in answers.items():
        if len(str(fields.get("code", ""))) > MOST_CHARACTERS:
            raise NotUnderstood(f"What belongs to {BY_NAME[name].title} is longer than {MOST_CHARACTERS:,} characters.")
    return answers


def _calls_load(node: ast.stmt) -> bool:
    return any(
        isinstance(each, ast.Attribute | ast.Name) and "load_data" in ast.unparse(each) for each in ast.walk(node)
    )


def _loaded(pieces: list[Piece]) -> str:
    """The names of the four arrays, where the line with `load_data` gives them at once."""
    for piece in pieces:
        node = piece.node
        if piece.step == "load" and isinstance(node, ast.Assign) and _calls_load(node):
            found = [each.id for each in ast.walk(node.targets[0]) if isinstance(each, ast.Name)]
            outer = node.targets[0]
            pairs = isinstance(outer, ast.Tuple | ast.List) and all(
                isinstance(each, ast.Tuple | ast.List) for each in outer.elts
            )
            if pairs and len(found) == 4:
                inner = [each for part in outer.elts for each in part.elts]  # type: ignore[attr-defined]
                return " ".join(each.id for each in inner if isinstance(each, ast.Name))
    return ""


def _without_ours(statements: list[ast.stmt]) -> tuple[str, list[ast.stmt]]:
    """The kind of row that our own `vectorise` makes, and the statements without what our script adds."""
    encoding, kept = "", []
    ours = {ast.dump(node): name for name, (what, binary) in KINDS.items() for node in _ours(what, binary)}
    weigh = {ast.dump(node) for node in ast.parse(WEIGH.format(train="x_train", test="x_test")).body}
    for node in statements:
        dumped = ast.dump(node)
        if dumped in ours:
            encoding = encoding or ours[dumped]
        elif dumped in weigh or (isinstance(node, ast.FunctionDef) and node.name in ("weighed", "rarity_of")):
            encoding = "tf-idf"
        elif not _is_judge(node):
            kept.append(node)
    return encoding, kept


def _ours(what: str, binary: str) -> list[ast.stmt]:
    return ast.parse(VECTORISE.format(what=what, binary=binary, code="")).body


def _is_judge(node: ast.stmt) -> bool:
    """Whether a statement is one of the last lines of our script, or its seed."""
    text = ast.unparse(node)
    printed = "sklearn.metrics.accuracy_score(truth, predicted)" in text or "sklearn.metrics.f1_score(truth" in text
    made = text.startswith(("truth = numpy.asarray(", "predicted = numpy.asarray("))
    return printed or made or text in ("import sklearn.metrics", "keras.utils.set_random_seed(0)")
