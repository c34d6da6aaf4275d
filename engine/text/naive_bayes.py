"""Naive Bayes on the same vectors: no layers, no epochs, one count of words a class. Web-safe: scikit-learn alone."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.text.dataset import dataset
from engine.text.lean import without
from engine.text.memory import Peak
from engine.text.models import SECOND, Settings
from engine.text.record import Record
from engine.text.training import Report, record

Kind = Literal["multinomial", "complement"]


@dataclass(frozen=True, slots=True)
class BayesSettings:
    """One Naive Bayes run. of: the run whose vectors it shares. alpha: what is added to every count (smoothing)."""

    kind: Kind = "multinomial"
    alpha: float = 1.0
    of: Settings = SECOND

    def __post_init__(self) -> None:
        if self.kind not in ("multinomial", "complement"):
            raise ValueError(f"there is no {self.kind!r} Naive Bayes here; there are multinomial and complement.")
        if not 1e-10 <= self.alpha <= 100:
            raise ValueError(f"alpha is {self.alpha}; it can be 1e-10 to 100.")


def train(settings: BayesSettings, report: Report, stopped: Callable[[], bool]) -> Record:
    """Fits and tests it: under a second, so it neither reports much nor needs stopping.

    Multinomial: class c scores ln P(c) + sum of x_w ln P(w | c). Complement: the words of all other classes count
    against it, which mends unequal classes. Parameters: a log probability for each word and class, and (multinomial)
    one a class. The probabilities of complement NB are its scores through softmax: a ranking, not calibrated.
    Source: Manning, Raghavan, Schütze 2008, chapter 13; Rennie et al. 2003.
    """
    with without("pandas"):
        from sklearn.naive_bayes import ComplementNB, MultinomialNB

    data = dataset(settings.of)
    report({"kind": "data", **data.sizes()})
    with Peak() as peak:
        X, y = data.vectors(data.parts.train), data.labels(data.parts.train)
        model = (MultinomialNB if settings.kind == "multinomial" else ComplementNB)(alpha=settings.alpha)
        start = time.perf_counter()
        model.fit(X, y)
        seconds = time.perf_counter() - start
        report({"kind": "test", "documents": len(data.parts.test)})
        probabilities = model.predict_proba(data.vectors(data.parts.test)).astype(np.float32)
    size = model.feature_log_prob_.size + (len(data.classes) if settings.kind == "multinomial" else 0)
    return record(settings.of, f"{settings.kind} Naive Bayes", data, probabilities, size, seconds, peak.mb)
