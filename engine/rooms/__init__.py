"""A class that works together: rooms in memory, joined by code, followed by an event stream. Nothing is kept."""

from engine.rooms.hub import Hub, NoRoom, NotAllowed, TooMany
from engine.rooms.room import Room

__all__ = ["Hub", "NoRoom", "NotAllowed", "Room", "TooMany"]
