"""A class at once: what a visit costs when many walk through the app, beside a one-line Streamlit app.

Sessions are real: a WebSocket each, asking for pages and waiting for their scripts to finish, as a browser does.
What a browser draws is not measured, nor are the pictures and modules it fetches.

Usage:  python -m tests.bench load            50 and 200 sessions, the herd, and sessions that come and go
        python -m tests.bench.load 50         so many sessions, once
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.figure import Figure
from tests.browser.app import ROOT, running

PAGES = ("", "one_pass", "library", "region", "seeds", "side_by_side", "newsgroups", "practice")
BARE = 'import streamlit as st\nst.title("Bare")\n'
THINK = 3.0  # seconds between two visits of a session, on average
VISITS = 4
WARM = 12  # seconds that a server is left alone before it is measured: the cluster starts behind the first pages


@dataclass
class Walk:
    """What a crowd met. seconds: each visit, asked to finished. megabytes: of the web process, at most."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    megabytes: float = 0

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1]

    def line(self) -> str:
        return (
            f"{len(self.seconds)} visits: median {statistics.median(self.seconds):.2f}, p95 {self.p95:.2f}, "
            f"worst {max(self.seconds):.2f} s; {self.megabytes:.0f} MB at most; {dict(self.errors) or 'no errors'}"
        )


def asking(page: str) -> bytes:
    message = BackMsg()
    path, _, query = page.partition("?")
    message.rerun_script.page_name = path
    message.rerun_script.query_string = query
    return message.SerializeToString()


def problem(message: ForwardMsg) -> str:
    """What is wrong with a message, or nothing."""
    if message.WhichOneof("type") == "page_not_found":
        return "page not found"
    if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            return f"exception {element.exception.type}"
    return ""


def connected(address: str) -> websockets.connect:
    """A session's connection, as a browser has one."""
    where = address.replace("http", "ws") + "/_stcore/stream"
    return websockets.connect(where, subprotocols=["streamlit"], max_size=None, open_timeout=90, ping_interval=None)


async def visit(socket: websockets.ClientConnection, page: str, walk: Walk) -> None:
    """Asks for a page and waits until its script has finished."""
    began = time.perf_counter()
    await socket.send(asking(page))
    while True:
        message = ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), 180))
        if wrong := problem(message):
            walk.errors[f"{page}: {wrong}"] += 1
        if message.WhichOneof("type") == "script_finished" and message.script_finished in (0, 1):
            break
    walk.seconds.append(time.perf_counter() - began)


async def session(address: str, pages: list[str], walk: Walk, pause: Callable[[], float]) -> None:
    """One visitor: a connection, the pages in turn, a pause before each."""
    try:
        async with connected(address) as socket:
            for page in pages:
                await asyncio.sleep(pause())
                await visit(socket, page, walk)
    except (OSError, TimeoutError, websockets.WebSocketException) as trouble:
        walk.errors[type(trouble).__name__] += 1


async def watched(process: psutil.Process, walk: Walk, crowd: Awaitable[object]) -> None:
    """The crowd, while the process's memory is looked at."""
    task = asyncio.ensure_future(crowd)
    while not task.done():
        walk.megabytes = max(walk.megabytes, resident(process))
        await asyncio.wait([task], timeout=0.5)
    task.result()


def resident(process: psutil.Process) -> float:
    return process.memory_info().rss / 1e6


async def class_of(sessions: int, address: str, process: psutil.Process, pages: tuple[str, ...]) -> Walk:
    """Each session walks from page to page on its own way, resting about three seconds on each."""
    walk, chance = Walk(), random.Random(sessions)
    ways = [chance.sample(pages * VISITS, VISITS) for _ in range(sessions)]
    pauses = [random.Random(n) for n in range(sessions)]
    crowd = asyncio.gather(
        *(
            session(address, way, walk, lambda p=p: p.expovariate(1 / THINK))
            for way, p in zip(ways, pauses, strict=True)
        )
    )
    await watched(process, walk, crowd)
    return walk


async def herd(sessions: int, address: str, process: psutil.Process, page: str) -> Walk:
    """All open one link at the same moment."""
    walk = Walk()
    await watched(process, walk, asyncio.gather(*(session(address, [page], walk, lambda: 0) for _ in range(sessions))))
    return walk


async def come_and_go(sessions: int, address: str, process: psutil.Process, pages: tuple[str, ...], lanes: int) -> Walk:
    """Sessions one after another, `lanes` at a time: each opens one page and leaves."""
    walk, waiting = Walk(), list(range(sessions))

    async def lane() -> None:
        while waiting:
            await session(address, [pages[waiting.pop() % len(pages)]], walk, lambda: 0)

    await watched(process, walk, asyncio.gather(*(lane() for _ in range(lanes))))
    return walk


@contextmanager
def served(script: Path, **environment: str) -> Iterator[tuple[str, psutil.Process]]:
    """An app that has been started, visited once and left alone until what it does behind the pages is done."""
    with running(script, **environment) as (address, server):
        process = psutil.Process(server.pid)
        asyncio.run(come_and_go(8, address, process, PAGES if script.parent == ROOT else ("",), 1))
        time.sleep(WARM)
        yield address, process


def growth(address: str, process: psutil.Process, pages: tuple[str, ...]) -> tuple[float, Walk]:
    """Megabytes by which a web process grows when 1,000 sessions come and go: a first 200 are let in before.

    Streamlit keeps what a session had for two minutes after it has gone.
    """
    rest = 130
    asyncio.run(come_and_go(200, address, process, pages, 8))
    time.sleep(rest)
    before = resident(process)
    walk = asyncio.run(come_and_go(1_000, address, process, pages, 8))
    time.sleep(rest)
    return resident(process) - before, walk


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        rivals: list[tuple[Path, tuple[str, ...], dict[str, str]]] = [
            (ROOT / "streamlit_app.py", PAGES, {}),
            (bare, ("",), {}),
            (bare, ("",), {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "false"}),
        ]
        for sessions, aim in ((50, "a quarter"), (200, "a tenth")):
            walks = []
            for script, pages, environment in rivals:
                with served(script, **environment) as (address, process):
                    walks.append(asyncio.run(class_of(sessions, address, process, pages)))
            ours, theirs, quiet = walks
            yield Figure(f"a visit among {sessions}, p95", ours.p95, "s", theirs.p95, aim, ours.line())
            yield Figure("  the same, the bare app collecting no garbage after a run", ours.p95, "s", quiet.p95)
            yield Figure("  memory of the web process at most", ours.megabytes, "MB", theirs.megabytes, "400 MB")
        with served(rivals[0][0]) as (address, process), served(bare) as (other, its):
            ours, theirs = (asyncio.run(herd(50, *where)) for where in ((address, process, "region"), (other, its, "")))
            yield Figure("50 open one link at the same moment, p95", ours.p95, "s", theirs.p95, "", ours.line())
        with served(rivals[0][0]) as (address, process):
            grown, walk = growth(address, process, PAGES)
            yield Figure("1,000 sessions come and go, growth", grown, "MB", None, "30 MB", walk.line())


def main() -> None:
    """One class on this app and on the bare one, for a quick look."""
    sessions = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        for name, script, pages in (("this app", ROOT / "streamlit_app.py", PAGES), ("bare", bare, ("",))):
            with served(script) as (address, process):
                print(f"{name:10}", asyncio.run(class_of(sessions, address, process, pages)).line(), flush=True)


if __name__ == "__main__":
    main()
