"""Act 2's component on a page: one for the decision region, the seeds and the two runs side by side.

It trains, plays and answers the hand in the browser, with or without a server. It tells `place` (settings and view,
where a hand has come to rest), and asks by `ask` (see `questions`) and `go` (another page with the same settings).
"""

from typing import Any

import streamlit as st

from engine.glossary import linked
from engine.network.settings import LESSON, RunSettings
from engine.region import message
from engine.region.address_fields import CODEC
from pages.region import questions, session
from pages.shared.component import component
from pages.shared.markdown_escape import plain
from pages.shared.palette import picture_colours

KEY = "act2_screen"
PAGES = {"region": "region/region.py", "seeds": "region/seeds.py", "side_by_side": "region/side_by_side.py"}
# The cube wants the height of the screen: little air above and below it, and a title for those alone who hear it read.
ROOM = """<style>
[data-testid="stMainBlockContainer"].stMainBlockContainer { padding: calc(var(--gn-bar) + 8px) var(--gn-side) 8px; }
.st-key-act2_title { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
</style>"""

_screen = component(
    "glassnet_act2", "region/main.js", css=("region/act2.css", "region/points_dialog.css", "shared/terms.css")
)


def show(view: str, title: str) -> None:
    """The whole page. view: which of the component's pages. title: its heading, for those who hear it read."""
    st.html(ROOM)
    with st.container(key="act2_title"):
        st.title(title, anchor=False)
    state = session.opened(view)
    for problem in state.problems:
        st.warning(plain(problem), icon=":material/link_off:")
    result = _screen(
        key=KEY,
        data=data(view, state),
        on_place_change=_settle,
        on_ask_change=_ask,
        on_go_change=lambda: None,
        on_heard_change=_hear,
    )
    if go := result.go:
        _go(go)


def data(view: str, state: session.Kept) -> dict[str, Any]:
    """All that the component is told; what it keeps for good is sent until it says that it has it."""
    theme = st.context.theme.type
    told: dict[str, Any] = {
        "view": view,
        "settings": message.settings(state.settings),
        "epoch": None,
        **state.view,
        "link": state.link,
        "said": (_reported("place") or {}).get("said", 0),
        "fields": CODEC.table(),
        "colours": picture_colours(theme),
        "dark": theme == "dark",
        "answers": state.answers,
        "terms": linked("one_pass", "region"),
    }
    if not state.known.get("lesson") and state.settings == LESSON:
        told["lesson"] = message.lesson()
    if state.csv and state.known.get("table") != message.name(state.csv):
        told["table"] = questions.read_file({"text": state.csv})["table"]
    return told


def _reported(name: str) -> Any:
    return (st.session_state.get(KEY) or {}).get(name)


def _settle() -> None:
    if place := _reported("place"):
        session.settle(place)


def _ask() -> None:
    if question := _reported("ask"):
        session.kept().held = True
        session.kept().answers = {str(question.get("id")): questions.answer(question)}


def _hear() -> None:
    heard, state = _reported("heard") or {}, session.kept()
    state.held = True
    state.known = {"lesson": bool(heard.get("lesson")), "table": heard.get("table")}
    state.answers.pop(str(heard.get("answer")), None)


def _go(go: dict[str, Any]) -> None:
    """To another page of act 2, with the settings that the component has."""
    try:
        settings: RunSettings = session.settings_of(go["settings"], session.kept().csv)
        page = PAGES[go["page"]]
    except (KeyError, TypeError, ValueError, OverflowError):
        return
    st.switch_page(page, query_params=CODEC.write(settings))
