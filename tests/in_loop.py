"""Coroutines in tests: Playwright keeps its own event loop in the main thread, where no other can begin."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def in_loop(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine returns, run to its end in a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
