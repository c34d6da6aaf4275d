"""Why a model does worse on the test posts than on the validation posts, with the run's own figures."""

from engine.classifier.measures import interval
from engine.newsgroups.run_record import Record
from engine.newsgroups.vectors import TRAIN_SIZE


def explained(record: Record) -> str:
    """The two accuracies side by side, and where the gap comes from; "" where there is no gap to explain."""
    n, tests = len(record.validated), len(record.documents)
    gap = record.validation_accuracy - record.accuracy
    chance = interval(record.validation_accuracy, n) + interval(record.accuracy, tests)
    if gap <= chance:
        return ""
    return (
        f"{record.validation_accuracy:.1%} of the {n:,} validation posts, {record.accuracy:.1%} of the "
        f"{record.tested}. The validation posts are {1 - TRAIN_SIZE:.0%} of the posts of the training weeks, drawn at "
        "random, often of the same threads as those learned from; the test posts were written later. Most of the "
        "gap comes from that: shared threads flatter the first figure, and time lowers the second."
    )
