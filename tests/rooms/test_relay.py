"""Two web processes that have joined one Dask scheduler share their rooms."""

import asyncio
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from engine.rooms import Hub
from engine.rooms.relay import joined
from tests.browser.app import running
from tests.in_loop import in_loop
from tests.jobs.test_workbench import wait_until

STUDENT = "abcdefghijklmnop"


async def until(holds: Callable[[], bool]) -> None:
    """Waits for a condition."""
    while not holds():
        await asyncio.sleep(0.01)


@pytest.mark.worker
def test_rooms_are_shared_through_a_scheduler() -> None:
    from distributed import LocalCluster

    async def shared(address: str) -> None:
        loop = asyncio.get_running_loop()
        first, second = Hub(), Hub()
        relays = [await asyncio.to_thread(joined, address, loop) for _ in range(2)]
        first.share(relays[0])
        room = first.open("here")
        second.share(relays[1])
        while room.code not in second.rooms:
            second.want()
            await asyncio.sleep(0.05)
        twin = second.find(room.code, "there")
        first.teach(room, room.key, {"view": {"page": "region", "query": {}}})
        await until(lambda: twin.slots.get("view") == {"page": "region", "query": {}})
        second.hear(twin, "abcdefghijklmnop", {"hand": True})
        await until(lambda: room.picture()["hands"] == 1)
        first.teach(room, room.key, {"end": True})
        await until(lambda: not second.rooms)
        for relay in relays:
            await asyncio.to_thread(relay.client.close)

    with LocalCluster(n_workers=0, processes=False, dashboard_address=None, protocol="tcp") as cluster:
        in_loop(asyncio.wait_for(shared(cluster.scheduler_address), 120))


class Listening:
    """A student's event stream at a server: the newest value of each slot it has heard."""

    def __init__(self, address: str, code: str) -> None:
        self.heard: dict[str, object] = {}
        self.answer = urlopen(Request(f"{address}/rooms/{code}/stream", headers={"x-room-student": STUDENT}))
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with suppress(OSError, ValueError):  # the server has ended
            for line in self.answer:
                if line.startswith(b"data: "):
                    self.heard |= json.loads(line[6:])


def post(address: str, body: dict[str, object]) -> dict[str, str]:
    with urlopen(Request(address, json.dumps(body).encode(), {"content-type": "application/json"})) as answer:
        return json.load(answer)


def can(attempt: Callable[[], object]) -> bool:
    """Whether it goes without an error of the server."""
    try:
        attempt()
    except HTTPError:
        return False
    return True


@pytest.mark.worker
def test_a_teacher_at_one_server_leads_a_student_at_another() -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=0, processes=False, dashboard_address=None, protocol="tcp") as cluster:
        joins = {"DASK_SCHEDULER_ADDRESS": cluster.scheduler_address}
        with running(**joins) as (one, _), running(**joins) as (other, _):
            room = post(f"{one}/rooms", {})
            code, key = room["code"], room["key"]
            wait_until(lambda: can(lambda: post(f"{other}/rooms/{code}", {"student": STUDENT, "say": {"hand": True}})))
            student, twin = Listening(other, code), Listening(one, code)
            post(f"{one}/rooms/{code}", {"key": key, "set": {"view": {"page": "seeds", "query": {}}}})
            wait_until(lambda: student.heard.get("view") == twin.heard.get("view") == {"page": "seeds", "query": {}})
            question = {"id": "q", "text": "Up or down?", "kind": "choice", "options": ["up", "down"]}
            post(f"{other}/rooms/{code}", {"key": key, "set": {"question": question}})  # the teacher's other machine
            wait_until(lambda: twin.heard.get("question") == question)
            for number in range(4):
                said = {"answer": "up", "question": "q"}
                post(f"{(one, other)[number % 2]}/rooms/{code}", {"student": f"{number}" * 16, "say": said})
            post(f"{one}/rooms/{code}", {"key": key, "set": {"tally": True}})
            wait_until(lambda: student.heard.get("tally") == {"count": 4, "each": [["up", 4]]})
            post(f"{one}/rooms/{code}", {"key": key, "set": {"end": True}})
            wait_until(lambda: student.heard.get("ended") is True)
