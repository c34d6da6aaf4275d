"""Judges `model.fit`: what it learns from, how long, and what it holds back to validate on."""

from collections.abc import Sequence
from typing import TypeGuard

from engine.practice.design import Compiled, Fitting
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, good, misleads, raises, unclear
from engine.practice.names import KEPT
from engine.practice.signatures import bind
from engine.practice.stopping import early_stopping, judge_stopping
from engine.practice.values import Call, Many, Name, Statement, Value

MOST_EPOCHS = 100
BATCHES = (16, 4096)
LEAK = (
    "The test newswires may not take part in training: the network would be asked later what it was told "
    "before, and its result would be too good to be true."
)


def judging(statements: Sequence[Statement], compiled: Compiled) -> Judging[Fitting]:
    """The typed call, with EarlyStopping inside it or named on a line before, judged."""
    bound = bind(_fit_call(statements))
    yield from _judge_data(bound.get("x"), bound.get("y"))
    epochs, batch = yield from _sizes(bound)
    split = yield from _validation(bound)
    stopping = early_stopping(bound.get("callbacks"))
    if stopping is None:
        yield misleads(
            "Nothing stops the training when it begins to learn its newswires by heart. Give `callbacks` "
            "a list with `EarlyStopping(…)` in it."
        )
        return Fitting()
    early = yield from judge_stopping(stopping, compiled, epochs)
    yield good(
        f"{split:.0%} of the training newswires are held back; when the figure on them stops improving for "
        f"{max(1, early.patience)} epoch{'s' if early.patience > 1 else ''}, training ends."
    )
    shuffle = bound.get("shuffle", True) is not False
    return Fitting(epochs, batch, split, shuffle, early.monitor, early.patience, early.min_delta, early.restore_best)


def _fit_call(statements: Sequence[Statement]) -> Call:
    call = statements[-1].value if statements else None
    if not isinstance(call, Call) or call.name.path != "model.fit":
        raise Wrong(Kind.UNCLEAR, "There is no `model.fit(…)` yet, or something follows it. Let it be the last line.")
    if len(statements) > 1:
        raise beyond(
            "This step is `history = model.fit(…)`, with a line before it at most for the EarlyStopping. To "
            "hold newswires back, `validation_split` does it in one word."
        )
    targets = statements[0].targets
    if len(targets) > 1:
        raise Wrong(Kind.RAISES, "`model.fit` returns one thing, the history: one name in front of =.")
    if targets and targets[0] in KEPT:
        raise Wrong(
            Kind.RAISES,
            f"`model.fit` returns the history of the training. Under the name `{targets[0]}` it "
            "takes the place of what the next step needs, which then stops.",
        )
    return call


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
    for word, value in (("epochs", epochs), ("batch_size", batch)):
        if isinstance(value, str | float):
            raise Wrong(Kind.RAISES, f"`{word}` is a whole number: no quotation marks, no decimal point.")
    if not _whole(epochs) or not _whole(batch):
        raise beyond("`epochs` and `batch_size` are whole numbers here.")
    if batch == 0:
        yield advice("Keras takes a batch size of 0 for none given, and makes batches of 32.")
        batch = 32
    elif batch < 0:
        yield raises("A batch holds at least one newswire; with fewer Keras stops.")
    if epochs < 1:
        yield misleads("With no epoch nothing is learned.")
    elif epochs > MOST_EPOCHS:
        raise beyond(f"At most {MOST_EPOCHS} epochs are trained here; early stopping ends far sooner anyway.")
    elif epochs < 3:
        yield misleads(
            f"{epochs} epoch{'s' if epochs > 1 else ''}, and training stops long before it has to. With "
            "early stopping you can be generous: ask for 20."
        )
    if not BATCHES[0] <= batch <= BATCHES[1] and batch >= 1:
        raise beyond(
            f"Here a batch has {BATCHES[0]} to {BATCHES[1]:,} newswires: smaller ones take too long, "
            "larger ones leave too few steps."
        )
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
            yield misleads(
                "Early stopping would choose the epoch that suits the test newswires best. They have "
                "then helped to choose, and no longer tell how the network does on new ones. Hold back a "
                "part of the training set: validation_split."
            )
        else:
            raise beyond("Hold back a part of the training newswires with validation_split here.")
    elif isinstance(split, str):
        yield raises("`validation_split` is a number, a share such as 0.1: leave the quotation marks out.")
    elif isinstance(split, bool) or not isinstance(split, int | float):
        raise beyond("`validation_split` is a share, such as 0.1.")
    elif split == 0:
        yield misleads(
            "Without a validation split there is no val_loss to watch: Keras only warns, never stops "
            "early, and you do not see overfitting begin."
        )
    elif split >= 1:
        yield raises("`validation_split` is a share smaller than 1; with this, nothing is left to learn from.")
    elif split < 0:
        yield misleads("A negative share takes newswires from nowhere: Keras runs out of data in the first epoch.")
    elif split > 0.4:
        yield misleads(f"{split:.0%} of the training newswires are held back and teach nothing. 10 to 20% will do.")
    elif split < 0.03:
        yield misleads(
            f"{split:.1%} of the training newswires are too few: val_loss would go up and down by chance, "
            "and early stopping with it."
        )
    return float(split) if isinstance(split, int | float) else 0.0
