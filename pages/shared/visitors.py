"""Who is there: a visitor is a session of a browser tab, on whatever page it is now."""

from streamlit.runtime import Runtime
from streamlit.runtime import exists as has_server
from streamlit.runtime.scriptrunner import get_script_run_ctx


def me() -> str:
    """The visitor for whom this page is drawn; "" outside a page."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context is not None else ""


def connected(visitor: str) -> bool:
    """Whether the visitor's browser is connected. Without a server, as in tests of pages, everybody is."""
    return Runtime.instance().is_active_session(visitor) if has_server() else True
