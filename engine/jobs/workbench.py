"""The workbench: short questions answered at once, long runs in fair turns, whatever happens to the workers."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from engine.jobs import messages
from engine.jobs.asking import Asker
from engine.jobs.carrying import Carrier
from engine.jobs.cluster_client import Link, WorkerUnavailable
from engine.jobs.estimate import MOST_SECONDS, PRESS_SECONDS, Estimate, estimate_of, spoken
from engine.jobs.folders import Folder
from engine.jobs.lanes import Lanes
from engine.jobs.run import Run, name_of
from engine.jobs.values import Reference, Store

LIMITS = {"keras": "1300 MB", "answers": "600 MB"}
WARM = {"answers": "engine.newsgroups.questions:warm", "keras": "engine.newsgroups.training:warm"}
# Who waits for whom, and how many go on at a time: trainings, one a worker; and what no training need end for.
LANES = {"training": 1, "quick": 2}
SWEEP_SECONDS = 2.0


class NeedsPress(ValueError):
    """The job is too dear to begin by itself: a visitor has to press a button for it."""


class Workbench:
    """Where a web process has its long work done. Safe to use from any thread; nothing starts before first use.

    address: of a Dask scheduler to join; None starts scheduler and workers as processes of our own.
    limits:  what our own workers may use before they are ended: "keras", "answers".
    warm:    for each kind of worker, the function it calls in the background as soon as it is up.
    linger:  seconds our own worker with TensorFlow stays when nothing needs it.
    """

    def __init__(
        self,
        address: str | None = None,
        limits: dict[str, str] | None = None,
        warm: dict[str, str] | None = None,
        linger: float = 120,
        folder: Folder | None = None,
    ) -> None:
        self.folder = folder or Folder()
        self.link = Link(address, LIMITS | (limits or {}), WARM if warm is None else warm, self.folder, linger)
        self.values = Store(lambda: self.folder.path)
        self.lanes = Lanes()
        self.connected: Callable[[str], bool] = lambda visitor: True
        self._asker = Asker(self.link, self.values)
        self._carrier = Carrier(self.link, self.values, lambda needed: self._hire("training", needed), self.lanes.wake)
        self._lock = threading.Lock()
        self._clerks = dict.fromkeys(LANES, 0)
        self._warmed = self._sweeping = False

    def warm(self, delay: float = 0) -> None:
        """Starts the cluster in the background, `delay` seconds from now; the first call counts, others do nothing."""
        with self._lock:
            if self._warmed:
                return
            self._warmed = True
        timer = threading.Timer(delay, self._quietly_connect)
        timer.daemon = True
        timer.start()

    def ask(self, function: Callable[..., Any], *args: Any, timeout: float = 60) -> Any:
        """Short work: `function(*args)` in a worker, answered while a training goes on.

        function: importable by name. A Reference among the arguments arrives as the Value it stands for. A worker
        lost on the way is asked once more; where there are several, one that does not answer is passed over.
        Raises: WorkerUnavailable; ValueGone; TimeoutError after `timeout` seconds; whatever the function raises.
        """
        return self._asker.ask(function, args, timeout)

    def run(
        self,
        function: Callable[..., Any],
        settings: Any,
        again: bool = False,
        anew: bool = False,
        lane: str = "training",
        visitor: str = "",
        pressed: bool = False,
    ) -> Run:
        """Long work: `function(settings, report, stopped)` in a worker, when its turn comes in its lane.

        lane: one of LANES; the runs of one lane do not wait for those of another.
        Equal settings (a frozen dataclass) give the same run, whoever asks, finished or not.
        again: begin anew where the run was stopped or failed. anew: wherever it is over.
        visitor: who asks; he watches the run from now on. "" for a program, which watches for good.
        pressed: whether a person pressed a button for it. Raises: NeedsPress where that is needed.
        Shapes of the arguments: report(dict) sends an event; stopped() tells whether to end with what there is.
        """
        begin = ("stopped", "failed", "done") if anew else ("stopped", "failed") if again else ()
        estimate = estimate_of(function, settings)
        known = self.find(name_of(function, settings))
        if not pressed and estimate.seconds > PRESS_SECONDS and (known is None or known.state in begin):
            raise NeedsPress(f"This takes about {spoken(estimate.seconds)}, so it begins when it is asked for.")
        return self._begin(lambda lesson: Run(function, settings, lane, estimate, lesson), begin, visitor)

    def lesson(self, function: Callable[..., Any], settings: Any) -> Run:
        """A run of the lesson: once for everybody, when nothing else waits and memory is free; nobody can stop it."""
        estimate = estimate_of(function, settings)
        return self._begin(lambda _: Run(function, settings, "training", estimate, True), (), "")

    def find(self, name: str) -> Run | None:
        """The run of that name, if this process knows it."""
        return self.lanes.find(name)

    @property
    def runs(self) -> list[Run]:
        """Every run this process knows, in the order they were asked for."""
        return self.lanes.runs

    def content(self, reference: Reference) -> bytes:
        """What a run left beside its result. Raises: ValueGone."""
        return self.values.get(reference)

    def close(self) -> None:
        """Ends the workers; for tests, and the end of the web process."""
        self.link.close()
        self.folder.close()

    def _quietly_connect(self) -> None:
        with suppress(WorkerUnavailable):  # whoever needs the worker will hear why
            self.link.client()

    def _begin(self, make: Callable[[bool], Run], begin: tuple[str, ...], visitor: str) -> Run:
        draft = make(False)
        known = self.find(draft.name)
        lesson = known is not None and known.lesson  # begun anew it is the lesson's still
        run = self.lanes.known_or(draft.name, begin, lambda: self._wired(make(lesson), visitor))
        if visitor and not run.over:
            run.watch(visitor)
            self.lanes.wake()
        self._hire(run.lane, LANES[run.lane])
        return run

    def _wired(self, run: Run, visitor: str) -> Run:
        run.deliver_stop, run.connected = self._carrier.deliver_stop, lambda one: self.connected(one)
        if visitor:
            run.watch(visitor)
        if problem := self._refused(run.estimate):
            run.fail(problem)
        return run

    @staticmethod
    def _refused(estimate: Estimate) -> str:
        """Why a run is too dear for anybody; "" if it is not."""
        if estimate.seconds <= MOST_SECONDS:
            return ""
        return messages.TOO_DEAR.format(takes=spoken(estimate.seconds), most=spoken(MOST_SECONDS), less=messages.LESS)

    def _hire(self, lane: str, needed: int) -> None:
        """One clerk a run of the lane that may go on at a time; one more looks after what nobody watches."""
        with self._lock:
            numbers = range(self._clerks[lane], needed)
            self._clerks[lane] = max(self._clerks[lane], needed)
            sweep, self._sweeping = not self._sweeping, True
        for number in numbers:
            threading.Thread(target=self._clerk, args=(lane,), daemon=True, name=f"clerk {number + 1}, {lane}").start()
        if sweep:
            threading.Thread(target=self._sweep, daemon=True, name="unwatched runs").start()

    def _sweep(self) -> None:
        while True:
            time.sleep(SWEEP_SECONDS)
            self.lanes.end_unwatched()

    def _clerk(self, lane: str) -> None:
        while True:
            run = self.lanes.take(lane)
            try:
                self._carrier.carry_out(run)
            except WorkerUnavailable as problem:
                run.fail(str(problem))
            except Exception as problem:
                run.fail(messages.sentence(problem))
            finally:
                self.lanes.put_down(run)


_made = threading.Lock()
_workbench: Workbench | None = None


def workbench() -> Workbench:
    """The workbench of this process: one for all its users, however many come first at once.

    DASK_SCHEDULER_ADDRESS names a scheduler to join; GLASSNET_WORKER_MEMORY and GLASSNET_ANSWERS_MEMORY set the limits
    of our own workers: the one that trains, and the one that answers questions.
    """
    global _workbench
    with _made:
        if _workbench is None:
            limits = {
                "keras": os.environ.get("GLASSNET_WORKER_MEMORY") or LIMITS["keras"],
                "answers": os.environ.get("GLASSNET_ANSWERS_MEMORY") or LIMITS["answers"],
            }
            _workbench = Workbench(os.environ.get("DASK_SCHEDULER_ADDRESS") or None, limits)
        return _workbench
