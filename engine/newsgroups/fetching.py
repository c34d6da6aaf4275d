"""Fetches the raw text of the newsgroup posts: verified, and resumed where it was interrupted.

Usage:  python -m engine.newsgroups.fetching

Downloads scikit-learn's archive (14 MB) to where its loader looks for it, unless the loader has its data already; the
loader unpacks it; the posts are then written to the database of `engine.newsgroups.posts`. Prints a line of JSON for
each step of progress. Works in a process of its own, since the loader holds all posts in memory at once.
"""

import hashlib
import json
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

from engine.jobs.estimate import Estimate, estimated
from engine.newsgroups import posts

ROOT = Path(__file__).resolve().parents[2]
BLOCK = 1 << 16
NEEDED = "They are a download of 14 MB from the address scikit-learn gives. Everything else works without."
DIGEST = "ab8a214024475a389d87c7153577bba2bf4b9e9933a62a24c0604dfd9dcb7845"
Report = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Fetch:
    """The settings of a fetch: none. A value, so that everyone who asks watches the same one."""

    key: str = "posts"


@estimated(lambda settings: Estimate(seconds=60, here=True))
def fetch(settings: Fetch, report: Report, stopped: Callable[[], bool]) -> int:
    """Fetches the posts in a process of its own, beside the web process, which reads them. May be stopped and resumed.

    Returns: how many there are.

    Events: {"kind": "bytes", "done", "total"}, then {"kind": "unpack"}, then {"kind": "posts", "done", "total"}.
    Raises: OSError with a sentence if the text cannot be had; InterruptedError if it was stopped.
    """
    command = [sys.executable, "-m", "engine.newsgroups.fetching"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        problem, n = "", 0
        for line in process.stdout:
            if not line.startswith("{"):
                continue
            event = json.loads(line)
            problem, n = event.get("problem", problem), event.get("n", n)
            if "kind" in event:
                report(event)
            if stopped():
                process.terminate()
                raise InterruptedError("Fetching was stopped; what has arrived is kept, and it can be resumed.")
    if problem or process.returncode:
        raise OSError(problem or "The posts could not be fetched: the process that fetches them ended early.")
    return n


def download(url: str, checksum: str, target: Path, report: Report) -> None:
    """Downloads a file, going on where an earlier attempt was interrupted.

    Raises: OSError if the server does not answer, if it ends early (what has arrived is kept), or if what arrived does
    not have the checksum (SHA-256).
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.partial")
    try:
        _receive(url, partial, report)
    except HTTPError as refused:
        if refused.code != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:  # nothing is left to send: all is here
            raise
    if hashlib.sha256(partial.read_bytes()).hexdigest() != checksum:
        partial.unlink()
        raise OSError("what arrived is not the archive that was asked for (its checksum differs); it was thrown away")
    partial.replace(target)


def _receive(url: str, partial: Path, report: Report) -> None:
    """The rest of a file, after what an earlier attempt has left of it."""
    have = partial.stat().st_size if partial.exists() else 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-", "User-Agent": "glassnet"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        resumed = answer.status == 206
        have = have if resumed else 0
        total = have + int(answer.headers.get("Content-Length", 0))
        with partial.open("ab" if resumed else "wb") as file:
            while block := answer.read(BLOCK):
                file.write(block)
                have += len(block)
                report({"kind": "bytes", "done": have, "total": total})
    if have < total:
        raise OSError(
            f"the connection ended after {have / 1e6:.1f} MB; they are kept, and fetching again goes on there"
        )


def keep(subsets: list[posts.Posts], report: Report) -> int:
    """Writes the posts to the database, in one move at the end. Returns how many there are."""
    texts = [text for subset in subsets for text in subset.texts]
    partial = posts.store().with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(partial)) as database, database:
        database.execute("CREATE TABLE posts (number INTEGER PRIMARY KEY, cleaned TEXT NOT NULL, lines TEXT NOT NULL)")
        for start in range(0, len(texts), 2000):
            rows = enumerate(texts[start : start + 2000], start)
            opened = (posts.packed(posts.opened(number, text)) for number, text in rows)
            database.executemany("INSERT INTO posts VALUES (?, ?, ?)", opened)
            report({"kind": "posts", "done": min(start + 2000, len(texts)), "total": len(texts)})
    partial.replace(posts.store())
    return len(texts)


def digest(subsets: list[posts.Posts]) -> str:
    """SHA-256 over all posts in order, to tell that they are those the counts were made from."""
    whole = hashlib.sha256()
    for subset in subsets:
        for text in subset.texts:
            whole.update(text.encode() + b"\0")
    return whole.hexdigest()


def main() -> int:
    """The command line; gives the exit code."""
    from sklearn.datasets import _twenty_newsgroups as loader

    def report(event: dict[str, Any]) -> None:
        print(json.dumps(event), flush=True)

    try:
        archive = posts.home() / "20news_home" / loader.ARCHIVE.filename
        if not (posts.home() / "20news-bydate_py3.pkz").exists() and not archive.exists():
            download(loader.ARCHIVE.url, loader.ARCHIVE.checksum, archive, report)
        report({"kind": "unpack"})
        subsets = [posts.load(subset, remove=(), download=True) for subset in ("train", "test")]
        if digest(subsets) != DIGEST:
            raise OSError("the loader's posts are not those that the counts were made from")
        report({"n": keep(subsets, report)})
    except (OSError, HTTPException) as problem:
        reason = str(problem).strip("<>") or type(problem).__name__
        report({"problem": f"The posts could not be fetched: {reason}. {NEEDED}"})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
