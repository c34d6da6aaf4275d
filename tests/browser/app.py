"""The app as a process of its own, for browser tests and figures."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAUNCH = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",  # WebGL alone needs the rasteriser's GPU: pages without it cost a third less
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_healthy(address: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Returns when the server answers its health check.

    Raises: RuntimeError if it stops or stays silent.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with exit code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the server did not answer within {seconds:.0f} s")


@contextmanager
def running(
    script: Path = ROOT / "streamlit_app.py",
    home: Path | None = None,
    base: str = "",
    port: int | None = None,
    **environment: str,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The app at an address of its own, stopped at the end.

    home: an empty home folder to run in, for what must work without caches. base: the path it is told to live under.
    Yields: the address, such as http://127.0.0.1:40123, and the server's process.
    """
    port = port or free_port()
    variables = os.environ | {"GLASSNET_LESSON_RUNS": "0"} | environment | ({"HOME": str(home)} if home else {})
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "streamlit",
                "run",
                str(script),
                "--server.port",
                str(port),
                "--server.address",
                "127.0.0.1",
                "--server.headless",
                "true",
                *(["--server.baseUrlPath", base] if base else []),
            ],
            cwd=script.parent,
            env=variables,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
            wait_until_healthy(address, process)
            yield address, process
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
