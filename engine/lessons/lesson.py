"""A lesson as a value, and as the file in which a teacher keeps it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PAGES = ("", "one_pass", "library", "region", "seeds", "side_by_side", "newsgroups", "practice")
"""The addresses of the pages a stop may be on."""
LARGEST_FILE = 100_000  # bytes
MOST_STOPS = 60
LONGEST = 600  # characters of a sentence
SHORT = 120  # characters of a title or an answer
MOST_OPTIONS = 8
LONGEST_QUERY = 4_000
VERSION = 1


class NotALesson(ValueError):
    """A file that holds no lesson, with a sentence that says where it goes wrong."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a stop asks. options: to choose from; none for an answer to type. slips: what lies behind a wrong option."""

    text: str
    right: str
    options: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()

    def slip(self, answer: str) -> str:
        """The likely mistake behind an answer; "" where none is known."""
        return dict(self.slips).get(answer, "")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place: a page with its settings, as its address has them; what is said there, and what is asked."""

    page: str
    query: tuple[tuple[str, str], ...] = ()
    say: str = ""
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """Stops in order. minutes: how long it takes, about."""

    title: str
    minutes: int
    stops: tuple[Stop, ...]


def to_file(lesson: Lesson) -> str:
    """The lesson as JSON."""
    return json.dumps({"glassnet_lesson": VERSION, **as_json(lesson)}, ensure_ascii=False, indent=1)


def as_json(lesson: Lesson) -> dict[str, Any]:
    """The lesson as plain values."""
    return {"title": lesson.title, "minutes": lesson.minutes, "stops": [_stop_json(stop) for stop in lesson.stops]}


def _stop_json(stop: Stop) -> dict[str, Any]:
    plain: dict[str, Any] = {"page": stop.page, "query": dict(stop.query), "say": stop.say}
    if stop.question:
        asked = stop.question
        plain["question"] = {
            "text": asked.text,
            "right": asked.right,
            "options": list(asked.options),
            "slips": dict(asked.slips),
        }
    return plain


def from_file(text: str) -> Lesson:
    """The lesson of a file. Raises: NotALesson with a sentence."""
    if len(text) > LARGEST_FILE:
        raise NotALesson(f"This file is too large: a lesson has at most {LARGEST_FILE // 1000} kB.")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise NotALesson("This file is not a lesson: it is not JSON.") from None
    if not isinstance(content, dict) or content.get("glassnet_lesson") != VERSION:
        raise NotALesson("This file is not a lesson of Glassnet, or one of another version.")
    return from_json(content)


def from_json(content: Mapping[str, Any]) -> Lesson:
    """The lesson of plain values. Raises: NotALesson with a sentence."""
    stops = content.get("stops")
    if not isinstance(stops, list) or not 1 <= len(stops) <= MOST_STOPS:
        raise NotALesson(f"A lesson has 1 to {MOST_STOPS} stops.")
    minutes = content.get("minutes", 0)
    if isinstance(minutes, bool) or not isinstance(minutes, int) or not 0 <= minutes <= 600:
        raise NotALesson("The minutes of a lesson are a whole number up to 600.")
    title = _text(content.get("title"), SHORT, "The title")
    return Lesson(title, minutes, tuple(_stop(stop, number) for number, stop in enumerate(stops, 1)))


def _stop(content: Any, number: int) -> Stop:
    where = f"Stop {number}"
    if not isinstance(content, dict) or content.get("page") not in PAGES:
        raise NotALesson(f"{where} names no page of Glassnet.")
    query = content.get("query", {})
    if not isinstance(query, dict) or sum(len(str(part)) for pair in query.items() for part in pair) > LONGEST_QUERY:
        raise NotALesson(f"{where}: its settings cannot be read.")
    pairs = tuple((_text(key, SHORT, where), _text(value, LONGEST_QUERY, where)) for key, value in query.items())
    question = content.get("question")
    say = _text(content.get("say", ""), LONGEST, where, empty=True)
    return Stop(content["page"], pairs, say, None if question is None else _question(question, where))


def _question(content: Any, where: str) -> Question:
    if not isinstance(content, dict):
        raise NotALesson(f"{where}: its question cannot be read.")
    options = content.get("options", [])
    slips = content.get("slips", {})
    if not isinstance(options, list) or len(options) > MOST_OPTIONS or not isinstance(slips, dict):
        raise NotALesson(f"{where}: a question has at most {MOST_OPTIONS} answers to choose from.")
    asked = Question(
        _text(content.get("text"), LONGEST, where),
        _text(content.get("right"), SHORT, where),
        tuple(_text(option, SHORT, where) for option in options),
        tuple((_text(option, SHORT, where), _text(slip, SHORT, where)) for option, slip in slips.items()),
    )
    if asked.options and asked.right not in asked.options:
        raise NotALesson(f"{where}: the right answer is not among those to choose from.")
    return asked


def _text(value: Any, longest: int, where: str, empty: bool = False) -> str:
    if not isinstance(value, str) or len(value) > longest or (not value.strip() and not empty):
        raise NotALesson(f"{where} holds a text that is missing, or longer than {longest} characters.")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise NotALesson(f"{where} holds a text that cannot be shown.")
    return value
