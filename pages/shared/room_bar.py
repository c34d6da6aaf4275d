"""The room at the head of every page: opened, joined and followed in the browser; here only its changes of page."""

from typing import Any

import streamlit as st

from pages.shared.component import component

LONGEST = 4_000  # characters of a followed address
_bar = component("glassnet_rooms", "rooms/main.js", css=("rooms/rooms.css",))


def room_bar(page: str, pages: dict[str, Any]) -> None:
    """Mounts the room, and goes where its teacher went.

    page: the address of the page shown. pages: every page that may be followed to, by its address.
    """
    query = st.query_params.to_dict()
    went = _bar(key="rooms", data={"page": page, "query": query}, on_go_change=lambda: None).go
    if isinstance(went, dict) and went.get("page") in pages:
        wanted = {str(key): str(value) for key, value in dict(went.get("query") or {}).items()}
        if sum(map(len, wanted.values())) <= LONGEST:
            st.switch_page(pages[went["page"]], query_params=wanted)
