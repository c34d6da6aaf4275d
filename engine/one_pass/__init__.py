"""Act 1: one forward and one backward pass by hand, every line run, kept and explained."""

from engine.one_pass.pass_address import from_query, to_query
from engine.one_pass.payload import payload
from engine.one_pass.settings import LESSON, Settings
from engine.one_pass.trace import Trace, trace

__all__ = ["LESSON", "Settings", "Trace", "from_query", "payload", "to_query", "trace"]
