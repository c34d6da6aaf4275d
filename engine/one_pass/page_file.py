"""Act 1 as one HTML file that works by itself: every step, its motion, questions and changed numbers."""

import base64
import re
from collections.abc import Mapping
from typing import Any

from engine.export.bundle import ASSETS, page
from engine.one_pass.edits import editable
from engine.one_pass.payload import payload
from engine.one_pass.trace import Trace

STAGE = tuple(
    f"one_pass/{zone}.css"
    for zone in ("stage", "network", "equation", "arithmetic", "words", "player", "finale", "lecture_hall", "narrow")
)
"""The stage's style sheets, zone by zone; later ones overrule earlier ones."""
STYLES = (*STAGE, "one_pass/file.css")
# No text of these modules and styles runs over two lines, so that indentation means nothing there.
INDENTED = re.compile(r"\n +")
FONT = ASSETS / "shared" / "math.woff2"


def page_file(data: Mapping[str, Any]) -> str:
    """The pass as a page of its own. data: of `page_data`."""
    return INDENTED.sub("\n", page("one_pass/file.js", STYLES, data, "One pass, by hand · Glassnet"))


def page_data(passed: Trace, palette: Mapping[str, Mapping[str, str]], app: str = "", step: str = "") -> dict[str, Any]:
    """What the page opens with.

    palette: colours by name, "light" and "dark". app: the address at which the app goes on; "" where there is none.
    step: the id of the step that it opens at; "" for the first.
    """
    font = base64.b64encode(FONT.read_bytes()).decode()
    return {
        "payload": _alone(payload(passed)),
        "palette": {theme: dict(colours) for theme, colours in palette.items()},
        "editable": list(editable(passed.settings)),
        "font": f"data:font/woff2;base64,{font}",
        "app": app,
        "step": step,
    }


def _alone(whole: dict[str, Any]) -> dict[str, Any]:
    """A payload without what the page works out by itself, or would have to ask the app for."""
    kept = {key: part for key, part in whole.items() if key not in ("tries", "ahead")}
    kept["checks"] = {key: {"of": check["of"]} for key, check in whole["checks"].items()}
    kept["steps"] = [{key: part for key, part in step.items() if key != "what"} for step in whole["steps"]]
    return kept
