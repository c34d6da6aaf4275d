"""The raw text of the newsgroup posts, from scikit-learn's own loader.

The bag-of-words counts ship with the app (`engine.text.counts`); the text does not, and is fetched when a page
shows it. Posts are numbered 0 to 18,845: the training posts first, then the test posts, each in the loader's order.
"""

from dataclasses import dataclass
from typing import Literal

TRAIN, TEST = 11_314, 7_532
REMOVED = ("headers", "footers", "quotes")
Subset = Literal["train", "test"]


@dataclass(frozen=True, slots=True, eq=False)
class Posts:
    """The posts of one subset. texts and labels have one entry a post; classes names the 20 labels."""

    texts: list[str]
    labels: list[int]
    classes: list[str]


def load(subset: Subset, remove: tuple[str, ...] = REMOVED, download: bool = False) -> Posts:
    """Posts as `fetch_20newsgroups` gives them, shuffled with its default seed.

    Raises: OSError if the text is not on this machine and download is false, or if it cannot be fetched.
    """
    from sklearn.datasets import fetch_20newsgroups

    bunch = fetch_20newsgroups(subset=subset, remove=remove, download_if_missing=download)
    return Posts(bunch.data, bunch.target.tolist(), list(bunch.target_names))
