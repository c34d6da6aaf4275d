"""One run carried out in the cluster: given to a worker, begun again where it was not to blame, told to stop."""

import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

from engine.jobs import capacity, messages
from engine.jobs.cluster_client import Link
from engine.jobs.estimate import Estimate
from engine.jobs.run import Run
from engine.jobs.values import Kept, Store

MOST_ATTEMPTS = 5  # of a run whose workers are lost before it says that it has begun


class Carrier:
    """Carries runs out over a link. Safe to use from any thread.

    values: keeps what runs leave beside their results. hire: told how many trainings the cluster can do at a time.
    wake: called when a run was stopped. given: each run that goes on, with its topic and its future.
    """

    def __init__(self, link: Link, values: Store, hire: Callable[[int], None], wake: Callable[[], None]) -> None:
        self.link, self.values, self.hire, self.wake = link, values, hire, wake
        self.given: dict[Run, tuple[str, Any]] = {}  # a future nobody keeps would be cancelled

    def carry_out(self, run: Run) -> None:
        """One run to its end, begun a second time where its worker was lost, with the worker to itself where it was
        ended for its memory: only a run that then needs too much is the one to blame.

        A run that had not begun when its worker was lost, because it waited there behind another, lost nothing.
        """
        if run.estimate.here:
            return self._here(run)
        losses, attempts, alone = 0, 0, False
        while not (run.stop_asked or run.over):
            client = self.link.client()
            most = self._room(run.estimate)
            if most is None:
                time.sleep(0.1)
                continue
            if short := capacity.too_small(run.estimate, most):
                return run.fail(short)
            try:
                return self._finish(run, self._attempt(run, client, most if alone else None))
            except Exception as problem:
                if not messages.lost(problem):
                    raise
                if run.stop_asked or run.over:
                    break
                begun, of_memory = run.state == "running", self.link.died_of_memory(problem)
            attempts += 1
            losses += begun and not of_memory
            if begun and of_memory and alone:
                return run.fail(messages.TOO_MUCH_MEMORY.format(limit=self._limit(run.estimate)))
            if losses == 2 or attempts == MOST_ATTEMPTS:
                return run.fail(messages.LOST_TWICE)
            if begun:
                alone = alone or of_memory
                run.start_over(messages.CROWDED if of_memory else messages.LOST_ONCE)
        run.end_unstarted()

    def _limit(self, estimate: Estimate) -> str:
        return self.link.limits["keras" if estimate.keras else "answers"]

    def _room(self, estimate: Estimate) -> float | None:
        """The most memory that a run can have; None while no worker is there that could do it.

        A clerk is hired for each training that a joined cluster can do at a time. A run given to it before a worker is
        there would wait for good: Dask looks again when a worker arrives, not when it is told what there is room for.
        """
        if self.link.address is not None:
            workers = self.link.workers().values()
            self.hire(int(sum(worker["resources"].get("training", 0) for worker in workers)))
        return self.link.most_mb(estimate)

    def _here(self, run: Run) -> None:
        """A run in this thread: only for what waits for others and computes nothing."""
        if not (run.stop_asked or run.over):
            run.hear({"kind": "started"})
            self._finish(run, run.function(run.settings, run.hear, lambda: run.stop_asked))
        run.end_unstarted()

    def _finish(self, run: Run, value: Any) -> None:
        if isinstance(value, Kept):
            run.value = self.values.put(bytes(value.content))
            value = value.result
        run.finish(value)

    def _attempt(self, run: Run, client: Any, mb: float | None) -> Any:
        """The run, once. mb: memory to ask for instead of its estimate. Its topic is known before it is given away,
        so that a stop at any moment reaches it."""
        from engine.jobs.worker import perform

        topic = f"run-{run.name}-{uuid.uuid4().hex[:8]}"
        client.subscribe_topic(topic, lambda event: run.hear(event[1]))
        self.given[run] = (topic, None)
        try:
            needs = capacity.needs(run.estimate, long=True, mb=mb)
            future = client.submit(perform, run.function, run.settings, topic, key=topic, pure=False, resources=needs)
            self.given[run] = (topic, future)
            if run.over:  # stopped in between
                future.cancel()
            return future.result()
        finally:
            del self.given[run]
            client.unsubscribe_topic(topic)

    def deliver_stop(self, run: Run) -> None:
        """Tells the worker; a run that has not begun ends here and now."""
        topic, future = self.given.get(run, ("", None))
        if topic:
            threading.Thread(target=self._tell_worker, args=(topic,), daemon=True).start()
        if run.state == "waiting":
            run.end_unstarted()
            if future is not None:
                future.cancel()
        self.wake()

    def _tell_worker(self, topic: str) -> None:
        from engine.jobs.worker import ask_to_stop

        try:
            self.link.client().run(ask_to_stop, topic, on_error="ignore")
        except Exception:  # no worker, nothing to stop: the clerk sees the same
            return
