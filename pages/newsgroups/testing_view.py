"""Testing: how a trained model does on the posts kept aside, and where it goes wrong."""

import math

import streamlit as st

from engine.newsgroups.run_record import Record
from engine.newsgroups.testing import Test, opened
from engine.newsgroups.verdict import DIVERGED
from pages.newsgroups.address import titled
from pages.newsgroups.confusion import confusion_tab
from pages.newsgroups.documents import documents_table
from pages.newsgroups.lesson_text import why
from pages.newsgroups.runs import finished_run
from pages.newsgroups.weights import weights_tab

LOOKS = ("Confusion", "Report", "Short posts", "Weights")
PERCENT = st.column_config.NumberColumn(format="percent")


def test_view() -> None:
    run = finished_run()
    if run is None:
        return
    record = run.result()
    test = opened(record)
    _figures(record, test, titled(run.settings))
    tabs = st.tabs(LOOKS, key="look", on_change="rerun", bind="query-params")
    contents = (
        lambda: confusion_tab(test, run.settings),
        lambda: _report(test),
        lambda: _short(test),
        lambda: weights_tab(test, run.settings),
    )
    for tab, content in zip(tabs, contents, strict=True):
        if tab.open:
            with tab:
                content()


def _figures(record: Record, test: Test, title: str) -> None:
    st.markdown(f"**{title}**, tested on {len(test.truth):,} posts it has never seen")
    loss, accuracy, f1 = st.columns(3)
    accuracy.metric("accuracy", f"{record.accuracy:.1%}", help="Share of the test posts put right. Guessing gives 5%.")
    loss.metric(
        "loss", f"{record.loss:.4f}", help="Categorical cross-entropy: the mean of −ln of the right class' share."
    )
    if not math.isfinite(record.loss):
        st.warning(DIVERGED, icon=":material/trending_up:")
    f1.metric("macro F1", f"{record.macro_f1:.3f}", help="Precision and recall in one, averaged over the 20 classes.")


def _report(test: Test) -> None:
    st.markdown(
        "**Precision**: of the posts called this class, how many are. **Recall**: of the posts of this class, how many "
        "were found. **F1** is their harmonic mean. Press a column's head to sort."
    )
    rows = [
        {
            "class": row.name,
            "precision": row.precision,
            "recall": row.recall,
            "F1": row.f1,
            "posts": row.support,
            "called so": row.called,
        }
        for row in test.report()
    ]
    columns = {"precision": PERCENT, "recall": PERCENT, "F1": PERCENT}
    st.dataframe(rows, hide_index=True, column_config=columns, height=738, key="report")
    st.markdown("**Most often confused**")
    rows = [
        {
            "posts of": test.classes[pair.truth],
            "called": test.classes[pair.predicted],
            "posts": pair.documents,
            "share of the class": pair.share,
        }
        for pair in test.pairs()
    ]
    st.dataframe(rows, hide_index=True, column_config={"share of the class": PERCENT}, key="pairs")
    st.markdown(
        "Read the pairs as a map of what people talk about: the computing groups share their words; so do atheism, "
        "christianity and religion, and guns and politics. A person would not always tell them apart either."
    )
    why("report")


def _short(test: Test) -> None:
    greedy = test.report()[test.greedy()]
    st.markdown(
        f"**{greedy.name}** finds {greedy.recall:.0%} of its own posts, but only {greedy.precision:.0%} of what is put "
        "there belongs there: high recall, low precision. It swallows what says too little."
    )
    if (test.lengths == 0).any():
        empty = test.predicted[test.lengths == 0]
        st.markdown(
            f"{len(empty):,} test posts have no token left. Their vectors are all zeros, so only the biases speak, and "
            f"every one of them is called **{test.classes[int(empty[0])]}**. One or two weak words change little."
        )
    rows = [{"tokens": name, "posts": n, "accuracy": share} for name, n, share in test.by_length()]
    wrong = test.wrongly(test.greedy())
    left, right = st.columns([2, 3], gap="large")
    left.markdown("**Accuracy by number of tokens**")
    left.dataframe(rows, hide_index=True, column_config={"accuracy": PERCENT}, key="by_length")
    left.caption("The fewer tokens a post has, the less there is to judge by.")
    right.markdown(f"**The {len(wrong):,} posts wrongly put into {greedy.name}, shortest first**")
    with right:
        documents_table(test, wrong, test.greedy(), "greedy")
    why("short")
