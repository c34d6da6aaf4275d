"""A run: long work with settings that name it, watched by anyone who asks for the same."""

import hashlib
import threading
import time
from collections.abc import Callable
from typing import Any, Literal

from engine.jobs.estimate import Estimate
from engine.jobs.values import Reference

State = Literal["waiting", "running", "done", "stopped", "failed"]
ENDED = ("done", "stopped", "failed")
MOST_EVENTS = 4000


class RunFailed(Exception):
    """A run ended without a result; the message is a sentence for the user."""


def name_of(function: Callable[..., Any], settings: Any) -> str:
    """The name of a run: the same for equal settings, in every process and on every machine."""
    text = f"{function.__module__}.{function.__qualname__}({settings!r})"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Run:
    """One run. Its fields are set by the workbench; safe to read from any thread.

    name:     of its function and settings, the same in every process.
    lane:     which runs it waits for: those of the same lane.
    estimate: what it was taken to cost before it began.
    lesson:   whether it is the lesson's: done once for everybody, and nobody's to stop.
    visitors: who asked for it or watches it; a visitor is whatever the pages call one.
    events:   what the worker reported since the run (last) began: the latest of kind "batch", and all others.
    note:     a sentence about something unusual that happened on the way, such as a lost worker; else "".
    problem:  a sentence, where it failed; else "".
    value:    stands for what it left beside its result, or None.
    began, ended: seconds since the epoch, None before.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        settings: Any,
        lane: str = "training",
        estimate: Estimate | None = None,
        lesson: bool = False,
    ) -> None:
        self.function = function
        self.settings = settings
        self.lane = lane
        self.name = name_of(function, settings)
        self.estimate = estimate or Estimate()
        self.lesson = lesson
        self.visitors: dict[str, float] = {}
        self.swept = False  # whether it ends when nobody watches: once a visitor has asked for it
        self.seen = time.monotonic()  # when somebody was last known to watch
        self.state: State = "waiting"
        self.events: list[dict[str, Any]] = []
        self.note = ""
        self.problem = ""
        self.value: Reference | None = None
        self.began: float | None = None
        self.ended: float | None = None
        self.stop_asked = False
        self.place_of: Callable[[Run], int] = lambda run: 0
        self.deliver_stop: Callable[[Run], None] = lambda run: None
        self.connected: Callable[[str], bool] = lambda visitor: True
        self._value: Any = None
        self._over = threading.Event()
        self._changing = threading.RLock()

    @property
    def place(self) -> int:
        """How many runs go before this one; 0 once it runs or is over."""
        return self.place_of(self) if self.state == "waiting" else 0

    @property
    def over(self) -> bool:
        return self.state in ENDED

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until the run is over; False when `timeout` seconds were not enough."""
        return self._over.wait(timeout)

    def result(self, timeout: float | None = None) -> Any:
        """What the function returned; None for a run stopped before it began.

        Raises: TimeoutError after `timeout` seconds; RunFailed with the sentence in `problem`.
        """
        if not self.wait(timeout):
            raise TimeoutError("the run is not over yet")
        if self.state == "failed":
            raise RunFailed(self.problem)
        return self._value

    def watch(self, visitor: str) -> None:
        """From now on this visitor watches the run, until he leaves it or is gone."""
        self.visitors.setdefault(visitor, time.time())
        self.swept, self.seen = True, time.monotonic()

    def leave(self, visitor: str) -> None:
        """This visitor no longer watches; a run that nobody else watches is stopped, unless it is the lesson's."""
        self.visitors.pop(visitor, None)
        if not self.others(visitor):
            self.stop()

    def others(self, visitor: str) -> int:
        """How many other visitors watch, and are connected."""
        return sum(one != visitor and self.connected(one) for one in list(self.visitors))

    def stop(self, why: str = "") -> None:
        """Asks the run to end with what it has; a waiting one ends at once. Asking twice does no harm.

        The lesson's runs go on. why: a sentence for those who come back to it.
        """
        with self._changing:
            if self.lesson or self.stop_asked or self.over:
                return
            self.stop_asked, self.note = True, why or self.note
        self.deliver_stop(self)

    def start_over(self, note: str) -> None:
        """Back to waiting, with a sentence about what happened; one that is over stays as it is."""
        with self._changing:
            if not self.over:
                self.events, self.note, self.state, self.began = [], note, "waiting", None

    def hear(self, event: dict[str, Any]) -> None:
        """An event from the worker."""
        with self._changing:
            if self.over:
                return
            if event.get("kind") == "started":
                self.state, self.began = "running", time.time()
            stale = bool(self.events) and self.events[-1].get("kind") == "batch"
            self.events = [*(self.events[:-1] if stale else self.events)[-MOST_EVENTS:], event]

    def finish(self, value: Any) -> None:
        """The function returned: to its end, or cut short, as its value's own `stopped` says where it has one."""
        with self._changing:
            cut = self.stop_asked and getattr(value, "stopped", True)
            if not self.over:
                self._value = value
            self._end("stopped" if cut else "done")

    def fail(self, problem: str) -> None:
        with self._changing:
            if not self.over:
                self.problem = problem
            self._end("failed")

    def end_unstarted(self) -> None:
        """Stopped before there was anything to keep."""
        self._end("stopped")

    def _end(self, state: State) -> None:
        with self._changing:
            if self.over:
                return
            self.events = [event for event in self.events if event.get("kind") != "batch"]
            self.ended = time.time()
            self.state = state
            self._over.set()
