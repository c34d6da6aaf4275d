"""A room: what its teacher shows reaches all, what its students answer is counted without names."""

from contextlib import suppress

import pytest

from engine.rooms import limits
from engine.rooms.hub import Hub, NoRoom, NotAllowed, TooMany, tidy
from engine.rooms.room import Room

QUESTION = {"id": "q1", "text": "Which shape has h1?", "kind": "choice", "options": ["(5, 4)", "(4, 5)"]}


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hub(clock: Clock) -> Hub:
    return Hub(now=clock)


def names(count: int) -> list[str]:
    return [f"student{number:016d}" for number in range(count)]


def answering(room: Room, answers: list[str]) -> None:
    for name, answer in zip(names(len(answers)), answers, strict=True):
        room.hear(name, {"answer": answer, "question": "q1"})


def test_a_code_is_hard_to_guess_and_easy_to_type(hub: Hub) -> None:
    codes = {hub.open(f"host{number}").code for number in range(100)}
    assert len(codes) == 100
    assert len(limits.ALPHABET) ** limits.CODE_LENGTH > 2**31
    assert not set("01iloIO") & set(limits.ALPHABET)
    code = codes.pop()
    assert tidy(f" {code[:3].upper()}-{code[3:]} ") == code


def test_what_a_teacher_shows_is_what_everybody_hears(hub: Hub) -> None:
    room = hub.open("here")
    hub.teach(room, room.key, {"view": {"page": "one_pass", "query": "step=h1"}, "live": {"one_pass": {"step": 3}}})
    assert room.news(0, teacher=False)["view"] == {"page": "one_pass", "query": "step=h1"}
    seen = room.version
    hub.teach(room, room.key, {"live": {"one_pass": {"step": 4}}})
    assert room.news(seen, teacher=False) == {"live": {"one_pass": {"step": 4}}}


def test_a_student_cannot_lead(hub: Hub) -> None:
    room = hub.open("here")
    before = dict(room.slots)
    for key in ("", "x", room.code, room.key[:-1], "é"):
        with pytest.raises(NotAllowed):
            hub.teach(room, key, {"view": {"page": "practice"}})
    hub.hear(room, names(1)[0], {"view": {"page": "practice"}, "set": {"view": 1}, "following": False})
    assert room.slots.get("view") == before.get("view")
    assert room.slots["following"] is True


def test_nobody_sees_into_another_room(hub: Hub) -> None:
    one, other = hub.open("here"), hub.open("there")
    with pytest.raises(NotAllowed):
        hub.teach(one, other.key, {"view": {}})
    hub.hear(one, names(1)[0], {})
    assert other.picture()["here"] == 0


def test_answers_are_counted_once_for_each_student_and_question(hub: Hub) -> None:
    room = hub.open("here")
    room.teach({"question": QUESTION})
    answering(room, ["(5, 4)", "(4, 5)", "(5, 4)", "(5, 4)"])
    room.hear(names(1)[0], {"answer": "(4, 5)", "question": "q1"})
    room.hear(names(9)[8], {"answer": "(4, 5)", "question": "another"})
    assert room.answers() == {"count": 4, "each": [("(5, 4)", 3), ("(4, 5)", 1)]}


def test_with_fewer_than_four_answers_only_their_number_is_told(hub: Hub) -> None:
    room = hub.open("here")
    room.teach({"question": QUESTION})
    answering(room, ["a", "b", "c"])
    assert room.news(0, teacher=True)["class"]["answers"] == {"count": 3, "each": []}


def test_the_class_sees_the_answers_only_when_the_teacher_shows_them(hub: Hub) -> None:
    room = hub.open("here")
    room.teach({"question": QUESTION})
    answering(room, ["a", "b", "c", "c"])
    assert room.news(0, teacher=False)["tally"] is None
    assert "class" not in room.news(0, teacher=False)
    room.teach({"tally": True})
    assert room.news(0, teacher=False)["tally"]["each"][0] == ("c", 2)


def test_after_the_answer_is_revealed_none_is_taken_and_a_new_question_begins_at_nought(hub: Hub) -> None:
    room = hub.open("here")
    room.teach({"question": QUESTION})
    answering(room, ["a"])
    room.teach({"reveal": "(5, 4)"})
    room.hear(names(2)[1], {"answer": "b", "question": "q1"})
    assert room.answers()["count"] == 1
    room.teach({"question": QUESTION | {"id": "q2"}})
    assert room.answers()["count"] == 0
    assert room.slots["reveal"] is None


def test_hands_and_places_are_counted_without_names(hub: Hub) -> None:
    room = hub.open("here")
    for number, name in enumerate(names(5)):
        room.hear(name, {"at": "one_pass · h1" if number else "region", "hand": number == 2})
    picture = room.news(0, teacher=True)["class"]
    assert picture["here"] == 5
    assert picture["hands"] == 1
    assert picture["at"] == {"one_pass · h1": 4, "region": 1}
    assert not [name for name in names(5) if name in str(room.news(0, teacher=True))]


def test_who_is_away_is_no_longer_counted(hub: Hub, clock: Clock) -> None:
    room = hub.open("here")
    room.hear(names(1)[0], {})
    clock.time += limits.STUDENT_AWAY + 1
    room.hear(names(2)[1], {})
    assert room.picture()["here"] == 1


def test_a_room_is_full_at_some_point_and_says_so(hub: Hub) -> None:
    room = hub.open("here")
    for name in names(limits.STUDENTS):
        hub.hear(room, name, {})
    with pytest.raises(TooMany, match="full"):
        hub.hear(room, "one" * 6, {})


def test_guessing_codes_is_stopped_and_those_with_the_right_one_go_on(hub: Hub, clock: Clock) -> None:
    room = hub.open("here")
    for _ in range(limits.WRONG_CODES):
        with pytest.raises(NoRoom):
            hub.find("2222222", "guesser")
    with pytest.raises(TooMany):
        hub.find("2222223", "guesser")
    assert hub.find(room.code, "guesser") is room
    clock.time += 61
    with pytest.raises(NoRoom):
        hub.find("2222224", "guesser")


def test_a_room_ends_three_hours_after_its_teacher_was_last_heard_of(hub: Hub, clock: Clock) -> None:
    room = hub.open("here")
    clock.time += limits.ROOM_ENDS + 1
    with pytest.raises(NoRoom):
        hub.find(room.code, "there")
    hub.sweep()
    assert hub.rooms == {}


def test_a_process_that_joins_later_knows_the_rooms_and_follows_what_happens() -> None:
    class Wire:
        def __init__(self) -> None:
            self.handlers: list = []

    class Joined:
        def __init__(self, wire: Wire) -> None:
            self.wire = wire
            self.own = None

        def send(self, message) -> None:
            for handler in list(self.wire.handlers):
                if handler is not self.own:
                    handler(message)

        def listen(self, handler) -> None:
            self.own = handler
            self.wire.handlers.append(handler)

    wire = Wire()
    first = Hub(relay=Joined(wire))
    room = first.open("here")
    first.teach(room, room.key, {"view": {"page": "region", "query": ""}})
    second = Hub(relay=Joined(wire))
    twin = second.find(room.code, "there")
    assert twin.slots["view"] == {"page": "region", "query": ""}
    second.hear(twin, names(1)[0], {"at": "region"})
    assert room.picture()["here"] == 1
    first.teach(room, room.key, {"end": True})
    assert second.rooms == {}


def test_rooms_that_somebody_opened_and_left_make_room_for_others(hub: Hub, clock: Clock) -> None:
    first = hub.open("host 0")
    first.meet(names(1)[0])
    for number in range(1, limits.ROOMS):
        clock.time += 0.1
        hub.open(f"host {number}")
    oldest = list(hub.rooms)[1]
    first.meet(names(1)[0])
    new = hub.open("another")
    assert new.code in hub.rooms
    assert first.code in hub.rooms
    assert oldest not in hub.rooms
    for room in hub.rooms.values():
        room.meet(names(1)[0])
    with pytest.raises(TooMany, match="as many rooms"):
        hub.open("one more")


def test_names_that_nobody_has_cannot_fill_the_memory(hub: Hub) -> None:
    room = hub.open("here")
    for name in names(5_000):
        with suppress(TooMany):
            hub.hear(room, name, {}, "1.2.3.4")
    assert len(hub._tries) <= limits.STUDENTS_MET + 10
    hub.hear(room, names(1)[0], {"hand": True}, "1.2.3.4")
