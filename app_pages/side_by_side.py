"""Two runs that differ in one setting, scrubbed together."""

import streamlit as st

from app_pages.parts.region import address, compare, settings_bar

st.title("Side by side", anchor=False)
st.markdown("Two runs, one setting changed, one time line. What does that setting do?")

settings, problems = address.read()
for problem in problems:
    st.warning(problem)
settings_bar.bar(settings)
if (other := compare.second(settings)) is not None:
    compare.show(settings, *other)
