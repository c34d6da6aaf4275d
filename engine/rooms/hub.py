"""All rooms of a process: opened, found by code, left to end. Everything runs on one event loop, without locks."""

import asyncio
import secrets
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from engine.rooms import limits
from engine.rooms.relay import Alone, Relay
from engine.rooms.room import Room


class NoRoom(LookupError):
    """No room has this code."""


class NotAllowed(PermissionError):
    """What only the teacher of a room may do."""


class TooMany(RuntimeError):
    """More of something than there is room or time for, with a sentence."""


class Hub:
    """The rooms of this process, and of those that share its relay. now: a clock in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic, relay: Relay | None = None) -> None:
        self.name = secrets.token_hex(4)  # changes counted here mean nothing in another process
        self.rooms: dict[str, Room] = {}
        self.now = now
        self.listening: Counter[tuple[str, str]] = Counter()  # streams by room and browser
        self._tries: dict[str, deque[float]] = {}
        self._changed: dict[str, asyncio.Event] = {}
        self.relay: Relay = Alone()
        self.share(relay or self.relay)

    def share(self, relay: Relay) -> None:
        """From now on rooms are those of all processes on this relay."""
        self.relay = relay
        relay.listen(self._relayed)
        self.want()

    def want(self) -> None:
        """Asks the others for their rooms. Asking again does no harm; a question may come before one is listened to."""
        self.relay.send({"want": True})

    def open(self, address: str) -> Room:
        """A new room. address: whose browser asks, for a limit. Raises: TooMany."""
        self.sweep()
        self._limit(f"open {address}", limits.ROOMS_OPENED, "Too many rooms were opened from here; wait a minute.")
        if len(self.rooms) >= limits.ROOMS:
            self._make_room()
        code = "".join(secrets.choice(limits.ALPHABET) for _ in range(limits.CODE_LENGTH))
        room = self.rooms[code] = Room(code, now=self.now)
        self.relay.send({"code": code, "open": room.key})
        return room

    def find(self, code: str, address: str) -> Room:
        """The room of a code. Raises: NoRoom; TooMany after too many wrong codes from one address, or from all."""
        room = self.rooms.get(tidy(code))
        if room is None or self._over(room):
            self._check(f"find {address}", limits.WRONG_CODES)
            self._check("find", limits.ALL_WRONG_CODES)
            self._note(f"find {address}")
            self._note("find")
            raise NoRoom("There is no room with this code. It may have ended; codes have seven letters and digits.")
        return room

    def teach(self, room: Room, key: str, changes: Mapping[str, Any]) -> None:
        """What the teacher's browser sends.

        Raises: NotAllowed without the room's key; TooMany when it comes too fast.
        """
        self.admit(room, key)
        self._limit(f"teach {room.code}", int(60 * limits.MESSAGES), "Too many changes at once.")
        if changes.get("end"):
            self.end(room)
            return
        room.teach(changes)
        self._tell(room, {"teach": dict(changes)})

    def admit(self, room: Room, key: str) -> None:
        """Raises: NotAllowed unless the key is the room's."""
        if not secrets.compare_digest(room.key.encode(), key.encode("utf-8", "replace")):
            raise NotAllowed("Only the teacher of this room can do that.")

    def hear(self, room: Room, student: str, said: Mapping[str, Any], address: str = "") -> None:
        """What a student's browser sends. Raises: TooMany when it comes too fast, or the room is full."""
        if student not in room.students:
            self._limit(f"meet {address}", limits.STUDENTS_MET, "Too many join from here at once; wait a minute.")
        self._limit(f"hear {room.code} {student}", int(4 * limits.MESSAGES), "Too many messages at once.")
        if room.meet(student) is None:
            raise TooMany("This room is full.")
        room.hear(student, said)
        self._tell(room, {"student": student, "hear": dict(said)})

    def end(self, room: Room) -> None:
        """Ends a room; who listens is told."""
        room.put("ended", True)
        self._tell(room, {"end": True})
        self.rooms.pop(room.code, None)

    def sweep(self) -> None:
        """Ends the rooms whose teacher has been away for three hours, and forgets old limits."""
        for room in [room for room in self.rooms.values() if self._over(room)]:
            self.end(room)
        old = self.now() - 60
        self._tries = {name: tries for name, tries in self._tries.items() if tries and tries[-1] > old}

    async def wait(self, room: Room, since: int, seconds: float) -> bool:
        """Waits until the room has changed after that number, at most so long. Returns whether it has."""
        if room.version > since:
            return True
        event = self._changed.setdefault(room.code, asyncio.Event())
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return False
        return room.version > since

    def _make_room(self) -> None:
        """Ends the room that has been without its teacher for longest, of those where nobody is.

        Raises: TooMany where somebody is in every room.
        """
        heard = {code for code, _ in self.listening}
        empty = [room for room in self.rooms.values() if not room.here() and room.code not in heard]
        if not empty:
            raise TooMany("This server has as many rooms as it can hold; try again later.")
        self.end(min(empty, key=lambda room: room.teacher_seen))

    def admit_listener(self, room: Room, who: str) -> None:
        """who: a student's name, or "" for a teacher.

        Raises: TooMany where the process, the room or this browser has as many streams as it may.
        """
        if self.listening.total() >= limits.LISTENERS:
            raise TooMany("This server has as many listeners as it can serve.")
        of_room = sum(count for (code, _), count in self.listening.items() if code == room.code)
        if of_room >= limits.ROOM_LISTENERS or self.listening[room.code, who] >= limits.OWN_LISTENERS:
            raise TooMany("This room has as many listeners as it may.")

    @contextmanager
    def listener(self, room: Room, who: str) -> Iterator[None]:
        """Counts a stream while it lasts."""
        self.listening[room.code, who] += 1
        try:
            yield
        finally:
            self.listening[room.code, who] -= 1
            self.listening += Counter()  # those at nought are forgotten

    def _tell(self, room: Room, message: Mapping[str, Any]) -> None:
        self._wake(room)
        self.relay.send({"code": room.code, **message})

    def _wake(self, room: Room) -> None:
        event = self._changed.pop(room.code, None)
        if event is not None:
            event.set()

    def _relayed(self, message: Mapping[str, Any]) -> None:
        """Repeats what happened in another process; one that has just begun is told of the rooms there are."""
        if "want" in message:
            for room in self.rooms.values():
                self.relay.send({"code": room.code, "open": room.key, "slots": room.slots})
            return
        code = str(message.get("code"))
        if "open" in message and code not in self.rooms:
            self.rooms[code] = Room(code, str(message["open"]), self.now)
            for slot, value in message.get("slots", {}).items():
                self.rooms[code].put(slot, value)
        if code in self.rooms:
            self._repeat(self.rooms[code], message)

    def _repeat(self, room: Room, message: Mapping[str, Any]) -> None:
        if "teach" in message:
            room.teach(message["teach"])
        elif "hear" in message:
            room.hear(str(message["student"]), message["hear"])
        elif "end" in message:
            room.put("ended", True)
            del self.rooms[room.code]
        self._wake(room)

    def _over(self, room: Room) -> bool:
        return self.now() - room.teacher_seen > limits.ROOM_ENDS

    def _limit(self, name: str, most: int, sentence: str) -> None:
        self._check(name, most, sentence)
        self._note(name)

    def _check(self, name: str, most: int, sentence: str = "Too many wrong codes; wait a minute.") -> None:
        tries = self._tries.get(name, deque())
        while tries and tries[0] <= self.now() - 60:
            tries.popleft()
        if len(tries) >= most:
            raise TooMany(sentence)

    def _note(self, name: str) -> None:
        self._tries.setdefault(name, deque()).append(self.now())


def tidy(code: str) -> str:
    """A code as it was meant: without spaces and hyphens, in small letters."""
    return "".join(char for char in code.lower() if char in limits.ALPHABET)[: limits.CODE_LENGTH + 1]
