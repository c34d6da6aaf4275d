"""What a finished training shows, in a sentence beside its curves."""

import math

from engine.newsgroups.run_record import Record
from engine.newsgroups.verdict import DIVERGED

GUESSING = 0.985  # of what guessing costs, ln(classes): a loss that stays above it has found nothing


def account(record: Record) -> str:
    """Where the validation loss turned and what happened from there on; "" where no epoch was finished."""
    best, n = record.best_epoch, len(record.history)
    if not n:
        return ""
    if not best:
        return DIVERGED
    low, end = record.history[best - 1], record.history[-1]
    classes, lowest = record.probabilities.shape[1], low["val_loss"]
    guess = math.log(classes)
    if lowest > GUESSING * guess:
        better = "hardly" if lowest < guess else "no"
        return (
            f"The validation loss never fell below {lowest:.3f}: {better} better than guessing, which costs "
            f"ln {classes} = {guess:.3f}."
        )
    if n == 1:
        return (
            f"The validation loss is {end['val_loss']:.3f} after one epoch. One epoch says nothing yet about which way "
            "it goes."
        )
    if best == n:
        return f"The validation loss was still falling when training ended, at {end['val_loss']:.3f}."
    told = (
        f"The validation loss turned after epoch {best}: from {low['val_loss']:.3f} to {end['val_loss']:.3f} by epoch "
        f"{n}, while the training loss went from {low['loss']:.3f} to {end['loss']:.3f}. From the turn on the model "
        "becomes too sure where it is wrong on posts it has not learned from: overfitting."
    )
    most = max(range(n), key=lambda i: record.history[i]["val_accuracy"])
    if most + 1 > best:
        told += (
            f" Its validation accuracy was highest later, at epoch {most + 1}: which class wins may still improve "
            "while the certainty gets worse."
        )
    return told
