"""How a table writes its numbers, the same on every page: as many decimals in every row, thousands apart."""

import streamlit as st

COUNT = st.column_config.NumberColumn(format="localized")
PERCENT = st.column_config.NumberColumn(format="%.1f%%")  # of a share times 100


def percent(share: float | None) -> float | None:
    """A share as a column of `PERCENT` takes it."""
    return None if share is None else 100 * share
