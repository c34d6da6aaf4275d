"""The files under assets/ that a browser asks for, and the route that serves them.

    assets/<version>/<path>              a file, such as assets/3f9c…/region/scene.js
    assets/<version>/entry/<path>?css=…  a component's entry: a module that imports <path>, all that it imports in turn,
                                         and the style sheets named, so that the browser fetches them side by side

The version is a hash of the whole tree, so that a browser may keep what it has got for good. An attempt may be written
behind it (`3f9c….1`): a browser does not ask twice for a module that could not be fetched. Any path may stand before
`assets/`: Streamlit puts its own routes under `server.baseUrlPath`, and a proxy may or may not take it away again.
"""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).resolve().parents[2] / "assets"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".bin": "application/octet-stream",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
PACKED = {".js", ".css", ".json", ".bin", ".svg"}  # the others are compressed already
PRIVATE = {"data"}  # read by the server alone
IMPORT = re.compile(
    r"""^\s*(?:import\s*|(?:import|export)\b[^;"'()=]*\bfrom\s*)["'](\.{1,2}/[^"']+)["']""", re.MULTILINE
)
KEEP = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent. packed: the same, compressed; empty where that gains nothing."""

    body: bytes
    packed: bytes
    type: str


@cache
def assets() -> dict[str, Asset]:
    """Every file that may be asked for, by its path under assets/: nothing else is ever served."""
    found = {}
    for file in sorted(FOLDER.rglob("*")):
        path = file.relative_to(FOLDER)
        if file.suffix in TYPES and path.parts[0] not in PRIVATE:
            body = file.read_bytes()
            packed = gzip.compress(body, mtime=0) if file.suffix in PACKED else b""
            found[path.as_posix()] = Asset(body, packed, TYPES[file.suffix])
    return found


@cache
def version() -> str:
    """A hash of all the files and their names."""
    digest = hashlib.sha256()
    for path, asset in assets().items():
        digest.update(path.encode() + b"\0" + hashlib.sha256(asset.body).digest())
    return digest.hexdigest()[:12]


@cache
def imported(path: str) -> tuple[str, ...]:
    """The module and every module it imports, directly or through others; the module itself is the first.

    Raises: KeyError where one of them does not exist.
    """
    found, waiting = {path: None}, [path]
    while waiting:
        here = waiting.pop()
        for target in IMPORT.findall(assets()[here].body.decode()):
            there = _resolve(PurePosixPath(here).parent, target)
            if there not in found:
                found[there] = None
                waiting.append(there)
    return tuple(found)


def _resolve(folder: PurePosixPath, target: str) -> str:
    parts: list[str] = list(folder.parts)
    for part in target.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


@lru_cache(maxsize=64)  # what is asked for comes from outside
def entry(path: str, sheets: tuple[str, ...]) -> Asset:
    """The module that a component is fetched as: its default export mounts the component with its style sheets.

    Raises: KeyError where a module or a sheet does not exist.
    """
    top = "../" * (path.count("/") + 1)
    css = "\n".join(assets()[sheet].body.decode() for sheet in sheets)
    lines = [
        f'import mount from "{top}{path}";',
        *(f'import "{top}{module}";' for module in imported(path)[1:]),
        f'import {{ styled }} from "{top}shared/styled.js";',
        f"export default styled(mount, {json.dumps(css)}, import.meta.url);",
    ]
    body = "\n".join(lines).encode()
    return Asset(body, gzip.compress(body, mtime=0), TYPES[".js"])


async def serve(request: Request) -> Response:
    """Answers with a file. One asked for under another version is the present one, and is not kept."""
    path = request.path_params["path"]
    try:
        if path.startswith("entry/"):
            asset = entry(path.removeprefix("entry/"), tuple(request.query_params.getlist("css")))
        else:
            asset = assets()[path]
    except (KeyError, IndexError):
        return Response("No such file.", 404, media_type="text/plain")
    current = request.path_params["version"].split(".")[0] == version()
    headers = {
        "Cache-Control": KEEP if current else "no-store",
        "Content-Type": asset.type,
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
        "Vary": "Accept-Encoding",
    }
    if asset.packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.body, headers=headers)


ROUTE = Route("/{before:path}assets/{version}/{path:path}", serve, methods=["GET"])
