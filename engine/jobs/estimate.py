"""What a job will cost, worked out from its arguments before it begins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
PRESS_SECONDS = 20  # what costs more is begun by a press alone, never by a link or a page that opens
MOST_SECONDS = 1800  # what costs more is not begun at all


@dataclass(frozen=True, slots=True)
class Estimate:
    """The price of a job.

    seconds: on an ordinary laptop core. mb: memory beyond what its worker takes while idle, in megabytes.
    keras:   whether it needs TensorFlow, which lives in a worker of its own.
    here:    whether it is done beside the web process, for what is to be on its disk; such a job waits for others'
             processes and computes nothing itself.
    """

    seconds: float = 1.0
    mb: float = 20.0
    keras: bool = False
    here: bool = False


def estimated(cost: Callable[..., Estimate]) -> Callable[[F], F]:
    """Decorator: `cost`, called with a job's own arguments, tells its price. A run's has its settings alone."""

    def attach(function: F) -> F:
        function.cost = cost  # type: ignore[attr-defined]
        return function

    return attach


def estimate_of(function: Callable[..., Any], *args: Any) -> Estimate:
    """The price of `function(*args)`; a function without an estimate is taken for a short question."""
    cost = getattr(function, "cost", None)
    return cost(*args) if cost else Estimate()


def spoken(seconds: float) -> str:
    """A duration as people say it: "40 s", "3 minutes", "46 hours"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} minutes"
    return f"{round(seconds / 3600):,} hours"
