"""With no network and an empty home folder the app does all it does; only the posts' own text is out of reach."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.app import running
from tests.browser.frame import PATHS, go_to, opened

pytestmark = pytest.mark.browser

NOWHERE = "http://127.0.0.1:9"  # the discard port: nothing answers there
MINUTE = 60_000


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where an app answers that can reach nothing and finds nothing cached."""
    home = tmp_path_factory.mktemp("home")
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), NOWHERE)
    caches = {"SCIKIT_LEARN_DATA": str(home / "sklearn"), "KERAS_HOME": str(home / "keras")}
    with running(home=home, no_proxy="127.0.0.1,localhost", **proxies, **caches) as (address, _):
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(MINUTE)
    yield page
    assert page.get_by_test_id("stException").count() == 0
    page.close()


def test_no_page_asks_any_other_host_for_anything(offline: str, page: Page) -> None:
    asked: set[str | None] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
    page.goto(offline)
    opened(page, "")
    for path in PATHS[1:]:
        go_to(page, path)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    assert asked - {None} == {"127.0.0.1"}


def test_the_posts_text_is_said_to_be_out_of_reach_and_what_to_do(offline: str, page: Page) -> None:
    page.goto(offline + "/newsgroups?view=Posts")
    page.get_by_role("button", name="Fetch the text").click()
    said = page.get_by_role("alert").filter(has_text="could not be fetched")
    expect(said).to_contain_text("Everything else works without", timeout=3 * MINUTE)


@pytest.mark.worker
def test_a_model_is_trained_from_the_data_that_ships(offline: str, page: Page) -> None:
    page.goto(offline + "/newsgroups?view=Train&model=first~units-8~epochs-1")
    page.get_by_role("button", name="Train it live").click()
    expect(page.get_by_text(re.compile(r"done in \d+ s"))).to_be_visible(timeout=3 * MINUTE)


def test_the_region_is_trained_and_played(offline: str, page: Page) -> None:
    page.goto(offline + "/region")
    expect(page.locator("canvas").first).to_be_visible(timeout=2 * MINUTE)
