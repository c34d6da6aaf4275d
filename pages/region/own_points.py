"""Points of one's own: the component sends a file and answers, and is told what the file holds until it is taken."""

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from engine.region.points_file import examine
from engine.region.points_file.telling import answers_of, told
from engine.region.points_file.text_encoding import MOST_BYTES

FILE = "act2_own_file"  # the bytes of the file that is being talked about
LONGEST = MOST_BYTES * 4 // 3 + 100  # base64 of the largest file


def examined(question: Mapping[str, Any], keep: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """What the file holds, in the light of the answers.

    question: "data", the file as base64, the first time; "answers"; "take", whether the points shall be used now.
    keep: is given the points as a clean CSV when they are taken; what it returns is told to the component as well.
    Raises: ValueError with a sentence, TypeError.
    """
    if "data" in question:
        st.session_state[FILE] = _bytes(question["data"])
    if FILE not in st.session_state:
        raise ValueError("The file is no longer here. Choose it once more.")
    found = examine(st.session_state[FILE], answers_of(question.get("answers") or {}))
    if question.get("take") and found.text:
        del st.session_state[FILE]
        return keep(found.text)
    return {"file": told(found)}


def forget() -> None:
    """The file is not wanted any more."""
    st.session_state.pop(FILE, None)


def _bytes(data: Any) -> bytes:
    if not isinstance(data, str) or len(data) > LONGEST:
        raise ValueError(f"The file has more than {MOST_BYTES / 1e6:.0f} MB; that is more than is taken.")
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error:
        raise ValueError("The file did not arrive whole. Choose it once more.") from None
