"""Judges `model.fit` with early stopping and a validation split, and `model.evaluate`."""

from collections.abc import Sequence
from typing import TypeGuard

from engine.practice.design import Compiled, Fitting
from engine.practice.judging import Judging, Kind, Wrong, advice, good, misleads, raises, unclear
from engine.practice.reading import Call, Many, Name, Statement, Value, read
from engine.practice.signatures import bind, known_as

MOST_EPOCHS = 40
BATCHES = (16, 4096)
LEAK = ("The test newswires may not take part in training: the network would be asked later what it was told "
        "before, and its result would be too good to be true.")  # fmt: skip


def judging_fit(code: str, compiled: Compiled) -> Judging[Fitting]:
    """The typed call, with EarlyStopping inside it or named on a line before, judged."""
    call, named = _fit_call(read(code))
    bound = bind(call)
    yield from _judge_data(bound.get("x"), bound.get("y"))
    epochs, batch = yield from _sizes(bound)
    split = yield from _validation(bound)
    stopping = _early_stopping(bound.get("callbacks"), named)
    if stopping is None:
        yield misleads("Nothing stops the training when it begins to learn its newswires by heart. Give `callbacks` "
                       "a list with `EarlyStopping(…)` in it.")  # fmt: skip
        return Fitting()
    monitor, patience, restore = yield from _judge_stopping(stopping, compiled, epochs, split)
    yield good(f"{split:.0%} of the training newswires are held back; when the figure on them stops improving for "
               f"{max(1, patience)} epoch{'s' if patience > 1 else ''}, training ends.")  # fmt: skip
    return Fitting(epochs, batch, split, bound.get("shuffle", True) is not False, monitor, patience, restore)


def _fit_call(statements: Sequence[Statement]) -> tuple[Call, dict[str, Value]]:
    """The call of fit, and what was given a name before it."""
    named: dict[str, Value] = {}
    for statement in statements:
        call = statement.value
        if isinstance(call, Call) and call.name.path == "model.fit":
            if len(statement.targets) > 1:
                raise Wrong(Kind.RAISES, "`model.fit` returns one thing, the history: one name in front of =.")
            if statement is not statements[-1]:
                raise Wrong(Kind.UNCLEAR, "Let `model.fit(…)` be the last line of this step.")
            return call, named
        if len(statement.targets) != 1 or statement.targets[0] in ("model", "x_train", "y_train", "x_test", "y_test"):
            raise Wrong(Kind.UNCLEAR, "This step is `history = model.fit(…)`, with a line before it at most for the "
                        "EarlyStopping.")  # fmt: skip
        named[statement.targets[0]] = statement.value
    raise Wrong(Kind.UNCLEAR, "There is no `model.fit(…)` yet.")


def _judge_data(x: Value, y: Value) -> Judging[None]:
    paths = tuple(value.path if isinstance(value, Name) else "" for value in (x, y))
    if paths == ("x_train", "y_train"):
        return
    if paths == ("x_test", "y_test"):
        yield misleads(LEAK)
    elif set(paths) == {"x_train", "y_test"} or set(paths) == {"x_test", "y_train"}:
        yield raises(
            "Newswires of one part and labels of the other: there are not equally many, and Keras stops at once."
        )
    elif paths in (("y_train", "x_train"), ("y_test", "x_test")):
        yield raises("First the newswires, then their labels. Turned round, the shapes do not fit the network.")
    else:
        yield unclear("`fit` learns from x_train and y_train: name them first.")


def _sizes(bound: dict[str, Value]) -> Judging[tuple[int, int]]:
    """Epochs and batch size."""
    epochs, batch = bound.get("epochs", 1), bound.get("batch_size", 32)
    batch = 32 if batch is None else batch
    if not _whole(epochs) or not _whole(batch):
        raise Wrong(Kind.UNCLEAR, "`epochs` and `batch_size` are whole numbers.")
    if epochs < 1 or batch < 1:
        yield misleads("With no epoch nothing is learned." if epochs < 1 else "A batch holds at least one newswire.")
    elif epochs > MOST_EPOCHS:
        yield unclear(f"At most {MOST_EPOCHS} epochs are trained here; early stopping ends far sooner anyway.")
    elif epochs < 3:
        yield misleads(f"{epochs} epoch{'s' if epochs > 1 else ''}, and training stops long before it has to. With "
                       "early stopping you can be generous: ask for 20.")  # fmt: skip
    if not BATCHES[0] <= batch <= BATCHES[1] and batch >= 1:
        yield unclear(f"Here a batch has {BATCHES[0]} to {BATCHES[1]:,} newswires: smaller ones take too long, "
                      "larger ones leave too few steps.")  # fmt: skip
    elif 1 <= batch < 64:
        yield advice(f"Batches of {batch} make many small steps; 128 or 256 take a fraction of the time.")
    return epochs, batch


def _whole(value: Value) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _validation(bound: dict[str, Value]) -> Judging[float]:
    split, data = bound.get("validation_split", 0.0), bound.get("validation_data")
    if data is not None:
        names = {item.path for item in data.items if isinstance(item, Name)} if isinstance(data, Many) else set()
        if names & {"x_test", "y_test"}:
            yield misleads("Early stopping would choose the epoch that suits the test newswires best. They have "
                           "then helped to choose, and no longer tell how the network does on new ones. Hold back a "
                           "part of the training set: validation_split.")  # fmt: skip
        else:
            yield unclear("Hold back a part of the training newswires here, with validation_split.")
    elif isinstance(split, bool) or not isinstance(split, int | float):
        raise Wrong(Kind.UNCLEAR, "`validation_split` is a share, such as 0.1.")
    elif split == 0:
        yield misleads("Without a validation split there is no val_loss to watch: Keras only warns, never stops "
                       "early, and you do not see overfitting begin.")  # fmt: skip
    elif split >= 1:
        yield raises("`validation_split` is a share smaller than 1; with this, nothing is left to learn from.")
    elif split < 0:
        yield misleads("A negative share takes newswires from nowhere: Keras runs out of data in the first epoch.")
    elif split > 0.4:
        yield misleads(f"{split:.0%} of the training newswires are held back and teach nothing. 10 to 20% will do.")
    elif split < 0.03:
        yield misleads(f"{split:.1%} of the training newswires are too few: val_loss would go up and down by chance, "
                       "and early stopping with it.")  # fmt: skip
    return float(split) if isinstance(split, int | float) else 0.0


def _early_stopping(callbacks: Value, named: dict[str, Value]) -> Call | None:
    """The call of EarlyStopping, wherever it is written."""
    items = callbacks.items if isinstance(callbacks, Many) else () if callbacks is None else (callbacks,)
    found = []
    for item in items:
        if isinstance(item, str):
            raise Wrong(Kind.RAISES, "A callback is an object, not a name in quotation marks: EarlyStopping(…).")
        meant = named.get(item.path, item) if isinstance(item, Name) else item
        if isinstance(meant, Name) and known_as(meant) == "EarlyStopping":
            raise Wrong(
                Kind.RAISES, "`EarlyStopping` needs its brackets: without them it is the class, not a callback."
            )
        if isinstance(meant, Name):
            raise Wrong(Kind.RAISES, f"`{meant.path}` has not been defined: Python stops with a NameError.")
        if not isinstance(meant, Call) or known_as(meant.name) != "EarlyStopping":
            raise Wrong(Kind.UNCLEAR, "The one callback of this exercise is `EarlyStopping(…)`.")
        found.append(meant)
    if len(found) > 1:
        raise Wrong(Kind.UNCLEAR, "One EarlyStopping is enough.")
    return found[0] if found else None


def _judge_stopping(call: Call, compiled: Compiled, epochs: int, split: float) -> Judging[tuple[str, int, bool]]:
    """What it watches ("val_loss" or "val_accuracy"), its patience, and whether the best weights come back."""
    bound = bind(call)
    monitor, patience = bound.get("monitor", "val_loss"), bound.get("patience", 0)
    yield from _judge_monitor(monitor, compiled)
    mode = bound.get("mode", "auto")
    best = "min" if monitor == "val_loss" else "max"
    if mode not in ("auto", best):
        yield misleads(f"`mode={mode!r}` turns it round: {monitor} is best when it is "
                       f"{'small' if best == 'min' else 'large'}, so leave the mode out.")  # fmt: skip
    if not isinstance(patience, int) or isinstance(patience, bool) or patience < 0:
        yield unclear("`patience` is a whole number of epochs, 0 or more.")
        patience = 0
    elif patience >= epochs > 2:
        yield misleads(f"A patience of {patience} with {epochs} epochs: training is over before the patience is.")
    elif patience == 0:
        yield advice("With a patience of 0 the first epoch that is no better ends it; 1 or 2 forgive a stumble.")
    restore = bound.get("restore_best_weights", False) is True
    if not restore:
        yield advice(
            "Without `restore_best_weights=True` you keep the weights of the last epoch, not those of the best."
        )
    return "val_loss" if monitor == "val_loss" else "val_accuracy", patience, restore


def _judge_monitor(monitor: Value, compiled: Compiled) -> Judging[None]:
    watched = {"val_loss", *(f"val_{name}" for name in compiled.metrics)}
    if monitor in watched:
        return
    if monitor == "loss" or monitor in compiled.metrics:
        yield misleads(f"\"{monitor}\" is measured on the newswires it learns from, and there it keeps improving "
                       "while the network overfits: training would not stop in time. Watch val_loss.")  # fmt: skip
    elif isinstance(monitor, str):
        yield raises(f"There is no figure named {monitor!r}. With your metrics there are {', '.join(sorted(watched))}.")
    else:
        yield unclear('`monitor` is a name in quotation marks, such as "val_loss".')


def judging_evaluate(code: str, compiled: Compiled) -> Judging[bool]:
    """The typed call of evaluate, judged."""
    (statement, *more) = read(code)
    call = statement.value
    if isinstance(call, Call) and call.name.path == "model.predict":
        raise Wrong(
            Kind.UNCLEAR, "`predict` gives 46 probabilities a newswire. Which share is right is what `evaluate` tells."
        )
    if more or not isinstance(call, Call) or call.name.path != "model.evaluate":
        raise Wrong(Kind.UNCLEAR, "This step is one line: `loss, accuracy = model.evaluate(…)`.")
    bound = bind(call)
    paths = tuple(value.path if isinstance(value, Name) else "" for value in (bound.get("x"), bound.get("y")))
    if paths == ("x_train", "y_train"):
        yield misleads("On newswires it has learned from, the network looks far better than it is: about 95% right "
                       "in a trial, and 81% on new ones. Only the test newswires can tell.")  # fmt: skip
    elif set(paths) == {"x_train", "y_test"} or set(paths) == {"x_test", "y_train"}:
        yield raises(
            "Newswires of one part and labels of the other: there are not equally many, and Keras stops at once."
        )
    elif paths == ("y_test", "x_test"):
        yield raises("First the newswires, then their labels. Turned round, the shapes do not fit the network.")
    elif paths != ("x_test", "y_test"):
        yield unclear("`evaluate` needs the test newswires and their labels, by the names they have in the script.")
    returned = 1 + len(compiled.metrics)
    if len(statement.targets) > 1 and len(statement.targets) != returned:
        yield raises(f"`evaluate` returns {returned} figures, the loss and your metrics; {len(statement.targets)} "
                     "names do not match.")  # fmt: skip
    if not statement.targets:
        yield advice("It prints the figures. Give them names, `loss, accuracy = …`, to use them further.")
    yield good("Measured once, on newswires that took no part in training or choosing.")
    return True
