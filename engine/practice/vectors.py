"""Judges how newswires and labels become arrays: width and kind of the vectors, and the labels' encoding."""

from collections.abc import Sequence
from typing import cast

from engine.practice.articles import survey
from engine.practice.design import TOPICS, Encoding, Labels, Vectors
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, good, misleads, raises
from engine.practice.names import unknown
from engine.practice.reuters import Loading
from engine.practice.signatures import bind, known_as
from engine.practice.values import Call, Name, Statement, Value

ENCODINGS = {
    "binary": "1 where a word occurs",
    "count": "how often a word occurs",
    "tf-idf": "how often, weighed by how rare the word is",
    "padded": "the integers as they are, padded to one length",
}
LABELS = {"one-hot": "a row of 46 for each label, a single 1 in it", "integers": "leave the topic numbers as they are"}
MOST_COLUMNS = 40_000


def judging_articles(encoding: object, statements: Sequence[Statement], loading: Loading) -> Judging[Vectors]:
    """The kind of vector chosen, and the two typed calls of `vectorise`, judged."""
    if encoding == "padded":
        raise Wrong(
            Kind.MISLEADS,
            "An index is a name, not a quantity: a Dense layer would take word 5,000 for a "
            "thousand times word 5, in whichever place it stands. Trained like this, the "
            "network is right on about a third of the test newswires, no better than always "
            "guessing the largest topic.",
        )
    if encoding not in ENCODINGS:
        raise Wrong(Kind.UNCLEAR, "Choose what a row holds.")
    widths = {}
    for part, call in _both_parts(statements, "vectorise", "x"):
        widths[part] = _width(bind(call).get("width"))
    train, test = widths["train"], widths["test"]
    if train != test:
        raise Wrong(
            Kind.RAISES,
            f"The training rows get {train:,} columns and the test rows {test:,}. The network "
            "is built for one width, and stops with an error at the other.",
        )
    needed = survey(loading).width
    yield from _judge_width(train, needed, loading)
    return Vectors(cast(Encoding, encoding), train)


def _width(value: Value) -> int:
    if isinstance(value, Name | Call):
        raise beyond("Write the width as a whole number: how many columns a row has.")
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise Wrong(
            Kind.RAISES,
            "The width is a whole number: how many columns a row has. With anything else NumPy stops with an error.",
        )
    return value


def _judge_width(width: int, needed: int, loading: Loading) -> Judging[None]:
    if width < needed:
        yield raises(
            f"The largest index you load is {needed - 1:,}, so index {width:,} and those above find no "
            f"column: `vectorise` stops with an error. {_count_from_zero(width, needed)}"
        )
    elif width > MOST_COLUMNS:
        raise beyond(f"Here a row has at most {MOST_COLUMNS:,} columns; {needed:,} are needed.")
    elif width > needed:
        yield advice(
            f"{needed:,} columns are enough. The other {width - needed:,} stay 0 in every newswire: their "
            "weights are stored and never used."
        )
    else:
        why = "num_words" if loading.num_words else "the largest index plus one"
        yield good(f"One column for each index from 0 to {width - 1:,}: {why}, since counting starts at 0.")


def _count_from_zero(width: int, needed: int) -> str:
    if width == needed - 1:
        return "Indices count from 0, so one column more is needed."
    return f"It takes {needed:,} columns."


def judging_labels(kind: object, statements: Sequence[Statement], loading: Loading) -> Judging[Labels]:
    """The chosen kind of labels and, for one-hot rows, the two typed calls of `to_categorical`, judged."""
    if kind not in LABELS:
        raise Wrong(Kind.UNCLEAR, "Choose what a label becomes.")
    if kind == "integers":
        yield advice(
            "That works too, with a loss that expects numbers: remember it when you compile. Nothing is to "
            "be typed here."
        )
        return "integers"
    kept = survey(loading)
    last = {"train": kept.last_in_train, "test": kept.last_in_test}
    for part, call in _both_parts(statements, "to_categorical", "y"):
        yield from _judge_classes(bind(call).get("num_classes"), last[part], part)
    yield good("46 numbers a newswire, all 0 but a single 1: the shape of the softmax layer's output.")
    return "one-hot"


def _judge_classes(classes: Value, last: int, part: str) -> Judging[None]:
    if classes is None:
        if last == TOPICS - 1:
            yield advice(
                f"Without `num_classes` Keras takes the largest label plus one. y_{part} does hold label "
                "45, so it comes out right, but by luck: say 46."
            )
        else:
            yield misleads(
                f"Without `num_classes` Keras takes the largest label plus one. The largest in y_{part} "
                f"is {last}, so its rows would have {last + 1} places, not 46."
            )
    elif isinstance(classes, Name | Call):
        raise beyond("Write the number of topics as a whole number.")
    elif isinstance(classes, bool) or not isinstance(classes, int):
        yield raises("The number of topics is a whole number; with anything else NumPy stops with an error.")
    elif classes <= last:
        yield raises(
            f"There are {TOPICS} topics, numbered 0 to 45. With {classes} places a row, label {last} has "
            "none, and NumPy stops with an IndexError."
        )
    elif classes != TOPICS:
        yield raises(
            f"There are {TOPICS} topics, not {classes}: {classes - TOPICS} more would never hold a 1. And with the "
            f"{TOPICS} outputs that the topics need, Keras stops at the first batch because the shapes differ."
        )


def _both_parts(statements: Sequence[Statement], function: str, letter: str) -> list[tuple[str, Call]]:
    """The calls for the training and for the test part, which must be there once each.

    Raises: Wrong, with what would come of it.
    """
    found: dict[str, Call] = {}
    for statement in statements:
        part, call = _part(statement, function, letter)
        if part in found:
            raise Wrong(
                Kind.RAISES,
                f"{letter}_{part} is encoded twice. Encoding what is encoded already gives the "
                "wrong shape; once is right.",
            )
        found[part] = call
    for part in ("train", "test"):
        if part not in found:
            other = "test" if part == "train" else "train"
            raise Wrong(
                Kind.RAISES,
                f"{letter}_{part} stays as it was. Keras then stops with an error when it meets "
                f"it: the network sees one shape in {letter}_{other} and another in "
                f"{letter}_{part}.",
            )
    return [(part, found[part]) for part in ("train", "test")]


def _part(statement: Statement, function: str, letter: str) -> tuple[str, Call]:
    """Which part a line encodes, and the call that does it."""
    call = statement.value
    if not isinstance(call, Call) or known_as(call.name) != function:
        usual = f"Each line here is `{letter}_… = {function}(…)`."
        found = unknown(call.name).remark if isinstance(call, Call) and not known_as(call.name) else None
        raise Wrong(found.kind if found else Kind.UNCLEAR, f"{found.text} {usual}" if found else usual)
    first = next(iter(bind(call).values()), None)
    source = first.path if isinstance(first, Name) else ""
    expected = {f"{letter}_train": "train", f"{letter}_test": "test"}
    if not statement.targets:
        raise Wrong(
            Kind.MISLEADS,
            f"`{function}` returns a new array. Without a name and = in front, it is thrown "
            f"away and `{source or letter}` stays as it was, so that `fit` stops "
            "later.",
        )
    (target, *more) = statement.targets
    if more or target not in expected:
        raise Wrong(Kind.UNCLEAR, f"Keep the names {letter}_train and {letter}_test, which the later steps use.")
    if source not in expected:
        other = "y" if letter == "x" else "x"
        if source in (f"{other}_train", f"{other}_test"):
            what = "labels" if other == "y" else "newswires"
            raise Wrong(Kind.RAISES, f"{source} holds the {what}; this step is about {letter}_train and {letter}_test.")
        raise Wrong(Kind.UNCLEAR, f"Give `{function}` the array to encode: {target}.")
    if source != target:
        raise Wrong(
            Kind.MISLEADS,
            f"{target} would be made from {source}: the rows of one part under the name of "
            "the other. They no longer go with their partners, and unless there happen to be "
            "equally many of both, Keras stops later.",
        )
    return expected[target], call
