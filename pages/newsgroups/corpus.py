"""The posts as the page gets at them: counts and vectors of a model's settings, and a way to pick one post."""

import streamlit as st

from engine.newsgroups.counts import Counts
from engine.newsgroups.dataset import Dataset, dataset
from engine.newsgroups.models import FIRST, Settings
from engine.newsgroups.shipped_arrays import DamagedData

PARTS = ("training", "test")


def data_of(settings: Settings) -> Dataset:
    """The data of these settings; the page stops with a sentence where there is none."""
    try:
        return dataset(settings)
    except (ValueError, DamagedData) as problem:
        st.error(str(problem), icon=":material/error:")
        st.stop()


def corpus() -> Counts:
    """Term counts of all 18,846 posts."""
    return data_of(FIRST).counts


def post_picker() -> int:
    """A post's number, chosen by newsgroup, part and place among its own; the choice stands in the address."""
    data = corpus()
    left, middle, right = st.columns([3, 2, 3], vertical_alignment="bottom")
    name = left.selectbox(
        "Newsgroup", data.classes, index=data.classes.index("sci.space"), key="group", bind="query-params"
    )
    part = middle.segmented_control("Part", PARTS, default="training", required=True, key="part", bind="query-params")
    among = _among(data.classes.index(name), part == "test")
    place = right.number_input(f"Post, 1 to {len(among)}", 1, len(among), 1, key="post", bind="query-params")
    return among[min(int(place), len(among)) - 1]


def place_of(number: int) -> str:
    """Which post this is, as a person counts: "Post 1 of the 593 posts of sci.space in the training part"."""
    data = corpus()
    label, tests = int(data.labels[number]), number >= data.n_train
    among = _among(label, tests)
    where = f"{data.classes[label]} in the {PARTS[tests]} part"
    return f"Post {among.index(number) + 1:,} of the {len(among):,} posts of {where}"


def _among(label: int, tests: bool) -> list[int]:
    """The numbers of a newsgroup's training or test posts."""
    data = corpus()
    return [i for i, own in enumerate(data.labels.tolist()) if own == label and (i >= data.n_train) == tests]
