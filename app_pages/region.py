"""The decision region of a network trained from scratch, forming before your eyes."""

import streamlit as st

from app_pages.parts.region import address, details, film, runs, settings_bar

st.title("Decision region", anchor=False)
st.markdown("A network learns where one kind of point ends and the other begins. Press play and watch it find out.")

settings, problems = address.read()
for problem in problems:
    st.warning(problem)
settings_bar.bar(settings)
film.show_one()
if run := runs.ready(settings):
    details.below(run)
runs.warm()
