"""The automated accessibility check, without what Streamlit itself draws."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

NOT_OURS = [["[data-testid=stDataFrame]"], ["pre"]]  # drawings inside its tables, colours of its code


def serious(page: Page) -> dict[str, list[str]]:
    """What it finds, by rule: the beginnings of the elements that break it."""
    found = Axe().run(page, context={"exclude": NOT_OURS}).response["violations"]
    return {
        each["id"]: [node["html"][:200] for node in each["nodes"]]
        for each in found
        if each["impact"] in ("serious", "critical")
    }


def nothing_serious(page: Page, *themes: str) -> None:
    """Nothing in light nor in dark, turned under the open page; asked again while colours still fade."""
    for theme in themes or ("light", "dark"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", theme)
        for _ in range(20):
            found = serious(page)
            if not found:
                break
            page.wait_for_timeout(250)
        assert not found, theme
