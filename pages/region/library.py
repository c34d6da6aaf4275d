"""The library: three classes as they run, a layer at a time, and the loop that trains them."""

import streamlit as st

from pages.region import library_classes, library_passes, library_training

st.title("The library", anchor=False)
st.markdown(
    "The mathematics of act 1, put into three classes. What you read here is the source that runs in this app, "
    "nothing is simplified for show."
)
views = {
    "Three classes": library_classes.show,
    "Layer by layer": library_passes.show,
    "Predict and train": library_training.show,
}
for tab, view in zip(
    st.tabs(list(views), key="part", bind="query-params", on_change="rerun"), views.values(), strict=True
):
    if tab.open:
        with tab:
            view()
