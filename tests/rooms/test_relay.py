"""Two web processes that have joined one Dask scheduler share their rooms."""

import asyncio
from collections.abc import Callable

import pytest

from engine.rooms import Hub
from engine.rooms.relay import joined
from tests.in_loop import in_loop


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
