"""Short questions to the worker, with a sentence instead of an answer where there is none."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from engine.jobs import WorkerUnavailable, workbench
from engine.newsgroups.model_store import NoModel
from engine.newsgroups.models import Settings
from engine.newsgroups.training import train
from pages.shared.markdown_escape import plain
from pages.shared.run_panel import begin


def ask(function: Callable[..., Any], *args: Any, waiting: str = "Asking the worker …", timeout: float = 60) -> Any:
    """The worker's answer; None, and a message on the page, where it has none."""
    try:
        with st.spinner(waiting, show_time=False):
            return workbench().ask(function, *args, timeout=timeout)
    except NoModel as problem:
        st.warning(str(problem), icon=":material/inventory_2:")
        st.button(
            "Train it again",
            icon=":material/replay:",
            on_click=_train_anew,
            args=args[:1],
            key=f"again_{function.__name__}",
        )
    except (ValueError, RuntimeError, LookupError) as problem:
        st.warning(plain(str(problem.args[0] if problem.args else problem)), icon=":material/error:")
    except (WorkerUnavailable, TimeoutError) as problem:
        st.warning(f"{problem} Please try again.", icon=":material/hourglass_disabled:")
    return None


def _train_anew(settings: Settings) -> None:
    begin(train, settings, anew=True)
