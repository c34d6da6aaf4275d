"""The automated accessibility check, without what Streamlit itself draws."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NOT_OURS = [["[data-testid=stDataFrame]"], ["pre"]]  # drawings inside its tables, colours of its code


def serious(page: Page) -> dict[str, list[str]]:
    """What it finds, by rule: the beginnings of the elements that break it."""
    found = Axe().run(page, context={"exclude": NOT_OURS}).response["violations"]
    return {
        each["id"]: [node["html"][:200] for node in each["nodes"]]
        for each in found
        if each["impact"] in ("serious", "critical")
    }
