"""What act 3 keeps between runs of its page, beyond what stands in the address."""

from collections.abc import Collection
from typing import Any

import streamlit as st

from engine.newsgroups.models import Settings
from engine.newsgroups.post_picture import PostPicture
from engine.newsgroups.sample_posts import READY
from engine.newsgroups.tokens import LONGEST
from pages.shared.whole_text import whole


def chosen(text: str | None = None) -> str:
    """The model last looked at, as the address writes it; given a text, remembers that."""
    if text is not None:
        st.session_state["newsgroups_model"] = text
    return st.session_state.get("newsgroups_model", "first")


def open_in_address(views: Collection[str], first: str = "Posts") -> str:
    """The view that is open, which stands in the address. A link or the browser's Back changes the address first."""
    state, linked = st.session_state, st.query_params.get("view")
    if linked in views and linked != state.get("view_in_address"):
        state["view"] = linked
    view = state.get("view", first)
    state["view"] = state["view_in_address"] = view = view if view in views else first
    if st.query_params.get("view", first) != view:
        st.query_params["view"] = view
    return view


def open_now() -> str:
    """The view that is open, or is to be opened next."""
    return st.session_state["view"]


def open_view(view: str) -> None:
    """The page shows this view next."""
    st.session_state["view"] = view


def open_pressed_view() -> None:
    """A station of the picture was pressed: the page shows its view, from the top."""
    pressed = st.session_state["pipeline"]["view"]
    if isinstance(pressed, str):
        open_view(pressed)
        turned(1)


def turned(more: int = 0) -> int:
    """How often somebody went on from the foot of a view, now `more` times more."""
    st.session_state["turned"] = st.session_state.get("turned", 0) + more
    return st.session_state["turned"]


def step_in(key: str) -> str | None:
    """The tab that is open, of the tabs with this key."""
    return st.session_state.get(key)


def open_step(key: str, name: str) -> None:
    """Of the tabs with this key, this one is open next."""
    st.session_state[key] = name


def draft(field: str, value: Any = None) -> Any:
    """What the builder's widget of a setting holds ("problem": what is wrong with it); given a value, sets it."""
    key = f"draft_{field}"
    if value is not None:
        st.session_state[key] = value
    return st.session_state.get(key)


def pick_cell(classes: list[str]) -> None:
    """A cell of the confusion matrix was pressed: the two boxes below it follow."""
    pressed = st.session_state["confusion"]["cell"]
    if pressed:
        truth, predicted = map(int, pressed.split())
        open_cell(classes[truth], classes[predicted])


def open_cell(truth: str, predicted: str) -> None:
    """The cell of these two classes is open."""
    st.session_state["true"], st.session_state["predicted"] = truth, predicted


def own_text() -> str:
    """The text that "Your text" asks about."""
    return st.session_state.get("own_text", READY["Space"])


def put_text(text: str) -> None:
    """It is this one now, with no word struck."""
    if text != own_text():
        st.session_state["own_text"], st.session_state["struck"] = text, []


def text_typed() -> None:
    """Something was typed into the box."""
    text = st.session_state["text_box"]["text"]
    if isinstance(text, str):
        put_text(whole(text[: 2 * LONGEST]))  # the browser lets no more be typed than LONGEST


def word_pressed() -> None:
    """A word of the text was pressed: it is struck, or no longer."""
    word = st.session_state["text_box"]["word"]
    if isinstance(word, str) and word:
        words = struck()
        st.session_state["struck"] = [w for w in words if w != word] if word in words else [*words, word]


def struck() -> list[str]:
    """The words struck from the user's own text."""
    return list(st.session_state.get("struck", []))


def asked_post(settings: Settings) -> tuple[PostPicture, dict[str, Any]] | None:
    """The user's own post and what this model said of it, if that was the last thing asked."""
    found = st.session_state.get("asked_post")
    return found[1:] if found and found[0] == settings else None


def remember_asked(settings: Settings, post: PostPicture, sample: dict[str, Any] | None) -> bool:
    """From now on the picture shows this post; without a sample, the lesson's again. Returns whether that is news."""
    before = st.session_state.get("asked_post")
    now = (settings, post, sample) if sample else None
    st.session_state["asked_post"] = now
    return before != now


def spied() -> tuple[int, int]:
    """The place of the matrix that the window shows: row and column of its middle."""
    row, column = st.session_state.get("spied", (0, 0))
    return int(row), int(column)


def spy_pressed() -> None:
    """Another place of the matrix was pressed."""
    at = st.session_state["spy"]["at"]
    if isinstance(at, list) and len(at) == 2 and all(isinstance(one, int | float) and abs(one) < 1e9 for one in at):
        st.session_state["spied"] = at
