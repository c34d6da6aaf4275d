"""Short questions to the worker, with a sentence instead of an answer where there is none."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.jobs import WorkerUnavailable, workbench


def ask(function: Callable[..., Any], *args: Any, waiting: str = "Asking the worker …", timeout: float = 60) -> Any:
    """The worker's answer; None, and a message on the page, where it has none."""
    try:
        with st.spinner(waiting):
            return workbench().ask(function, *args, timeout=timeout)
    except (ValueError, RuntimeError, LookupError) as problem:
        st.warning(str(problem.args[0] if problem.args else problem), icon=":material/error:")
    except (WorkerUnavailable, TimeoutError) as problem:
        st.warning(f"{problem} Please try again.", icon=":material/hourglass_disabled:")
    return None
