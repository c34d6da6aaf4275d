"""The queues: which run begins next, how many go before one, and what is kept of those that are over."""

import threading
import time
from collections.abc import Callable

from engine.jobs.memory import free_mb, nbytes
from engine.jobs.messages import LONG_WHILE_OTHERS_WAIT, UNWATCHED
from engine.jobs.run import Run
from engine.jobs.turns import in_turn

KEEP = 60  # finished runs; the oldest go first
KEEP_MB = 48.0  # what their results and events may take together
LESSON_FREE_MB = 900.0  # memory that must be free before a run of the lesson begins that nobody asked for
UNWATCHED_SECONDS = 60.0
MOST_SERVED = 1000
LONG_SECONDS = 600.0  # how long a run may go on while others wait


class Lanes:
    """Every run of a workbench, the waiting ones in lanes. Safe to use from any thread.

    connected: whether a visitor is still there. free: megabytes of memory that can still be had.
    """

    def __init__(self, free: Callable[[], float] = free_mb) -> None:
        self.free = free
        self.unwatched_seconds, self.long_seconds, self.keep_mb = UNWATCHED_SECONDS, LONG_SECONDS, KEEP_MB
        self._runs: dict[str, Run] = {}
        self._running: list[Run] = []
        self._served: dict[str, int] = {}  # each visitor's last turn
        self._turn = 0
        self._changed = threading.Condition()

    @property
    def runs(self) -> list[Run]:
        """In the order in which they were asked for."""
        with self._changed:
            return list(self._runs.values())

    def find(self, name: str) -> Run | None:
        return self._runs.get(name)

    def known_or(self, name: str, begin: tuple[str, ...], make: Callable[[], Run]) -> Run:
        """The run of that name, or a new one where there is none or its state is one of `begin`."""
        with self._changed:
            run = self._runs.get(name)
            if run is not None and run.state not in begin:
                return run
            run = make()
            run.place_of = self.place
            self._runs.pop(name, None)
            self._runs[name] = run
            self._forget()
            self._changed.notify_all()
            return run

    def take(self, lane: str) -> Run:
        """The next run of a lane, when there is one that may begin; from now on it counts as running."""
        with self._changed:
            while True:
                waiting = self._waiting(lane)
                if waiting and self._may_begin(waiting[0]):
                    self._running.append(waiting[0])
                    self._serve(waiting[0])
                    return waiting[0]
                self._changed.wait(2)

    def put_down(self, run: Run) -> None:
        """A run that was taken is over."""
        with self._changed:
            self._running.remove(run)
            self._forget()
            self._changed.notify_all()

    def wake(self) -> None:
        """Something about a run has changed: who waits looks again."""
        with self._changed:
            self._changed.notify_all()

    def place(self, run: Run) -> int:
        """How many runs go before this one, those that go on among them."""
        with self._changed:
            waiting = self._waiting(run.lane)
            before = waiting.index(run) if run in waiting else 0
            return before + sum(one.lane == run.lane and one is not run and not one.over for one in self._running)

    def end_unwatched(self) -> None:
        """Ends what nobody has watched for a minute, and what has gone on for long while others wait."""
        now = time.monotonic()
        for run in self.runs:
            if run.over or run.lesson or not run.swept:
                continue
            if run.others(""):
                run.seen = now
            elif now - run.seen > self.unwatched_seconds:
                run.stop(UNWATCHED)
        for run in list(self._running):
            others = any(set(one.visitors) - set(run.visitors) for one in self._waiting(run.lane))
            if others and run.began and time.time() - run.began > self.long_seconds:
                run.stop(LONG_WHILE_OTHERS_WAIT.format(minutes=round(self.long_seconds / 60)))

    def _waiting(self, lane: str) -> list[Run]:
        with self._changed:
            taken = set(self._running)
            waiting = [run for run in self._runs.values() if run.lane == lane and not run.over and run not in taken]
            return in_turn(waiting, [run for run in self._running if run.lane == lane], self._served)

    def _serve(self, run: Run) -> None:
        self._turn += 1
        for visitor in run.visitors:
            self._served[visitor] = self._turn
        while len(self._served) > MOST_SERVED:  # the one whose turn is longest ago
            del self._served[min(self._served, key=self._served.__getitem__)]

    def _may_begin(self, run: Run) -> bool:
        """A run of the lesson that nobody asked for needs a machine that has memory to spare."""
        return not run.lesson or bool(run.visitors) or self.free() > LESSON_FREE_MB + run.estimate.mb

    def _forget(self) -> None:
        """Lets go of the oldest runs that are over, the unwatched before the watched, the lesson's never."""
        over = [run for run in self._runs.values() if run.over and not run.lesson]
        over.sort(key=lambda run: run.others("") > 0)
        sizes = {run: nbytes((run._value, run.events, run.settings)) for run in over}
        total, count = sum(sizes.values()), len(over)
        for run in over[:-1]:
            if count <= KEEP and total <= self.keep_mb * 1e6:
                return
            del self._runs[run.name]
            total, count = total - sizes[run], count - 1
