"""Streamlit's own scripts and style sheets, sent compressed.

Streamlit sends them as they lie on its disk, since packing a file anew for everybody who asks costs more than it gains:
3 MB for a visitor's first page, 90 MB for a class on one wireless network. Here each is packed once, when it is first
asked for, and kept: a third is left. Their names carry a hash of what is in them, so a browser keeps them for good.
"""

import gzip
import threading
from functools import cache, partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from pages.shared.assets import KEEP, TYPES

KINDS = (".js", ".css")
_kept: dict[str, bytes] = {}
_one_at_a_time = threading.Lock()  # a class that opens a page at the same moment has each file packed once


@cache
def files() -> dict[str, Path]:
    """The files that are sent from here, by their path under static/: nothing else is."""
    top = Path(get_static_dir()) / "static"
    return {file.relative_to(top).as_posix(): file for kind in KINDS for file in top.rglob(f"*{kind}")}


def packed(path: str) -> bytes:
    """A file compressed; packed once. Raises: KeyError where there is none of that path."""
    with _one_at_a_time:
        if path not in _kept:
            _kept[path] = gzip.compress(files()[path].read_bytes(), compresslevel=6, mtime=0)
        return _kept[path]


async def serve(folder: str, request: Request) -> Response:
    """Answers with a file; it is packed in a thread, for the largest takes a third of a second."""
    path = f"{folder}/{request.path_params['name']}"
    if path not in files():
        return Response("No such file.", 404, media_type="text/plain")
    headers = {"Cache-Control": KEEP, "Content-Type": TYPES[files()[path].suffix], "Vary": "Accept-Encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return FileResponse(files()[path], headers=headers)
    body = _kept.get(path) or await run_in_threadpool(packed, path)
    return Response(body, headers=headers | {"Content-Encoding": "gzip"})


ROUTES = [  # what else is there, fonts among it, is compressed already: Streamlit sends it
    Route(f"/{{before:path}}static/{folder}/{{name}}", partial(serve, folder), methods=["GET"])
    for folder in ("js", "css")
]
