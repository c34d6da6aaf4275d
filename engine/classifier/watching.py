"""A training told as it goes: a Keras callback that sends events, and stops when asked to.

Events, each a dict with "kind":
    batch  epoch, step, steps, loss, accuracy (so far in this epoch), seconds_left (in this epoch; None until enough
           batches are measured); about five a second
    epoch  epoch, loss, accuracy, val_loss, val_accuracy, seconds, best (the best epoch so far)
"""

import time
from collections.abc import Callable
from typing import Any

from engine.classifier.measures import best_epoch

Report = Callable[[dict[str, Any]], None]
Logs = Any  # what Keras hands its callbacks: a figure by its name
PAUSE = 0.2  # seconds between two events of batches
MEASURED = 5  # batches after the first, from which on their mean says how long the others take


def watch(report: Report, stopped: Callable[[], bool], n_steps: int) -> Any:
    """A Keras callback that reports, and stops the training when asked to."""
    import keras

    class Watch(keras.callbacks.Callback):
        def on_train_begin(self, logs: Logs = None) -> None:
            self.history_so_far: list[dict[str, Any]] = []
            self.last = 0.0

        def on_epoch_begin(self, epoch: int, logs: Logs = None) -> None:
            self.epoch, self.began, self.first_done, self.cut = epoch + 1, time.perf_counter(), 0.0, False

        def on_train_batch_end(self, batch: int, logs: Logs) -> None:
            now, done = time.perf_counter(), batch + 1
            self.first_done = self.first_done or now  # the first batch includes the tracing
            if now - self.last < PAUSE and done < n_steps:
                return
            self.last = now
            each = (now - self.first_done) / max(1, done - 1)
            measured = done > MEASURED or done == n_steps
            report(
                {
                    "kind": "batch",
                    "epoch": self.epoch,
                    "step": done,
                    "steps": n_steps,
                    "loss": float(logs["loss"]),
                    "accuracy": float(logs["accuracy"]),
                    "seconds_left": each * (n_steps - done) if measured else None,
                }
            )
            if stopped():
                self.cut, self.model.stop_training = done < n_steps, True

        def on_epoch_end(self, epoch: int, logs: Logs) -> None:
            took = time.perf_counter() - self.began
            row = {"epoch": epoch + 1, **{name: float(value) for name, value in logs.items()}, "seconds": took}
            self.history_so_far.append(row | ({"partial": True} if self.cut else {}))
            report({"kind": "epoch", **self.history_so_far[-1], "best": best_epoch(self.history_so_far)})

    return Watch()
