"""How large the newsgroups are, in words."""

import numpy as np

from engine.newsgroups.counts import Counts


def smallest_and_largest(counts: Counts) -> str:
    """What guessing gives, and how far the classes are from being equally large."""
    sizes = np.bincount(counts.labels[: counts.n_train], minlength=len(counts.classes))
    tests = np.bincount(counts.labels[counts.n_train :], minlength=len(counts.classes))
    small, large = int(sizes.argmin()), int(sizes.argmax())
    share = tests[large] / tests.sum()
    return (
        f"{counts.classes[small]} has the fewest in the training part, {sizes[small]:,}, {counts.classes[large]} the "
        f"most, {sizes[large]:,}. Always answering {counts.classes[large]} would be right for {share:.1%} of those in "
        "the test part."
    )
