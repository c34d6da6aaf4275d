"""Work for the worker to do in tests: importable there by name."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from distributed import get_worker

from engine.jobs import Estimate, Kept, estimated


@dataclass(frozen=True)
class Count:
    """Settings: count to `to`, `pause` seconds a step; `salt` makes runs differ."""

    to: int = 3
    pause: float = 0.02
    salt: str = ""


def add(a, b):
    return a + b


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def pid():
    return os.getpid()


def raise_value_error():
    raise ValueError("no unit has minus one inputs")


def die():
    os.kill(os.getpid(), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


def count(settings, report, stopped):
    """Counts, reporting each step; ends early when told to."""
    going.append(settings.salt)
    try:
        for step in range(1, settings.to + 1):
            if stopped():
                return step - 1
            report({"kind": "step", "step": step, "beside": len(going) - 1})
            time.sleep(settings.pause)
        return settings.to
    finally:
        going.remove(settings.salt)


def fail(settings, report, stopped):
    raise ValueError("the number of units must be positive")


def fail_oddly(settings, report, stopped):
    return {}["absent"]


def die_once(settings, report, stopped):
    """Kills its worker the first time; `salt` is a file that remembers."""
    marker = Path(settings.salt)
    if not marker.exists():
        marker.touch()
        die()
    return "survived"


def die_always(settings, report, stopped):
    die()


def eat_memory(settings, report, stopped):
    hoard = []
    while True:
        hoard.append(b"x" * 20_000_000)
        time.sleep(0.02)


def learn(settings, report, stopped):
    """Counts, and leaves what it has learned as bytes."""
    count(settings, report, stopped)
    return Kept(f"learned {settings.salt}", f"model of {settings.salt}".encode())


@estimated(lambda settings: Estimate(mb=50, keras=True))
def learn_long(settings, report, stopped):
    """The same, as something that needs a training's place."""
    return learn(settings, report, stopped)


@estimated(lambda settings: Estimate(here=True))
def count_here(settings, report, stopped):
    """Counts beside the web process; gives the process in which it did."""
    count(settings, report, stopped)
    return os.getpid()


def recall(value, number):
    """What a value holds, the question's number, and the address of the worker that answers."""
    return value.content.decode(), number, get_worker().address


@estimated(lambda settings: Estimate(seconds=settings.to))
def priced(settings, report, stopped):
    """Costs a second a step, it says."""
    return count(settings, report, stopped)


going: list[str] = []


def shout(characters):
    """Prints so much that a pipe nobody reads would be full."""
    print("x" * characters, flush=True)
    return characters


def counting():
    """What is being counted in this worker."""
    return list(going)


@estimated(lambda settings: Estimate(mb=140))
def half(settings, report, stopped):
    """Takes more than half of what a small worker has, it says."""
    return count(settings, report, stopped)
