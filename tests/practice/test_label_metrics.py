"""Where scikit-learn's figures of labels stop, asked of scikit-learn itself."""

from contextlib import suppress

import numpy as np
import pytest
from sklearn import metrics

from engine.practice.errors import Stops
from engine.practice.interpreter.label_metrics import NUMBERS_ALONE, TAKES_ROWS, check

CHANCE = np.random.default_rng(0)
OUTPUTS = CHANCE.dirichlet(np.ones(4), 40)
NUMBERS = np.arange(40) % 4
ROWS = np.eye(4)[NUMBERS]
TWO = np.arange(40) % 2
ARRAYS = [
    TWO,
    NUMBERS,
    NUMBERS * 1.0,
    NUMBERS[:30],
    ROWS,
    OUTPUTS,
    OUTPUTS.max(axis=1),
    np.round(OUTPUTS),
    NUMBERS[:, None],
]
FURTHER = {"f1_score", "precision_score", "recall_score", "jaccard_score", "fbeta_score"}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("name", "told"),
    [(name, {}) for name in sorted(TAKES_ROWS | NUMBERS_ALONE)]
    + [(name, {"average": "macro"}) for name in sorted(FURTHER)],
)
def test_a_figure_stops_where_scikit_learn_stops_and_nowhere_else(name: str, told: dict[str, str]) -> None:
    further = told | ({"beta": 1} if name == "fbeta_score" else {})
    for truth in ARRAYS:
        for said in ARRAYS:
            theirs = ours = "stops"
            with suppress(ValueError):
                getattr(metrics, name)(truth, said, **further)
                theirs = "runs"
            with suppress(Stops):
                check(f"sklearn.metrics.{name}", [truth], {"y_pred": said} | further)
                ours = "runs"
            assert ours == theirs, (truth.shape, truth.dtype, said.shape, said.dtype)
