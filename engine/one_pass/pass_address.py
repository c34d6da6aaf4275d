"""Settings as a query string and back: a link reproduces the numbers exactly.

Only what differs from the lesson is written: x, t, classes, hidden, act, seeds, w1, b1, ..., lr, mistakes, pass.
What would be long is packed into one parameter, z.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from engine.address import Codec, Unreadable, choice, choices, matrix, number, pack, shortened, unpack, whole, wholes
from engine.one_pass.settings import ACTIVATIONS, LESSON, MISTAKES, Activation, Matrix, Mistake, Settings

LONG = 400


@dataclass(frozen=True, slots=True)
class Written:
    """Settings as an address has them: each layer's weights and biases by themselves, and nothing checked yet.

    seeds, w1 to b3: None where the address says nothing, and the seeds of the lesson, or zero biases, hold.
    """

    x: Matrix = LESSON.X
    t: tuple[int, ...] = LESSON.targets
    classes: int = LESSON.classes
    hidden: tuple[int, ...] = LESSON.hidden
    act: Activation = LESSON.activation
    seeds: tuple[int, ...] | None = None
    w1: Matrix | None = None
    w2: Matrix | None = None
    w3: Matrix | None = None
    b1: Matrix | None = None
    b2: Matrix | None = None
    b3: Matrix | None = None
    lr: float = LESSON.lr
    mistakes: tuple[Mistake, ...] = ()
    passes: int = 0


GIVEN = {
    f"{letter}{k}": f"the {noun} of layer {k}"
    for letter, noun in (("w", "weights"), ("b", "biases"))
    for k in (1, 2, 3)
}
CODEC = Codec(
    Written(),
    {
        "x": matrix("X"),
        "t": wholes("the targets"),
        "classes": whole("the number of classes"),
        "hidden": wholes("the hidden units"),
        "act": choice("the activation", ACTIVATIONS),
        "seeds": wholes("the seeds"),
        **{key: matrix(called) for key, called in GIVEN.items()},
        "lr": number("the learning rate"),
        "mistakes": choices("the mistakes", MISTAKES),
        "passes": whole("the pass"),
    },
    {"passes": "pass"},
)
PACKED = "z"
KEYS = (*CODEC.parameters(), PACKED)


def to_query(settings: Settings) -> dict[str, str]:
    """What differs from the lesson, as query parameters; {} for the lesson itself."""
    given = {f"w{k}": rows for k, rows in enumerate(settings.weights, 1)}
    given |= {f"b{k}": rows for k, rows in enumerate(settings.biases, 1)}
    seeds = None if settings.seeds == LESSON.seeds_for(len(settings.hidden)) else settings.seeds
    written = Written(
        x=settings.X,
        t=settings.targets,
        classes=settings.classes,
        hidden=settings.hidden,
        act=settings.activation,
        seeds=seeds,
        lr=settings.lr,
        mistakes=settings.mistakes,
        passes=settings.passes,
        **given,
    )
    query = CODEC.write(written)
    return query if sum(map(len, query.values())) <= LONG else {PACKED: pack(query)}


def from_query(query: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """The settings of an address, and a sentence about each part of it that could not be read.

    Never raises: what cannot be read is as in the lesson; where the parts do not fit together, everything is.
    """
    given, problems = _unpacked(query)
    written, unread = CODEC.read(given)
    try:
        return _settings(written), [*problems, *unread]
    except ValueError as error:
        together = f"The address does not fit together, so the lesson's numbers are shown. {shortened(error)}"
        return LESSON, [*problems, *unread, together]


def _unpacked(query: Mapping[str, str]) -> tuple[Mapping[str, str], list[str]]:
    """The parameters, out of the packed one where there is one; none and a sentence where that is damaged."""
    if PACKED not in query:
        return query, []
    try:
        found = unpack(query[PACKED])
        if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
            raise Unreadable("The address is damaged, perhaps cut short.")
    except Unreadable as problem:
        return {}, [f"{problem} The lesson's numbers are shown."]
    return found, []


def _settings(written: Written) -> Settings:
    """The settings that an address spells. Raises: ValueError where its parts do not fit together."""
    count = len(written.hidden) + 1
    values: dict[str, Any] = {each.name: getattr(written, each.name) for each in fields(written)}
    return replace(
        LESSON,
        X=written.x,
        targets=written.t,
        classes=written.classes,
        hidden=written.hidden,
        activation=written.act,
        seeds=LESSON.seeds_for(count - 1) if written.seeds is None else written.seeds,
        weights=tuple(values.get(f"w{k}") for k in range(1, count + 1)),
        biases=tuple(values.get(f"b{k}") for k in range(1, count + 1)),
        lr=written.lr,
        mistakes=written.mistakes,
        passes=written.passes,
    )
