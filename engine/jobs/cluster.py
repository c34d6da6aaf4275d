"""The app's own Dask cluster: scheduler and nannies in this process, the workers in children of it.

Usage:  python -m engine.jobs.cluster --memory "1300 MB" --answers "600 MB" --folder FOLDER

Reads one line of JSON from standard input, the credentials; prints one line of JSON with the scheduler's address once
the worker that answers questions is there. The worker with TensorFlow is started when something needs it, and ended
when nothing has for a while. All of it lives as long as standard input stays open: the process that started it holds
the other end, so however that process ends, scheduler and workers end too, on every system. FOLDER goes with them.
"""

import argparse
import asyncio
import json
import logging
import os
import shutil
import signal
import sys
import threading
import time
from typing import Any

from engine.jobs import capacity
from engine.jobs.credentials import from_line, security

THREADS = {"answers": 6, "keras": 4}
HERE = "127.0.0.1"
LOOK = 0.2  # seconds between two looks at what is asked for
LINGER = 120.0  # seconds the worker with TensorFlow stays when nothing needs it
SETTINGS = {
    "distributed.worker.memory.target": False,  # neither spill nor pause: a worker at its limit is ended
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": 0.95,
    "distributed.scheduler.allowed-failures": 0,  # the web process decides what is tried again
    "distributed.scheduler.worker-saturation": float("inf"),
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "250ms",  # these three: a cluster that waits costs next to nothing
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.low-level-log-length": 20,  # what a run has told is kept by those who watch it
}
GOING = ("processing", "no-worker", "queued", "waiting")


class Cluster:
    """Scheduler and nannies. limits: what each kind of worker may use, such as {"keras": "1300 MB"}."""

    def __init__(self, limits: dict[str, str], folder: str, credentials: dict[str, str], linger: float) -> None:
        self.limits, self.folder, self.linger = limits, folder, linger
        self.security = security(credentials)
        self.scheduler: Any = None
        self.keras: Any = None

    async def serve(self, ready: Any) -> None:
        """Runs until the nanny of the answering worker gives up. ready: called with the scheduler's address."""
        from distributed import Scheduler

        self.scheduler = Scheduler(
            host=HERE, port=0, protocol="tls", security=self.security, dashboard=False, dashboard_address=f"{HERE}:0"
        )
        async with self.scheduler, self._nanny("answers") as answers:
            ready(self.scheduler.address)
            needed = asyncio.create_task(self._follow_need())
            await answers.finished()
            needed.cancel()

    async def _follow_need(self) -> None:
        """Starts the worker with TensorFlow when something waits for it, ends it when nothing has for a while."""
        last = time.monotonic()
        while True:
            await asyncio.sleep(LOOK)
            if self._wanted():
                last = time.monotonic()
                if self.keras is None:
                    self.keras = await self._nanny("keras")
            elif self.keras is not None and time.monotonic() - last > self.linger:
                nanny, self.keras = self.keras, None
                await nanny.close(reason="nothing to do")

    def _wanted(self) -> bool:
        return any(
            task.state in GOING and {"keras", "training"} & set(task.resource_restrictions or ())
            for task in self.scheduler.tasks.values()
        )

    def _nanny(self, kind: str) -> Any:
        from dask.utils import parse_bytes
        from distributed import Nanny

        return Nanny(
            self.scheduler.address,
            host=HERE,
            protocol="tls",
            security=self.security,
            nthreads=THREADS[kind],
            memory_limit=self.limits[kind],
            local_directory=self.folder,
            resources=capacity.resources(kind, parse_bytes(self.limits[kind]) / 1e6),
            name=kind,
            silence_logs=logging.CRITICAL,
        )


def end_with_input(folder: str) -> None:
    """Ends this process and its children when whoever holds the other end of standard input is gone."""
    import psutil

    while sys.stdin.buffer.read(1):
        pass
    for child in psutil.Process().children(recursive=True):
        child.kill()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--memory", required=True, help="what the worker with TensorFlow may use before it is ended")
    parser.add_argument("--answers", required=True, help="the same for the worker that answers questions")
    parser.add_argument("--folder", required=True, help="a folder for the workers' files, removed at the end")
    parser.add_argument("--linger", type=float, default=LINGER, help="seconds TensorFlow stays without work")
    options = parser.parse_args()
    told = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints goes to the server's log, not into a pipe that nobody reads
    if hasattr(os, "nice"):
        os.nice(5)  # pages are answered before work goes on
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the web process; its end is our end
    credentials = from_line(sys.stdin.readline())
    threading.Thread(target=end_with_input, args=(options.folder,), daemon=True).start()

    import dask.config

    dask.config.set(SETTINGS)
    import distributed  # noqa: F401  # sets up its logging, which the next line turns down

    logging.getLogger("distributed").setLevel(logging.CRITICAL)

    def ready(address: str) -> None:
        with told:
            told.write(json.dumps({"address": address}) + "\n")

    limits = {"keras": options.memory, "answers": options.answers}
    asyncio.run(Cluster(limits, options.folder, credentials, options.linger).serve(ready))


if __name__ == "__main__":
    main()
