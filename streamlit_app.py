"""Glassnet's entry: start-up work, and nothing else. `pages/frame.py` is what every visit runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from pages.shared import assets


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Gets ready behind the first page: act 2's first run, and the worker."""
    from engine.jobs import workbench
    from pages.region.runs import lesson

    lesson()
    workbench().warm(delay=1.5)
    yield


app = st.App(Path(__file__).resolve().parent / "pages" / "frame.py", lifespan=lifespan, routes=[assets.ROUTE])
