"""What widgets and components hold, for the sessions of all acts."""

from collections.abc import Mapping
from typing import Any

import streamlit as st


def said(key: str, name: str) -> Any:
    """What the component `key` last reported under a name; None where it has said nothing."""
    state: Mapping[str, Any] | None = st.session_state.get(key)
    return (state or {}).get(name)


def put(key: str, value: Any) -> str:
    """Makes the widget `key`, not yet drawn in this run, show a value. Returns the key."""
    st.session_state[key] = value
    return key


def entered(key: str) -> Any:
    """What the widget `key` holds."""
    return st.session_state[key]


def note_on_uploads() -> None:
    """Inside another site's page a browser may keep no cookies, and without them Streamlit takes no files."""
    if st.context.is_embedded:
        st.caption(
            "Shown inside another page, a browser may refuse to send files. Then open this page in a tab of its own."
        )
