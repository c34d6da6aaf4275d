"""The stage on a page: one component that gets a whole trace and steps through it, and the drawer beside it."""

from typing import Any

from engine.one_pass.page_file import STAGE
from pages.one_pass import session
from pages.one_pass.edits import apply
from pages.shared.component import component

KEY = "stage"
# The stage takes the window below the menu; its panels lie in a drawer at its right edge, on a phone at the bottom.
ROOM = """<style>
.stMainBlockContainer.stMainBlockContainer:has(.st-key-stage_room) {
  padding: calc(var(--gn-bar) + 4px) 24px 0 30px;
}
.stMainBlockContainer:has(.st-key-stage_room) > [data-testid="stVerticalBlock"] { gap: 0; }
.st-key-one_pass_title { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.st-key-drawer {
  position: fixed; z-index: 5; top: var(--stage-top, 5rem); bottom: 57px; right: var(--stage-right, 90px);
  width: 352px; padding: .9rem 1.1rem 2rem; overflow-y: auto; overscroll-behavior: contain;
  border-left: 1px solid var(--gn-line); background: var(--gn-card);
}
.stMain:has(.st-key-stage_room) .st-key-rooms { margin-bottom: 0; }
html[data-stage] .st-key-drawer { display: none; }
html[data-stage] .stMainBlockContainer.stMainBlockContainer:has(.st-key-stage_room) { max-width: none; }
@media (min-width: 761px) {
  .stMain:has(.st-key-stage_room) .st-key-frame_foot { display: none; }
}
.st-key-drawer h3 { padding: 0 0 .2rem; }
.st-key-drawer [data-variant="segmented_control"] { padding-inline: 10px; }
.st-key-maths p { overflow-x: auto; overflow-y: hidden; padding-bottom: 4px; }
.st-key-maths [aria-current] { margin-left: -11px; padding-left: 8px; border-left: 3px solid var(--gn-ink); }
/* A formula that takes two lines: the second one is indented. */
.st-key-maths .katex { display: inline-block; max-width: 100%; padding-left: 1.4em; text-indent: -1.4em; }
.st-key-maths .katex .base { text-indent: 0; }
/* A tablet has no room for it beside the stage: it covers the network and the arithmetic, never the equation. */
@media (max-width: 1050px) and (min-height: 700px) {
  .st-key-drawer {
    top: auto; left: 0; width: auto; max-height: 41vh; z-index: 6;
    border: 0; border-top: 1px solid var(--gn-line); border-radius: 16px 16px 0 0;
    box-shadow: 0 -12px 40px rgb(0 0 0 / .2);
  }
}
@media (max-width: 760px) {
  .stMainBlockContainer.stMainBlockContainer:has(.st-key-stage_room) {
    padding: calc(var(--gn-bar) + 4px) 12px 0;
  }
  .st-key-drawer {
    top: auto; left: 0; right: 0; bottom: 174px; width: auto; max-height: 30vh; z-index: 40;
    border: 0; border-radius: 16px 16px 0 0; box-shadow: 0 -12px 40px rgb(0 0 0 / .25);
  }
}
</style>"""

_stage = component("glassnet_stage", "one_pass/main.js", css=STAGE)


def stage(payload: dict[str, Any], name: str, editable: tuple[str, ...], panel: str | None) -> Any:
    """Mounts the stage; the step that the reader rests on stands in the address.

    payload: of engine.one_pass. name: tells payloads apart; the stage draws anew when it changes.
    editable: the ids of the values that may be typed over. panel: the one open in the drawer.
    Returns: what the stage reported: change (the numbers), panel (the drawer).
    """
    data = {
        "payload": payload,
        "key": name,
        "open": session.opening(),
        "editable": list(editable),
        "refusal": session.refusal(),
        "history": {"undo": session.can_undo(), "redo": session.can_redo(), "changed": bool(name)},
        "answer": session.answered(),
        "verdict": session.verdict(),
        "panel": panel,
    }
    return _stage(key=KEY, data=data, on_step_change=_keep_step, on_change_change=_change, on_panel_change=_keep_panel)


def _keep_step() -> None:
    step = session.said(KEY, "step")
    if step and step != session.step():
        session.show_step(step)


def _keep_panel() -> None:
    session.show_panel(session.said(KEY, "panel"))


def _change() -> None:
    wish = session.said(KEY, "change") or {}
    if step := wish.get("step"):
        session.show_step(str(step))
    apply(wish)
    session.answer(int(wish.get("n", 0)))
