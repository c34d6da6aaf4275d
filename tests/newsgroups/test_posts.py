"""The raw posts: what was removed from them, and fetching that is verified and resumed."""

import http.server
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from engine.newsgroups import fetching, posts

CONTENT = bytes(range(256)) * 1000
POST = """From: someone@example.org (Some One)
Subject: Engines

In article <1@example.org> another@example.org writes:
> Does it stall?

It stalls when cold.

--
Some One, Example Inc."""


class Server(http.server.BaseHTTPRequestHandler):
    """Serves CONTENT up to `end`, ranges too; remembers the ranges it was asked for."""

    asked: list[str]
    ranges = True
    end = len(CONTENT)

    def do_GET(self) -> None:
        start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-")) if self.ranges else 0
        self.asked.append(self.headers["Range"])
        if start == len(CONTENT):
            return self.send_error(416)
        self.send_response(206 if self.ranges else 200)
        self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        self.wfile.write(CONTENT[start : self.end])

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[tuple[str, type[Server]]]:
    handler = type("Handler", (Server,), {"asked": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/archive", handler
        httpd.shutdown()


def test_what_was_removed_is_told_apart_line_by_line() -> None:
    found = posts.opened(0, POST)
    assert [line.part for line in found.lines] == [
        "header",
        "header",
        "quote",
        "quote",
        "kept",
        "kept",
        "kept",
        "footer",
        "footer",
    ]
    assert found.cleaned.strip() == "It stalls when cold."


@pytest.mark.parametrize(
    "text", ["", "\n\n", "no headers at all", "A: b\n\n", "A: b\n\n> only quotes", "A: b\n\n\n\n\nx\n"]
)
def test_any_post_is_told_apart_without_losing_a_word(text: str) -> None:
    found = posts.opened(0, text)
    assert " ".join(line.text for line in found.lines).split() == text.split()
    assert " ".join(line.text for line in found.lines if line.part == "kept").split() == found.cleaned.split()


def test_without_the_text_the_error_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(tmp_path))
    assert not posts.available()
    with pytest.raises(posts.TextUnavailable, match=r"python -m engine\.newsgroups\.fetching"):
        posts.text(0)


def test_kept_posts_are_read_back_by_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(tmp_path))
    events: list[dict[str, Any]] = []
    assert fetching.keep([posts.Posts([POST], [0], []), posts.Posts(["second"], [0], [])], events.append) == 2
    assert posts.text(0) == posts.opened(0, POST)
    assert posts.text(1).lines == posts.opened(1, "second").lines
    assert events[-1] == {"kind": "posts", "done": 2, "total": 2}
    with pytest.raises(IndexError, match="There is no post 2"):
        posts.text(2)


def test_a_download_goes_on_where_it_was_interrupted(tmp_path: Path, server) -> None:
    address, handler = server
    (tmp_path / "file.partial").write_bytes(CONTENT[:100_000])
    events: list[dict[str, Any]] = []
    fetching.download(address, sha256(CONTENT).hexdigest(), tmp_path / "file", events.append)
    assert handler.asked == ["bytes=100000-"]
    assert (tmp_path / "file").read_bytes() == CONTENT
    assert events[0]["done"] > 100_000
    assert events[-1] == {"kind": "bytes", "done": len(CONTENT), "total": len(CONTENT)}


def test_a_connection_that_ends_early_keeps_what_has_arrived(tmp_path: Path, server) -> None:
    address, handler = server
    handler.end = 150_000
    with pytest.raises(OSError, match=r"ended after 0.1 MB; they are kept"):
        fetching.download(address, sha256(CONTENT).hexdigest(), tmp_path / "file", lambda event: None)
    handler.end = len(CONTENT)
    fetching.download(address, sha256(CONTENT).hexdigest(), tmp_path / "file", lambda event: None)
    assert handler.asked == ["bytes=0-", "bytes=150000-"]
    assert (tmp_path / "file").read_bytes() == CONTENT


def test_a_download_that_was_whole_already_is_taken(tmp_path: Path, server) -> None:
    (tmp_path / "file.partial").write_bytes(CONTENT)
    fetching.download(server[0], sha256(CONTENT).hexdigest(), tmp_path / "file", lambda event: None)
    assert (tmp_path / "file").read_bytes() == CONTENT


def test_a_server_without_ranges_starts_over(tmp_path: Path, server) -> None:
    address, handler = server
    handler.ranges = False
    (tmp_path / "file.partial").write_bytes(b"old")
    fetching.download(address, sha256(CONTENT).hexdigest(), tmp_path / "file", lambda event: None)
    assert (tmp_path / "file").read_bytes() == CONTENT


def test_what_does_not_have_the_checksum_is_thrown_away(tmp_path: Path, server) -> None:
    with pytest.raises(OSError, match="checksum differs"):
        fetching.download(server[0], "0" * 64, tmp_path / "file", lambda event: None)
    assert not list(tmp_path.iterdir())


def test_a_fetch_that_cannot_succeed_ends_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(tmp_path))
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")  # nothing listens there
    with pytest.raises(OSError, match=r"could not be fetched: .*Everything else works without"):
        fetching.fetch(fetching.Fetch(), lambda event: None, lambda: False)
