"""The addresses of a room: opened, told something, listened to.

    POST rooms                     opens a room           -> {code, key}
    POST rooms/CODE                says something         {key, set: {…}} of its teacher, or {student, say: {…}}
    GET  rooms/CODE/stream         server-sent events     headers: x-room-key, or x-room-student
    GET  rooms/CODE/news?since=    the same, asked for    where a proxy holds a stream back

What is sent with POST must come from a page of this very app (the Origin is compared with the Host), as JSON, in a
message of bounded size. A key travels in a header or a body, never in an address, so that no log holds it.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from engine.rooms import limits
from engine.rooms.hub import Hub, NoRoom, NotAllowed, TooMany
from engine.rooms.room import Room

STILL_THERE = 12.0  # seconds between two signs of life on a stream
CALM = 0.2  # seconds between two messages to a teacher, whose picture of the class changes with each student
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "X-Content-Type-Options": "nosniff"}
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Refused(ValueError):
    """A message that is not taken, with a sentence."""


def routes(hub: Hub) -> list[Route]:
    """The routes, under any path that a proxy or a base path puts before them."""

    async def open_room(request: Request) -> Response:
        await _message(request)
        room = hub.open(_address(request))
        return _json({"code": room.code, "key": room.key})

    async def say(request: Request) -> Response:
        message = await _message(request)
        room = hub.find(request.path_params["code"], _address(request))
        if "key" in message:
            hub.teach(room, str(message["key"]), _dict(message.get("set")))
        else:
            hub.hear(room, _student(message.get("student")), _dict(message.get("say")), _address(request))
        return _json({"version": room.version})

    async def stream(request: Request) -> Response:
        room, teacher = _listener(hub, request)
        who = "" if teacher else request.headers["x-room-student"]
        hub.admit_listener(room, who)
        return StreamingResponse(_events(hub, room, who), media_type="text/event-stream", headers=HEADERS)

    async def news(request: Request) -> Response:
        room, teacher = _listener(hub, request)
        since = _since(request.query_params.get("since", ""), hub)
        return _json({"since": _mark(hub, room), "news": room.news(since, teacher)})

    return [
        Route("/{before:path}rooms", _answered(open_room), methods=["POST"]),
        Route("/{before:path}rooms/{code}", _answered(say), methods=["POST"]),
        Route("/{before:path}rooms/{code}/stream", _answered(stream), methods=["GET"]),
        Route("/{before:path}rooms/{code}/news", _answered(news), methods=["GET"]),
    ]


async def _events(hub: Hub, room: Room, who: str) -> AsyncIterator[bytes]:
    """What changes in the room, from the beginning: the newest state of each slot, never a backlog.

    who: a student's name, or "" for the teacher.
    """
    seen, teacher = 0, not who
    with hub.listener(room, who):
        while not room.slots.get("ended"):
            if await hub.wait(room, seen, STILL_THERE):
                news, seen = room.news(seen, teacher), room.version
                if news:
                    yield b"id: %b\ndata: %b\n\n" % (_mark(hub, room).encode(), _sent(news))
                if teacher:
                    await asyncio.sleep(CALM)
            else:
                yield b": still there\n\n"
        yield b'data: {"ended": true}\n\n'


def _listener(hub: Hub, request: Request) -> tuple[Room, bool]:
    """The room, and whether it is its teacher who listens; a student who listens has joined."""
    room = hub.find(request.path_params["code"], _address(request))
    key = request.headers.get("x-room-key")
    if key is not None:
        hub.admit(room, key)
        room.teacher_seen = hub.now()
        return room, True
    hub.hear(room, _student(request.headers.get("x-room-student")), {}, _address(request))
    return room, False


def _mark(hub: Hub, room: Room) -> str:
    return f"{hub.name}-{room.version}"


def _since(mark: str, hub: Hub) -> int:
    """The change a listener has got to; 0 where it heard of it from another process."""
    name, _, version = mark.partition("-")
    return int(version) if name == hub.name and version.isdecimal() and len(version) < 15 else 0


async def _message(request: Request) -> dict[str, Any]:
    """The JSON of a message.

    Raises: Refused for another site's, one that is too large, or what could not be sent on as JSON.
    """
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused("This message comes from another site.")
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise Refused("A message is JSON.")
    try:
        async with asyncio.timeout(limits.MESSAGE_SECONDS):
            body = await _body(request)
    except TimeoutError:
        raise Refused("This message did not come to its end.") from None
    try:
        message = json.loads(body or b"{}")
        _sent(message)  # Python reads half a sign, NaN and 1e999, and what goes out to all would break
    except (ValueError, RecursionError):
        raise Refused("This message cannot be read.") from None
    return _dict(message)


async def _body(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > limits.MESSAGE:
            raise Refused("This message is too large.")
    return body


def _sent(content: Any) -> bytes:
    """As every browser reads it. Raises: ValueError for what is no JSON."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()


def _dict(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused("This message cannot be read.")
    return value


def _student(name: Any) -> str:
    """The name a student's browser has given itself: a random word, which says nothing of the person."""
    if not isinstance(name, str) or not (16 <= len(name) <= 64 and name.isascii() and name.isalnum()):
        raise Refused("This browser has not said who it is.")
    return name


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _json(content: Any, status: int = 200) -> Response:
    return JSONResponse(content, status, headers=HEADERS)


def _answered(handler: Handler) -> Handler:
    """The handler, with a sentence and a fitting status where it refuses."""

    async def answered(request: Request) -> Response:
        try:
            return await handler(request)
        except NoRoom as problem:
            return _json({"problem": problem.args[0]}, 404)
        except NotAllowed as problem:
            return _json({"problem": problem.args[0]}, 403)
        except TooMany as problem:
            return _json({"problem": problem.args[0]}, 429)
        except Refused as problem:
            return _json({"problem": problem.args[0]}, 400)

    return answered
