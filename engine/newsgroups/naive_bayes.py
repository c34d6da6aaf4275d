"""Naive Bayes on the second model's own vectors, as a run beside the networks'."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from engine.classifier.counting_bayes import Kind, fit, predict
from engine.jobs.memory import Peak
from engine.newsgroups.dataset import dataset
from engine.newsgroups.models import SECOND, Settings
from engine.newsgroups.run_record import Record
from engine.newsgroups.training import Report, record


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
    data = dataset(settings.of)
    report({"kind": "data", **data.sizes()})
    with Peak() as peak:
        X, y = data.vectors(data.parts.train), data.labels(data.parts.train)
        start = time.perf_counter()
        W, b = fit(X, y, len(data.classes), settings.kind, settings.alpha)
        seconds = time.perf_counter() - start
        report({"kind": "test", "documents": len(data.parts.test)})
        probabilities = predict(data.vectors(data.parts.test), W, b)
        validated = predict(data.vectors(data.parts.validation), W, b).argmax(axis=1)
    size = W.size + (len(b) if settings.kind == "multinomial" else 0)
    return record(settings.of, f"{settings.kind} Naive Bayes", data, probabilities, validated, size, seconds, peak.mb)
