"""How much memory this process takes, values take, and the machine has."""

import ctypes
import sys
import threading
from contextlib import suppress
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import psutil

CGROUP = Path("/sys/fs/cgroup")


def resident_mb() -> float:
    """Memory of this process now, in megabytes."""
    return psutil.Process().memory_info().rss / 1e6


def free_mb(cgroup: Path = CGROUP) -> float:
    """Memory that can still be had, in megabytes: of the machine, or of the container where that has less."""
    free = psutil.virtual_memory().available / 1e6
    with suppress(OSError, ValueError, KeyError):  # no container, or one without a limit
        limit = int((cgroup / "memory.max").read_text())
        used = int((cgroup / "memory.current").read_text())
        counts = dict(line.split() for line in (cgroup / "memory.stat").read_text().splitlines())
        free = min(free, (limit - used + int(counts["inactive_file"])) / 1e6)  # files read once make room
    return free


def nbytes(value: Any) -> int:
    """About how many bytes a value takes: arrays and text by their length, containers by what is in them."""
    if hasattr(value, "nbytes"):
        return int(value.nbytes)
    if isinstance(value, str | bytes | bytearray):
        return len(value) + 50
    if isinstance(value, dict):
        return 64 + sum(nbytes(key) + nbytes(one) + 16 for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return 56 + sum(nbytes(one) + 8 for one in value)
    if is_dataclass(value):
        return 64 + sum(nbytes(getattr(value, field.name, None)) for field in fields(value))
    return 32


def give_back() -> None:
    """Gives memory that was freed back to the system; glibc alone keeps it, some 60 MB after a training."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL("libc.so.6").malloc_trim(0)


class Peak:
    """Watches the memory of this process inside a `with`; afterwards `mb` is the most it had, in megabytes."""

    def __init__(self, every: float = 0.1) -> None:
        self.mb = resident_mb()
        self._every, self._done = every, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while not self._done.wait(self._every):
            self.mb = max(self.mb, resident_mb())

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        self.mb = max(self.mb, resident_mb())
