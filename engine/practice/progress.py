"""A learner's answers and attempts as a file that can be loaded again, and the answers as a short text for a link."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine import address
from engine.practice.loading import LIMITS
from engine.practice.reading import MOST_CHARACTERS
from engine.practice.steps import BROUGHT, BY_NAME, STEPS, Answers, Fields
from engine.practice.vectorising import ENCODINGS, LABELS

FORMAT, VERSION = "glassnet practice", 1
LARGEST_FILE, LARGEST_LINK, MOST_ATTEMPTS, LONGEST_NAMES = 400_000, 12_000, 50, 160
MOST_TRIES, MOST_OF_TRIES = 8, 120_000  # of a step; characters of all of them
CHOICES: Mapping[str, tuple[str, ...]] = {"encoding": tuple(ENCODINGS), "kind": tuple(LABELS)}


class NotProgress(ValueError):
    """A file or a link that does not hold this exercise's answers; the message is a sentence for the learner."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A finished run's figures, as measured. answers: what was trained.

    validated: the accuracy on the newswires held back, of the weights kept; None in files made before it was kept.
    """

    answers: Answers
    accuracy: float
    macro_f1: float
    parameters: int
    epochs: int
    seconds: float
    validated: float | None = None

    @property
    def figures(self) -> tuple[float, ...]:
        """All that was measured: no two runs have all of it alike."""
        return (self.accuracy, self.macro_f1, self.parameters, self.epochs, self.seconds)


Tries = Mapping[str, Sequence[Fields]]  # by step: what was checked, one after another, the present answer last


def to_file(answers: Answers, attempts: Sequence[Attempt], tries: Tries | None = None) -> str:
    """Answers, attempts and tries as JSON."""
    kept = [asdict(attempt) for attempt in attempts[-MOST_ATTEMPTS:]]
    held = {"format": FORMAT, "version": VERSION, "answers": answers, "attempts": kept}
    return json.dumps({**held, "tries": _bounded(tries or {})}, indent=1)


def _bounded(tries: Tries) -> dict[str, list[Fields]]:
    """The last tries of each step, fewer where they are long."""
    most = MOST_OF_TRIES // max(1, len(tries))
    found = {}
    for name, several in tries.items():
        kept = list(several[-MOST_TRIES:])
        while len(json.dumps(kept)) > most:
            kept = kept[1:]
        found[name] = kept
    return found


def tries_from_file(content: bytes) -> dict[str, list[Fields]]:
    """The tries of a file that `from_file` reads: none in files made before they were kept.

    Raises: NotProgress, with a sentence, for any other file.
    """
    from_file(content)
    held = json.loads(content.decode("utf-8")).get("tries", {})
    if not isinstance(held, dict) or not set(held) <= set(BY_NAME):
        raise NotProgress("The tries in this file are damaged.")
    if any(not isinstance(several, list) or len(several) > MOST_TRIES for several in held.values()):
        raise NotProgress("The tries in this file are damaged.")
    return {name: [_fields(BY_NAME[name].start, one) for one in several] for name, several in held.items()}


def from_file(content: bytes) -> tuple[Answers, list[Attempt]]:
    """The answers and attempts of a file made by `to_file`.

    Raises: NotProgress, with a sentence, for any other file.
    """
    if len(content) > LARGEST_FILE:
        raise NotProgress("This file is too large to hold answers of this exercise.")
    try:
        held = json.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NotProgress("This file is not one that was downloaded here: it cannot be read as JSON.") from None
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise NotProgress("This file does not hold answers of this exercise. Choose one that was downloaded here.")
    if held.get("version") != VERSION:
        raise NotProgress("This file was made by another version of the exercise, and cannot be loaded.")
    attempts = held.get("attempts", [])
    if not isinstance(attempts, list) or len(attempts) > MOST_ATTEMPTS:
        raise NotProgress("The attempts in this file are damaged.")
    return _answers(held.get("answers")), [_attempt(attempt) for attempt in attempts]


def to_link(answers: Answers) -> str:
    """The answers as letters, digits, - and _, for an address."""
    return address.pack({name: answers[name] for name in sorted(answers)})


def from_link(text: str) -> Answers:
    """The answers that `to_link` was given.

    Raises: NotProgress, with a sentence, for anything else; nothing large is unpacked.
    """
    refusal = "The answers in this link are damaged or incomplete; the exercise starts afresh."
    if len(text) > LARGEST_LINK:
        raise NotProgress(refusal)
    try:
        return _answers(address.unpack(text, LARGEST_FILE))
    except address.Unreadable:
        raise NotProgress(refusal) from None


def _answers(held: Any) -> Answers:
    if not isinstance(held, dict) or not set(held) <= set(BY_NAME):
        raise NotProgress("The answers are not those of this exercise.")
    return {step.name: _fields(step.start, held[step.name]) for step in STEPS if step.name in held}


def _fields(start: Mapping[str, Any], held: Any) -> dict[str, Any]:
    """The fields of one step, each of the kind it must have."""
    optional = set(BROUGHT) if "num_words" in start else set()
    if not isinstance(held, dict) or set(held) - optional != set(start):
        raise NotProgress("An answer does not have the fields that its step has.")
    for name, value in held.items():
        if not _fits(name, start.get(name), value):
            raise NotProgress(f"An answer holds something for {name} that cannot stand there.")
    return dict(held)


def _fits(name: str, start: Any, value: Any) -> bool:
    if name in CHOICES:
        return value is None or value in CHOICES[name]
    if name == "code":
        return isinstance(value, str) and len(value) <= MOST_CHARACTERS and not any(map(_is_half, value))
    if name == "names":
        return isinstance(value, str) and len(value) <= LONGEST_NAMES and all(map(str.isidentifier, value.split()))
    if name == "num_words" and value is None:
        return True
    low, high = LIMITS[name]
    return type(value) is (float if name == "test_split" else int) and low <= value <= high


def _is_half(character: str) -> bool:
    """Half of a pair of UTF-16: JSON can hold it, a page cannot show it."""
    return "\ud800" <= character <= "\udfff"


def _attempt(held: Any) -> Attempt:
    limits = {"accuracy": 1, "macro_f1": 1, "parameters": 1e9, "epochs": 1e4, "seconds": 1e6}
    if not isinstance(held, dict) or set(held) - {"validated"} != {"answers", *limits}:
        raise NotProgress("An attempt in this file is damaged.")
    figures = {name: held[name] for name in limits}
    for name, most in limits.items():
        value = figures[name]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise NotProgress("An attempt in this file is damaged.")
    validated = held.get("validated")
    if validated is not None and (isinstance(validated, bool) or not isinstance(validated, int | float)):
        raise NotProgress("An attempt in this file is damaged.")
    if validated is not None and not 0 <= validated <= 1:
        raise NotProgress("An attempt in this file is damaged.")
    return Attempt(_answers(held["answers"]), **figures, validated=validated)
