"""The web process's link to the Dask cluster: started on first use, mended when it breaks."""

import atexit
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from distributed import Client

ROOT = Path(__file__).resolve().parents[2]
QUIET = "ignore::UserWarning:multiprocessing.resource_tracker"  # it reports what a killed process left behind

# Fewer arenas: 80 MB less. oneDNN's allocator keeps what it once had; without it memory is given back after a training,
# 260 MB less after the widest, with the same losses to four digits, for a few percent more time.
SPARING = {"TF_CPP_MIN_LOG_LEVEL": "2", "MALLOC_ARENA_MAX": "2", "TF_ENABLE_ONEDNN_OPTS": "0"}


class WorkerUnavailable(Exception):
    """The worker cannot be reached; the message is a sentence for the user."""


class Link:
    """Holds the cluster's processes and the client.

    address: of a scheduler to join; None starts a cluster of our own.
    memory:  what our own worker may use before it is ended, such as "1300 MB".
    warm:    the function a worker calls in the background as soon as it is up, "package.module:name", or "".
    """

    def __init__(self, address: str | None, memory: str, warm: str) -> None:
        self.address, self.memory, self.warm = address, memory, warm
        self.folder = Path(tempfile.mkdtemp(prefix="glassnet-"))
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
        """The ids of our own cluster's processes: scheduler and nanny first; empty for a joined cluster."""
        import psutil

        if self._process is None or self._process.poll() is not None:
            return []
        try:
            parent = psutil.Process(self._process.pid)
            return [parent.pid, *(child.pid for child in parent.children(recursive=True))]
        except psutil.NoSuchProcess:
            return []

    def died_of_memory(self, problem: Exception) -> bool:
        """Whether the worker that a KilledWorker speaks of was ended at its memory limit."""
        worker = getattr(problem, "last_worker", None)
        time.sleep(0.3)  # the nanny's word may come just after the worker's end
        return worker is not None and worker.address in self._memory_deaths

    def close(self) -> None:
        """Ends our own cluster, and removes what was kept on disk."""
        with self._lock:
            self._drop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _drop(self) -> None:
        client, self._client = self._client, None
        process, self._process = self._process, None
        if client is not None:
            with suppress(Exception):  # it is broken: that is why it is dropped
                client.close(timeout=2)
        if process is not None:
            assert process.stdin is not None
            assert process.stdout is not None
            process.kill()  # its worker sees it go and follows
            process.wait()
            process.stdin.close()
            process.stdout.close()

    def _connect(self, timeout: float) -> "Client":
        from distributed import Client

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is lost is told in sentences, by us

        from engine.jobs.worker import MEMORY_TOPIC, Prepare

        address = self.address or self._start(timeout)
        try:
            client = Client(address, set_as_default=False, timeout=timeout, name="glassnet")
            client.register_plugin(Prepare(self.warm))
        except (OSError, TimeoutError) as problem:
            raise WorkerUnavailable(
                f"The Dask scheduler at {address} does not answer. Is it running, and can this machine reach it?"
            ) from problem
        client.subscribe_topic(MEMORY_TOPIC, lambda event: self._memory_deaths.add(event[1]["worker"]))
        return client

    def _start(self, timeout: float) -> str:
        """Starts scheduler, nanny and worker; gives the scheduler's address."""
        environment = os.environ | SPARING
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-W",
                QUIET,
                "-m",
                "engine.jobs.cluster",
                "--memory",
                self.memory,
                "--folder",
                str(self.folder),
            ],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        watchdog = threading.Timer(timeout, self._process.kill)
        watchdog.daemon = True
        watchdog.start()
        line = self._process.stdout.readline()
        watchdog.cancel()
        try:
            return json.loads(line)["address"]
        except ValueError:
            raise WorkerUnavailable(
                "The worker process did not start. The server's log says why; pages that need no worker go on."
            ) from None
