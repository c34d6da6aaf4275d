"""Machines that are lent to the app: a scheduler, and a worker on each, as the app needs them.

Usage, from this folder on each machine (the same version of the app, with its requirements installed):

    python -m engine.jobs.machines credentials FOLDER            once; copy FOLDER to every machine
    python -m engine.jobs.machines scheduler FOLDER              on one of them
    python -m engine.jobs.machines worker FOLDER tls://HOST:8786 on each that shall work

and start the app with DASK_SCHEDULER_ADDRESS=tls://HOST:8786 and GLASSNET_CREDENTIALS=FOLDER. Whoever holds FOLDER can
run code on all of these machines; without it nobody gets a word out of them.
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from engine.jobs import capacity
from engine.jobs.cluster import SETTINGS
from engine.jobs.cluster_client import SPARING
from engine.jobs.credentials import from_folder, security, write
from engine.jobs.folders import ROOT

THREADS = 10
CUT_OFF = {  # a machine that is cut off is given up soon, and its runs begin anew elsewhere
    "distributed.scheduler.worker-ttl": "20s",
    "distributed.comm.timeouts.tcp": "15s",
    "distributed.comm.timeouts.connect": "10s",
}


async def scheduler(options: argparse.Namespace) -> None:
    """A scheduler that listens to all who hold the credentials; runs until it is ended."""
    from distributed import Scheduler

    async with Scheduler(
        host=options.host, port=options.port, protocol="tls", security=options.security, dashboard=False
    ) as made:
        print(f"Scheduler at {made.address}", flush=True)
        await made.finished()


async def worker(options: argparse.Namespace) -> None:
    """A worker that answers and trains; it comes back when it or its scheduler was lost, until it is ended."""
    while True:
        try:
            await _work(options)
        except Exception as problem:  # no scheduler there, or no longer
            print(f"No scheduler answers at {options.address} ({type(problem).__name__}); trying again.", flush=True)
        await asyncio.sleep(2)


async def _work(options: argparse.Namespace) -> None:
    from dask.utils import parse_bytes
    from distributed import Nanny

    limit = parse_bytes(options.memory)
    async with Nanny(
        options.address,
        host=options.host,
        protocol="tls",
        security=options.security,
        nthreads=THREADS,
        memory_limit=limit,
        resources=capacity.resources("both", limit / 1e6),
        death_timeout=30,
    ) as made:
        print(f"Worker at {made.worker_address}", flush=True)
        await made.finished()


def main(words: list[str] | None = None) -> int:
    """The command line; gives the exit code."""
    options = _parser().parse_args(words)
    if options.what == "credentials":
        write(options.folder)
        print(f"Credentials are in {options.folder}. Copy it to every machine of the cluster, and to nobody else.")
        return 0
    try:
        options.security = security(from_folder(options.folder))
    except FileNotFoundError as problem:
        print(problem, file=sys.stderr)
        return 2
    # A worker is a process of its own, started wherever this was: it finds the code, and the settings of the cluster.
    path = os.pathsep.join([str(ROOT), os.getenv("PYTHONPATH", "")]).rstrip(os.pathsep)
    os.environ.update(SPARING | {"PYTHONPATH": path})

    import dask.config

    dask.config.set(SETTINGS | CUT_OFF)
    asyncio.run({"scheduler": scheduler, "worker": worker}[options.what](options))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parts: Any = parser.add_subparsers(dest="what", required=True)
    made = {name: parts.add_parser(name) for name in ("credentials", "scheduler", "worker")}
    for part in made.values():
        part.add_argument("folder", type=Path, help="the folder with the credentials")
    made["scheduler"].add_argument("--port", type=int, default=8786)
    made["worker"].add_argument("address", help="of the scheduler, such as tls://HOST:8786")
    made["worker"].add_argument("--memory", default="3 GB", help="what this machine lends")
    for name in ("scheduler", "worker"):
        made[name].add_argument("--host", help="this machine's own address, where it has several")
    return parser


if __name__ == "__main__":
    sys.exit(main())
