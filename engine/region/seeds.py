"""The same network from many seeds: chance decides where training starts, and sometimes where it ends."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from typing import get_args

from engine.network.measuring import Measure
from engine.network.settings import LESSON, RunSettings
from engine.region.datasets import Data, load
from engine.region.diagnosis import diagnose
from engine.region.finding import Finding, Kind
from engine.region.inside_network import Weights
from engine.region.outcome import Fate, fate_of

THREADS = 2


@dataclass(frozen=True, slots=True)
class StudySettings:
    """`run` with `count` seeds from `first` on in place of its own. Raises: ValueError outside 2 to 256 seeds."""

    run: RunSettings = LESSON
    count: int = 16
    first: int = 0

    def __post_init__(self):
        if not 2 <= self.count <= 256:
            raise ValueError(f"count is {self.count}; 2 to 256 seeds can be compared.")
        replace(self.run, seed=self.first), replace(self.run, seed=self.first + self.count - 1)


@dataclass(frozen=True, slots=True, eq=False)
class SeedRun:
    """How one seed ended. why: what went wrong, unless the fate is "learnt". weights: the last."""

    seed: int
    train: Measure
    test: Measure
    fate: Fate
    why: Finding | None
    weights: Weights


def study(settings: StudySettings, report: Callable[[dict], object], stopped: Callable[[], bool]) -> list[SeedRun]:
    """All seeds by the compiled twin, two at a time, in the order of the seeds.

    Reports {"seed", "accuracy", "fate", "why", "kind", "weights" (float32), "done", "count"} as each ends.
    When stopped, those that have ended are returned. Raises: ValueError if the user's file cannot be used.
    """
    from engine.region.compiled import ready, warm

    if not ready():
        report({"kind": "compiling"})
        warm()
    runs: list[SeedRun] = []
    for run in as_they_end(settings, stopped):
        runs.append(run)
        report(
            {
                "seed": run.seed,
                "accuracy": run.train.accuracy,
                "fate": run.fate,
                "why": run.why.say if run.why else "",
                "kind": run.why.kind if run.why else "",
                "done": len(runs),
                "count": settings.count,
                "weights": b"".join(part.astype("f4").tobytes() for pair in run.weights for part in pair),
            }
        )
    return sorted(runs, key=lambda run: run.seed)


def as_they_end(settings: StudySettings, stopped: Callable[[], bool]) -> Iterator[SeedRun]:
    """The runs of the seeds, whichever ends first; nothing more once stopped."""
    data = load(settings.run)
    seeds = range(settings.first, settings.first + settings.count)
    with ThreadPoolExecutor(THREADS) as pool:
        waiting = [pool.submit(one, data, replace(settings.run, seed=seed), stopped) for seed in seeds]
        for future in as_completed(waiting):
            if (run := future.result()) is not None:
                yield run


def one(data: Data, settings: RunSettings, stopped: Callable[[], bool]) -> SeedRun | None:
    """One seed's run to its end, or None if stopped before."""
    from engine.region.compiled import compiled

    history = []
    for snapshot in compiled(data, settings):
        if stopped():
            return None
        history.append(snapshot)
    last = history[-1]
    fate = fate_of(last.train, data, settings)
    findings = [] if fate == "learnt" else diagnose(history, data, settings)
    return SeedRun(settings.seed, last.train, last.test, fate, worst(findings), last.weights)


def worst(findings: list[Finding]) -> Finding | None:
    """The finding that explains most: what stops learning before what slows it."""
    order = get_args(Kind)
    return min(findings, key=lambda finding: order.index(finding.kind), default=None)
