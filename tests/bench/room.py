"""A room of fifty: how long a step of the teacher takes to reach every browser, and what a listener costs.

Listeners are real connections with an event stream each, as in a browser; what a browser then draws is not measured.
Beside it the straightforward way: asking the server again and again, once a second.
"""

import asyncio
import json
import statistics
import time
from collections.abc import Iterator

import httpx2
import psutil

from tests.bench.figure import Figure
from tests.browser.app import running

LISTENERS = 50
STEPS = 60
PAUSE = 0.15  # seconds between two steps of the teacher


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


def measure() -> Iterator[Figure]:
    """Delays of an event stream against asking, and memory."""
    with running() as (address, process):
        server = psutil.Process(process.pid)
        asked, _ = asyncio.run(lesson(address, server, "ask"))
        streamed, cost = asyncio.run(lesson(address, server, "stream"))
    what = f"{LISTENERS} listeners, {STEPS} steps"
    median, slow = statistics.median(streamed), statistics.median(asked)
    yield Figure("a step reaches a browser, median", median, "s", slow, "0.3 s", f"{what}; against asking each second")
    yield Figure("a step reaches a browser, worst", max(streamed), "s", max(asked), "1 s", what)
    yield Figure("steps heard of by every listener", len(streamed) / LISTENERS / STEPS, "share", None, "1")
    yield Figure("memory of the server for a listener", cost, "MB", None, "", what)
