"""What happens inside the worker process: a run is carried out, told to stop, and the imports are warmed."""

import os
import pkgutil
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from distributed import WorkerPlugin, get_worker

MEMORY_TOPIC = "worker-restart-memory"  # Dask's own: the nanny ends a worker at its memory limit
_asked_to_stop: set[str] = set()


def perform(function: Callable[..., Any], settings: Any, topic: str) -> Any:
    """Carries out `function(settings, report, stopped)`; its reports become events of `topic`.

    Raises: whatever the function raises.
    """
    worker = get_worker()

    def report(event: dict[str, Any]) -> None:
        worker.log_event(topic, event)

    report({"kind": "started", "pid": os.getpid()})
    try:
        return function(settings, report, lambda: topic in _asked_to_stop)
    finally:
        _asked_to_stop.discard(topic)


def ask_to_stop(topic: str) -> None:
    """From now on the run of this topic is told to stop whenever it asks."""
    _asked_to_stop.add(topic)


class Prepare(WorkerPlugin):
    """Makes a worker ready for us: one training at a time, and what is slow to load loaded before it is needed.

    warm: the name of a function to call in the background, such as "engine.newsgroups.questions:warm"; "" for none.
    """

    name = "glassnet"

    def __init__(self, warm: str) -> None:
        self.warm = warm

    async def setup(self, worker: Any) -> None:
        if self.warm:
            threading.Thread(target=self._call, daemon=True, name="warm").start()
        if "training" not in worker.state.total_resources:
            await worker.set_resources(training=1)

    def _call(self) -> None:
        with suppress(Exception):  # whoever needs it will hear why
            pkgutil.resolve_name(self.warm)()
