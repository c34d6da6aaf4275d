"""Judges `model.fit`: what it learns from, how long, and what it holds back to validate on."""

import ast
from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.practice.articles import survey
from engine.practice.design import Compiled, Fitting
from engine.practice.identifying import (
    Identity,
    are_topics,
    labels_in,
    mixed_labels,
    newswires_in,
    parts_in,
    same_rows,
    sorted_apart,
)
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.newswires import Handful, handful
from engine.practice.interpreter.objects import Event, Made
from engine.practice.interpreter.sampled import Sampled
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, good, misleads, raises, unclear
from engine.practice.layer_judging import judge_frozen
from engine.practice.reuters import Loading
from engine.practice.stopping import early_stopping, judge_schedule, judge_stopping
from engine.practice.vectorising import PLURAL

MOST_EPOCHS, FEW_EPOCHS = 100, 10
BATCHES = (16, 4096)
POWERS = (64, 128, 256, 512)  # what a batch holds as a rule, and epochs are hardly ever
LEAK = (
    "The test newswires may not take part in training: the network would be asked later what it was told before, "
    "and its result would be too good to be true."
)
CHOSEN = (
    "The epoch would be chosen that suits the test newswires best. They have then helped to choose, and no longer "
    "tell how the network does on new ones. Hold back a part of the training newswires: `validation_split`, or rows "
    "cut off."
)


def judging(
    m: Machine, statements: Sequence[ast.stmt], compiled: Compiled, loading: Loading
) -> Judging[tuple[Fitting, Event]]:
    """The last call of `fit`, judged; with it, the call. statements: all that were carried out."""
    events = [event for event in m.events if event.kind == "fit"]
    if not events and any(event.kind == "train" for event in m.events):
        raise beyond(
            "A loop of your own around `train_on_batch` is not judged here, nor trained. `model.fit(…)` makes the same "
            "steps: it mixes the newswires, cuts them into batches and goes through them as often as `epochs` says."
        )
    if not events:
        raise Wrong(Kind.UNCLEAR, "There is no `model.fit(…)` yet.")
    event, drawn = events[-1], handful(loading)
    bound, by_hand = yield from _rounds(events, statements)
    yield from _judge_still(event, m)
    x = yield from _judge_data(bound, drawn)
    epochs, batch = yield from _sizes(bound, bool(bound.get("callbacks")))
    split, held = yield from _validation(bound, x, drawn, len(events) > 1)
    if x is not None and x.part == "train" and held is None:
        yield from _judge_part(x.total + x.left_out, survey(loading).train, split)
    data = bound.get("validation_data")
    apart = data[1] if isinstance(data, tuple | list) and len(data) > 1 else None
    if (split > 0 or apart is not None) and sorted_apart(_alone(bound.get("y")), apart):
        yield misleads(
            "The rows are sorted by their topics when some are held back: those are of other topics than what is "
            "learned from, and val_loss says nothing of how the network does on new newswires. Mix newswires and "
            "labels alike first: order = np.random.permutation(len(x)), then x[order] and y[order]."
        )
    yield from judge_schedule(bound.get("callbacks"), compiled, m)
    stopping = yield from early_stopping(bound.get("callbacks"), compiled)
    shuffle = bool(bound.get("shuffle", True))
    if x is not None and x.left_out and (held is None or x.left_out != held[1] - held[0]):
        raise beyond("The newswires learned from are not all there, and those left out are not those held back.")
    whole = x is None or x.total + x.left_out == survey(loading).train
    start = 0 if x is None else x.first
    if x is not None and x.order:  # rows of another order: as many are held back, and as many learned from
        start = held[1] if held is not None and held[0] == 0 else 0
    learned = (start, start + x.total) if x is not None and not whole else None
    if stopping is None and by_hand:
        usual = Fitting(min(epochs, MOST_EPOCHS), batch, split, shuffle, restore_best=False, held=held, learned=learned)
        return usual, event
    if stopping is None:
        yield from _without_stopping(epochs, split > 0 or held is not None, len(events) > 1)
        return Fitting(min(epochs, MOST_EPOCHS), batch, split, shuffle, early=False, held=held, learned=learned), event
    early = yield from judge_stopping(stopping, compiled, epochs)
    what = f"{split:.0%} of the training newswires are" if held is None else f"{held[1] - held[0]:,} newswires are"
    yield good(
        f"{what} held back; when the figure on them stops improving for {max(1, early.patience)} "
        f"epoch{'s' if early.patience > 1 else ''}, training ends."
    )
    chosen = (early.monitor, early.patience, early.min_delta, early.restore_best, True, held, learned)
    return Fitting(min(epochs, MOST_EPOCHS), batch, split, shuffle, *chosen), event


def _rounds(events: Sequence[Event], statements: Sequence[ast.stmt]) -> Judging[tuple[dict[str, Any], bool]]:
    """What the last call was given, with the epochs of all rounds of its loop, and whether the loop ends itself."""
    last = events[-1]
    before = [each for each in events if each.net is last.net]
    rounds = [each for each in before if each.line == last.line and _alike(each.bound.get("x"), last.bound.get("x"))]
    if len(rounds) > 1:
        epochs = sum(int(each.bound.get("epochs", 1)) for each in rounds)
        ends = _ends_itself(statements, last.line)
        told = (
            "That the loop ends itself is what `EarlyStopping` does; here training stops when val_loss has not "
            "improved for two epochs."
        )
        yield advice(
            "Each `fit` of the loop goes on where the one before ended. "
            + (told if ends else f"Together that makes {epochs} epochs.")
        )
        return {**last.bound, "epochs": max(20, epochs) if ends else epochs}, ends
    if len(before) > 1:
        yield advice(
            f"The model is trained {'twice' if len(before) == 2 else 'several times'}: each `fit` goes on where the "
            "one before ended. Here one is carried out."
        )
    return last.bound, False


def _judge_still(event: Event, m: Machine) -> Judging[None]:
    """Layers that do not learn and have not learned before either, unless they were told of already."""
    net = event.net
    if net is None or net.guessed or event.epochs or all(each in net.told for each in event.still):
        return
    learned = {id(layer) for other in m.nets if other is not net and other.epochs for layer in other.way}
    yield from judge_frozen([each for each in event.still if id(each) not in learned], net.way)


def _alike(one: Any, other: Any) -> bool:
    """Whether two rounds learn from the same rows, it may be cut out anew."""
    both = isinstance(one, Sampled) and isinstance(other, Sampled)
    return one is other or (both and one.shape == other.shape and np.array_equal(one.rows, other.rows))


def _judge_data(bound: dict[str, Any], drawn: Handful) -> Judging[Identity | None]:
    """The newswires learned from, with their labels judged; None where they are none."""
    rows, labels = _alone(bound.get("x")), _alone(bound.get("y"))
    x = newswires_in(rows, drawn)
    y = labels_in(labels, drawn, x)
    if x is None and "test" in parts_in(rows, drawn):
        raise Wrong(Kind.MISLEADS, f"Training and test newswires stand together in what `fit` learns from. {LEAK}")
    if x is None and _is_table(rows):
        raise beyond(
            "The numbers of the newswires' rows, or their order, have been changed since they were made, and what "
            "`fit` learns from is not followed here. Ones, counts, shares and TF-IDF are the kinds that are trained."
        )
    if x is None:
        yield unclear("`fit` learns from the training newswires and their labels: name them first.")
    elif x.part == "test":
        yield misleads(LEAK)
    elif _mixed_apart(x, y, labels, drawn):
        yield misleads(
            "Newswires and labels are not in the same order: each newswire is taught another one's topic. Mix them "
            "alike: order = np.random.permutation(len(x)), then x[order] and y[order]."
        )
    elif y is None and isinstance(labels, Sampled) and labels.rows.dtype.kind in "if" and (labels.rows < 0).any():
        yield raises(
            "Among the labels are numbers below 0, and topics are numbered from 0 to 45: Keras stops at the first "
            "batch, or its loss becomes nan. The labels fit as they are loaded."
        )
    elif y is None:
        yield unclear("The second thing that `fit` takes is the labels of the training newswires.")
    elif not same_rows(x, y):
        yield misleads(
            f"Newswires and labels are not of the same rows ({_rows(x)}, and the labels of {_rows(y)}): each "
            "newswire is taught another one's topic."
        )
    yield from _judge_weights(bound.get("class_weight"), bound.get("sample_weight"))
    return x


def _mixed_apart(x: Identity, y: Identity | None, labels: Any, drawn: Handful) -> bool:
    """Whether labels are those of the newswires, it may be, but in another order."""
    if y is None:
        return mixed_labels(labels, drawn) is not None or (bool(x.order) and are_topics(labels))
    return x.order != y.order and x.total == y.total


def _judge_weights(given: Any, of_rows: Any) -> Judging[None]:
    """Topics, or all newswires, that a weight of 0 takes out of the training."""
    weights = of_rows.rows if isinstance(of_rows, Sampled) else of_rows
    if isinstance(weights, np.ndarray) and weights.dtype.kind in "iuf" and not weights.any():
        yield misleads(
            "Every newswire has the weight 0: none of them teaches anything, and the weights stay as they are."
        )
    zero = [number for number, weight in given.items() if weight == 0] if isinstance(given, dict) else []
    if zero:
        yield misleads(
            f"With a weight of 0 {'its' if len(zero) == 1 else 'their'} newswires teach nothing, and the network never "
            f"learns {'that topic' if len(zero) == 1 else f'those {len(zero)} topics'}. A weight in `class_weight` is "
            "larger than 0."
        )


def _ends_itself(statements: Sequence[ast.stmt], line: int) -> bool:
    """Whether the loop around a line of `fit` has a `break` in it."""
    loops = [each for one in statements for each in ast.walk(one) if isinstance(each, ast.For | ast.While)]
    around = [each for each in loops if each.lineno <= line <= (each.end_lineno or 0)]
    return any(isinstance(node, ast.Break) for each in around for node in ast.walk(each))


def _is_table(held: Any) -> bool:
    """Whether something is rows of numbers."""
    rows = held.rows if isinstance(held, Sampled) else held
    return isinstance(rows, np.ndarray) and rows.ndim == 2 and rows.dtype != object


def _listed(given: Any) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]


def _alone(given: Any) -> Any:
    """What stands alone in a list: Keras takes a list of a model's inputs."""
    return given[0] if isinstance(given, list | tuple) and len(given) == 1 else given


def _judge_part(there: int, all_of_them: int, split: float) -> Judging[None]:
    """Newswires cut off and used for nothing."""
    if there * split < 250 and 0.03 <= split <= 0.4 and there < all_of_them:
        yield misleads(
            f"`fit` gets {there:,} of the {all_of_them:,} training newswires and holds {int(there * split):,} of those "
            "back: too few to learn from and to validate on."
        )
    elif there < all_of_them:
        yield advice(f"`fit` gets {there:,} of the {all_of_them:,} training newswires: the others teach nothing.")


def _rows(what: Identity) -> str:
    if what.order:
        return f"{what.total:,} rows of the {PLURAL[what.part]} part, mixed"
    return f"rows {what.first:,} to {what.first + what.total - 1:,} of the {PLURAL[what.part]} part"


def _sizes(bound: dict[str, Any], watched: bool) -> Judging[tuple[int, int]]:
    """Epochs and batch size."""
    epochs, batch = int(bound.get("epochs", 1)), bound.get("batch_size", 32)
    batch = 32 if batch is None else int(batch)
    if batch == 0:
        yield advice("Keras takes a batch size of 0 for none given, and makes batches of 32.")
        batch = 32
    if epochs < 1:
        yield misleads(
            f"epochs={epochs}: an epoch is one round through all newswires, and with none the network keeps the "
            "weights it began with, so nothing is learned. With early stopping you can be generous: ask for 20."
        )
    elif epochs > MOST_EPOCHS:
        yield advice(f"Here training ends after {MOST_EPOCHS} epochs at the latest; early stopping ends it far sooner.")
    elif epochs < 3:
        yield misleads(
            f"{epochs} epoch{'s' if epochs > 1 else ''}, and training stops long before it has to. With early "
            "stopping you can be generous: ask for 20."
        )
    if not BATCHES[0] <= batch <= BATCHES[1]:
        raise beyond(
            f"Here a batch has {BATCHES[0]} to {BATCHES[1]:,} newswires: smaller ones take too long, larger ones "
            "leave too few steps."
        )
    if "batch_size" in bound and batch < 64 and (epochs in POWERS or "epochs" not in bound):
        yield advice(
            f"By place, `fit` takes the batch size third and the epochs fourth: these are batches of {batch}, and "
            f"{epochs} epoch{'s' if epochs > 1 else ''}. With their names, epochs=20 and batch_size=128, no "
            f"place counts."
        )
    elif batch < 64:
        yield advice(f"Batches of {batch} make many small steps; 128 or 256 take a fraction of the time.")
    return epochs, batch


def _without_stopping(epochs: int, validated: bool, again: bool) -> Judging[None]:
    """A number of epochs fixed beforehand."""
    if epochs > FEW_EPOCHS:
        yield misleads(
            f"Nothing stops the training when it begins to memorise its newswires: all {epochs} epochs are trained, "
            "and the weights of the last one stay, well past the best. Give `callbacks` a list with "
            "`EarlyStopping(…)` in it."
        )
    elif validated or again:
        yield advice(
            f"{epochs} epoch{'s' if epochs > 1 else ''}, fixed beforehand: right if the validation figures told you "
            "so. `EarlyStopping` finds the number by itself, for any network."
        )


def _validation(bound: dict[str, Any], x: Identity | None, drawn: Handful, again: bool) -> Judging[Any]:
    """The share held back, or the rows: (share, (first, after the last) or None)."""
    watched = any(isinstance(each, Made) and each.last == "EarlyStopping" for each in _listed(bound.get("callbacks")))
    data = bound.get("validation_data")
    if data is not None:
        return (yield from _rows_apart(data, x, drawn))
    split = bound.get("validation_split", 0.0) or 0.0  # to Keras, None is none
    if isinstance(split, bool) or not isinstance(split, int | float):
        raise beyond("`validation_split` is a share, such as 0.1.")
    if split == 0:
        if again:
            yield advice("Nothing is held back the second time. Here 10% are, so that the curves show where it stands.")
            return 0.1, None
        watching = " `EarlyStopping` watches it: Keras only warns, and never stops early." if watched else ""
        yield misleads(
            "Without validation newswires there is no val_loss, and you do not see overfitting begin." + watching
        )
    elif split > 1:
        yield misleads("`validation_split` is a share smaller than 1. With this, hardly anything is as you mean it.")
    elif split < 0:
        yield misleads("A negative share takes newswires from nowhere: Keras runs out of data in the first epoch.")
    elif split > 0.4:
        yield misleads(f"{split:.0%} of the training newswires are held back and teach nothing. 10 to 20% will do.")
    elif split < 0.03:
        yield misleads(
            f"{split:.1%} of the training newswires are too few: val_loss would go up and down by chance, and early "
            "stopping with it."
        )
    else:
        yield advice("Keras holds back the last rows, as they stand, before any shuffling.")
    return float(split), None


def _rows_apart(data: Any, x: Identity | None, drawn: Handful) -> Judging[Any]:
    """Rows held back by hand: whether they are training newswires that are not learned from as well."""
    items = list(data) if isinstance(data, tuple | list) else []
    held_x = newswires_in(items[0], drawn) if items else None
    held_y = labels_in(items[1], drawn, held_x) if len(items) > 1 else None
    if held_x is not None and held_x.part == "test" and held_x.total < drawn.test[0].total:
        raise beyond(
            "A part of the test newswires is held back to validate on. That is honest as long as nothing is measured "
            "on them afterwards; here they all stay for the last step, and training newswires are held back."
        )
    if held_x is not None and held_x.part == "test":
        yield misleads(CHOSEN)
        return 0.0, (0, 0)
    if held_x is not None and held_x.order and held_y is None:
        yield misleads("The newswires held back and their labels are not of the same rows: val_loss means nothing.")
        return 0.0, (0, held_x.total)
    if held_x is None or held_y is None:
        raise beyond("What `validation_data` holds is not followed here. Rows cut off the training newswires are.")
    if not same_rows(held_x, held_y):
        yield misleads(
            f"The newswires held back are {_rows(held_x)}, and their labels {_rows(held_y)}: they do not go together."
        )
    first = max(0, held_x.first)
    last = first + held_x.total
    if x is not None and x.part == "train" and not x.left_out and held_x.shares(x):
        yield misleads(
            "The newswires held back are learned from as well: validation then shows what has been memorised. Learn "
            "from the others alone."
        )
    if x is not None and x.part == "train" and held_x.total > 0.4 * (held_x.total + x.total):
        share = held_x.total / (held_x.total + x.total)
        yield misleads(f"{share:.0%} of the newswires are held back and teach nothing. 10 to 20% will do.")
    if held_x.total < 250:
        yield misleads(f"{held_x.total} newswires are too few to validate on: val_loss would go up and down by chance.")
    return 0.0, (first, last)
