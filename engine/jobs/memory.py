"""How much memory this process takes."""

import ctypes
import sys
import threading
from contextlib import suppress

import psutil


def resident_mb() -> float:
    """Memory of this process now, in megabytes."""
    return psutil.Process().memory_info().rss / 1e6


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
