"""Bounds on the work that a learner's statements may cause."""

import time

from engine.practice.errors import Unread

MOST_STEPS, MOST_CELLS, MOST_DEPTH, MOST_SECONDS = 150_000, 3_000_000, 24, 0.35
MOST_ALL_CELLS = 6_000_000  # of all arrays that a person's answers make, eight bytes each
MOST_TEXT, MOST_ITEMS, MOST_NUMBER = 20_000, 20_000, 10**18
MOST_ALL_TEXT = 1_000_000  # letters and items of all texts and lists that a person's answers make
MOST_INSIDE = 8  # models inside models


class Budget:
    """What is left of steps, cells and time; asking for more raises Unread.

    Time is that of this thread on a processor: what others do on the machine does not count. until: its end, where that
    comes before the usual one. cells: numbers in arrays, letters: those of texts and items of lists, made before.
    """

    def __init__(self, until: float | None = None, cells: int = 0, letters: int = 0) -> None:
        self.steps, self.cells, self.letters, self.depth = 0, cells, letters, 0
        own = time.thread_time() + MOST_SECONDS
        self.until = own if until is None else min(own, until)

    def step(self) -> None:
        """One node of the learner's text."""
        self.steps += 1
        if self.steps > MOST_STEPS or (self.steps % 512 == 0 and time.thread_time() > self.until):
            raise Unread("This takes more steps than are carried out here. A shorter way?")

    def room(self, cells: int) -> None:
        """An array of so many numbers is about to be made."""
        self.cells += int(cells)
        if cells > MOST_CELLS or self.cells > MOST_ALL_CELLS or time.thread_time() > self.until:
            raise Unread("This makes larger arrays than are carried out here.")

    def text(self, letters: int, whole: int = 0) -> None:
        """A text, or a list, of so many items is about to be made; or one of `whole` items gets so many more."""
        self.letters += max(0, letters)
        late = letters > 500 and time.thread_time() > self.until
        if max(letters, whole) > MOST_TEXT or self.letters > MOST_ALL_TEXT or late:
            raise Unread("This makes a longer text or list than is carried out here.")
