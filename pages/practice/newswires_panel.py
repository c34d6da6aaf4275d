"""The newswires before the exercise: an article decoded, and topics of very unequal size."""

from functools import cache

import streamlit as st

from engine.jobs import workbench
from engine.jobs.run import name_of
from engine.practice import ordered
from engine.practice.own_newswires import own_newswires
from engine.practice.reuters import OFFSET, Loading, decode, load_data, newswires
from pages.practice import session
from pages.shared.component import component
from pages.shared.run_panel import begin, stop_button, watching
from pages.shared.term_links import prose
from pages.shared.widgets import entered

MOST = 120
_topic_sizes = component(
    "glassnet_topic_sizes",
    "practice/topic_sizes.js",
    css=("practice/topic_sizes.css",),
    html='<div class="topics"></div>',
)


def wires_view() -> None:
    """Meet the data."""
    wires = newswires()
    st.markdown("#### 11,228 newswires of 1987, each on one of 46 topics")
    prose(
        "Reuters sent them; Keras hands them out as integers. Your network will learn to tell from its words what a "
        "newswire is about."
    )
    topic = _article()
    prose(
        "The word index gives *the*, the most frequent word, rank 1. In an article it is 4, because "
        "Keras keeps 0 for filling up, 1 for the start of an article and 2 for a word left out, and 3 unused: "
        "**index = rank + 3**. Forget to subtract 3 and every word turns into another one."
    )
    st.markdown("#### Topics of very unequal size")
    sizes = wires.sizes()
    _topic_sizes(key="sizes", data={"topics": _largest_first(), "here": wires.names[topic]})
    prose(
        f"Always answering *earn* is right for {sizes.max() / sizes.sum():.0%} of them, without reading a word: that "
        f"is the figure to beat. And {int((sizes < 60).sum())} topics have fewer than 60 newswires, which accuracy "
        "hardly notices. So the macro F1 will stand beside it. The F1 of a topic is large only if most of its "
        "newswires are found, and if most of those predicted to be of it are; the macro F1 is the mean over the "
        "topics, every topic counting the same."
    )
    st.button("Begin: Load", type="primary", icon=":material/arrow_forward:", on_click=session.go_to, args=("load",))
    _whole_script()


@cache
def _largest_first() -> list[tuple[str, int]]:
    wires = newswires()
    return sorted(zip(wires.names, wires.sizes().tolist(), strict=True), key=lambda topic: -topic[1])


def _whole_script() -> None:
    """A place for a script that somebody has already."""
    with st.expander("You have a script already? Paste it whole", icon=":material/content_paste:"):
        st.caption(
            "A script about `keras.datasets.reuters`, as you have it: it is put into the seven steps, and every step "
            "says what would come of it. Nothing of it is run here."
        )
        st.text_area("Your script", key="whole_script", height=220, label_visibility="collapsed")
        st.button("Put it into the steps", key="split_script", on_click=_take_script)
        if problem := session.script_problem():
            st.error(problem)


def _take_script() -> None:
    session.take_script(str(entered("whole_script") or ""))


def _article() -> int:
    """One newswire as Keras gives it and as it reads; gives its topic."""
    names, words = newswires().names, newswires().words
    if ordered.available():
        train, _ = ordered.load_articles(Loading())
        topics = load_data(Loading())[0].topics
        number = st.number_input("Newswire", 0, len(train) - 1, key="newswire", bind="query-params", width=160)
        indices, topic = train.article(number).tolist(), int(topics[number])
    else:
        ours = own_newswires()
        number = st.number_input("Newswire of ours", 0, len(ours) - 1, key="own_newswire", width=160)
        indices, topic = list(ours[number].indices), ours[number].topic
    more = " …" if len(indices) > MOST else ""
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**What Keras gives**")
        with st.container(key="integers"):  # `st.code` would have every browser fetch a highlighter of 1.5 MB
            st.text(" ".join(map(str, indices[:MOST])) + more)
    with right:
        st.markdown(f"**What it says** · topic {topic}, {names[topic]}")
        forgotten = st.toggle("Forget the offset of 3", key="forgotten")
        decoded = decode(indices[:MOST], words, 0 if forgotten else OFFSET)
        st.text(" ".join(word or "·" for word in decoded) + more)
    if not ordered.available():
        fetch_panel()
    return topic


def fetch_panel() -> None:
    """A button that has Keras fetch the articles, its progress, and what went wrong."""
    run = workbench().find(fetching_name())
    if run is not None and not run.over:
        return _progress()
    st.caption(
        "These are newswires in our own words. Of Reuters' own, only the counts of the words ship with this app, which "
        "is all that the exercise trains on; Keras can fetch their text, 2 MB."
    )
    if run is not None and run.state == "failed":
        st.warning(run.problem, icon=":material/cloud_off:")
    st.button("Fetch the articles", icon=":material/download:", key="fetch_articles", on_click=begin_fetching)


@st.fragment(run_every=0.5)
def _progress() -> None:
    run = workbench().find(fetching_name())
    if run is None or run.over:
        st.rerun()
    st.progress(0.5, "Keras fetches the articles")
    watching(run)
    stop_button(run, key="stop_fetching")


def begin_fetching() -> None:
    """Has the articles fetched; no training need end first."""
    begin(ordered.fetch, ordered.Fetch(), again=True, lane="quick")


def fetching_name() -> str:
    """The name of the run that fetches the articles."""
    return name_of(ordered.fetch, ordered.Fetch())
