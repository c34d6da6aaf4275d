"""Act 1: one forward and one backward pass by hand, every line run, kept and explained."""

from engine.by_hand.payload import payload
from engine.by_hand.query import from_query, to_query
from engine.by_hand.settings import LESSON, Settings
from engine.by_hand.trace import Trace, trace

__all__ = ["LESSON", "Settings", "Trace", "from_query", "payload", "to_query", "trace"]
