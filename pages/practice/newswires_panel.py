"""The newswires before the exercise: an article decoded, and topics of very unequal size."""

import streamlit as st

from engine.practice.reuters import OFFSET, Loading, decode, load_data, newswires
from pages.practice import session
from pages.practice.figures import topic_sizes

MOST = 120


def wires_view() -> None:
    """Meet the data."""
    wires = newswires()
    train, _ = load_data(Loading())
    st.markdown("#### 11,228 newswires of 1987, each on one of 46 topics")
    st.markdown(
        "Reuters sent them; Keras ships them as integers. Your network will learn to tell from its "
        "words what a newswire is about."
    )
    number = st.number_input("Newswire", 0, len(train) - 1, key="newswire", bind="query-params", width=160)
    topic = int(train.topics[number])
    left, right = st.columns(2, gap="large")
    indices = train.article(number)
    more = " …" if len(indices) > MOST else ""
    with left:
        st.markdown("**What Keras gives**")
        st.code(" ".join(map(str, indices[:MOST])) + more, wrap_lines=True, language=None)
    with right:
        st.markdown(f"**What it says** · topic {topic}, {wires.names[topic]}")
        forgotten = st.toggle("Forget the offset of 3", key="forgotten")
        words = decode(indices[:MOST], wires.words, 0 if forgotten else OFFSET)
        st.text(" ".join(word or "·" for word in words) + more)
    st.markdown(
        "The word index gives *the*, the most frequent word, rank 1. In an article it is 4, because "
        "Keras keeps 0 for padding, 1 for the start of an article and 2 for a word left out: "
        "**index = rank + 3**. Forget to subtract 3 and every word turns into another one."
    )
    st.markdown("#### Topics of very unequal size")
    sizes = wires.sizes()
    st.plotly_chart(
        topic_sizes(wires.names, sizes, st.context.theme.type, topic),
        key="sizes",
        config={"displayModeBar": False},
        alt="Newswires by topic: " + ", ".join(f"{n} {s}" for n, s in zip(wires.names, sizes, strict=True)),
    )
    st.markdown(
        f"Always answering *earn* is right for {sizes.max() / sizes.sum():.0%} of them, without "
        f"reading a word: that is the figure to beat. And {int((sizes < 60).sum())} topics have "
        "fewer than 60 newswires, which accuracy hardly notices. So the macro F1 will stand beside "
        "it, in which every topic counts the same."
    )
    st.button("Begin: Load", type="primary", icon=":material/arrow_forward:", on_click=session.go_to, args=("load",))
