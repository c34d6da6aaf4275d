"""Short questions to the worker, with a sentence instead of an answer where there is none."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.jobs import ValueGone, WorkerUnavailable, workbench
from engine.newsgroups.models import Settings
from engine.newsgroups.training import train
from pages.newsgroups.known_runs import value_of
from pages.shared.markdown_escape import plain
from pages.shared.run_panel import begin


def ask(function: Callable[..., Any], *args: Any, waiting: str = "Asking the worker …", timeout: float = 60) -> Any:
    """The worker's answer; None, and a message on the page, where it has none.

    Raises: ValueGone, where an argument stands for what a run left and that has made room for newer ones.
    """
    try:
        with st.spinner(waiting):
            return workbench().ask(function, *args, timeout=timeout)
    except ValueGone:
        raise
    except (ValueError, RuntimeError, LookupError) as problem:
        st.warning(plain(str(problem.args[0] if problem.args else problem)), icon=":material/error:")
    except (WorkerUnavailable, TimeoutError) as problem:
        st.warning(f"{problem} Please try again.", icon=":material/hourglass_disabled:")
    return None


def ask_network(
    function: Callable[..., Any], settings: Settings, *args: Any, waiting: str = "Asking the model …"
) -> Any:
    """The answer of the network that this server has trained with these settings; None where there is none.

    function: takes what the run left, then the settings, then the rest. A network that made room for newer ones can be
    trained again by one press.
    """
    value = value_of(settings)
    if value is None:
        return None
    try:
        return ask(function, value, settings, *args, waiting=waiting)
    except ValueGone as problem:
        st.warning(plain(str(problem)), icon=":material/inventory_2:")
        again = f"again_{function.__name__}"
        st.button("Train it again", icon=":material/replay:", on_click=_train_anew, args=(settings,), key=again)
    return None


def _train_anew(settings: Settings) -> None:
    begin(train, settings, anew=True)
