"""What the web process does once, before and behind the first page, and its housekeeping while it runs.

A visit is to cost what an empty page costs. Streamlit collects garbage over the whole heap after every script run
unless `runner.postScriptGC` is off, and most of that heap is modules that never go. So they are imported here, once,
and set aside (`gc.freeze`); Python's own collection, which goes by how much has been made, then looks at sessions
alone. When nobody is connected, everything is looked at once more, so that what visitors left behind goes too.
"""

import asyncio
import ctypes
import gc
import importlib
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from streamlit import runtime
from streamlit.runtime import RuntimeState

PAGES = Path(__file__).resolve().parents[1]
ACTS = ("shared", "one_pass", "region", "newsgroups", "practice")
SCRIPTS = ("one_pass.py", "library.py", "region.py", "seeds.py", "side_by_side.py", "newsgroups.py", "practice.py")
LATER = ("pandas", "pyarrow.pandas_compat", "distributed")  # imported by Streamlit or ourselves inside functions
BEAT = 5.0  # seconds between two looks
UPLOADED = 20_000_000  # bytes that one visitor may have uploaded at a time
ALL_UPLOADED = 100_000_000  # and all of them


def import_panels() -> None:
    """Imports every module of the pages but the page scripts, which Streamlit runs."""
    for act in ACTS:
        for file in sorted((PAGES / act).glob("*.py")):
            if file.name not in SCRIPTS:
                importlib.import_module(f"pages.{act}.{file.stem}")
    _set_aside()


async def keep_house() -> None:
    """Imports the rest behind the first page; from then on, tidies up whenever the last visitor has gone."""
    bound_uploads(runtime.get_instance().uploaded_file_mgr)
    await asyncio.sleep(BEAT)
    for name in LATER:
        await asyncio.to_thread(importlib.import_module, name)
    await asyncio.to_thread(read_shipped)
    used = True
    while True:
        await asyncio.sleep(BEAT)
        if runtime.get_instance().state is not RuntimeState.NO_SESSIONS_CONNECTED:
            used = True
        elif used:
            used = False
            await asyncio.to_thread(_set_aside)


def read_shipped() -> None:
    """Reads what the first visitors of act 3 and of practice would wait for. A damaged file is told on its page."""
    from engine.newsgroups import recorded
    from engine.newsgroups.shipped_arrays import DamagedData
    from engine.practice import reuters

    for read in (recorded.records, reuters.newswires):
        with suppress(OSError, DamagedData):
            read()


def bound_uploads(manager: Any) -> None:
    """Bounds what Streamlit keeps in memory of uploads: by itself, only each file alone is bounded."""
    add_file = manager.add_file

    def bounded(session_id: str, file: Any) -> None:
        own = sum(len(one.data) for one in manager.file_storage.get(session_id, {}).values())
        every = sum(len(one.data) for files in list(manager.file_storage.values()) for one in list(files.values()))
        if own + len(file.data) > UPLOADED or every + len(file.data) > ALL_UPLOADED:
            raise HTTPException(413, "Too much has been uploaded. Take files away, or reload the page.")
        add_file(session_id, file)

    manager.add_file = bounded


def send_at_once() -> None:
    """Has the server send whatever it has at once.

    By itself the second of two packets waits until the visitor's system has confirmed the first, 40 ms and more: every
    file, and every run of a page. asyncio switches that off (TCP_NODELAY) where a socket names its protocol, and the
    one that Streamlit listens on does not. What it accepts is set as it is.
    """
    for found in gc.get_objects():
        if type(found) is socket.socket:
            with suppress(OSError):  # a closed one, or one of another kind
                if found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def spare_memory() -> None:
    """Lets glibc keep less for later: a class of fifty costs 90 MB where it cost 200 by its defaults.

    By itself it gives each thread a heap of its own, and after the first large message never again gives large blocks
    back at once. Other C libraries have no such settings, and need none.
    """
    settings = {-8: 2, -3: 128 * 1024, -1: 256 * 1024}  # M_ARENA_MAX, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD
    for parameter, value in settings.items():
        _glibc("mallopt", parameter, value)


def _set_aside() -> None:
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _glibc("malloc_trim", 0)  # what was freed goes back to the system


def _glibc(name: str, *numbers: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if function:
        function(*numbers)
