"""Bounds on the work that a learner's statements may cause."""

import time
from typing import Any

import numpy as np

from engine.practice.errors import Unread

MOST_STEPS, MOST_CELLS, MOST_DEPTH = 120_000, 3_000_000, 24
MOST_SECONDS = 0.8  # of a processor: what the other bounds allow takes a third of it, on a slow machine nearly all
MOST_ALL_STEPS = 250_000  # of all that a person's answers ask for, as below
MOST_ALL_CELLS = 6_000_000  # in arrays, eight bytes each
MOST_TEXT, MOST_ITEMS, MOST_NUMBER = 20_000, 20_000, 10**18
MOST_ALL_TEXT = 1_000_000  # letters and items that are put together
MOST_MADE = 1_200_000  # in long texts and lists, some forty bytes each
LONG = 1_000  # shorter ones are not counted: there are at most as many as steps
MOST_NUMBERS = 200_000  # of a `range`
MOST_HELD = 500_000  # in lists inside lists
MOST_INSIDE = 8  # models inside models

NUMBERS = (int, float, str)


class Budget:
    """What is left of steps, cells and time; asking for more raises Unread.

    Time is that of this thread on a processor: what others do on the machine does not count. until: its end, where that
    comes before the usual one. before: the budget of the statements before, whose work counts.
    """

    def __init__(self, until: float | None = None, before: "Budget | None" = None) -> None:
        self.steps, self.depth = 0, 0
        self.all_steps: int = before.all_steps + before.steps if before else 0
        self.cells: int = before.cells if before else 0
        self.letters: int = before.letters if before else 0
        self.items: int = before.items if before else 0
        own = time.thread_time() + MOST_SECONDS
        self.until = own if until is None else min(own, until)

    def step(self) -> None:
        """One node of the learner's text."""
        self.steps += 1
        if self.steps > MOST_STEPS or self.all_steps + self.steps > MOST_ALL_STEPS:
            raise Unread("This takes more steps than are carried out here. A shorter way?")
        if self.steps % 512 == 0:
            self.in_time()

    def room(self, cells: int) -> None:
        """An array of so many numbers is about to be made."""
        self.cells += int(cells)
        if cells > MOST_CELLS or self.cells > MOST_ALL_CELLS:
            raise Unread("This makes larger arrays than are carried out here.")
        self.in_time()

    def text(self, letters: int, whole: int = 0) -> None:
        """A text, or a list, of so many items is about to be made; or one of `whole` items gets so many more."""
        self.letters += max(0, letters)
        if max(letters, whole) > MOST_TEXT or self.letters > MOST_ALL_TEXT:
            raise Unread("This makes a longer text or list than is carried out here.")
        if letters > LONG:
            self.in_time()

    def made(self, found: Any) -> None:
        """A text, a list or an array has been made, perhaps one of many."""
        if not isinstance(found, str | list | tuple | dict | set | np.ndarray):
            return
        size = found.size // 5 if isinstance(found, np.ndarray) else len(found)  # eight bytes each, not forty
        if size <= LONG:
            return
        self.items += size * (4 if isinstance(found, dict | set) else 1)
        if self.items > MOST_MADE:
            raise Unread("This makes more long texts and lists than are carried out here.")
        self.in_time()

    def hold(self, held: Any, joined: bool = False) -> None:
        """A value is kept, or handed on: with all that lists inside lists hold, each counted as often as it is met.

        joined: whether the arrays in it are put together now, and count as well.

        A list of two that are the same list costs nothing to make, and fifty such, one inside the other, are a
        thousand billion million numbers for whoever compares them or makes an array of them.
        """
        if not isinstance(held, list | tuple | dict):
            return
        self.in_time()
        if _leaves(held, MOST_HELD, joined) > MOST_HELD:
            raise Unread("These lists inside lists hold more than is carried out here.")

    def in_time(self) -> None:
        """Raises Unread where the time is over."""
        if time.thread_time() > self.until:
            raise Unread("This takes longer to work out than is waited for here. A shorter way?")


def _leaves(held: Any, most: int, joined: bool, depth: int = 0) -> int:
    """How many values there are; counting ends soon after `most`, and is given up where it goes very deep."""
    if depth > MOST_DEPTH:
        return most + 1
    count = len(held)
    for each in held.values() if isinstance(held, dict) else held:
        if isinstance(each, NUMBERS):
            continue
        if isinstance(each, list | tuple | dict):
            count += _leaves(each, most - count, joined, depth + 1)
        elif joined:
            count += int(getattr(getattr(each, "rows", each), "size", 0)) // 8  # of an array, which is compact
        if count > most:
            break
    return count
