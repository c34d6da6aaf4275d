"""The same network from many seeds: how many find the boundary, and what stops the others."""

from dataclasses import replace

import streamlit as st

from app_pages.parts.region import address, many, settings_bar

st.title("Many seeds", anchor=False)
st.markdown("Only the first weights differ, drawn from another seed each time. How much of the result is luck?")

settings, problems = address.read()
for problem in problems:
    st.warning(problem)
settings_bar.bar(settings)
many.show(replace(settings, seed=0))
