"""The stage as the browser tests see it: what a person points at, presses and reads."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]


class Stage:
    """The stage on an open page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frame = page.locator(".stage")
        self.equation, self.context, self.words = map(self.part, ("equation", "context", "words"))
        self.equation.locator("td").first.wait_for(state="attached")

    def part(self, name: str) -> Locator:
        """A zone of the stage."""
        return self.frame.locator(f".{name}")

    def tell(self, name: str) -> Locator:
        """Opens what stands behind one of the buttons beside the sentence: "Why", "Easy to get wrong"."""
        self.words.get_by_role("button", name=name, exact=True).click()
        return self.words.locator(".more")

    def expect_step(self, step: str) -> None:
        expect(self.frame).to_have_attribute("data-step", step)

    def go_to(self, step: str) -> None:
        """Jumps to a step through the list of all steps."""
        steps = self.frame.get_by_label("Go to step")
        steps.select_option(steps.locator(f"option[data-id={step}]").get_attribute("value"))
        self.expect_step(step)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def cell(self, value: str, i: int, j: int) -> Locator:
        """A cell of a matrix in the equation; of the last one where a value is there twice."""
        return self.equation.locator(f"[data-value={value}]").last.locator("tr").nth(i).locator("td").nth(j)

    def lit(self, kind: str) -> set[tuple[str, int, int]]:
        """The cells that are lit as "src" (sources), "fed", or "q" (asked about)."""
        found = self.equation.locator(f"td.{kind}").evaluate_all("tds => tds.map(td => [td.at.id, td.at.i, td.at.j])")
        return {(id, i, j) for id, i, j in found}

    @property
    def error(self) -> Locator:
        """What Python or NumPy said at this step."""
        return self.frame.locator(".arithmetic .error")

    @property
    def arithmetic(self) -> Locator:
        return self.frame.locator(".arithmetic")

    def control(self, name: str) -> Locator:
        return self.frame.get_by_role("button", name=name, exact=True)


def stage_on(open_page: OpenPage, query: str = "", **screen: object) -> Stage:
    """Opens the page of act 1 and waits for its stage."""
    return Stage(open_page(f"/one_pass{query}", **screen))
