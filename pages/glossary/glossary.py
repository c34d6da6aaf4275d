"""The glossary: every word of the field that the app uses, each with the step or view that shows it."""

from typing import Any

import streamlit as st

from engine.glossary import Entry, entries
from pages.shared.component import component

ACTS = {
    "one_pass": "One pass",
    "region": "Library and decision region",
    "newsgroups": "Newsgroups",
    "practice": "Practice",
}
# The parameter by which a page's address names a step or view.
PARAMETER = {"one_pass": "step", "newsgroups": "view", "practice": "at"}
PLACES = {
    "library": "the library",
    "region": "the decision region",
    "seeds": "the seeds",
    "side_by_side": "side by side",
}
_glossary = component("glassnet_glossary", "glossary/main.js", css=("glossary/glossary.css",))


def shown(entry: Entry) -> dict[str, Any]:
    """An entry as the component draws it."""
    query = {PARAMETER[entry.page]: entry.step[0]} if entry.page in PARAMETER and entry.step else {}
    where = PLACES.get(entry.page, ACTS.get(entry.page, entry.page).lower())
    return {
        "key": entry.key,
        "name": entry.name,
        "text": entry.text,
        "page": entry.page,
        "query": query,
        "place": f"See it in {where}",
    }


def parts() -> list[dict[str, Any]]:
    """The entries of each act, by name."""
    found = []
    for act, title in ACTS.items():
        try:
            own = sorted(entries(act).values(), key=lambda entry: entry.name.lower())
        except FileNotFoundError:
            continue
        found.append({"title": title, "entries": [shown(entry) for entry in own]})
    return found


st.title("Glossary")
st.markdown("Every word of the field that Glassnet uses, in a sentence or two, with the place that shows it.")
_glossary(key="glossary", data={"parts": parts(), "term": st.query_params.get("term", "")})
