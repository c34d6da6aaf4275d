"""Home: what the three acts show, and how to move through them."""

import streamlit as st

from pages.shared import home_parts

home_parts.sky()
with st.container(key="home_head"):
    st.title("Glassnet", anchor=False)
    st.markdown(
        "See through a neural network: one small enough to follow number by number, then the same one as code, "
        "then one that reads."
    )
    home_parts.start()
with st.container(key="home_cards"):
    home_parts.cards()
with st.container(key="home_ways"), st.expander("How to move through it"):
    left, right = st.columns(2, gap="large")
    left.markdown(
        "**Alone.** Take the acts in order; each uses what the one before has shown, and every page says what comes "
        "next. `?` lists the keys of a page. Nothing you change can break anything: each page leads back to the "
        "lesson's own numbers."
    )
    right.markdown(
        "**In a classroom.** The address always holds what you see: **Link** above gives it with a QR code, and it "
        "opens the same on every laptop in the room. **Stage**, or the key F, shows the page alone and large. "
        "**Teach with this** opens a room that follows you. **Lessons** are ready-made ways through the app."
    )
    right.page_link("lessons/lessons.py", label="Lessons", icon=":material/school:")
