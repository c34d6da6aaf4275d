"""Behind things: a proxy with a path, another site's frame, a server that is restarted."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.app import free_port, running
from tests.browser.frame import BESIDE, PATHS, bar, go_to, opened
from tests.browser.proxy import nginx, recipes

pytestmark = pytest.mark.browser
PROBES = ("_stcore/health", "_stcore/host-config")  # Streamlit looks for its own path by asking


@pytest.fixture(scope="module", params=["the app knows its path", "nginx takes it away"])
def proxied(request: pytest.FixtureRequest) -> Iterator[str]:
    """The app behind nginx, as README has it."""
    known = request.param == "the app knows its path"
    with running(base="glassnet" if known else "") as (app, _), nginx(recipes()[0 if known else 1], app) as address:
        yield address


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and everything that went wrong on it: an answer of 400 and more, or an error of its own."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", partial(note, wrong))
    yield page, wrong
    context.close()


def note(wrong: list[str], answer: Response) -> None:
    if answer.status >= 400 and not answer.url.split("?")[0].endswith(PROBES):
        wrong.append(f"{answer.status} {answer.url}")


def test_every_page_opens_by_its_deep_link_with_and_without_a_slash_at_its_end(proxied: str, watched) -> None:
    page, wrong = watched
    for path in (*PATHS, *BESIDE, "region/", "newsgroups/"):
        page.goto(f"{proxied}/{path}")
        opened(page, path.rstrip("/"))
        page.wait_for_load_state("networkidle")
        assert page.get_by_test_id("stException").count() == 0, path
        assert not wrong, path


def test_the_path_without_a_slash_leads_home(proxied: str, watched) -> None:
    page, wrong = watched
    page.goto(proxied)
    opened(page, "")
    assert page.url.startswith(proxied)
    assert not wrong


def test_pages_are_walked_without_leaving_the_path(proxied: str, watched) -> None:
    page, wrong = watched
    page.goto(proxied + "/")
    opened(page, "")
    for path in ("one_pass", "region", "newsgroups", ""):
        go_to(page, path)
        assert page.url.startswith(proxied + "/")
    assert not wrong


def test_the_qr_code_and_the_link_hold_the_outer_address(proxied: str, watched) -> None:
    page, wrong = watched
    page.goto(f"{proxied}/library")
    opened(page, "library")
    bar(page).locator("#share").click()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_role("textbox").input_value().startswith(f"{proxied}/library")
    code = dialog.get_by_role("img", name="QR code")
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=code.element_handle())
    assert not wrong


def test_a_file_can_be_taken_away(proxied: str, watched) -> None:
    page, wrong = watched
    page.goto(f"{proxied}/one_pass?panel=Take+away")
    opened(page, "one_pass")
    button = page.get_by_test_id("stDownloadButton").first.get_by_role("button")
    with page.expect_download() as download:
        button.click()
    assert Path(download.value.path()).stat().st_size > 100
    assert not wrong


OUTER = """<!doctype html><title>Another site</title>
<iframe src="{address}" style="width: 1200px; height: 800px; border: 0" allow="clipboard-write"></iframe>"""


@contextmanager
def another_site(address: str, folder: Path) -> Iterator[str]:
    """A page of another site that shows the app in a frame."""
    (folder / "index.html").write_text(OUTER.format(address=address))
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def cookieless(launched) -> Iterator[Browser]:
    """A browser that keeps cookies from frames of other sites."""
    browser = launched("--test-third-party-cookie-phaseout")
    yield browser
    browser.close()


REFUSE = """if (window.parent !== window) for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });"""


def test_in_another_site_s_frame_with_cookies_blocked_every_page_opens(
    cookieless: Browser, address: str, tmp_path: Path
) -> None:
    context = cookieless.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(REFUSE)
    page = context.new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for path in PATHS:
        with another_site(f"{address}/{path}?embed=true", tmp_path) as outer:
            page.goto(outer)
            frame = page.frame_locator("iframe")
            expect(frame.get_by_role("heading", level=1).first).to_be_visible()
            expect(frame.locator(".st-key-frame_bar .frame .home")).to_be_visible()
            expect(frame.get_by_test_id("stException")).to_have_count(0)
        assert not wrong, path
    context.close()


def test_a_page_comes_back_after_the_server_was_restarted_and_says_what_was_lost(browser: Browser) -> None:
    port = free_port()
    page = browser.new_page()
    page.set_default_timeout(60_000)
    shown = page.locator(".stage[data-step=h1]")
    with running(port=port) as (address, _):
        page.goto(f"{address}/one_pass?step=h1")
        opened(page, "one_pass")
        shown.wait_for()
        expect(page.locator(".st-key-frame_bar .notice")).to_have_count(0)
    with running(port=port):
        expect(page.locator(".st-key-frame_bar .notice")).to_contain_text("began anew", timeout=120_000)
        opened(page, "one_pass")
        shown.wait_for()
        go_to(page, "seeds")
    page.close()
