"""A measured figure, and how to take one."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the bench.

    value, unit: what was measured. against: the straightforward way's figure from the same run, in the same unit.
    aim: what was aimed at, in words. note: how it was measured, where that is not plain.
    """

    name: str
    value: float
    unit: str
    against: float | None = None
    aim: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.against if self.against else None

    def line(self) -> str:
        """Name, value, ratio to the straightforward way, aim and note, on one line."""
        parts = [f"{self.name:<58}{self.value:>10.4g} {self.unit:<7}"]
        if self.against is not None:
            parts.append(f"against {self.against:.4g} {self.unit}, ratio {self.ratio:.3g}")
        if self.aim:
            parts.append(f"aim {self.aim}")
        return "  ".join(parts + ([f"({self.note})"] if self.note else []))


def seconds(work: Callable[[], object]) -> float:
    """Seconds one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 5) -> tuple[float, float]:
    """Median seconds of two pieces of work done in turn, so that a drifting machine is fair to both.

    One call of each goes before, unmeasured.
    """
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
