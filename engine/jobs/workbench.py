"""The workbench: short questions answered at once, long runs one after another, whatever happens to the worker."""

import os
import queue
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from engine.jobs import messages
from engine.jobs.cluster_client import Link, WorkerUnavailable
from engine.jobs.run import Run, name_of

MEMORY = "1300 MB"
WARM = "engine.newsgroups.questions:warm"
KEEP = 60  # finished runs of a lane; the oldest go first
# Who waits for whom, and how many go on at a time: models that need all of the worker, one a worker; networks that
# learn for some seconds; those that are done in one.
LANES = {"training": 1, "exploring": 1, "quick": 2}


class Workbench:
    """Where a web process has its long work done. Safe to use from any thread; nothing starts before first use.

    address: of a Dask scheduler to join; None starts scheduler and worker as processes of our own.
    memory:  what our own worker may use before it is ended.
    warm:    the function a worker calls in the background as soon as it is up, "package.module:name", or "".
    """

    def __init__(self, address: str | None = None, memory: str = MEMORY, warm: str = WARM) -> None:
        self.link = Link(address, memory, warm)
        self._runs: dict[str, Run] = {}
        self._waiting: dict[str, queue.SimpleQueue[Run]] = {lane: queue.SimpleQueue() for lane in LANES}
        self._futures: dict[Run, tuple[str, Any]] = {}  # a future nobody keeps would be cancelled
        self._lock = threading.Lock()
        self._clerks = dict.fromkeys(LANES, 0)
        self._warmed = False

    def warm(self, delay: float = 0) -> None:
        """Starts the cluster in the background, `delay` seconds from now; the first call counts, others do nothing."""
        if self._warmed:
            return
        self._warmed = True
        timer = threading.Timer(delay, self._quietly_connect)
        timer.daemon = True
        timer.start()

    def ask(self, function: Callable[..., Any], *args: Any, timeout: float = 60) -> Any:
        """Short work: `function(*args)` in the worker, answered while a training goes on.

        function: importable by name. A worker lost on the way is asked once more.
        Raises: WorkerUnavailable; TimeoutError after `timeout` seconds; whatever the function raises.
        """
        deadline = time.monotonic() + timeout
        for last in (False, True):
            client = self.link.client(max(deadline - time.monotonic(), 0.1))
            future = client.submit(function, *args, key=f"ask-{uuid.uuid4().hex}", pure=False, priority=10)
            try:
                return future.result(timeout=max(deadline - time.monotonic(), 0.1))
            except Exception as problem:
                if isinstance(problem, TimeoutError) and not future.done():
                    future.cancel()
                    raise TimeoutError(f"The worker did not answer within {timeout:.0f} seconds.") from None
                if not messages.lost(problem):
                    raise
                if last:
                    raise WorkerUnavailable(messages.LOST_ASKING) from None
        raise AssertionError("unreachable")

    def run(
        self,
        function: Callable[..., Any],
        settings: Any,
        again: bool = False,
        anew: bool = False,
        lane: str = "training",
    ) -> Run:
        """Long work: `function(settings, report, stopped)` in the worker, after the runs before it in its lane.

        lane: one of LANES; the runs of one lane do not wait for those of another.
        Equal settings (a frozen dataclass) give the same run, whoever asks, finished or not.
        again: begin anew where the run was stopped or failed. anew: wherever it is over.
        Shapes of the arguments: report(dict) sends an event; stopped() tells whether to end with what there is.
        """
        begin = ("stopped", "failed", "done") if anew else ("stopped", "failed") if again else ()
        with self._lock:
            run = self._runs.get(name_of(function, settings))
            if run is not None and run.state not in begin:
                return run
            run = Run(function, settings, lane)
            run.place_of, run.deliver_stop = self._place, self._deliver_stop
            self._runs.pop(run.name, None)
            self._runs[run.name] = run
            self._forget_oldest(lane)
            self._waiting[lane].put(run)
            self._hire(lane, LANES[lane])
        return run

    def find(self, name: str) -> Run | None:
        """The run of that name, if this process knows it."""
        return self._runs.get(name)

    @property
    def runs(self) -> list[Run]:
        """Every run this process knows, in the order they were asked for."""
        with self._lock:
            return list(self._runs.values())

    def close(self) -> None:
        """Ends the worker; for tests, and the end of the web process."""
        self.link.close()

    def _quietly_connect(self) -> None:
        with suppress(WorkerUnavailable):  # whoever needs the worker will hear why
            self.link.client()

    def _place(self, run: Run) -> int:
        runs = [other for other in self.runs if other.lane == run.lane]
        return sum(not other.over for other in runs[: runs.index(run)]) if run in runs else 0

    def _forget_oldest(self, lane: str) -> None:
        finished = [run for run in self._runs.values() if run.over and run.lane == lane]
        for run in finished[: max(0, len(finished) - KEEP)]:
            del self._runs[run.name]

    def _hire(self, lane: str, needed: int) -> None:
        """One clerk a run of the lane that may go on at a time."""
        while self._clerks[lane] < needed:
            self._clerks[lane] += 1
            name = f"clerk {self._clerks[lane]}, {lane}"
            threading.Thread(target=self._clerk, args=(lane,), daemon=True, name=name).start()

    def _clerk(self, lane: str) -> None:
        while True:
            run = self._waiting[lane].get()
            if not run.over:
                try:
                    self._carry_out(run)
                except WorkerUnavailable as problem:
                    run.fail(str(problem))
                except Exception as problem:
                    run.fail(messages.sentence(problem))

    def _carry_out(self, run: Run) -> None:
        """One run to its end, begun a second time where its worker was lost."""
        losses = 0
        while not run.stop_asked:
            client = self.link.client()
            try:
                if run.lane == "training" and not self._room(client):
                    time.sleep(0.1)
                    continue
                return run.finish(self._attempt(run, client))
            except Exception as problem:
                if not messages.lost(problem):
                    raise
                if self.link.died_of_memory(problem):
                    return run.fail(messages.TOO_MUCH_MEMORY.format(limit=self.link.memory))
            losses += 1
            if losses == 2:
                return run.fail(messages.LOST_TWICE)
            run.start_over(messages.LOST_ONCE)
        run.end_unstarted()

    def _room(self, client: Any) -> bool:
        """Whether the cluster can train; a clerk is hired for each training that it can do at a time.

        A training given to it before would wait for good: Dask looks again when a worker arrives, not when it is
        told what the worker has room for.
        """
        workers = client.scheduler_info(n_workers=-1)["workers"].values()
        places = int(sum(worker["resources"].get("training", 0) for worker in workers))
        with self._lock:
            self._hire("training", places)
        return places > 0

    def _attempt(self, run: Run, client: Any) -> Any:
        from engine.jobs.worker import perform

        topic = f"run-{run.name}-{uuid.uuid4().hex[:8]}"
        client.subscribe_topic(topic, lambda event: run.hear(event[1]))
        needs = {"training": 1} if run.lane == "training" else None
        future = client.submit(perform, run.function, run.settings, topic, key=topic, pure=False, resources=needs)
        self._futures[run] = (topic, future)
        try:
            return future.result()
        finally:
            del self._futures[run]
            client.unsubscribe_topic(topic)

    def _deliver_stop(self, run: Run) -> None:
        """Tells the worker; a run that has not begun ends here and now."""
        topic, future = self._futures.get(run, ("", None))
        if topic:
            threading.Thread(target=self._tell_worker, args=(topic,), daemon=True).start()
        if run.state == "waiting":
            run.end_unstarted()
            if future is not None:
                future.cancel()

    def _tell_worker(self, topic: str) -> None:
        from engine.jobs.worker import ask_to_stop

        try:
            self.link.client().run(ask_to_stop, topic, on_error="ignore")
        except Exception:  # no worker, nothing to stop: the clerk sees the same
            return


@lru_cache(maxsize=1)
def workbench() -> Workbench:
    """The workbench of this process: one for all its users.

    DASK_SCHEDULER_ADDRESS names a scheduler to join; GLASSNET_WORKER_MEMORY sets our own worker's limit.
    """
    return Workbench(
        address=os.environ.get("DASK_SCHEDULER_ADDRESS") or None,
        memory=os.environ.get("GLASSNET_WORKER_MEMORY", MEMORY),
    )
