"""Hosts of their own on one machine: network namespaces on a bridge, each with its own home and temporary folder."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from engine.jobs.folders import ROOT

MISSING = "needs Linux, root and `ip` (Debian: iproute2) to make hosts of their own"


def possible() -> bool:
    """Whether this machine lets us make network namespaces."""
    if not sys.platform.startswith("linux") or os.getuid() or not shutil.which("ip"):
        return False
    name = f"gn-try-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True).returncode == 0
    subprocess.run(["ip", "netns", "del", name], capture_output=True)
    return made


class Hosts:
    """A bridge, and hosts 10.213.N.2, .3, … on it; this process is 10.213.N.1."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, os.getpid() % 250
        self.bridge = f"gnb{self.number}"
        self.here = f"10.213.{self.number}.1"
        self.names: list[str] = []
        self.processes: list[subprocess.Popen] = []
        ip("link", "add", self.bridge, "type", "bridge")
        ip("addr", "add", f"{self.here}/24", "dev", self.bridge)
        ip("link", "set", self.bridge, "up")

    def add(self, name: str) -> str:
        """A new host; gives its address."""
        address = f"10.213.{self.number}.{len(self.names) + 2}"
        space, near, far = self._names(name)
        ip("netns", "add", space)
        ip("link", "add", near, "type", "veth", "peer", "name", far)
        ip("link", "set", far, "netns", space)
        ip("link", "set", near, "master", self.bridge, "up")
        ip("-n", space, "addr", "add", f"{address}/24", "dev", far)
        ip("-n", space, "link", "set", far, "up")
        ip("-n", space, "link", "set", "lo", "up")
        (self.folder / name).mkdir()
        self.names.append(name)
        return address

    def start(self, name: str, *words: str) -> subprocess.Popen:
        """Runs this project's Python on a host, from a folder that is not the project's, without its path."""
        home = str(self.folder / name)
        environment = os.environ | {"HOME": home, "TMPDIR": home, "SCIKIT_LEARN_DATA": home}
        environment.pop("PYTHONPATH", None)
        process = subprocess.Popen(
            ["ip", "netns", "exec", self._names(name)[0], sys.executable, *words],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        return process

    def cut_off(self, name: str) -> None:
        """Pulls the host's cable: nothing arrives any more, and nobody says so."""
        ip("link", "set", self._names(name)[1], "down")

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()
        for name in self.names:
            space, near, _ = self._names(name)
            found = subprocess.run(["ip", "netns", "pids", space], capture_output=True, text=True).stdout.split()
            for pid in found:  # the workers of nannies that were killed
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), 9)
            subprocess.run(["ip", "link", "del", near], capture_output=True)
            subprocess.run(["ip", "netns", "del", space], capture_output=True)
        subprocess.run(["ip", "link", "del", self.bridge], capture_output=True)

    def _names(self, name: str) -> tuple[str, str, str]:
        """Of a host: its namespace, and the two ends of its cable."""
        return f"gn{self.number}-{name}", f"gn{self.number}{name}", f"eth-{name}"


def ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
