"""Trains the lesson's models and records what they came to, for `engine.newsgroups.recorded`.

Usage:  python -m engine.newsgroups.prepare_data runs

Nothing but what is recorded is kept of them.
"""

from importlib.metadata import version
from typing import Any

from engine.jobs import Value
from engine.newsgroups import questions, recorded, training
from engine.newsgroups.experiments import DEEPER, DROPOUT, FILTERED, HE, LEAKING
from engine.newsgroups.models import FIRST, SECOND, Settings, for_epochs
from engine.newsgroups.run_record import Record
from engine.newsgroups.sample_posts import READY
from engine.newsgroups.verdict import Verdict

QUESTIONED = (FIRST, SECOND, LEAKING)
RUNS = (FIRST, for_epochs(FIRST, 5), FILTERED, DEEPER, HE, DROPOUT, SECOND, LEAKING)


def prepare() -> None:
    """Trains all of them, one after another, and writes the file."""
    import tensorflow as tf  # its package has another name on each system

    note = {
        "made from": "the lesson's runs of act 3, trained as the app trains them",
        "made with": f"Keras {version('keras')}, TensorFlow {tf.__version__}",
        "kept": "probabilities of the test posts in thousandths, predictions of the validation posts, and as JSON: "
        "history, the traced post, measures, verdicts on the project's own posts, words that push each class",
    }
    recorded.write([_run(settings) for settings in RUNS], note)


def _run(settings: Settings) -> tuple[Record, dict[str, Verdict], recorded.Pushers]:
    kept = training.train(settings, _tell, lambda: False)
    record, value = kept.result, Value(settings.key, kept.content)
    print(f"{record.validation_accuracy:.1%} on validation, {record.accuracy:.1%} on the test posts", flush=True)
    if settings not in QUESTIONED:
        return record, {}, {}
    verdicts = {text: questions.explain(value, settings, text).verdict for text in READY.values()}
    return record, verdicts, questions.pushers(value, settings)


def _tell(event: dict[str, Any]) -> None:
    if event["kind"] == "epoch":
        print(f"epoch {event['epoch']}: validation loss {event['val_loss']:.4f}", flush=True)
