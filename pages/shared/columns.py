"""How a table writes its numbers, the same on every page: as many decimals in every row, thousands apart."""

import streamlit as st

COUNT = st.column_config.NumberColumn(format="localized")
SCORE = st.column_config.NumberColumn(format="%.3f")  # an F1, as the macro F1 is written
PERCENT = st.column_config.NumberColumn(format="%.1f%%")  # of a share times 100


def percent(share: float | None) -> float | None:
    """A share as a column of `PERCENT` takes it: rounded as it is shown, since a screen reader is told the value."""
    return rounded(None if share is None else 100 * share)


def rounded(value: float | None, digits: int = 1) -> float | None:
    """A number with as many decimals as its column shows."""
    return None if value is None else round(float(value), digits)
