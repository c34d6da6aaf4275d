"""The addresses of a room, asked as a browser and as an attacker would."""

import asyncio
import json

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from engine.rooms import Hub, TooMany, limits
from engine.rooms.routes import _events, routes
from tests.in_loop import in_loop

STUDENT = "abcdefghijklmnop"


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def web(hub: Hub) -> TestClient:
    return TestClient(Starlette(routes=routes(hub)))


def opened(web: TestClient, before: str = "") -> tuple[str, str]:
    answer = web.post(f"{before}/rooms", json={}).json()
    return answer["code"], answer["key"]


@pytest.mark.parametrize("before", ["", "/glassnet", "/a/b"])
def test_a_room_is_opened_taught_and_joined_under_any_path(web: TestClient, before: str) -> None:
    code, key = opened(web, before)
    assert web.post(f"{before}/rooms/{code}", json={"key": key, "set": {"view": {"page": "region"}}}).status_code == 200
    assert web.post(f"{before}/rooms/{code}", json={"student": STUDENT, "say": {"at": "region"}}).status_code == 200
    news = web.get(f"{before}/rooms/{code}/news", headers={"x-room-student": STUDENT}).json()
    assert news["news"]["view"] == {"page": "region"}
    later = web.get(f"{before}/rooms/{code}/news?since={news['since']}", headers={"x-room-student": STUDENT}).json()
    assert later["news"] == {}
    assert web.get(f"{before}/rooms/{code}/news", headers={"x-room-key": key}).json()["news"]["class"]["here"] == 1


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[1]", {}, 400),
        (b"[" * 9_000, {}, 400),
        (b'"' + b"x" * (limits.MESSAGE + 1) + b'"', {}, 400),
        (b'{"student": "abcdefghijklmnop", "say": {"at": NaN}}', {}, 400),
        (b'{"student": "abcdefghijklmnop", "say": {"at": 1e999}}', {}, 400),
        (b'{"student": "abcdefghijklmnop", "say": {"at": "half a sign: \\ud800"}}', {}, 400),
        (b"{}", {"content-type": "text/plain"}, 400),
        (b"{}", {"origin": "https://elsewhere.example"}, 400),
        (b"{}", {"origin": "null"}, 400),
        (b'{"student": "short"}', {}, 400),
        (b'{"student": "<script>alert(1)</script>"}', {}, 400),
        (b'{"student": ["a"]}', {}, 400),
        (b'{"key": "wrong", "set": {}}', {}, 403),
        (b'{"key": 1, "set": {}}', {}, 403),
    ],
)
def test_what_is_not_a_message_of_this_app_is_refused_with_a_sentence(web, body, headers, status) -> None:
    code, _ = opened(web)
    answer = web.post(f"/rooms/{code}", content=body, headers={"content-type": "application/json"} | headers)
    assert answer.status_code == status
    assert answer.json()["problem"].endswith(".")


def test_the_own_origin_may_send(web: TestClient) -> None:
    code, key = opened(web)
    headers = {"origin": "http://testserver"}
    assert web.post(f"/rooms/{code}", json={"key": key, "set": {"view": 1}}, headers=headers).status_code == 200


def test_an_unknown_code_is_not_found_and_guessing_is_stopped(web: TestClient) -> None:
    statuses = [
        web.get("/rooms/2222222/news", headers={"x-room-student": STUDENT}).status_code
        for _ in range(limits.WRONG_CODES + 8)
    ]
    assert statuses == [404] * limits.WRONG_CODES + [429] * 8


def test_who_joins_by_listening_counts_for_the_address_too(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STUDENTS_MET", 3)
    room = hub.open("teacher")
    statuses = {}
    for address in ("crowded", "quiet"):
        web = TestClient(Starlette(routes=routes(hub)), client=(address, 1))
        asked = [
            web.get(f"/rooms/{room.code}/news", headers={"x-room-student": f"{address}{n}".ljust(16, "x")})
            for n in range(4)
        ]
        statuses[address] = [response.status_code for response in asked]
    assert statuses == {"crowded": [200, 200, 200, 429], "quiet": [200, 200, 200, 429]}


def test_a_question_that_is_none_breaks_nothing(web: TestClient) -> None:
    code, key = opened(web)
    for question in (1, [], {"id": 3}, "x", None):
        web.post(f"/rooms/{code}", json={"key": key, "set": {"question": question}})
        answer = web.post(f"/rooms/{code}", json={"student": STUDENT, "say": {"answer": "a", "question": "x"}})
        assert answer.status_code == 200


def test_a_stream_sends_the_newest_state_first_and_each_change_after_it() -> None:
    async def listened() -> list[dict]:
        hub = Hub()
        room = hub.open("here")
        hub.teach(room, room.key, {"view": {"page": "region"}})
        hub.teach(room, room.key, {"view": {"page": "seeds"}})
        stream = _events(hub, room, STUDENT)
        heard = [await anext(stream)]
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        hub.teach(room, room.key, {"live": {"region": {"epoch": 3}}})
        heard.append(await waiting)
        hub.teach(room, room.key, {"end": True})
        heard += [piece async for piece in stream]
        assert not hub.listening
        return [json.loads(piece.decode().split("data: ")[1]) for piece in heard]

    first, second, *rest = in_loop(listened())
    assert first["view"] == {"page": "seeds"}
    assert second == {"live": {"region": {"epoch": 3}}}
    assert rest[-1] == {"ended": True}


def test_a_mark_of_another_process_means_from_the_beginning(web: TestClient, hub: Hub) -> None:
    code, key = opened(web)
    web.post(f"/rooms/{code}", json={"key": key, "set": {"view": {"page": "region"}}})
    for since in ("other-999", "999", f"{hub.name}-x", f"{hub.name}--1", "9" * 5000):
        news = web.get(f"/rooms/{code}/news?since={since}", headers={"x-room-student": STUDENT}).json()["news"]
        assert news["view"] == {"page": "region"}


def test_one_browser_cannot_take_all_the_streams_of_a_server(hub: Hub) -> None:
    async def listening() -> tuple[list[int], int]:
        room = hub.open("here")
        streams, refused = [], 0
        for number in range(limits.ROOM_LISTENERS + 5):
            for _ in range(1 if number else limits.OWN_LISTENERS + 4):
                name = f"student{number:016d}"
                try:
                    hub.admit_listener(room, name)
                except TooMany:
                    refused += 1
                    continue
                streams.append(_events(hub, room, name))
                await anext(streams[-1])
        counts = [hub.listening[room.code, f"student{0:016d}"], hub.listening.total()]
        for stream in streams:
            await stream.aclose()
        return counts, refused

    counts, refused = in_loop(listening())
    assert counts == [limits.OWN_LISTENERS, limits.ROOM_LISTENERS]
    assert refused == 4 + 5 + limits.OWN_LISTENERS - 1
    assert not hub.listening


def test_a_message_that_does_not_end_is_given_up(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MESSAGE_SECONDS", 0.01)
    sent: list[dict] = []

    async def told() -> None:
        room = hub.open("here")
        headers = [(b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": f"/rooms/{room.code}", "headers": headers}
        scope |= {"query_string": b"", "root_path": "", "client": ("1.2.3.4", 1)}
        pieces = [{"type": "http.request", "body": b"{", "more_body": True}]

        async def receive() -> dict:
            return pieces.pop() if pieces else await asyncio.Event().wait()

        async def send(message: dict) -> None:
            sent.append(message)

        await Starlette(routes=routes(hub))(scope, receive, send)

    in_loop(told())
    assert sent[0]["status"] == 400
