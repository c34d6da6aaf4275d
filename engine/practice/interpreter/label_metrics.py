"""What scikit-learn's figures of labels stop at: two arrays that do not fit each other. The figures are not worked out.

As `sklearn.metrics` sorts targets: one whole number for each row; rows of zeros and ones, of which several may be 1
("multilabel-indicator"); and numbers that are no classes at all, such as probabilities.
"""

from typing import Any

import numpy as np

from engine.practice.errors import Stops
from engine.practice.interpreter.sampled import Sampled

TAKES_ROWS = frozenset(
    {"accuracy_score", "f1_score", "precision_score", "recall_score", "precision_recall_fscore_support"}
    | {"classification_report", "hamming_loss", "jaccard_score", "fbeta_score", "zero_one_loss"}
)
NUMBERS_ALONE = frozenset(["confusion_matrix", "balanced_accuracy_score", "cohen_kappa_score", "matthews_corrcoef"])
OF_TWO = frozenset(["f1_score", "precision_score", "recall_score", "jaccard_score", "fbeta_score"])  # unless told
ONE_EACH, ROWS, NO_CLASSES = "a number for each newswire", "rows of zeros and ones", "no classes"
FIRST = "Which topic is likeliest comes first, `argmax(axis=1)`, for labels that are rows as for outputs."


def compared(path: str, args: list[Any], named: dict[str, Any]) -> list[Any] | None:
    """Labels and predictions, where a call of one of these figures is given two arrays."""
    home, _, name = path.rpartition(".")
    if home != "sklearn.metrics" or name not in TAKES_ROWS | NUMBERS_ALONE:
        return None
    given = [*args[:2], *(named[word] for word in ("y_true", "y_pred") if word in named)][:2]
    return given if len(given) == 2 and all(isinstance(each, Sampled | np.ndarray) for each in given) else None


def check(path: str, args: list[Any], named: dict[str, Any]) -> None:
    """Of a call of a function of `sklearn.metrics`. Raises: Stops, where scikit-learn would."""
    name = path.rpartition(".")[2]
    given = compared(path, args, named)
    if given is None:
        return
    shapes = [each.shape for each in given]
    if any(len(shape) not in (1, 2) for shape in shapes):
        return
    if shapes[0][0] != shapes[1][0]:
        raise Stops(
            "ValueError",
            f"`{name}` compares row by row, and gets {shapes[0][0]:,} labels and {shapes[1][0]:,} predictions.",
        )
    sorts = [_sort(each) for each in given]
    if None in sorts:
        return
    if NO_CLASSES in sorts:
        at = sorts.index(NO_CLASSES)
        what = "rows of numbers" if len(shapes[at]) == 2 else "numbers"
        raise Stops(
            "ValueError",
            f"`{name}` needs classes, and the {('labels', 'predictions')[at]} are {what} between whole ones. {FIRST}",
        )
    if sorts[0] != sorts[1]:
        raise Stops(
            "ValueError", f"`{name}` gets {sorts[0]} as labels and {sorts[1]} as predictions, and refuses. {FIRST}"
        )
    if sorts[0] == ROWS and name in NUMBERS_ALONE:
        raise Stops("ValueError", f"`{name}` does not take {ROWS}. {FIRST}")
    if name in OF_TWO and named.get("average", "binary") == "binary" and (sorts[0] == ROWS or _many(given)):
        raise Stops("ValueError", f"`{name}` is for two classes unless it is told more: add average='macro'.")


def _many(given: list[Any]) -> bool:
    """Whether labels and predictions name more than two classes."""
    rows = [np.asarray(each.rows if isinstance(each, Sampled) else each).ravel() for each in given]
    return len(np.unique(np.concatenate(rows))) > 2


def _sort(held: Any) -> str | None:
    """The sort of target; None where that cannot be told."""
    rows = np.asarray(held.rows if isinstance(held, Sampled) else held)
    if rows.dtype == object or not rows.size or rows.dtype.kind not in "biuf":
        return None
    if rows.dtype.kind == "f" and not np.array_equal(rows, np.round(rows)):
        return NO_CLASSES
    if rows.ndim == 1 or rows.shape[1] == 1:
        return ONE_EACH
    return ROWS if set(np.unique(rows).tolist()) <= {0, 1} else None
