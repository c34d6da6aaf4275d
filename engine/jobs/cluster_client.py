"""The web process's link to the Dask cluster: started on first use, mended when it breaks."""

import atexit
import json
import logging
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.jobs import capacity, credentials
from engine.jobs.estimate import Estimate
from engine.jobs.folders import ROOT, Folder

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 5.0  # seconds to wait for a nanny's word about why its worker ended
QUIET = "ignore::UserWarning:multiprocessing.resource_tracker"  # it reports what a killed process left behind

# Fewer arenas: 80 MB less. oneDNN's allocator keeps what it once had; without it memory is given back after a training,
# 260 MB less after the widest, with the same losses to four digits, for a few percent more time.
SPARING = {"TF_CPP_MIN_LOG_LEVEL": "2", "MALLOC_ARENA_MAX": "2", "TF_ENABLE_ONEDNN_OPTS": "0"}


class WorkerUnavailable(Exception):
    """The worker cannot be reached; the message is a sentence for the user."""


class Link:
    """Holds the cluster's processes and the client.

    address: of a scheduler to join; None starts a cluster of our own.
    limits:  what our own workers may use before they are ended, such as {"keras": "1300 MB", "answers": "600 MB"}.
    warm:    for each kind of worker, the function it calls in the background as soon as it is up.
    folder:  where our own cluster's files may be.
    linger:  seconds our own worker with TensorFlow stays when nothing needs it.
    """

    def __init__(
        self, address: str | None, limits: dict[str, str], warm: dict[str, str], folder: Folder, linger: float = 120
    ) -> None:
        self.address, self.limits, self.warm, self.linger = address, limits, warm, linger
        self.folder = folder
        self._memory_deaths: set[str] = set()  # addresses of workers ended for their memory
        self._lock = threading.Lock()
        self._client: Client | None = None
        self._process: subprocess.Popen[str] | None = None
        atexit.register(self.close)

    @property
    def up(self) -> bool:
        """Whether the client is connected, and our own cluster (if it is ours) alive."""
        client, process = self._client, self._process
        ours = self.address is not None or (process is not None and process.poll() is None)
        return ours and client is not None and client.status == "running"

    def client(self, timeout: float = 60) -> "Client":
        """The connected client; starts or joins the cluster where needed.

        Raises: WorkerUnavailable with what to do about it.
        """
        if not self._lock.acquire(timeout=timeout):
            raise WorkerUnavailable("The worker process is still starting. Please try again in a moment.")
        try:
            if not self.up:
                self._drop()
                self._client = self._connect(timeout)
            assert self._client is not None
            return self._client
        finally:
            self._lock.release()

    def processes(self) -> list[int]:
        """The ids of our own cluster's processes: scheduler and nannies first; empty for a joined cluster."""
        import psutil

        if self._process is None or self._process.poll() is not None:
            return []
        try:
            parent = psutil.Process(self._process.pid)
            return [parent.pid, *(child.pid for child in parent.children(recursive=True))]
        except psutil.NoSuchProcess:
            return []

    def workers(self, timeout: float = 60) -> dict[str, Any]:
        """Dask's description of each worker, by its address. Raises: WorkerUnavailable."""
        return self.client(timeout).scheduler_info(n_workers=-1)["workers"]

    def most_mb(self, estimate: Estimate, timeout: float = 60) -> float | None:
        """The most memory that a job of this kind can have; None where no worker is there that could do it.

        Raises: WorkerUnavailable if a joined scheduler does not answer within `timeout` seconds.
        """
        if self.address is None:
            from dask.utils import parse_bytes

            kind = "keras" if estimate.keras else "answers"
            return capacity.resources(kind, parse_bytes(self.limits[kind]) / 1e6)["MB"]
        return capacity.most_mb(self.workers(timeout), estimate)

    def died_of_memory(self, problem: Exception) -> bool:
        """Whether the worker that a KilledWorker speaks of was ended at its memory limit.

        Its nanny says so before it starts another in its place, but that may come after the news of the worker's end.
        """
        worker = getattr(problem, "last_worker", None)
        if worker is None or not worker.nanny:
            return False
        deadline = time.monotonic() + PATIENCE
        while worker.address not in self._memory_deaths and time.monotonic() < deadline:
            if self._replaced(worker):
                break
            time.sleep(0.05)
        return worker.address in self._memory_deaths

    def _replaced(self, lost: Any) -> bool:
        """Whether the nanny of a lost worker has another one by now, or is gone itself."""
        try:
            workers = self.workers()
        except WorkerUnavailable:
            return True
        return any(one["nanny"] == lost.nanny and address != lost.address for address, one in workers.items())

    def close(self) -> None:
        """Ends our own cluster."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        client, self._client = self._client, None
        process, self._process = self._process, None
        if client is not None:
            with suppress(Exception):  # it is broken: that is why it is dropped
                client.close(timeout=2)
        if process is not None:
            assert process.stdin is not None
            process.kill()  # its workers see it go and follow
            process.wait()
            with suppress(OSError):
                process.stdin.close()

    def _connect(self, timeout: float) -> "Client":
        from distributed import Client

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is lost is told in sentences, by us

        from engine.jobs.worker import MEMORY_TOPIC, Prepare

        address, security = (self.address, joined_security(self.address)) if self.address else self._start(timeout)
        try:
            client = Client(address, security=security, set_as_default=False, timeout=timeout, name="glassnet")
        except (OSError, TimeoutError) as problem:
            raise WorkerUnavailable(
                f"The Dask scheduler at {address} does not answer. Is it running, can this machine reach it, and have "
                "both the same credentials?"
            ) from problem
        try:
            client.register_plugin(Prepare(self.warm))
            client.subscribe_topic(MEMORY_TOPIC, lambda event: self._memory_deaths.add(event[1]["worker"]))
        except Exception as problem:
            client.close(timeout=2)
            raise WorkerUnavailable(
                f"The workers at {address} do not have this app's code. Start them from its folder, with "
                "python -m engine.jobs.machines worker."
            ) from problem
        return client

    def _start(self, timeout: float) -> tuple[str, Any]:
        """Starts scheduler, nanny and worker; gives the scheduler's address, and what it takes to speak to it."""
        folder = self.folder.path
        if folder is None:
            raise WorkerUnavailable(
                "The server has no folder that it may write to, so its worker process cannot start. Pages that need no "
                "worker go on; whoever runs the server can set TMPDIR to a folder."
            )
        mine = credentials.temporary()
        limits = ["--memory", self.limits["keras"], "--answers", self.limits["answers"]]
        options = [*limits, "--folder", str(folder), "--linger", str(self.linger)]
        self._process = subprocess.Popen(
            [sys.executable, "-W", QUIET, "-m", "engine.jobs.cluster", *options],
            cwd=ROOT,
            env=os.environ | SPARING,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return _address(self._process, credentials.as_line(mine), timeout), credentials.security(mine)


def _address(process: "subprocess.Popen[str]", told: str, timeout: float) -> str:
    """Tells a new cluster its credentials, and reads its address: all it ever says there.

    Raises: WorkerUnavailable if it ends, or is not there in time.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    watchdog = threading.Timer(timeout, process.kill)
    watchdog.daemon = True
    watchdog.start()
    try:
        process.stdin.write(told)
        process.stdin.flush()
        with process.stdout as said:
            return json.loads(said.readline())["address"]
    except (OSError, ValueError):
        raise WorkerUnavailable(
            "The worker process did not start. The server's log says why; pages that need no worker go on."
        ) from None
    finally:
        watchdog.cancel()


def joined_security(address: str) -> Any:
    """Credentials for a cluster to join: the folder GLASSNET_CREDENTIALS names, or what Dask's own settings say.

    Raises: WorkerUnavailable if the cluster wants some and there are none.
    """
    from distributed import Security

    folder = os.environ.get("GLASSNET_CREDENTIALS")
    try:
        found: Any = credentials.security(credentials.from_folder(Path(folder))) if folder else Security()
    except FileNotFoundError as problem:
        raise WorkerUnavailable(str(problem)) from None
    if address.startswith("tls://") and not found.tls_ca_file:
        raise WorkerUnavailable(f"The Dask scheduler at {address} wants credentials: set GLASSNET_CREDENTIALS.")
    return found
