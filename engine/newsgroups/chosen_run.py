"""The run that the validation posts choose, and what its test posts then say of it: looked at once."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from engine.classifier.measures import interval
from engine.newsgroups.comparing import on_validation, validated_on_longer
from engine.newsgroups.experiments import EXPERIMENTS, LEAKING
from engine.newsgroups.models import SECOND, Settings
from engine.newsgroups.naive_bayes import BayesSettings
from engine.newsgroups.run_record import Record

AnySettings = Settings | BayesSettings


@dataclass(frozen=True, slots=True)
class Standing:
    """A run among the others. half: half of its validation accuracy's 95% interval."""

    settings: AnySettings
    record: Record
    half: float


def standings(records: Mapping[AnySettings, Record]) -> list[Standing]:
    """Every run on the same posts as the lesson's models, the largest validation accuracy first.

    A run on other posts (headers and quotes left in) was not given the same task, and does not compete.
    """
    ours = [
        Standing(settings, record, interval(record.validation_accuracy, len(record.validated)))
        for settings, record in records.items()
        if record.settings.corpus == "newsgroups"
    ]
    return sorted(ours, key=lambda one: -one.record.validation_accuracy)


def with_short_posts(records: Mapping[AnySettings, Record]) -> str:
    """Which runs were validated with short posts among the others, and what they reach without; "" if none."""
    fewest, found = SECOND.min_tokens, []
    for one in EXPERIMENTS:
        record = records.get(one.settings)
        if record is not None and record.settings.min_tokens < fewest:
            found.append(f"{one.title} {validated_on_longer(record, fewest):.1%}")
    if not found:
        return ""
    return (
        f"Not all were judged on the same posts: the runs of the first model had posts of fewer than {fewest} tokens "
        f"among theirs, the others had not. On the longer ones alone they classify correctly: {', '.join(found)}."
    )


def judged_otherwise(settings: Settings) -> str:
    """Which posts a run was judged with and the second model was not; "" where there are none."""
    return "short posts too" if settings.min_tokens < SECOND.min_tokens else ""


def no_candidate(records: Mapping[AnySettings, Record]) -> str:
    """Why the run on the posts as they came does not compete; "" where there is none."""
    leaking = records.get(LEAKING)
    if leaking is None:
        return ""
    return (
        f"The run that reads names and signatures too, {leaking.validation_accuracy:.1%}, is no candidate: a new post "
        "would not have them."
    )


def against_second(record: Record, second: Record | None) -> str:
    """How a run compares with the second model on the same validation posts; "" where it cannot be compared."""
    if second is None or second is record:
        return ""
    found = on_validation(second, record)
    return found.sentence("the second model", "this run") if found else ""


def on_the_test_posts(record: Record) -> str:
    """The test figures of the chosen run, as one sentence; of one whose probabilities are too extreme, a second."""
    n = len(record.documents)
    half = 100 * interval(record.accuracy, n)
    told = (
        f"{record.accuracy:.1%} of the {record.tested} are classified correctly, ± {half:.1f} points; macro F1 is "
        f"{record.macro_f1:.3f}."
    )
    if "multinomial" in record.kind and record.loss > math.log(record.probabilities.shape[1]):
        told += (
            f" Its test loss, {record.loss:.2f}, is larger than guessing costs, "
            f"{math.log(record.probabilities.shape[1]):.2f}: it multiplies the evidence of words that are not "
            "independent, so its probabilities are far too extreme. Which class it ranks first is good all the same."
        )
    return told
