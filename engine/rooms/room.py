"""A room: what its teacher shows, asks and reveals, and what its students answer. Students have no names.

What everybody sees are slots, each with the number of the change that set it last. Who listens is sent the slots that
are newer than what he has: late joiners and lost connections need nothing of their own.
"""

import secrets
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.rooms.limits import ANSWER, FEWEST_SHOWN, STUDENT_AWAY, STUDENTS

Slots = dict[str, Any]
TEACHERS = ("view", "live", "following", "question", "reveal", "pointer", "timer", "lesson")
"""The slots a teacher may set: page and query; what its components show; whether students follow; the open question;
the answer shown; where the teacher points; when the timer ends; a lesson of stops and which of them is on."""


@dataclass
class Student:
    """One browser that joined. at: where it is, as its page tells. hand: it asks for help."""

    seen: float
    at: str = ""
    hand: bool = False
    answer: str | None = None


@dataclass
class Room:
    """One class. code: what students type. key: what only the teacher's browser has. now: a clock in seconds."""

    code: str
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    now: Callable[[], float] = time.monotonic
    slots: Slots = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    students: dict[str, Student] = field(default_factory=dict)
    version: int = 0
    teacher_seen: float = 0.0
    tally_shown: bool = False

    def __post_init__(self) -> None:
        self.teacher_seen = self.now()
        self.put("following", True)

    def put(self, slot: str, value: Any) -> None:
        """Sets a slot; a change gets the next number."""
        if slot in self.slots and self.slots[slot] == value:
            return
        self.version += 1
        self.slots[slot], self.versions[slot] = value, self.version

    def teach(self, changes: Mapping[str, Any]) -> None:
        """Takes over what the teacher's browser sends: slots, and `tally`, whether the room sees the answers' picture.

        A new question forgets the answers to the one before.
        """
        self.teacher_seen = self.now()
        for slot in TEACHERS:
            if slot in changes:
                if slot == "question":
                    self._ask()
                self.put(slot, self._fitting(slot, changes[slot]))
        if "tally" in changes:
            self.tally_shown = bool(changes["tally"])
            self._count()

    @staticmethod
    def _fitting(slot: str, value: Any) -> Any:
        """A question has an id; anything else in its place is none."""
        if slot == "question" and not (isinstance(value, dict) and isinstance(value.get("id"), str)):
            return None
        return value

    def _ask(self) -> None:
        for student in self.students.values():
            student.answer = None
        self.tally_shown = False
        self.put("reveal", None)
        self._count()

    def meet(self, student: str) -> Student | None:
        """The student of that name of a browser, joined if new; None where the room is full."""
        if student not in self.students:
            self.forget_the_absent()
            if len(self.students) >= STUDENTS:
                return None
            self.students[student] = Student(self.now())
            self._count()
        self.students[student].seen = self.now()
        return self.students[student]

    def hear(self, name: str, said: Mapping[str, Any]) -> None:
        """Takes over what a student's browser sends: `at`, `hand`, and `answer`, which counts once per question."""
        student = self.meet(name)
        if student is None:
            return
        if "at" in said:
            student.at = str(said["at"])[:ANSWER]
        if "hand" in said:
            student.hand = bool(said["hand"])
        asked = (self.slots.get("question") or {}).get("id")
        is_open = asked is not None and self.slots.get("reveal") is None
        if is_open and "answer" in said and said.get("question") == asked and student.answer is None:
            student.answer = str(said["answer"])[:ANSWER]
        self._count()

    def forget_the_absent(self) -> None:
        """Students not heard of for a while have left; their answer to the open question stays counted."""
        late = self.now() - STUDENT_AWAY
        gone = [name for name, student in self.students.items() if student.seen < late and student.answer is None]
        for name in gone:
            del self.students[name]
        if gone:
            self._count()

    def here(self) -> list[Student]:
        """Those who were heard of lately."""
        return [student for student in self.students.values() if student.seen >= self.now() - STUDENT_AWAY]

    def _count(self) -> None:
        self.put("class", self.picture())
        self.put("tally", self.answers() if self.tally_shown else None)

    def picture(self) -> dict[str, Any]:
        """The room as its teacher sees it: how many are here, where, with a raised hand, and the answers."""
        here = self.here()
        return {
            "here": len(here),
            "hands": sum(student.hand for student in here),
            "at": Counter(student.at for student in here if student.at),
            "answers": self.answers(),
        }

    def answers(self) -> dict[str, Any]:
        """How many have answered, and which answers how often; with fewer than four, the number alone."""
        given = Counter(student.answer for student in self.students.values() if student.answer is not None)
        count = given.total()
        return {"count": count, "each": given.most_common() if count >= FEWEST_SHOWN else []}

    def news(self, since: int, teacher: bool) -> Slots:
        """The slots that changed after that number, as a teacher or a student may see them."""
        hidden = () if teacher else ("class",)
        return {slot: self.slots[slot] for slot, at in self.versions.items() if at > since and slot not in hidden}
