"""A run: long work with settings that name it, watched by anyone who asks for the same."""

import hashlib
import threading
import time
from collections.abc import Callable
from typing import Any, Literal

State = Literal["waiting", "running", "done", "stopped", "failed"]
ENDED = ("done", "stopped", "failed")


class RunFailed(Exception):
    """A run ended without a result; the message is a sentence for the user."""


def name_of(function: Callable[..., Any], settings: Any) -> str:
    """The name of a run: the same for equal settings, in every process and on every machine."""
    text = f"{function.__module__}.{function.__qualname__}({settings!r})"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Run:
    """Long work that is waiting, running or over. Made by `Workbench.run`; safe to read from any thread.

    name:     of its function and settings, the same in every process.
    lane:     which runs it waits for: those of the same lane.
    events:   what the worker reported since the run (last) began; only ever grows while it goes on.
    note:     a sentence about something unusual that happened on the way, such as a lost worker; else "".
    problem:  a sentence, where it failed; else "".
    began, ended: seconds since the epoch, None before.
    """

    def __init__(self, function: Callable[..., Any], settings: Any, lane: str = "training") -> None:
        self.function = function
        self.settings = settings
        self.lane = lane
        self.name = name_of(function, settings)
        self.state: State = "waiting"
        self.events: list[dict[str, Any]] = []
        self.note = ""
        self.problem = ""
        self.began: float | None = None
        self.ended: float | None = None
        self.stop_asked = False
        self.place_of: Callable[[Run], int] = lambda run: 0
        self.deliver_stop: Callable[[Run], None] = lambda run: None
        self._value: Any = None
        self._over = threading.Event()

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

    def stop(self) -> None:
        """Asks the run to end with what it has; a waiting one ends at once. Asking twice does no harm."""
        if not self.stop_asked and not self.over:
            self.stop_asked = True
            self.deliver_stop(self)

    def start_over(self, note: str) -> None:
        """Back to waiting, with a sentence about what happened."""
        self.events, self.note, self.state, self.began = [], note, "waiting", None

    def hear(self, event: dict[str, Any]) -> None:
        """An event from the worker."""
        if self.over:
            return
        if event.get("kind") == "started":
            self.state, self.began = "running", time.time()
        self.events.append(event)

    def finish(self, value: Any) -> None:
        """The function returned: to its end, or cut short, as its value's own `stopped` says where it has one."""
        self._value = value
        cut = self.stop_asked and getattr(value, "stopped", True)
        self._end("stopped" if cut else "done")

    def fail(self, problem: str) -> None:
        self.problem = self.problem or problem
        self._end("failed")

    def end_unstarted(self) -> None:
        """Stopped before there was anything to keep."""
        self._end("stopped")

    def _end(self, state: State) -> None:
        if self.over:
            return
        self.ended = time.time()
        self.state = state
        self._over.set()
