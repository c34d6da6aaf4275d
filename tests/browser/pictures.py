"""What the README shows and links: short films and Home's picture, taken of the running app, and two pages in a file.

Usage:  python -m tests.browser.pictures         writes act1.webp, act2.webp and act3.webp to assets/pictures/,
                                                 region-light.webp and region-dark.webp to assets/home/,
                                                 one_pass.html and region.html to assets/files/
        python -m tests.browser.pictures home    those of Home alone
        python -m tests.browser.pictures files   the two pages alone
"""

import base64
import io
import sys
from collections.abc import Callable, Iterator

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from engine.network.settings import RunSettings
from engine.one_pass import LESSON, trace
from engine.one_pass import page_file as one_pass
from engine.region import page_file as region
from pages.shared.palette import BOTH, BOTH_PICTURES
from tests.browser.app import LAUNCH, ROOT, running
from tests.browser.chromium import chromium
from tests.browser.frame import at_rest

FOLDER = ROOT / "assets" / "pictures"
FILES = ROOT / "assets" / "files"
SIZE = {"width": 1280, "height": 720}
FILM = (960, 540)
LONG = 300_000
LARGEST = 2_000_000  # bytes of a film
Move = Callable[[Page, str], Iterator[int]]


def film_of_the_pass(page: Page, address: str) -> Iterator[int]:
    """Forward and back: a cell worked out, then step after step. Yields how long each frame stays, in ms."""
    page.goto(f"{address}/one_pass?step=h1")
    page.locator(".stage[data-step=h1] .equation td").first.wait_for(timeout=LONG)
    page.get_by_role("button", name="Show how").click()
    for _ in range(14):
        yield 160
    for step in ("a1", "h2", "y_hat", "cce_loss", "dloss_dh2", "dloss_dWo", "dloss_dWh", "new_cce_loss"):
        page.locator("select.jump").select_option(
            page.locator(f"select.jump option[data-id={step}]").get_attribute("value") or ""
        )
        page.locator(f".stage[data-step={step}]").wait_for()
        for _ in range(4):
            yield 220


def film_of_the_region(page: Page, address: str) -> Iterator[int]:
    """The region as it forms, frame by frame: each is waited for, however slow the machine."""
    page.goto(f"{address}/region?epoch=0")
    page.locator(".act2[data-epoch='0'][data-busy='false']").wait_for(timeout=LONG)
    while True:
        page.locator(".act2:not(:has([data-coarse]))").wait_for(timeout=LONG)
        yield 130
        epoch = page.locator(".act2").get_attribute("data-epoch") or ""
        if epoch == "30":
            break
        page.keyboard.press("PageDown")
        page.locator(f".act2:not([data-epoch='{epoch}'])").wait_for(timeout=LONG)


def film_of_the_text(page: Page, address: str) -> Iterator[int]:
    """Ready-made texts, their words and verdicts; then the way of one of them, view by view."""
    page.goto(f"{address}/newsgroups")
    for part in (".st-key-frame_bar .frame", '.pipeline [data-view="Posts"][aria-current=page]', ".text-box .bar"):
        page.locator(part).first.wait_for(timeout=LONG)
    at_rest(page)
    for topic in ("Medicine", "Space", "Cars"):
        page.get_by_role("button", name=topic).click()
        page.wait_for_timeout(1_250)
        yield 1_300
    for view in ("Tokens", "Vectors", "Train", "Test", "Compare", "Your text"):
        page.locator(f'.pipeline [data-view="{view}"]').click()
        page.locator(f'.pipeline [data-view="{view}"][aria-current=page]').wait_for(timeout=LONG)
        at_rest(page)
        page.wait_for_timeout(1_500)
        yield 1_600


def home(browser: Browser, address: str) -> None:
    """The region behind Home's title as it is in the end, without what stands around it."""
    for theme in ("light", "dark"):
        page = browser.new_page(
            viewport={"width": 900, "height": 700}, color_scheme=theme, reduced_motion="reduce", device_scale_factor=1
        )
        page.goto(address)
        picture = page.locator(".sky canvas")
        picture.wait_for(timeout=LONG)
        page.wait_for_timeout(2_000)
        code = picture.evaluate("canvas => canvas.toDataURL('image/webp', 0.8)").split(",")[1]
        (ROOT / "assets" / "home" / f"region-{theme}.webp").write_bytes(base64.b64decode(code))
        page.close()


def roll(browser: Browser, address: str) -> None:
    """The films, as animated pictures."""
    shown: tuple[tuple[str, Move], ...] = (
        ("act1", film_of_the_pass),
        ("act2", film_of_the_region),
        ("act3", film_of_the_text),
    )
    for name, move in shown:
        page = browser.new_page(viewport=SIZE)
        frames, times = [], []
        for milliseconds in move(page, address):
            frames.append(
                Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(FILM, Image.Resampling.LANCZOS)
            )
            times.append(milliseconds)
        page.close()
        times[-1] = 2_000
        path = FOLDER / f"{name}.webp"
        for quality in (70, 50, 35, 20):
            frames[0].save(
                path, save_all=True, append_images=frames[1:], duration=times, loop=0, quality=quality, method=4
            )
            if path.stat().st_size < LARGEST:
                break


def files() -> None:
    """The lesson of act 1 and of act 2, each as one HTML page that works from a disk."""
    FILES.mkdir(exist_ok=True)
    (FILES / "one_pass.html").write_text(one_pass.page_file(one_pass.page_data(trace(LESSON), BOTH)), encoding="utf-8")
    act_2 = region.page_file(region.page_data(RunSettings(), BOTH_PICTURES))
    (FILES / "region.html").write_text(act_2, encoding="utf-8")


if __name__ == "__main__":
    files()
    if sys.argv[1:] == ["files"]:
        sys.exit()
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, running() as (address, _):
        chrome = playwright.chromium.launch(executable_path=str(chromium()), args=LAUNCH)
        home(chrome, address)
        if sys.argv[1:] != ["home"]:
            roll(chrome, address)
