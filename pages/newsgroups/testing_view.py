"""Testing: how a model does on the posts kept aside, and where it goes wrong."""

import math

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from engine.classifier.measures import interval
from engine.newsgroups.blocks import ordered
from engine.newsgroups.dated_split import explained
from engine.newsgroups.run_record import Record
from engine.newsgroups.testing import Test, opened
from engine.newsgroups.verdict import DIVERGED
from pages.newsgroups.confusion import confusion_tab
from pages.newsgroups.documents import documents_table
from pages.newsgroups.known_runs import chosen_record
from pages.newsgroups.lesson_text import why
from pages.newsgroups.weights import weights_tab
from pages.shared.columns import COUNT, PERCENT, SCORE, percent, rounded
from pages.shared.markdown_escape import plain
from pages.shared.term_links import prose

LOOKS = ("Confusion", "Report", "Short posts", "Weights")
INTERVAL = "±: half of the 95% interval, what chance alone moves it. Guessing is right for about 1 post in 20."
BLOCK = "Predicted as the right newsgroup or as a related one: the blocks are those along the matrix's diagonal."
MACRO_F1 = (
    "The F1 of each class, precision and recall in one, averaged over the 20 classes, each counting the same. One "
    "class that does badly pulls it down, however few posts it has."
)
LOSS = (
    "Categorical cross-entropy: the mean of −ln of the probability that the right class got. Giving all "
    "{classes} the same probability would cost ln {classes} = {guess:.2f}."
)


def test_view(head: DeltaGenerator) -> None:
    record = chosen_record(head)
    if record is None:
        return
    test = opened(record)
    with st.container(gap="xxsmall", key="test_tabs"):
        _figures(record, test)
        tabs = st.tabs(LOOKS, key="look", on_change="rerun", bind="query-params")
    contents = (
        lambda: _confusion(record, test),
        lambda: _report(test),
        lambda: _short(test),
        lambda: weights_tab(test, record),
    )
    for tab, content in zip(tabs, contents, strict=True):
        if tab.open:
            with tab:
                content()


def _confusion(record: Record, test: Test) -> None:
    confusion_tab(test)
    if gap := explained(record):
        prose(f"**Why is the test accuracy lower than the validation accuracy?** {plain(gap)}")
    found = test.confused(ordered(test.classes))
    why("confusion", within=f"{found.within:.0%}", chance=f"{found.by_chance:.0%}")


def _figures(record: Record, test: Test) -> None:
    """All figures in one line, and where the gap to the validation posts comes from."""
    n, classes = len(test.truth), len(test.classes)
    half = 100 * interval(record.accuracy, n)
    block = test.in_block(ordered(test.classes))
    with st.container(horizontal=True, key="test_figures"):
        for figure, help in (
            (f"**{record.accuracy:.1%}** ± {half:.1f} of {record.tested} classified correctly", INTERVAL),
            (f"**{block:.1%}** in the right block", BLOCK),
            (f"macro F1 **{record.macro_f1:.3f}**", MACRO_F1),
            (f"loss **{record.loss:.4f}**", LOSS.format(classes=classes, guess=math.log(classes))),
        ):
            st.markdown(figure, help=help, width="content")
    if not math.isfinite(record.loss):
        st.warning(DIVERGED, icon=":material/trending_up:")


def _report(test: Test) -> None:
    prose(
        "**Precision**: of the posts predicted as this class, how many are. **Recall**: of the posts of this class, "
        "how many were found. **F1** is their harmonic mean. Press a column's head to sort."
    )
    rows = [
        {
            "class": row.name,
            "precision": percent(row.precision),
            "recall": percent(row.recall),
            "F1": rounded(row.f1, 3),
            "posts": row.support,
            "predicted": row.predicted,
        }
        for row in test.report()
    ]
    columns = {"precision": PERCENT, "recall": PERCENT, "F1": SCORE}
    st.dataframe(rows, hide_index=True, column_config=columns, height=738, key="report")
    why("report")


def _short(test: Test) -> None:
    for sentence in (test.accepting(), test.of_no_token()):
        if sentence:
            prose(plain(sentence))
    greedy = test.report()[test.greedy()]
    rows = [{"tokens": name, "posts": n, "accuracy": percent(share)} for name, n, share in test.by_length()]
    wrong = test.wrongly(test.greedy())
    left, right = st.columns([2, 3], gap="large")
    left.markdown("**Accuracy by number of tokens**")
    left.dataframe(rows, hide_index=True, column_config={"posts": COUNT, "accuracy": PERCENT}, key="by_length")
    left.caption("The fewer tokens a post has, the less there is to judge by.")
    right.markdown(f"**The {len(wrong):,} posts wrongly predicted as {greedy.name}, shortest first**")
    with right:
        documents_table(test, wrong, test.greedy(), "greedy")
    why("short")
