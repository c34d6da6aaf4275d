"""From the first model to the second, one change at a time: a press trains a step and adds its curve."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.newsgroups import signal_size
from engine.newsgroups.comparing import accuracy_on, on_test
from engine.newsgroups.conclusions import third_layer
from engine.newsgroups.experiments import DEEPER, DROPOUT, FILTERED, HE, SHALLOW_HE, STEPS, Experiment
from engine.newsgroups.models import FIRST, SECOND, layers
from pages.newsgroups.address import look
from pages.newsgroups.corpus import data_of
from pages.newsgroups.known_runs import all_records, begin, record_of, recorded_badge, run_of, watched
from pages.newsgroups.lesson_text import why
from pages.shared.curves import Curve, hues, learning_curves
from pages.shared.term_links import prose

OF_A_STEP = (0.08, 2.7, 0.85)  # widths of its parts: colour, words, outcome


def second_view(head: DeltaGenerator) -> None:
    if any((record := record_of(step.settings)) and record.recorded for step in STEPS):
        with head:
            recorded_badge()
    going = any([watched(step.settings) for step in STEPS])
    st.fragment(_steps, run_every=1.0 if going else None)(going)
    _compared()
    deeper, he = record_of(DEEPER), record_of(HE)
    helped = signal_size.helped(deeper.lowest, he.lowest) if deeper and he else ""
    facts = {"he": signal_size.measured(SECOND).sentence + helped, "third": third_layer(all_records())}
    why("second", dropout=f"{SECOND.dropout:.0%}", **facts)


def _steps(going: bool) -> None:
    """The steps with their outcomes, and the curves of those that were trained; drawn again while one goes on."""
    if going != any([watched(step.settings) for step in STEPS]):
        st.rerun()
    left, right = st.columns([1.4, 1], gap="medium")
    with left, st.container(key="steps_head"):
        intro, head = st.columns((OF_A_STEP[0] + OF_A_STEP[1], OF_A_STEP[2]), vertical_alignment="bottom", gap="small")
        with intro:
            prose(
                ":small[Two problems are left: posts too short to judge, and a validation loss that soon rises. Each "
                "step keeps the changes before it and adds one. The lower a curve's lowest point, the better. Compare "
                "from step 1 on: step 0 was judged with the short posts among the others.]"
            )
        head.caption("lowest validation loss")
    with left, st.container(gap="xsmall", key="steps"):
        known = [step for step in STEPS if record_of(step.settings)]
        hue_of = dict(zip(known, hues(len(known), "loss", st.context.theme.type), strict=True))
        for number, step in enumerate(STEPS):
            _step(number, step, hue_of.get(step, "transparent"))
    with right:
        _curves()


def _step(number: int, step: Experiment, hue: str) -> None:
    """A step: the colour of its curve, what it changes, its smallest validation loss, and the press that trains it."""
    record, run = record_of(step.settings), run_of(step.settings)
    mark, says, outcome = st.columns(OF_A_STEP, vertical_alignment="center", gap="small")
    mark.html(f'<span style="color:{hue}" aria-hidden="true">●</span>')
    says.markdown(f"**{number} · {step.title}** :small[{_says(step)}]")
    with outcome.container(horizontal=True, vertical_alignment="center", gap="small"):
        if run is not None and not run.over:
            st.markdown("training …", width="content")
            return
        if record is not None:
            with st.container(key=f"lowest_{number}", width="content"):
                st.markdown(f"**{record.lowest:.3f}**", width="content", help=f"smallest at epoch {record.best_epoch}")
        if record is None or record.recorded:
            st.button(
                "Live",
                key=f"begin_{number}",
                icon=":material/play_arrow:",
                on_click=begin,
                args=(step.settings,),
                help="Train it on this server now.",
                type="tertiary",
            )
        if run is not None and run.state == "failed":
            st.error(run.problem)


def _says(step: Experiment) -> str:
    """What a step changes, with its own figures."""
    if step.settings == FILTERED:
        counts, n = data_of(FIRST).counts, SECOND.min_tokens
        long_enough = counts.lengths() >= n
        train, test = int(long_enough[: counts.n_train].sum()), int(long_enough[counts.n_train :].sum())
        return (
            f"Posts of fewer than {n} tokens go, of both sets: {counts.n_train:,} become {train:,} to train and "
            f"validate on, {counts.n_documents - counts.n_train:,} become {test:,} to test on."
        )
    if step.settings == HE:
        data = data_of(SECOND)
        inputs = [layer.inputs for layer in layers(HE, data.columns, len(data.classes))][:2]
        return (
            f"Weights of deviation {signal_size.he(inputs[0]):.4f} in the first layer, "
            f"{signal_size.he(inputs[1]):.3f} in the next, in place of {signal_size.RANDOM_NORMAL:g}."
        )
    if step.settings == DEEPER:
        return f"{len(DEEPER.units)} hidden layers of {DEEPER.units[0]} units, still drawn from the random normal."
    if step.settings == DROPOUT:
        return (
            f"{SECOND.dropout:.0%} of the last hidden layer's units are silent at each step, different ones each time."
        )
    if step.settings == SECOND:
        return f"Patience {SECOND.patience}: training ends at the first epoch whose validation loss is no better."
    return step.question


def _curves() -> None:
    """Validation loss of each step; posts left out make the first curve one of other posts."""
    known = [(n, step.title, record) for n, step in enumerate(STEPS) if (record := record_of(step.settings))]
    curves = [Curve(title, record.history, record.best_epoch, str(n)) for n, title, record in known]
    lowest = ", ".join(f"{title} {record.lowest:.3f}" for _, title, record in known)
    st.plotly_chart(
        learning_curves(curves, "loss", st.context.theme.type, validation_only=True),
        key="steps_loss",
        config={"displayModeBar": False},
        alt=f"Lowest validation loss: {lowest}",
    )


def _compared() -> None:
    """What the second model's better figure is made of, where both results are there."""
    first, second = record_of(FIRST), record_of(SECOND)
    if not first or not second:
        return
    spared = accuracy_on(first, second.documents)
    prose(
        f"**Evaluate, and compare with the first.** The second model is spared the shortest posts: on all "
        f"{len(first.documents):,} test posts the first model classifies {first.accuracy:.1%} correctly, on the "
        f"{len(second.documents):,} longer ones {spared:.1%}, with nothing changed but the posts. The second model "
        f"classifies {second.accuracy:.1%} of those. {on_test(first, second).sentence('the first', 'the second')}"
    )
    with st.container(horizontal=True):
        st.button("Test of the second model", on_click=look, args=("Test", SECOND), key="test_second")
        st.button("Test of the first model", on_click=look, args=("Test", FIRST), key="test_first")
        st.button("Two layers with He", on_click=look, args=("Train", SHALLOW_HE), key="shallow_he")
