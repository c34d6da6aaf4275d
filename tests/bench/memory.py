"""Memory of all processes together, as a small host counts it: at rest, with fifty visitors, and with the lesson's runs
trained beside them; and what the app at rest takes of a processor.

What the processes have in memory, a page that several share counted once (PSS), and of it what is not a file that can
be dropped and read again (anonymous). Linux tells both.
"""

import asyncio
import time
from collections.abc import Callable, Iterator

import psutil

from tests.bench.figure import Figure
from tests.bench.load import PAGES, class_of
from tests.browser.app import running

VISITORS = 50
REST, BUSY = "under 690", "under 1200"
PATIENCE = 300  # seconds


def measure() -> Iterator[Figure]:
    with running() as (address, process):
        settle(process.pid)
        yield figure("the app at rest, its worker ready", total(process.pid), process.pid, REST)
        yield Figure("the same, of one processor", 100 * at_work(process.pid), "%")
        yield figure(f"{VISITORS} visitors walking, at most", crowd(address, process.pid), process.pid, REST)
    with running(GLASSNET_LESSON_RUNS="1") as (address, process):
        wait_for(lambda: training(process.pid))
        most = crowd(address, process.pid)
        still = "" if training(process.pid) else "the trainings ended meanwhile; "
        yield figure(f"{VISITORS} visitors and the lesson's trainings, at most", most, process.pid, BUSY, still)
        wait_for(lambda: not training(process.pid))
        settle(process.pid)
        yield figure("at rest again, what was trained is kept", total(process.pid), process.pid, REST)


def crowd(address: str, pid: int) -> tuple[float, float]:
    """The most memory while fifty sessions walk from page to page."""
    return asyncio.run(_crowd(address, pid))


async def _crowd(address: str, pid: int) -> tuple[float, float]:
    task = asyncio.ensure_future(class_of(VISITORS, address, psutil.Process(pid), PAGES))
    most = (0.0, 0.0)
    while not task.done():
        most = max(most, total(pid))
        await asyncio.wait([task], timeout=0.5)
    task.result()
    return most


def settle(pid: int) -> None:
    """Waits until the worker is there and nothing grows any more."""
    seen: list[tuple[int, int]] = []

    def still() -> bool:
        time.sleep(3)
        seen.append((round(total(pid)[0] / 10), len(tree(pid))))
        return len(seen) > 3 and seen[-1] == seen[-2] == seen[-3] and seen[-1][1] > 3

    wait_for(still)


def at_work(pid: int, seconds: float = 10) -> float:
    """The share of one processor that all processes take together."""

    def used() -> float:
        times = [process.cpu_times() for process in tree(pid)]
        return sum(each.user + each.system for each in times)

    begun = used()
    time.sleep(seconds)
    return (used() - begun) / seconds


def wait_for(condition: Callable[[], bool]) -> None:
    """Waits until it is so, or for as long as that is worth."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not condition():
        time.sleep(0.5)


def training(pid: int) -> bool:
    """Whether a process is there that has TensorFlow loaded."""
    for process in tree(pid)[1:]:
        try:
            with open(f"/proc/{process.pid}/maps") as maps:
                if "libtensorflow" in maps.read():
                    return True
        except OSError:
            continue
    return False


def figure(name: str, found: tuple[float, float], pid: int, aim: str, note: str = "") -> Figure:
    whole, own = found
    return Figure(name, whole, "MB", aim=aim, note=f"{note}{len(tree(pid))} processes now; anonymous {own:.0f} MB")


def tree(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def total(pid: int) -> tuple[float, float]:
    """Megabytes of all processes: in memory, and anonymous."""
    shared_out = own = 0.0
    for process in tree(pid):
        try:
            shared_out += process.memory_full_info().pss
            with open(f"/proc/{process.pid}/status") as status:
                lines = dict(line.split(":", 1) for line in status)
            own += int(lines["RssAnon"].split()[0]) * 1024
        except (psutil.NoSuchProcess, OSError, KeyError):
            continue
    return shared_out / 1e6, own / 1e6
