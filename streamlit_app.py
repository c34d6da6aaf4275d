"""Glassnet's entry: start-up work and routes, and nothing else. `pages/frame.py` is what every visit runs."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from engine.rooms import Hub
from engine.rooms.relay import share
from engine.rooms.routes import routes
from pages.shared import assets, qr, streamlit_files

HUB = Hub()


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Gets ready behind the first page: all that pages import, act 2's first run, and the worker."""
    from engine.jobs import workbench
    from engine.newsgroups import lesson_runs
    from engine.region.message import lesson
    from pages.shared.start_up import import_panels, keep_house, send_at_once, spare_memory
    from pages.shared.visitors import connected

    send_at_once()
    spare_memory()
    import_panels()
    threading.Thread(target=lesson, daemon=True, name="the lesson's run").start()
    workbench().connected = connected
    workbench().warm(delay=1.5)
    lesson_runs.begin(workbench())
    tasks = [asyncio.create_task(keep_house())]
    if address := os.environ.get("DASK_SCHEDULER_ADDRESS"):
        tasks.append(asyncio.create_task(share(HUB, address)))
    yield
    for task in tasks:
        task.cancel()


app = st.App(
    Path(__file__).resolve().parent / "pages" / "frame.py",
    lifespan=lifespan,
    routes=[assets.ROUTE, *streamlit_files.ROUTES, qr.ROUTE, *routes(HUB)],
)
