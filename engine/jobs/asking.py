"""Short questions to the cluster: answered by any worker, asked again elsewhere when a worker does not answer."""

import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from engine.jobs import capacity, messages
from engine.jobs.cluster_client import Link, WorkerUnavailable
from engine.jobs.estimate import Estimate, estimate_of
from engine.jobs.values import Reference, Store, Value, ValueGone

TRIES = 3
LENT = 3  # values that the cluster has at a time; others are given to it again when they are asked for


class Asker:
    """Asks questions over a link. Values are lent to the cluster and given again when their worker is lost."""

    def __init__(self, link: Link, store: Store) -> None:
        self.link, self.store = link, store
        self._lent: OrderedDict[str, Any] = OrderedDict()

    def ask(self, function: Callable[..., Any], args: tuple[Any, ...], timeout: float) -> Any:
        """`function(*args)` in a worker. Raises as Workbench.ask does.

        A question whose worker was ended for its memory is asked again with a worker to itself: only one that then
        needs too much is told so, for others may have taken the memory before.
        """
        deadline, avoided = time.monotonic() + timeout, ""
        estimate, losses, alone = estimate_of(function, *args), 0, False
        most = self.link.most_mb(estimate, timeout)
        if most is not None and (short := capacity.too_small(estimate, most)):
            raise WorkerUnavailable(short)
        for left in reversed(range(TRIES)):
            remaining = max(deadline - time.monotonic(), 0.1)
            client = self.link.client(remaining)
            others = self._others(client, estimate, avoided)
            patience = remaining if left == 0 or len(others) < 2 else remaining / 3
            future = None
            try:
                needs = capacity.needs(estimate, long=False, mb=most if alone else None)
                future = self._submit(client, function, args, needs, others if avoided else None, patience)
                return future.result(timeout=patience)
            except Exception as problem:
                if isinstance(problem, TimeoutError) and future is not None and not future.done():
                    avoided = _worker_of(client, future.key)
                    future.cancel()
                    if time.monotonic() >= deadline - 0.2:
                        raise TimeoutError(f"The worker did not answer within {timeout:.0f} seconds.") from None
                    continue
                if future is not None and not messages.lost(problem):
                    raise
                if isinstance(problem, ValueGone):
                    raise
                of_memory = self.link.died_of_memory(problem)
                losses += not of_memory
                if of_memory and alone:
                    limit = self.link.limits["keras" if estimate.keras else "answers"]
                    raise WorkerUnavailable(messages.TOO_MUCH_TO_ASK.format(limit=limit)) from None
                if left == 0 or (losses == 2 and len(others) < 2):
                    raise WorkerUnavailable(messages.CROWDED_ASKING if of_memory else messages.LOST_ASKING) from None
                alone = alone or (of_memory and most is not None)
                self._lent.clear()
        raise WorkerUnavailable(messages.LOST_ASKING)

    def _submit(
        self,
        client: Any,
        function: Callable[..., Any],
        args: tuple,
        needs: dict[str, float],
        workers: list[str] | None,
        patience: float,
    ) -> Any:
        found = [self._lend(client, arg, workers, patience) if isinstance(arg, Reference) else arg for arg in args]
        key = f"ask-{uuid.uuid4().hex}"
        return client.submit(
            function, *found, key=key, pure=False, priority=10, resources=needs, workers=workers, retries=0
        )

    def _lend(self, client: Any, reference: Reference, workers: list[str] | None, patience: float) -> Any:
        """The value as a future: what Dask keeps on its workers and moves between them.

        Raises: ValueGone.
        """
        future = self._lent.get(reference.name)
        if future is None or future.client is not client or future.status != "finished":
            value = Value(reference.name, self.store.get(reference))
            future = client.scatter(value, hash=False, workers=workers, timeout=patience)
        self._lent[reference.name] = future
        self._lent.move_to_end(reference.name)
        while len(self._lent) > LENT:
            self._lent.popitem(last=False)
        return future

    def _others(self, client: Any, estimate: Estimate, avoided: str) -> list[str]:
        """Workers that could answer, without the one that did not."""
        who = "keras" if estimate.keras else "answers"
        workers = client.scheduler_info(n_workers=-1)["workers"]
        able = [address for address, one in workers.items() if who in one["resources"]]
        return [address for address in able if address != avoided] or able


def _worker_of(client: Any, key: str) -> str:
    """The worker that a task was given to, "" if none."""
    with suppress(Exception):  # a scheduler that is gone says nothing
        for address, keys in client.processing().items():
            if key in keys:
                return address
    return ""
