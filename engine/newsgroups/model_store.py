"""Where trained models stand: one `.keras` file a run, so that a worker that was restarted still has them."""

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.newsgroups.models import Settings

if TYPE_CHECKING:
    from keras import Sequential

FOLDER = Path(os.environ.get("GLASSNET_MODELS", Path(__file__).resolve().parents[2] / "build" / "models"))
PLACES = 24


class NoModel(LookupError):
    """The run's model is not on this machine: it was never trained here, or made room for newer ones."""


def path(settings: Settings) -> Path:
    """The run's file, there or not."""
    return FOLDER / f"{settings.key}.keras"


def put(settings: Settings, model: "Sequential") -> Path:
    """Keeps a model whose training is over, in one move; the oldest makes room when there are more than PLACES."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    partial = FOLDER / f"{settings.key}.{os.getpid()}.partial.keras"
    model.compile(loss="categorical_crossentropy", metrics=["accuracy"])  # lets go of what the optimizer kept
    model.save(partial, include_optimizer=False)
    partial.replace(path(settings))
    kept = sorted(FOLDER.glob("*.keras"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in kept[PLACES:]:
        old.unlink(missing_ok=True)
    return path(settings)


def take(settings: Settings) -> "Sequential":
    """The run's model, for inference.

    Raises: NoModel if it is not on this machine.
    """
    return _read(*_stamp(settings))


def content(settings: Settings) -> bytes:
    """The run's `.keras` file, to take away.

    Raises: NoModel if it is not on this machine.
    """
    return _stamp(settings)[0].read_bytes()


def rest() -> None:
    """Lets go of the model in memory; the next question reads it again."""
    _read.cache_clear()


def _stamp(settings: Settings) -> tuple[Path, int]:
    try:
        return path(settings), path(settings).stat().st_mtime_ns
    except FileNotFoundError:
        raise NoModel("This run's model is no longer on the machine that trained it. Train it once more.") from None


@lru_cache(maxsize=1)
def _read(file: Path, _: int) -> "Sequential":
    import keras

    return keras.saving.load_model(file, compile=False)
