"""Home: what the three acts show, and how to move through them."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

PICTURES = Path(__file__).resolve().parents[1] / "assets" / "pictures"


@dataclass(frozen=True, slots=True)
class Act:
    """One act as its card on this page shows it."""

    name: str
    title: str
    promise: str
    picture: str
    seen: str
    pages: tuple[tuple[str, str], ...]


ACTS = (
    Act(
        "Act 1",
        "One pass, by hand",
        "Five samples go forward through a tiny network and their error comes back. Every matrix, shape and "
        "product is on the table. Point at any number to see where it came from.",
        "act1",
        "Matrices of one step, with one number and the numbers it was made from outlined",
        (("one_pass/one_pass.py", "Step through one pass"),),
    ),
    Act(
        "Act 2",
        "The same, as a library",
        "Three small classes hold the same mathematics. Train them on ten thousand points and watch the region "
        "they call their own close around a sphere.",
        "act2",
        "A closed surface in a cube of points: the decision region after training",
        (("region/library.py", "Open the library"), ("region/region.py", "Watch the region form")),
    ),
    Act(
        "Act 3",
        "With a framework, on real text",
        "Eleven thousand newsgroup posts become vectors, train a Keras model while you look on, and are judged. "
        "Then ask it about a paragraph of your own.",
        "act3",
        "A text whose words are marked for and against the class it was given",
        (("newsgroups/newsgroups.py", "Train on newsgroups"), ("practice/practice.py", "Practise on newswires")),
    ),
)


def card(act: Act) -> None:
    theme = st.context.theme.type or "light"
    with st.container(border=True, height="stretch"):
        picture = PICTURES / f"{act.picture}-{theme}.png"
        if picture.exists():
            st.image(str(picture), caption=None, width="stretch", alt=act.seen)
        with st.container(gap=None):
            st.caption(act.name)
            st.subheader(act.title, anchor=False)
        st.write(act.promise)
        for page, label in act.pages:
            st.page_link(page, label=label, icon=":material/arrow_forward:")


st.title("Glassnet", anchor=False)
st.markdown(
    "See through a neural network: one small enough to follow number by number, then the same one as code, "
    "then one that reads."
)
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Start with act 1", type="primary", icon=":material/play_arrow:"):
        st.switch_page("one_pass/one_pass.py")
    st.markdown("New here? The acts build on one another, and this is the first.")
for column, act in zip(st.columns(3, gap="medium"), ACTS, strict=True):
    with column:
        card(act)

st.subheader("How to move through it", anchor=False)
left, right = st.columns(2, gap="large")
left.markdown(
    "**Alone.** Take the acts in order; each uses what the one before has shown. In act 1 the arrow keys step, "
    "the space bar plays and `?` lists every key. Nothing you change can break anything: each page leads back to "
    "the lesson's own numbers."
)
right.markdown(
    "**In a classroom.** The address always holds what you see, so a copied link opens the same step, the same "
    "settings, the same run on every laptop in the room. Runs with equal settings are trained once and watched by "
    "everyone. Light and dark are in the menu at the top right."
)
