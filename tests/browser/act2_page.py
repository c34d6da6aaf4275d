"""What the tests of act 2's component share: waiting for it, reading it."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

SLOW = 120_000


def film(page: Page) -> Locator:
    """The component, once its film rests on a trained run."""
    node = page.locator(".act2[data-playing='false'][data-busy='false'][data-epoch]")
    node.wait_for(timeout=SLOW)
    return node


def at(page: Page) -> float:
    return float(film(page).get_attribute("data-epoch") or "nan")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def picture(page: Page, nth: int = 0) -> str:
    """What a cube shows, as an address of its picture; at rest, once every pixel of it is painted."""
    page.locator(".act2[data-playing='true'], .act2:not(:has([data-coarse]))").first.wait_for(timeout=SLOW)
    return page.locator("canvas.cube").nth(nth).evaluate("canvas => canvas.toDataURL()")


def until(page: Page, condition: Callable[[], bool], seconds: float = 60) -> None:
    """Returns once the condition holds. Raises: AssertionError if it does not in that time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        page.wait_for_timeout(50)


def hold(page: Page, name: str, share: float) -> None:
    """Takes a slider by its thumb, moves it to a share of its way and keeps it held."""
    slider = page.get_by_role("slider", name=name)
    box = slider.bounding_box() or {}
    now, most = (float(slider.evaluate(f"node => node.{part}")) for part in ("value", "max"))
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 9 + (box["width"] - 18) * now / most, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 9 + (box["width"] - 18) * share, y, steps=4)


def inside(page: Page, part: str, width: float = 1e6, height: float = 1e6) -> None:
    """Checks that a part lies within a window of that size."""
    box = page.locator(part).bounding_box()
    assert box, part
    assert box["y"] >= 0, part
    assert box["y"] + box["height"] <= height, part
    assert box["x"] >= 0, part
    assert box["x"] + box["width"] <= width, part
