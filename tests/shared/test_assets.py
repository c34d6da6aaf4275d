"""The route that serves the modules of the components: what it answers, and what it never does."""

import gzip
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette

from pages.shared import assets, component
from tests.in_loop import in_loop

APP = Starlette(routes=[assets.ROUTE])


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def get(address: str, encoding: str = "identity") -> Answer:
    """What the route answers to an address as it stands: a client would tidy `..` away."""
    path, _, query = address.partition("?")
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(path),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"accept-encoding", encoding.encode())],
    }
    in_loop(APP(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))


def address(path: str) -> str:
    return f"/assets/{assets.version()}/{path}"


@pytest.mark.parametrize("path", sorted(assets.assets()))
def test_every_file_is_served_as_it_is_with_its_type_and_kept_for_good(path: str) -> None:
    answer = get(address(path))
    assert answer.status == 200
    assert answer.body == (assets.FOLDER / path).read_bytes()
    assert answer.headers["content-type"] == assets.TYPES["." + path.rsplit(".", 1)[1]]
    assert "immutable" in answer.headers["cache-control"]


def test_a_module_travels_compressed_where_the_browser_takes_that() -> None:
    path = "shared/confusion.js"
    packed = get(address(path), "gzip")
    plain = get(address(path))
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)


@pytest.mark.parametrize("before", ["/", "/glassnet/", "/~/+/", "/a/b/"])
def test_whatever_path_stands_before_the_file_is_found(before: str) -> None:
    assert get(before + address("shared/styled.js").lstrip("/")).status == 200


@pytest.mark.parametrize("old", ["0123456789ab", "0123456789ab.1"])
def test_under_another_version_the_present_file_is_sent_and_not_kept(old: str) -> None:
    answer = get(f"/assets/{old}/shared/styled.js")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "../requirements.txt",
        "shared/../../requirements.txt",
        "%2e%2e/requirements.txt",
        "..%5crequirements.txt",
        "/etc/passwd",
        "data/newsgroups.npz",
        "data/newsgroups.json",
        "shared",
        "shared/",
        "",
        "entry/",
        "entry/../../requirements.txt",
        "entry/shared/no_such_file.js",
        "entry/shared/confusion.js?css=../../requirements.txt",
        "entry/shared/confusion.js?css=data/newsgroups.json",
    ],
)
def test_nothing_but_the_files_of_the_components_is_ever_served(path: str) -> None:
    assert get(address(path)).status == 404


def test_an_entry_imports_all_that_its_module_imports_and_brings_its_style_sheets() -> None:
    text = get(address("entry/shared/confusion.js?css=shared/confusion.css")).body.decode()
    assert 'import mount from "../../shared/confusion.js";' in text
    assert ".confusion" in text


def test_imports_are_found_through_others_and_not_in_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "a/main.js": 'import {\n  one,\n  two\n} from "./one.js";\n'
        'export { x } from "../b/x.js";\n// import "./no.js";\n',
        "a/one.js": '/** @import { T } from "./types.js" */\nimport "./main.js";\n'
        'const at = new URL("./no.css", here);\n',
        "b/x.js": 'export const x = "./no.js";\nexport function y(a = "./no.js") {}\n',
    }
    made = {path: assets.Asset(text.encode(), b"", "") for path, text in files.items()}
    monkeypatch.setattr(assets, "assets", lambda: made)
    assert set(assets.imported.__wrapped__("a/main.js")) == {"a/main.js", "a/one.js", "b/x.js"}


def test_a_component_whose_file_is_missing_is_refused_when_it_is_registered() -> None:
    with pytest.raises(KeyError, match="no_such_file"):
        component.component("glassnet_nothing", "shared/styled.js", css=("shared/no_such_file.css",))
