"""Community Cloud's way of showing an app: in a frame of the same site, under a path that its proxy takes away."""

import pytest
from playwright.sync_api import Browser, FrameLocator, expect

from tests.browser.proxy import nginx

pytestmark = pytest.mark.browser
CLOUD = """
location = /cloud { default_type text/html; return 200 '<!doctype html><title>Host</title>
    <iframe title="app" allow="clipboard-write" style="border: 0; width: 1300px; height: 800px"
        src="/~/+/one_pass?embed=true"></iframe>'; }
location /~/+/ {
    proxy_pass http://127.0.0.1:8501/;
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection "upgrade";
    proxy_buffering off;
}
"""


def test_pages_files_and_the_link_hold_in_the_cloud_s_frame(browser: Browser, address: str) -> None:
    wrong: list[str] = []
    with nginx(CLOUD, address) as place:
        site = place.removesuffix("/glassnet")
        page = browser.new_page(viewport={"width": 1366, "height": 860})
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("response", lambda answer: wrong.append(answer.url) if lost(answer.url, answer.status) else None)
        page.goto(f"{site}/cloud")
        frame: FrameLocator = page.frame_locator("iframe[title=app]")
        expect(frame.get_by_role("heading", level=1).first).to_be_visible()
        with page.expect_response(lambda answer: "/entry/" in answer.url):
            frame.locator(".st-key-frame_bar .frame .act").nth(1).click()
        inner = page.frames[1]
        inner.wait_for_url("**/~/+/library**")
        frame.locator(".st-key-frame_bar .frame #share").click()
        link = frame.get_by_role("dialog").get_by_role("textbox")
        expect(link).to_have_value(f"{site}/library")
        assert "without the page" not in frame.get_by_role("dialog").inner_text()
        page.close()
    assert not wrong


def lost(url: str, status: int) -> bool:
    """Whether an answer is a fault: Streamlit looks for its own path by asking, and is told no on the way."""
    return status >= 400 and not url.split("?")[0].endswith(("_stcore/health", "_stcore/host-config", "favicon.ico"))
