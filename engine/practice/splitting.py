"""A whole script, split into the steps of the exercise: each statement goes where what it does belongs."""

import ast
import re
from time import thread_time
from typing import Any

from engine.practice.errors import Stops, Unread
from engine.practice.identifying import Identity, is_one_hot, labels_among, labels_in, newswires_in
from engine.practice.interpreter.carry_out import machine
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.newswires import Handful, handful, loading_of
from engine.practice.interpreter.objects import Opaque
from engine.practice.interpreter.sampled import Sampled
from engine.practice.interpreter.statements import run
from engine.practice.loaded_names import slot
from engine.practice.loading import LIMITS, MOST_WORDS, SEED
from engine.practice.margins import flat
from engine.practice.pieces import Piece, filled_in, segment, settle, used_in
from engine.practice.reading import MOST_CHARACTERS, MOST_SCRIPT, NotUnderstood, plain_code, read
from engine.practice.reuters import Loading
from engine.practice.script import KINDS, VECTORISE
from engine.practice.steps import BY_NAME, ORDER, Answers

CALLS = {
    "load_data": "load",
    "fit": "fit",
    "evaluate": "evaluate",
    "predict": "evaluate",
    "train_on_batch": "fit",
    "compile": "compile",
    "to_categorical": "labels",
    "pad_sequences": "articles",
    "sequences_to_matrix": "articles",
    "vectorise": "articles",
    "Sequential": "network",
    "Model": "network",
    "add": "network",
}
OTHERS = re.compile(
    r"^[^#\n]*\b(imdb|boston_housing|california_housing|mnist|fashion_mnist|cifar10|cifar100)\.load_data\(", re.M
)
MOST_STATEMENTS, MOST_SECONDS = 500, 0.5
STOPPING = ("EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau")


def is_whole(text: str) -> bool:
    """Whether a text is a whole script rather than one step of it."""
    return "load_data(" in text and any(f".{name}(" in text for name in ("fit", "train_on_batch"))


def split(text: str) -> Answers:
    """The answers of the steps that a script makes.

    Raises: NotUnderstood, with a sentence, where the text is no script that can be split.
    """
    if other := OTHERS.search(text):
        raise NotUnderstood(f"It loads {other[1]} as well. Paste what is about the newswires of Reuters alone.")
    source = flat(plain_code(text))
    statements = read(source, MOST_SCRIPT)
    encoding, kept = _without_ours(statements)
    if len(kept) > MOST_STATEMENTS:
        raise NotUnderstood(f"These are {len(kept):,} statements; {MOST_STATEMENTS} are the most that are split.")
    m, until = machine(), thread_time() + MOST_SECONDS
    m.encoding = encoding or "binary"
    pieces, lines = [], source.encode().split(b"\n")
    for node in kept:
        begun = thread_time()
        step = _belongs(node, m, until)
        until += thread_time() - begun if step == "load" else 0  # counting the newswires is the app's work
        pieces.append(Piece(segment(lines, node), step, node))
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
    settle(pieces)
    return _answers(pieces, m, encoding)


def _say_why(piece: Piece, m: Machine) -> None:
    """Raises: NotUnderstood with what keeps the newswires from being loaded."""
    m.until = None
    m.begin()
    m.frame = m.whole
    try:
        run([piece.node], m)
    except (Stops, Unread) as problem:
        raise NotUnderstood(f"The line with `load_data`: {problem.text}") from None


def _belongs(node: ast.stmt, m: Machine, until: float) -> str:
    """The step of a statement, told by what it does; by what it calls, where it does not run, or time is up."""
    if thread_time() > until:
        return _by_calls(node)
    before, nets, events = dict(m.whole.names), len(m.nets), len(m.events)
    used = [before[name] for name in used_in(node) if name in before]
    for name in filled_in(node):
        before.pop(name, None)
    layers = sum(len(net.layers) for net in m.nets)
    m.until = None if _calls_load(node) else until
    m.begin()
    m.frame = m.whole
    try:
        run([node], m)
    except (Stops, Unread, NotUnderstood):
        return _by_calls(node) or _by_what_it_reads(node, used, m)
    kinds = [event.kind for event in m.events[events:]]
    if "fit" in kinds and "load" not in kinds and not nets and len(m.nets) > nets:
        return "network"  # a loop or a function that builds, trains and perhaps measures
    for kind, step in (
        ("fit", "fit"),
        ("train", "fit"),
        ("evaluate", "evaluate"),
        ("predict", "evaluate"),
        ("load", "load"),
    ):
        if kind in kinds:
            return step
    if len(m.nets) > nets or sum(len(net.layers) for net in m.nets) > layers:
        return "network"
    if "compile" in kinds:
        return "compile"
    return _by_values(before, used, m)


def _by_values(before: dict[str, Any], used: list[Any], m: Machine) -> str:
    """The step of a statement that makes newswires or labels of others; used: what it makes them of.

    Rows or labels cut out of encoded ones belong to the training; those encoded after they were cut out, to encoding.
    """
    loads = [event for event in m.events if event.kind == "load"]
    if not loads:
        return ""
    drawn, found = handful(loading_of(loads[-1].bound)), ""
    for name, held in m.whole.names.items():
        if before.get(name) is held:
            continue
        rows, labels = newswires_in(held, drawn), labels_among(held, drawn, m.whole.names.values())
        if rows is not None and rows.kind != "lists":
            cut = any((made := newswires_in(each, drawn)) is not None and made.kind == rows.kind for each in used)
            found = "fit" if cut and not _is_whole(rows, drawn) else "articles"
        elif isinstance(held, Opaque) and (held.of_data or slot(name)[:1] in ("x", "y")):  # what another library makes
            of_labels = slot(name)[:1] == "y" or any(labels_in(each, drawn) is not None for each in used)
            found = found or ("labels" if of_labels else "articles")
        elif rows is None and labels is None and isinstance(held, Sampled) and held.rows.ndim == 2:
            lists = any((made := newswires_in(each, drawn)) is not None and made.kind == "lists" for each in used)
            found = found or "articles" * lists  # rows that went wrong
        elif labels is not None and (labels.kind == "one-hot" or _is_whole(labels, drawn)):
            cut = any((made := labels_in(each, drawn)) is not None and made.kind == labels.kind for each in used)
            found = "fit" if cut and not _is_whole(labels, drawn) else "labels"
    return found


def _by_what_it_reads(node: ast.stmt, used: list[Any], m: Machine) -> str:
    """The step of a statement that stops: where it would make something of newswires or of labels, theirs."""
    loads = [event for event in m.events if event.kind == "load"]
    if not loads or not isinstance(node, ast.Assign | ast.For):
        return ""
    drawn = handful(loading_of(loads[-1].bound))
    for each in used:
        if (rows := newswires_in(each, drawn)) is not None:
            return "articles" if rows.kind == "lists" else ""
    return "labels" if any(labels_in(each, drawn) is not None for each in used) else ""


def _is_whole(what: Identity, drawn: Handful) -> bool:
    return what.total == (drawn.train if what.part == "train" else drawn.test)[0].total


def _by_calls(node: ast.stmt) -> str:
    if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
        return ""
    names = [
        each.func.attr if isinstance(each.func, ast.Attribute) else each.func.id
        for each in ast.walk(node)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute | ast.Name)
    ]
    if any(name in STOPPING for name in names):
        return "fit"
    called = next((CALLS[name] for name in ("fit", *names) if name in CALLS and name in names), "")
    if called or not names or not isinstance(node, ast.Assign):
        return called
    kinds = {slot(each.id)[:1] for each in ast.walk(node.targets[0]) if isinstance(each, ast.Name)}
    return "articles" if "x" in kinds else "labels" if "y" in kinds else ""


def _answers(pieces: list[Piece], m: Machine, encoding: str) -> Answers:
    """The pieces as fields of the steps."""
    code = {name: "\n".join(piece.text for piece in pieces if piece.step == name) for name in ORDER}
    if len(code["evaluate"]) > MOST_CHARACTERS:  # as after many pictures and tables
        code["evaluate"] = "\n".join(piece.text for piece in _measuring(pieces))
    loads = [event for event in m.events if event.kind == "load"]
    chosen = Loading() if not loads else loading_of(loads[-1].bound)
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
        "labels": {"kind": "one-hot" if code["labels"].strip() or _encoded(m) else "integers", "code": code["labels"]},
    }
    seed = loads[-1].bound.get("seed", SEED) if loads else SEED
    if isinstance(seed, int) and seed != SEED:
        answers["load"]["seed"] = min(seed, LIMITS["seed"][1])
    answers |= {name: {"code": code[name]} for name in ("network", "compile", "fit", "evaluate")}
    for name, fields in answers.items():
        if len(str(fields.get("code", ""))) > MOST_CHARACTERS:
            raise NotUnderstood(f"What belongs to {BY_NAME[name].title} is longer than {MOST_CHARACTERS:,} characters.")
    return answers


def _encoded(m: Machine) -> bool:
    """Whether labels were encoded by lines that belong to another step, as in a function that prepares everything."""
    given = [event.bound.get("y") for event in m.events if event.kind == "fit"]
    return any(isinstance(held, Sampled) and is_one_hot(held) for held in (*m.whole.names.values(), *given))


def _measuring(pieces: list[Piece]) -> list[Piece]:
    """The statements of the last step that measure, and those that they need."""
    kept: list[Piece] = []
    needed: set[str] = set()
    for piece in reversed([piece for piece in pieces if piece.step == "evaluate"]):
        if piece.trains or piece.written & needed:
            kept.insert(0, piece)
            needed |= piece.used
    return kept


def _calls_load(node: ast.stmt) -> bool:
    return any(
        isinstance(each, ast.Attribute | ast.Name) and "load_data" in ast.unparse(each) for each in ast.walk(node)
    )


def _loaded(pieces: list[Piece]) -> str:
    """The names of the four arrays, where the last line with `load_data` gives them at once."""
    for piece in reversed(pieces):
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
    # counts and TF-IDF are made alike, and lines of their own weigh the latter: of two alike the first is meant
    ours = {ast.dump(node): name for name, (what, binary) in reversed(KINDS.items()) for node in _ours(what, binary)}
    for node in statements:
        dumped = ast.dump(node)
        if dumped in ours:
            encoding = encoding or ours[dumped]
        elif _weighs(node):
            encoding = "tf-idf"
        elif not _is_judge(node):
            kept.append(node)
    return encoding, kept


def _ours(what: str, binary: str) -> list[ast.stmt]:
    return ast.parse(VECTORISE.format(what=what, binary=binary, code="")).body


def _weighs(node: ast.stmt) -> bool:
    """Whether a statement is one of those by which our script makes TF-IDF of counts."""
    if isinstance(node, ast.FunctionDef):
        return node.name in ("weighed", "rarity_of")
    names = {each.func.id for each in ast.walk(node) if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)}
    return bool(names & {"weighed", "rarity_of"})


def _is_judge(node: ast.stmt) -> bool:
    """Whether a statement is one of the last lines of our script, or its seed."""
    text = ast.unparse(node)
    printed = "sklearn.metrics.accuracy_score(truth, predicted)" in text or "sklearn.metrics.f1_score(truth" in text
    made = text.startswith(("truth = numpy.asarray(", "predicted = numpy.asarray("))
    return printed or made or text in ("import sklearn.metrics", "keras.utils.set_random_seed(0)")
