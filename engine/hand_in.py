"""What a class hands in: answers to a lesson and states of the exercise, read into a table.

A file says what was answered; what is right is worked out anew from the lesson and by the exercise's own judge, never
believed. Usage:  python -m engine.hand_in FOLDER [--lesson LESSON.json] [--csv FILE]
"""

import argparse
import base64
import csv
import json
import math
import re
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.address import shortened
from engine.lessons.lesson import Lesson, NotALesson, Question, from_file, from_json

LARGEST_FILE = 300_000  # bytes
MOST_FILES = 400
MOST_BYTES = 20_000_000  # of a class together, through the page
MOST_TRIES = 50
MOST_SECONDS = 5  # for the exercise of one file: what code does is worked out, try by try
ALL_SECONDS = 90  # for a class
ALMOST = 0.005  # relative: how far a number may be rounded
NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[-+]?[0-9]+)?")


class NotHandedIn(ValueError):
    """A file that holds nothing handed in, with a sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question or step of one file. at: the try that was right, 0 for none. slips: behind the wrong ones."""

    file: str
    task: str
    step: str
    tries: int
    at: int
    slips: tuple[str, ...]


def read_files(files: Mapping[str, bytes], lesson: Lesson | None = None) -> tuple[list[Row], list[str]]:
    """The rows of all files, and a sentence for each that cannot be read.

    files: name -> content. lesson: the teacher's own, whose answers count instead of those in a student's file.
    """
    rows: list[Row] = []
    problems: list[str] = []
    for name, content in sorted(files.items())[:MOST_FILES]:
        try:
            rows += read_file(shortened(name, 80), content, lesson)
        except NotHandedIn as problem:
            problems.append(f"{shortened(name, 80)}: {problem}")
    if len(files) > MOST_FILES:
        problems.append(f"Only the first {MOST_FILES} of {len(files)} files were read.")
    return rows, problems


_reading = threading.Semaphore()


def read_apart(files: Mapping[str, bytes]) -> tuple[list[Row], list[str]]:
    """As `read_files`, in a process of its own that ends after ALL_SECONDS: what a file costs, no other visitor pays.

    One class is read at a time; the next waits for its turn.
    """
    if sum(map(len, files.values())) > MOST_BYTES:
        return [], [f"These files hold more than {MOST_BYTES // 1_000_000} MB. A file handed in holds a few kB."]
    if not _reading.acquire(timeout=ALL_SECONDS):
        return [], ["Other classes' files are being read just now. Try again in a minute."]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "engine.hand_in", "-"],
            input=json.dumps({name: base64.b64encode(content).decode() for name, content in files.items()}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=ALL_SECONDS,
            cwd=Path(__file__).parents[1],
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, OSError):
        return [], [
            f"These {len(files)} files could not be read within {ALL_SECONDS} seconds. Choose fewer, or read them on "
            "your own machine: python -m engine.hand_in FOLDER."
        ]
    finally:
        _reading.release()
    rows, problems = json.loads(done.stdout)
    return [Row(**{**row, "slips": tuple(row["slips"])}) for row in rows], problems


def _answer() -> None:
    """What `read_apart` asks its process: files from the standard input, rows to the standard output."""
    files = {name: base64.b64decode(content) for name, content in json.load(sys.stdin).items()}
    rows, problems = read_files(files)
    json.dump([[asdict(row) for row in rows], problems], sys.stdout)


def read_file(name: str, content: bytes, lesson: Lesson | None = None) -> list[Row]:
    """The rows of one file. Raises: NotHandedIn with a sentence."""
    if len(content) > LARGEST_FILE:
        raise NotHandedIn(f"it is larger than {LARGEST_FILE // 1000} kB.")
    try:
        held = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise NotHandedIn("it is not JSON.") from None
    if isinstance(held, dict) and held.get("glassnet_answers") == 1:
        return _answers(name, held, lesson)
    return _exercise(name, content)


def _answers(name: str, held: Mapping[str, Any], lesson: Lesson | None) -> list[Row]:
    given, own = held.get("given"), held.get("lesson")
    try:
        of = lesson or from_json(own if isinstance(own, dict) else {})
    except NotALesson as problem:
        raise NotHandedIn(f"its lesson cannot be read. {problem}") from None
    if not isinstance(given, dict):
        raise NotHandedIn("it holds no answers.")
    rows = []
    for number, stop in enumerate(of.stops):
        if stop.question:
            tries = given.get(str(number), [])
            if not isinstance(tries, list) or not all(isinstance(answer, str) for answer in tries):
                raise NotHandedIn(f"its answers to stop {number + 1} cannot be read.")
            step = f"{number + 1} {stop.question.text}"
            rows.append(_judged(name, of.title, step, stop.question, tries[:MOST_TRIES]))
    return rows


def _judged(name: str, task: str, step: str, question: Question, tries: Sequence[str]) -> Row:
    right = [same(answer, question.right) for answer in tries]
    at = right.index(True) + 1 if True in right else 0
    wrong = [answer for answer, is_right in zip(tries, right, strict=True) if not is_right]
    slips = [question.slip(answer) or shortened(answer, 40) for answer in wrong]
    return Row(name, task, step, len(tries), at, tuple(dict.fromkeys(slips)))


def _exercise(name: str, content: bytes) -> list[Row]:
    from engine.practice import progress
    from engine.practice.exercise import STEPS, review

    try:
        answers, _ = progress.from_file(content)
        tried = progress.tries_from_file(content)
    except progress.NotProgress as problem:
        raise NotHandedIn(f"{problem}") from None
    passed, rows = review(answers).passed, []
    before: dict[str, Any] = {}
    end = time.monotonic() + MOST_SECONDS
    for step in STEPS:
        given = [answers[step.name]] if step.name in answers else []
        tries = [*(one for one in tried.get(step.name, []) if [one] != given), *given]
        at, slips = 0, []
        for number, one in enumerate(tries, start=1):  # in the light of the answers that stand before this step
            if time.monotonic() > end:
                raise NotHandedIn(f"what its tries do takes more than {MOST_SECONDS} seconds to work out.")
            verdict = review({**before, step.name: one}).verdicts.get(step.name)
            if verdict is not None and verdict.passed:
                at = at or number
            elif verdict is not None:
                slips.append(next(shortened(remark.text, 80) for remark in verdict.remarks if remark.fails))
        rows.append(Row(name, "Practice", step.title, len(tries), at, tuple(dict.fromkeys(slips))))
        if step.name in passed:
            before[step.name] = answers[step.name]
    return rows


def same(answer: str, right: str) -> bool:
    """Whether two answers say the same; numbers may be rounded. The twin of `same` in assets/rooms/tally.js."""
    one, other = ("".join(text.lower().split()) for text in (answer, right))
    given, wanted = _number(one), _number(other)
    return one == other or (math.isfinite(wanted) and abs(given - wanted) <= max(ALMOST * abs(wanted), 5e-5))


def _number(text: str) -> float:
    """A number in digits, with a point or a comma; nan for any other text."""
    plain = text.replace("−", "-").replace(",", ".")
    return float(plain) if NUMBER.fullmatch(plain) else math.nan


def table(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows as a table: who (the file's name), which step, solved at which try, with which slips."""
    return [
        {
            "file": _no_formula(row.file),
            "task": _no_formula(row.task),
            "step": _no_formula(row.step),
            "solved": f"at try {row.at}" if row.at else "no" if row.tries else "not tried",
            "slips": _no_formula("; ".join(row.slips)),
        }
        for row in rows
    ]


def _no_formula(text: str) -> str:
    """A text that a spreadsheet would work out as a formula stays a text: what a file says is not to be carried out."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) and math.isnan(_number(text)) else text


def main() -> int:
    """Reads a folder and prints its table."""
    parser = argparse.ArgumentParser(description="A folder of files handed in, as a table.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lesson", type=Path, help="the lesson's own file, whose answers count")
    parser.add_argument("--csv", type=Path, help="a file to write the table to")
    options = parser.parse_args()
    if str(options.folder) == "-":
        _answer()
        return 0
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is not a folder")
    lesson = from_file(options.lesson.read_text(encoding="utf-8")) if options.lesson else None
    files = {path.name: path.read_bytes() for path in options.folder.glob("*.json")}
    rows, problems = read_files(files, lesson)
    for problem in problems:
        print(problem, file=sys.stderr)
    out = options.csv.open("w", newline="", encoding="utf-8") if options.csv else sys.stdout
    writer = csv.DictWriter(out, ["file", "task", "step", "solved", "slips"])
    writer.writeheader()
    writer.writerows(table(rows))
    if options.csv:
        out.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
