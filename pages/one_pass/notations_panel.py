"""The panel with the whole pass as mathematics, as NumPy and as Keras, and TensorFlow's gradients beside ours."""

import streamlit as st

from engine.jobs import WorkerUnavailable, workbench
from engine.one_pass import Settings, trace
from engine.one_pass.keras_check import Comparison, compare
from engine.one_pass.three_notations import ways
from pages.shared.markdown_escape import plain
from pages.shared.term_links import small_prose

SECONDS = 60


def panel(settings: Settings) -> None:
    """Three ways to write the same pass; under Keras, the comparison."""
    written = ways(trace(settings))
    maths, numpy, keras = st.tabs(["Mathematics", "NumPy", "Keras"])
    with maths.container(key="maths", gap="xxsmall"):
        for step, title, formula in written.maths:
            with st.container(key=f"formula_{step}"):
                st.markdown(f"{plain(title)}  \n$\\displaystyle {formula}$")
    numpy.code(written.numpy, language="python")
    with keras:
        small_prose(
            "The same network, weights and data in Keras, the library of act 3, in double precision. The last layer "
            "has no softmax: with `from_logits=True` the loss takes the scores, also called logits, and does the "
            "softmax itself, which is safer in numbers. So nothing has to be clipped there."
        )
        comparison(settings)
        st.code(written.keras, language="python")


@st.fragment
def comparison(settings: Settings) -> None:
    """Runs the Keras program in the worker process, when asked, and sets its gradients beside those of the pass."""
    if not st.button("Run it and compare the gradients", icon=":material/balance:", type="primary"):
        st.caption(
            "TensorFlow, which does Keras' arithmetic, runs in a process of its own; the first time takes some seconds "
            "longer."
        )
        return
    try:
        with st.spinner("TensorFlow computes the same gradients …", show_time=True):
            found = workbench().ask(compare, settings, timeout=SECONDS)
    except (WorkerUnavailable, TimeoutError) as problem:
        st.error(str(problem) or "TensorFlow did not answer in time. Try again in a moment.")
        return
    show(found)


def show(found: Comparison) -> None:
    """The losses, and the largest difference of every gradient."""
    largest = max(found.largest.values(), default=0.0)
    if found.why:
        st.warning(found.why)
    else:
        st.success(f"They agree: no gradient differs by more than {largest:.1e} from TensorFlow's.")
    ours, theirs = found.loss
    rows = [("cce_loss", abs(ours - theirs)), *found.largest.items()]
    lines = [f"| `{name}` | {gap:.1e} |" for name, gap in rows]
    st.markdown("\n".join(["| | largest difference |", "|---|---:|", *lines]))
    st.caption(f"Loss here {ours:.16g}, in Keras {theirs:.16g}.")
