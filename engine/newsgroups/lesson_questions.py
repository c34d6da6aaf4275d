"""Act 3's questions and answers. A figure that a setting or a run can change is a place to be filled in."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("lesson_questions.toml")
PLACE = re.compile(r"@\{(\w+)\}")  # braces alone, and $, belong to the formulas


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a view leaves open, and its answer in Markdown."""

    question: str
    answer: str


@cache
def views() -> Mapping[str, list[Question]]:
    """Every question of the act by view, their places not filled in."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {view: [Question(**one) for one in questions] for view, questions in read.items()}


def questions(view: str, facts: Mapping[str, object]) -> list[Question]:
    """The questions of one view. facts: what the places are filled with; numbers get their commas.

    Raises: KeyError for a view that has none, or a place nobody fills.
    """
    return [Question(one.question, PLACE.sub(lambda m: _spelled(facts[m[1]]), one.answer)) for one in views()[view]]


def _spelled(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
