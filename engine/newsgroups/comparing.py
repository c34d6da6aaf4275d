"""Two runs of the act on the posts that judge both."""

import numpy as np
from numpy.typing import NDArray

from engine.classifier.paired import Paired, paired
from engine.newsgroups.dataset import dataset
from engine.newsgroups.run_record import Record


def on_validation(first: Record, second: Record) -> Paired | None:
    """The two on the validation posts; None where they were not validated on the same ones.

    Posts that validate one run may have been learned from by another whose split is a different one, so only equal
    validation sets are compared.
    """
    if not np.array_equal(first.validated, second.validated) or first.settings.corpus != second.settings.corpus:
        return None
    truth = dataset(first.settings).labels(first.validated)
    return paired(truth, first.validation_predicted, second.validation_predicted)


def on_test(first: Record, second: Record) -> Paired:
    """The two on the test posts that both were tested on; nobody has learned from those.

    Raises: ValueError if there are none.
    """
    common, here, there = np.intersect1d(first.documents, second.documents, return_indices=True)
    if not len(common):
        raise ValueError("The two runs have no test post in common.")
    truth = dataset(first.settings).labels(common)
    return paired(truth, first.predicted[here], second.predicted[there])


def validated_on_longer(record: Record, min_tokens: int) -> float:
    """Share of its validation posts of at least so many tokens that the run classified correctly."""
    data = dataset(record.settings)
    long_enough = data.counts.lengths()[record.validated] >= min_tokens
    truth = data.labels(record.validated[long_enough])
    return float((record.validation_predicted[long_enough] == truth).mean())


def accuracy_on(record: Record, documents: NDArray[np.integer]) -> float:
    """Share of these test documents that the run classified correctly; those it was not tested on do not count."""
    inside = np.isin(record.documents, documents)
    truth = dataset(record.settings).labels(record.documents[inside])
    return float((record.predicted[inside] == truth).mean())
