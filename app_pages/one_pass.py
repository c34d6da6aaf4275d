"""Act 1: one forward and one backward pass, every number open to question."""

import streamlit as st

from app_pages.parts.stage import ROOM, stage
from engine.by_hand.payload import payload
from engine.by_hand.settings import LESSON
from engine.by_hand.trace import trace

st.html(ROOM)
st.title("One pass, by hand")


@st.cache_data(max_entries=64, show_spinner=False)
def traced(settings):
    return payload(trace(settings))


@st.fragment
def show() -> None:
    """The stage; the step that the reader rests on stands in the address."""
    asked = st.query_params.get("step")
    result = stage(traced(LESSON), "lesson", asked, 0)
    if result.step and result.step != asked:
        st.query_params["step"] = result.step


show()
