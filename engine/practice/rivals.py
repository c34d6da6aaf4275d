"""What simple rivals reach on the same newswires."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.classifier.counting_bayes import Kind, fit, predict
from engine.classifier.measures import macro_f1
from engine.jobs.estimate import Estimate, estimated
from engine.practice.articles import vectorise
from engine.practice.reuters import Loading, load_data


@dataclass(frozen=True, slots=True, eq=False)
class Baseline:
    """A simple rival on the same newswires. validated: its accuracy on the last tenth of the training newswires.

    predicted: (tests,) the topics that it gives to the test newswires.
    """

    name: str
    accuracy: float
    macro_f1: float
    validated: float
    predicted: NDArray[np.integer]


@estimated(lambda loading: Estimate(seconds=3, mb=150))
def baselines(loading: Loading) -> list[Baseline]:
    """Always the largest topic, and Naive Bayes (multinomial and complement) on word counts.

    Validated, as a network is, on the last tenth of the training newswires, having learned from the others.
    """
    train_part, test_part = load_data(loading)
    width = int(max(train_part.indices.max(), test_part.indices.max())) + 1
    X, X_test = vectorise(train_part, test_part, "count", width)
    cut, truth = int(0.9 * X.shape[0]), test_part.topics
    tested = _answers(X, train_part.topics, X_test)
    checked = _answers(X[:cut], train_part.topics[:cut], X[cut:])
    return [
        Baseline(
            name,
            float((given == truth).mean()),
            macro_f1(truth, given),
            float((checked[name] == train_part.topics[cut:]).mean()),
            given,
        )
        for name, given in tested.items()
    ]


def _answers(X: Any, given: NDArray[np.integer], asked: Any) -> dict[str, NDArray[np.integer]]:
    """The topics that each rival gives to the rows asked, having learned from X."""
    topics, y = np.unique(given, return_inverse=True)  # a topic that nobody has is never an answer
    answers = {"Always the largest topic": np.full(asked.shape[0], topics[np.bincount(y).argmax()])}
    kinds: tuple[Kind, ...] = ("multinomial", "complement")
    for kind in kinds:
        scores = predict(asked, *fit(X, y, len(topics), kind, alpha=1.0))
        answers[f"Naive Bayes, {kind}"] = topics[scores.argmax(axis=1)]
    return answers
