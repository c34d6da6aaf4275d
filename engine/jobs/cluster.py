"""The app's own Dask cluster: scheduler and nanny in this process, the worker in a child of it.

Usage:  python -m engine.jobs.cluster --memory "1300 MB" --folder FOLDER

Prints one line of JSON with the scheduler's address once the worker is there. Lives as long as its standard input
stays open: the process that started it holds the other end, so however that process ends, scheduler and worker end
too, on every system. FOLDER is removed at the end.
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

THREADS = 6  # a run of every lane, and short questions beside them
HERE = "127.0.0.1"
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
    "distributed.admin.low-level-log-length": 20,  # what a run has told is kept by those who watch it
}


async def serve(memory: str, folder: str) -> None:
    """Runs scheduler, nanny and worker until the nanny gives up."""
    from distributed import Nanny, Scheduler

    async with (
        Scheduler(host=HERE, port=0, dashboard=False, dashboard_address=f"{HERE}:0") as scheduler,
        Nanny(
            scheduler.address,
            host=HERE,
            nthreads=THREADS,
            memory_limit=memory,
            local_directory=folder,
            resources={"training": 1},
            name="glassnet",
            silence_logs=logging.CRITICAL,
        ) as nanny,
    ):
        print(json.dumps({"address": scheduler.address}), flush=True)
        await nanny.finished()


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
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--memory", default="1300 MB", help="what the worker may use before it is ended")
    parser.add_argument("--folder", required=True, help="a folder for the worker's files, removed at the end")
    options = parser.parse_args()
    if hasattr(os, "nice"):
        os.nice(5)  # pages are answered before work goes on
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the web process; its end is our end
    threading.Thread(target=end_with_input, args=(options.folder,), daemon=True).start()

    import dask.config

    dask.config.set(SETTINGS)
    import distributed  # noqa: F401  # sets up its logging, which the next line turns down

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    asyncio.run(serve(options.memory, options.folder))


if __name__ == "__main__":
    main()
