"""Lessons: four that ship, one of the teacher's own, and what a class has handed in."""

import streamlit as st

from engine.hand_in import read_apart, table
from engine.jobs import WorkerUnavailable, workbench
from engine.lessons import SHIPPED, shipped
from engine.lessons.lesson import PAGES, NotALesson, as_json, from_file
from engine.lessons.page_file import page_file
from pages.shared.component import component
from pages.shared.markdown_escape import plain
from pages.shared.palette import BOTH, BOTH_PICTURES
from pages.shared.whole_text import whole
from pages.shared.widgets import note_on_uploads

TITLES = ("Home", "One pass", "Library", "Decision region", "Seeds", "Side by side", "Newsgroups", "Practice")
KEY = "lessons"
_desk = component("glassnet_lessons", "lessons/main.js", css=("lessons/lessons.css",))


def _make() -> None:
    """Makes the page that was asked for, in a worker: a lesson from anywhere may ask for long trainings."""
    wanted = st.session_state[KEY].get("wanted") or {}
    try:
        lesson = from_file(whole(wanted.get("lesson")))
        made = {"text": workbench().ask(page_file, lesson, BOTH, BOTH_PICTURES, whole(wanted.get("home")), timeout=60)}
    except (NotALesson, WorkerUnavailable, TimeoutError) as problem:
        made = {"problem": f"{problem} The page was not made."}
    st.session_state["lesson_page"] = {"n": wanted.get("n"), **made}


st.title("Lessons")
st.markdown(
    "A lesson is a list of stops: pages with their settings, each with a sentence or a question. Walk one alone, or "
    "open a room and take the class along."
)
lessons = [as_json(shipped(name)) for name in SHIPPED]
_desk(
    key=KEY,
    data={
        "shipped": lessons,
        "pages": dict(zip(PAGES, TITLES, strict=True)),
        "made": st.session_state.pop("lesson_page", None),  # sent once: it is large
    },
    on_wanted_change=_make,
)
st.header("What the class has handed in", anchor=False)
st.markdown("Choose the files together. What is right is worked out anew here; nothing is kept.")
files = st.file_uploader("Files handed in", "json", accept_multiple_files=True, label_visibility="collapsed")
note_on_uploads()
if files:
    chosen = sorted(file.file_id for file in files)
    if st.session_state.get("handed_in", ([],))[0] != chosen:  # read once, not at every visit of this page
        with st.spinner("Working out anew what is right …", show_time=True):
            st.session_state["handed_in"] = chosen, read_apart({file.name: file.getvalue() for file in files})
    handed, problems = st.session_state["handed_in"][1]
    for problem in problems:
        st.warning(plain(problem))
    if handed:
        st.dataframe(table(handed), hide_index=True)
