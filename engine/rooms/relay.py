"""How several web processes share their rooms: what happens in one is repeated in the others."""

import asyncio
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

Handler = Callable[[Mapping[str, Any]], None]
TOPIC = "glassnet-rooms"


class Relay(Protocol):
    """Carries messages to the hubs of other processes."""

    def send(self, message: Mapping[str, Any]) -> None:
        """Sends to all others."""

    def listen(self, handler: Handler) -> None:
        """Names what gets the messages of the others, on this process's event loop."""


class Alone:
    """The relay of a process that shares with nobody."""

    def send(self, message: Mapping[str, Any]) -> None:
        """Nobody is there to hear."""

    def listen(self, handler: Handler) -> None:
        """Nothing will come."""


class ThroughDask:
    """Through the scheduler that the processes have joined. client: of `distributed`. loop: on which the hub runs.

    Sending waits for the scheduler, so it is done on a thread of its own, one message after another.
    """

    def __init__(self, client: Any, loop: asyncio.AbstractEventLoop) -> None:
        self.client, self.loop = client, loop
        self.name = secrets.token_hex(8)
        self.sender = ThreadPoolExecutor(1, thread_name_prefix="rooms")

    def send(self, message: Mapping[str, Any]) -> None:
        """Logs an event on the scheduler, which passes it on to who is subscribed."""
        self.sender.submit(self.client.log_event, TOPIC, {"from": self.name, **message})

    def listen(self, handler: Handler) -> None:
        """Subscribes; an event comes on Dask's own thread and is handed to the hub's loop."""

        def arrived(event: tuple[float, Mapping[str, Any]]) -> None:
            message = event[1]
            if message.get("from") != self.name:
                self.loop.call_soon_threadsafe(handler, message)

        self.client.subscribe_topic(TOPIC, arrived)


def joined(address: str, loop: asyncio.AbstractEventLoop) -> ThroughDask:
    """A relay through the scheduler at that address. Raises: OSError where it does not answer."""
    from distributed import Client

    from engine.jobs.cluster_client import joined_security

    security = joined_security(address)
    client = Client(address, security=security, set_as_default=False, timeout=20, name="glassnet rooms")
    return ThroughDask(client, loop)


async def share(hub: Any, address: str) -> None:
    """Lets the hub share its rooms with the other web processes on that scheduler, as soon as it answers."""
    while True:
        try:
            relay = await asyncio.to_thread(joined, address, asyncio.get_running_loop())
            await asyncio.to_thread(hub.share, relay)  # it waits for the scheduler
            break
        except OSError:
            await asyncio.sleep(5)
    for pause in (0.5, 1, 2, 5, 10):  # the scheduler passes nothing on until it knows who listens
        await asyncio.sleep(pause)
        hub.want()
