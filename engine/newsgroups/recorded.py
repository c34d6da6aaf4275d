"""What the lesson's runs came to when the prepared data were made: shown until this server has trained them itself.

`assets/data/recorded.npz` holds, for each run, its class probabilities of every test post (in thousandths), its
predictions of the validation posts, and one text of JSON: history, the traced post, measures, verdicts on the project's
own posts, and the words that push each class. `engine.newsgroups.prepare_recorded` makes it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.newsgroups import shipped_arrays
from engine.newsgroups.dataset import dataset
from engine.newsgroups.models import Settings
from engine.newsgroups.run_record import Record
from engine.newsgroups.verdict import Verdict, Word
from engine.once import once

NAME = "recorded"
STEPS = 1000  # a probability is kept in so many steps
Pushers = dict[str, list[tuple[str, float]]]
KEPT = ("kind", "loss", "accuracy", "macro_f1", "parameters", "seconds", "peak_mb", "validation_accuracy")


@dataclass(frozen=True, slots=True)
class Recording:
    """One recorded run. verdicts: text -> what it said of it; pushers: class -> words; both empty for lesser runs."""

    record: Record
    verdicts: Mapping[str, Verdict]
    pushers: Pushers


def find(settings: Settings) -> Recording | None:
    """The recording of these settings, if there is one.

    Raises: DamagedData if the file is missing or was changed.
    """
    return _opened(settings) if settings in _facts() else None


def records() -> list[Record]:
    """Every recorded run, in the lesson's order."""
    return [_opened(settings).record for settings in _facts()]


def history(settings: Settings) -> list[dict[str, Any]]:
    """The epochs of a recorded run, without opening its predictions; empty where there is none."""
    return _facts()[settings][1]["history"] if settings in _facts() else []


@once()
def _file() -> dict[str, NDArray[Any]]:
    return shipped_arrays.read(NAME)


@once()
def _facts() -> dict[Settings, tuple[int, dict[str, Any]]]:
    """Settings -> place in the file, and what stands there as JSON."""
    rows = json.loads(_file()["facts"].tobytes().decode())
    return {settings_of(row["settings"]): (i, row) for i, row in enumerate(rows)}


@once()
def _opened(settings: Settings) -> Recording:
    i, row = _facts()[settings]
    parts, classes = dataset(settings).parts, dataset(settings).classes
    thousandths = _file()[f"probabilities_{i}"].astype(np.float32)
    record = Record(
        settings=settings,
        documents=parts.test,
        probabilities=thousandths / thousandths.sum(axis=1, keepdims=True),
        validated=parts.validation,
        validation_predicted=_file()[f"validation_{i}"].astype(np.int64),
        history=row["history"],
        samples=row["samples"],
        recorded=True,
        **{name: row[name] for name in KEPT},
    )
    verdicts = {text: verdict_of(said, classes) for text, said in row["verdicts"].items()}
    pushers = {name: [(word, push) for word, push in words] for name, words in row["pushers"].items()}
    return Recording(record, verdicts, pushers)


def write(runs: list[tuple[Record, Mapping[str, Verdict], Pushers]], note: Mapping[str, Any]) -> None:
    """Writes the file from finished runs, with what they said of the project's own posts."""
    arrays: dict[str, NDArray[Any]] = {}
    rows = []
    for i, (record, verdicts, pushers) in enumerate(runs):
        arrays[f"probabilities_{i}"] = in_steps(record.probabilities)
        arrays[f"validation_{i}"] = record.validation_predicted.astype(np.uint8)
        facts = {name: getattr(record, name) for name in (*KEPT, "history", "samples")}
        said = {text: asdict(verdict) for text, verdict in verdicts.items()}
        rows.append({"settings": asdict(record.settings), **facts, "verdicts": said, "pushers": pushers})
    arrays["facts"] = np.frombuffer(json.dumps(rows, allow_nan=False).encode(), np.uint8)
    shipped_arrays.write(NAME, arrays, {**note, "runs": len(runs)})


def in_steps(probabilities: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Probabilities in thousandths, the largest still the largest: (documents, classes), whole numbers."""
    made = np.round(probabilities * STEPS).astype(np.uint16)
    rows, best = np.arange(len(made)), probabilities.argmax(axis=1)
    moved = made.argmax(axis=1) != best
    made[rows[moved], best[moved]] = made[moved].max(axis=1) + 1
    return made


def settings_of(row: Mapping[str, Any]) -> Settings:
    """Settings from their JSON."""
    values: dict[str, Any] = {field.name: row[field.name] for field in fields(Settings)}
    return Settings(**values | {"units": tuple(values["units"])})


def verdict_of(row: Mapping[str, Any], classes: list[str]) -> Verdict:
    """A verdict from its JSON."""
    words = [Word(**word) for word in row["words"]]
    unknown = [(word, times) for word, times in row["unknown"]]
    return Verdict(classes, row["probabilities"], words, unknown, row["empty"])
