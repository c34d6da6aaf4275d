"""A room of fifty: how long a step of the teacher takes to reach every browser, and what a listener costs.

Listeners are real connections with an event stream each, as in a browser; what a browser then draws is not measured.
Beside it the straightforward way: asking the server again and again, once a second. And a change of page: each listener
has a session too, and asks for the page when it hears of it, at a moment of its own as a browser does.
"""

import asyncio
import json
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack

import httpx2
import psutil
import websockets

from tests.bench.figure import Figure
from tests.bench.load import Walk, connected, visit
from tests.browser.app import running

LISTENERS = 50
STEPS = 60
PAUSE = 0.15  # seconds between two steps of the teacher
TURNS = ("one_pass", "library", "region", "seeds", "side_by_side", "newsgroups", "practice", "one_pass")
SPREAD = 0.7  # seconds over which browsers change their page: assets/rooms/session.js


def name(number: int) -> str:
    return f"listener{number:08d}"


class Listener:
    """A browser that follows, and the times at which it heard of each step."""

    def __init__(self, web: httpx2.AsyncClient, code: str, number: int) -> None:
        self.web, self.code, self.number = web, code, number
        self.heard: dict[int, float] = {}
        self.ready = asyncio.Event()

    async def stream(self) -> None:
        headers = {"x-room-student": name(self.number)}
        async with self.web.stream("GET", f"/rooms/{self.code}/stream", headers=headers) as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data: "):
                    self.hear(json.loads(line[6:]))

    async def ask(self) -> None:
        since = ""
        await asyncio.sleep(self.number / LISTENERS)
        while True:
            headers = {"x-room-student": name(self.number)}
            answer = (await self.web.get(f"/rooms/{self.code}/news?since={since}", headers=headers)).json()
            since = answer["since"]
            self.hear(answer["news"])
            await asyncio.sleep(1)

    def hear(self, news: dict) -> None:
        self.ready.set()
        step = (news.get("live") or {}).get("one_pass", {}).get("step")
        if step is not None:
            self.heard.setdefault(step, time.perf_counter())


async def lesson(address: str, server: psutil.Process, way: str) -> tuple[list[float], float]:
    """The delays in seconds of every step at every listener, and megabytes that a listener adds to the server."""
    limits = httpx2.Limits(max_connections=None)
    async with httpx2.AsyncClient(base_url=address, timeout=60, limits=limits) as web:
        opened = (await web.post("/rooms", json={})).json()
        code, key = opened["code"], opened["key"]
        before = server.memory_info().rss
        listeners = [Listener(web, code, number) for number in range(LISTENERS)]
        tasks = [asyncio.create_task(getattr(each, way)()) for each in listeners]
        await asyncio.gather(*(each.ready.wait() for each in listeners))
        sent = {}
        for step in range(STEPS):
            sent[step] = time.perf_counter()
            change = {"live": {"one_pass": {"step": step, "asked": [1, 2], "camera": [0.1] * 16}}}
            await web.post(f"/rooms/{code}", json={"key": key, "set": change})
            await asyncio.sleep(PAUSE)
        await asyncio.sleep(1.5)
        cost = (server.memory_info().rss - before) / LISTENERS / 1e6
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    delays = [each.heard[step] - sent[step] for each in listeners for step in sent if step in each.heard]
    return delays, cost


async def turns(address: str) -> list[float]:
    """Seconds from the teacher's change of page to each session's finished script, over eight changes."""
    taken: list[float] = []
    limits = httpx2.Limits(max_connections=None)
    async with httpx2.AsyncClient(base_url=address, timeout=60, limits=limits) as web, AsyncExitStack() as open_sockets:
        opened = (await web.post("/rooms", json={})).json()
        code, key = opened["code"], opened["key"]
        listeners = [Listener(web, code, number) for number in range(LISTENERS)]
        streams = [asyncio.create_task(each.stream()) for each in listeners]
        sockets = [await open_sockets.enter_async_context(connected(address)) for _ in listeners]
        await asyncio.gather(*(visit(socket, "", Walk()) for socket in sockets))
        await asyncio.gather(*(each.ready.wait() for each in listeners))

        async def follow(listener: Listener, socket: websockets.ClientConnection, turn: int, began: float) -> None:
            while turn not in listener.heard:
                await asyncio.sleep(0.005)
            await asyncio.sleep(random.uniform(0, SPREAD))
            await visit(socket, TURNS[turn], Walk())
            taken.append(time.perf_counter() - began)

        for turn, page in enumerate(TURNS):
            change = {"view": {"page": page, "query": {}}, "live": {"one_pass": {"step": turn}}}
            began = time.perf_counter()
            await web.post(f"/rooms/{code}", json={"key": key, "set": change})
            await asyncio.gather(*(follow(*pair, turn, began) for pair in zip(listeners, sockets, strict=True)))
            await asyncio.sleep(PAUSE)
        for task in streams:
            task.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
    return taken


def measure() -> Iterator[Figure]:
    """Delays of an event stream against asking, memory, and changes of page."""
    with running() as (address, process):
        server = psutil.Process(process.pid)
        asked, _ = asyncio.run(lesson(address, server, "ask"))
        streamed, cost = asyncio.run(lesson(address, server, "stream"))
        turned = asyncio.run(turns(address))
    what = f"{LISTENERS} listeners, {STEPS} steps"
    median, slow = statistics.median(streamed), statistics.median(asked)
    yield Figure("a step reaches a browser, median", median, "s", slow, "0.3 s", f"{what}; against asking each second")
    yield Figure("a step reaches a browser, worst", max(streamed), "s", max(asked), "1 s", what)
    yield Figure("steps heard of by every listener", len(streamed) / LISTENERS / STEPS, "share", None, "1")
    yield Figure("memory of the server for a listener", cost, "MB", None, "", what)
    what = f"{LISTENERS} listeners, {len(TURNS)} changes; asked to finished, spread over {SPREAD:g} s"
    yield Figure("a change of page reaches a browser, median", statistics.median(turned), "s", None, "1 s", what)
    yield Figure("a change of page reaches a browser, worst", max(turned), "s", None, "3 s", what)
