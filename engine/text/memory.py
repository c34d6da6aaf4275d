"""How much memory this process takes."""

import threading

import psutil


def resident_mb() -> float:
    """Memory of this process now, in megabytes."""
    return psutil.Process().memory_info().rss / 1e6


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
