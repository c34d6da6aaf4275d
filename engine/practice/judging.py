"""A verdict on an answer: what passes, what does not, and what would come of it."""

import logging
from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from engine.practice.errors import Stops, Unread
from engine.practice.reading import NotUnderstood

T = TypeVar("T")
LOST = "This answer could not be worked out here, through no fault of yours. It may be right; the taught way is judged."


class Kind(StrEnum):
    """What a remark says. The first four keep an answer from passing."""

    UNCLEAR = "unclear"  # nothing written, or not to be read
    BEYOND = "beyond"  # outside what the exercise judges; it may be right, and run
    RAISES = "raises"  # Keras, or Python, stops with an error
    MISLEADS = "misleads"  # it runs, and the outcome is poor or not what it seems
    ADVICE = "advice"
    GOOD = "good"


FAILS = (Kind.UNCLEAR, Kind.BEYOND, Kind.RAISES, Kind.MISLEADS)


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence or two about an answer. line: of the learner's text, 0 where it is about no line."""

    kind: Kind
    text: str
    line: int = 0

    @property
    def fails(self) -> bool:
        """Whether it keeps the answer from passing."""
        return self.kind in FAILS


class Wrong(Exception):
    """A remark that ends the judging of an answer."""

    def __init__(self, kind: Kind, text: str) -> None:
        super().__init__(text)
        self.remark = Remark(kind, text)


@dataclass(frozen=True, slots=True)
class Verdict(Generic[T]):
    """The remarks on an answer, and what it stands for; value is None where it does not pass."""

    remarks: tuple[Remark, ...]
    value: T | None

    @property
    def passed(self) -> bool:
        """Whether nothing keeps it from passing."""
        return self.value is not None


Judging = Generator[Remark, None, T]


def judge(judging: Judging[T]) -> Verdict[T]:
    """Carries a judging out: it yields remarks and returns the answer's value, or ends early by an exception."""
    remarks: list[Remark] = []
    value: T | None = None
    try:
        while True:
            remarks.append(next(judging))
    except StopIteration as end:
        value = end.value
    except Wrong as wrong:
        remarks.append(wrong.remark)
    except NotUnderstood as refusal:
        remarks.append(Remark(Kind.UNCLEAR, str(refusal)))
    except Stops as stop:
        remarks.append(Remark(Kind.RAISES, stop.text, stop.line))
    except Unread as unread:
        remarks.append(Remark(Kind.BEYOND, unread.text, unread.line))
    except Exception:  # a fault of this exercise: it is noted, and whoever typed goes on
        logging.getLogger(__name__).exception("an answer could not be judged")
        remarks.append(Remark(Kind.BEYOND, LOST))
    failed = any(remark.fails for remark in remarks)
    shown = [remark for remark in dict.fromkeys(remarks) if not (failed and remark.kind is Kind.GOOD)]
    shown.sort(key=lambda remark: list(Kind).index(remark.kind) if not remark.fails else -1)
    return Verdict(tuple(shown), None if failed else value)


def raises(text: str) -> Remark:
    """A remark: Keras, or Python, stops."""
    return Remark(Kind.RAISES, text)


def misleads(text: str) -> Remark:
    """A remark: it runs, but."""
    return Remark(Kind.MISLEADS, text)


def unclear(text: str) -> Remark:
    """A remark: not yet."""
    return Remark(Kind.UNCLEAR, text)


def beyond(text: str) -> Wrong:
    """For what cannot be judged here, though it may be right."""
    return Wrong(Kind.BEYOND, text)


def advice(text: str) -> Remark:
    """A remark: worth knowing."""
    return Remark(Kind.ADVICE, text)


def good(text: str) -> Remark:
    """A remark: right."""
    return Remark(Kind.GOOD, text)
