"""What happens inside a worker process: a run is carried out, told to stop, and the imports are warmed."""

import os
import pkgutil
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from distributed import WorkerPlugin, get_worker
from distributed.utils import sync

from engine.jobs import capacity

MEMORY_TOPIC = "worker-restart-memory"  # Dask's own: the nanny ends a worker at its memory limit
MOST_STOPS = 1000
_asked_to_stop: OrderedDict[str, None] = OrderedDict()


def perform(function: Callable[..., Any], settings: Any, topic: str) -> Any:
    """Carries out `function(settings, report, stopped)`; its reports become events of `topic`.

    Raises: whatever the function raises.
    """
    worker = get_worker()

    def report(event: dict[str, Any]) -> None:
        worker.log_event(topic, event)

    # The scheduler has heard this before anything can go wrong: whoever ends the worker is known to have begun.
    started = {"kind": "started", "pid": os.getpid(), "worker": worker.address}
    sync(worker.loop, worker.scheduler.log_event, topic=topic, msg=started)
    try:
        return function(settings, report, lambda: topic in _asked_to_stop)
    finally:
        _asked_to_stop.pop(topic, None)


def ask_to_stop(topic: str) -> None:
    """From now on the run of this topic is told to stop whenever it asks, be it before it begins."""
    _asked_to_stop[topic] = None
    while len(_asked_to_stop) > MOST_STOPS:  # those of runs that never came here
        _asked_to_stop.popitem(last=False)


class Prepare(WorkerPlugin):
    """Makes a worker ready for us: what it has room for is known, what is slow to load is loaded before it is needed.

    warm: for a kind of worker ("answers", "keras"), a function to call in the background, "package.module:name".
    """

    name = "glassnet"

    def __init__(self, warm: dict[str, str]) -> None:
        self.warm = warm

    async def setup(self, worker: Any) -> None:
        offered = worker.state.total_resources
        if "MB" not in offered:
            limit = worker.memory_manager.memory_limit
            await worker.set_resources(**capacity.resources("both", limit / 1e6 if limit else 4000))
        kind = capacity.kind_of(offered)
        for name in [self.warm.get(one, "") for one in (("answers", "keras") if kind == "both" else (kind,))]:
            if name:
                threading.Thread(target=self._call, args=(name,), daemon=True, name="warm").start()

    def _call(self, name: str) -> None:
        with suppress(Exception):  # whoever needs it will hear why
            pkgutil.resolve_name(name)()
