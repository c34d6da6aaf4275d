"""One thing to know about a run; the kinds in the order in which they explain it, what stops learning first."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "divergence",
    "symmetry",
    "dead units",
    "penalty",
    "large step",
    "plateau",
    "small step",
    "unfinished",
    "standstill",
    "overlap",
    "overfitting",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """epoch: where it sets in. say: what is seen. advice: what to try. whole: nothing more need be said about why the
    run did not learn."""

    epoch: float
    kind: Kind
    say: str
    advice: str
    whole: bool = False
