"""Streamlit's own scripts as a browser gets them: a third as long, and the same."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from pages.shared import streamlit_files

SCRIPTS = [path for path in streamlit_files.files() if path.startswith("js/index.")]


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=streamlit_files.ROUTES))


@pytest.mark.parametrize("before", ["", "under/a/path/"])
def test_a_script_is_sent_compressed_and_unpacks_to_the_file(client: TestClient, before: str) -> None:
    for path in SCRIPTS:
        answer = client.get(f"/{before}static/{path}", headers={"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.content == streamlit_files.files()[path].read_bytes()
        assert int(answer.headers["content-length"]) < len(answer.content) / 2


def test_who_cannot_unpack_gets_it_as_it_is(client: TestClient) -> None:
    answer = client.get(f"/static/{SCRIPTS[0]}", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == streamlit_files.files()[SCRIPTS[0]].read_bytes()


@pytest.mark.parametrize("path", ["js/..%2f..%2findex.html", "js/nothing.js", "..%2fjs/index.html"])
def test_nothing_else_is_sent(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_fonts_are_left_to_streamlit(client: TestClient) -> None:
    assert client.get("/static/media/a.woff2").text == "Not Found"  # no route of ours
