"""What is worked out once and kept, also when a whole class asks for it in the same moment."""

import threading
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def once(maxsize: int | None = None) -> Callable[[F], F]:
    """As functools.lru_cache, but whoever asks while an answer is being worked out waits for it.

    With lru_cache alone, fifty first visitors would each work out the same.
    maxsize: how many answers are kept; None for all.
    """

    def kept(function: F) -> F:
        cached, lock = lru_cache(maxsize)(function), threading.RLock()

        @wraps(function)
        def asked(*args: Any, **named: Any) -> Any:
            with lock:
                return cached(*args, **named)

        return cast(F, asked)

    return kept
