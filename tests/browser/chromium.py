"""Finds a Chromium for the browser tests, or gets one, or says what to do.

In this order: one named in CHROMIUM, one on the PATH or in the usual places, Playwright's own (downloaded if need be),
Debian's package where this user may install it. The shell without a window comes first: it is Chromium all the same,
and spends nothing on windows that nobody sees.

Usage:  python -m tests.browser.chromium        prints the path of the executable
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.browser.debian import install

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ADVICE = (
    "The browser tests need Chromium or Chrome, and none was found or could be installed. Install one "
    "(Debian and Ubuntu: sudo apt-get install chromium), or set CHROMIUM to the path of its executable."
)


def present() -> Path | None:
    """A browser that is already on this machine."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), *PLACES]
    return next((Path(c) for c in candidates if c and Path(c).is_file()), None)


def playwrights_own() -> Path | None:
    """The browser that Playwright keeps for itself, wherever it has been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def download_playwrights() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=600)


def chromium(get: bool = False) -> Path:
    """The browser to test with.

    Raises: RuntimeError, with what to do about it, where there is none.
    """
    found = present() or playwrights_own()
    if found is None and get:
        download_playwrights()
        found = playwrights_own()
    if found is None and get:
        install("chromium-headless-shell")
        found = present()
    if found is None and get:
        install("chromium")
        found = present()
    if found is None:
        raise RuntimeError(ADVICE)
    return found


if __name__ == "__main__":
    try:
        print(chromium(get=True))
    except RuntimeError as problem:
        sys.exit(str(problem))
