"""Act 1, the engine's part: how large the trace is, and how long a change takes to become one."""

import gzip
import json
import statistics
from collections.abc import Iterator
from dataclasses import replace

from engine.one_pass import LESSON, Settings, payload, trace
from engine.one_pass.gradient_check import nudges
from engine.one_pass.training import train
from tests.bench.figure import Figure, seconds

ROUNDS = 30
LARGEST = replace(LESSON.resized(8, 6, (8, 8), 4), activation="tanh")


def measure() -> Iterator[Figure]:
    """The figures, for the lesson and for the largest pass that the stage shows."""
    for title, settings in (("lesson", LESSON), ("largest pass", LARGEST)):
        yield from _trace(title, settings)
    first = seconds(lambda: train(replace(LESSON, lr=0.011), 500))
    yield Figure("500 updates, loss and weights of each kept", 1000 * first, "ms", note="lesson, not cached")


def _trace(title: str, settings: Settings) -> Iterator[Figure]:
    sent = json.dumps(payload(trace(settings)), ensure_ascii=False, separators=(",", ":")).encode()
    yield Figure(f"trace of the {title}, as JSON", len(sent) / 1000, "kB", aim="under 230 kB")
    yield Figure(f"trace of the {title}, compressed by gzip", len(gzip.compress(sent)) / 1000, "kB")
    passed = trace(settings)
    for work, does in (
        ("settings to trace, every line run", lambda: trace(settings)),
        ("every weight nudged up and down", lambda: nudges(passed)),
        ("settings to payload, all of it", lambda: payload(trace(settings))),
    ):
        median = statistics.median(seconds(does) for _ in range(ROUNDS))
        yield Figure(f"{title}: {work}", 1000 * median, "ms", note=f"median of {ROUNDS}")
