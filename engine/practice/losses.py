"""Judges the loss: whether it fits the labels, and what it measures."""

from typing import Any

from engine.practice.design import Labels
from engine.practice.errors import quoted
from engine.practice.interpreter import catalogue
from engine.practice.interpreter.objects import Known, Made
from engine.practice.judging import Judging, Kind, Remark, Wrong, advice, beyond, misleads, raises

CROSS, SPARSE, KL, EITHER = "categorical_crossentropy", "sparse_categorical_crossentropy", "kl_divergence", "either"
LOSSES = {
    CROSS: CROSS,
    "CategoricalCrossentropy": CROSS,
    SPARSE: SPARSE,
    "SparseCategoricalCrossentropy": SPARSE,
    "binary_crossentropy": "binary",
    "BinaryCrossentropy": "binary",
    "bce": "binary",
    "BCE": "binary",
    "mse": "mse",
    "MSE": "mse",
    "mean_squared_error": "mse",
    "MeanSquaredError": "mse",
    "mae": "mae",
    "MAE": "mae",
    "mean_absolute_error": "mae",
    "MeanAbsoluteError": "mae",
    "kl_divergence": KL,
    "kld": KL,
    "KLD": KL,
    "KLDivergence": KL,
}
FITTING = (CROSS, SPARSE, "CategoricalCrossentropy", "SparseCategoricalCrossentropy")
MORE = {"mape", "MAPE", "msle", "MSLE", "logcosh", "huber_loss"}


def judging_loss(value: Any, labels: Labels) -> Judging[str]:
    """The loss as Keras names it, judged for labels of that kind."""
    if isinstance(value, list | tuple) and len(value) == 1:
        value = value[0]
    if value is None:
        raise Wrong(Kind.RAISES, "Without a loss there is nothing to make smaller: Keras stops when training begins.")
    name = _loss_name(value)
    if isinstance(value, Made):
        yield from _judge_settings(value)
    loss = (CROSS if labels == "one-hot" else SPARSE) if name == EITHER else LOSSES[name]
    yield from _judge_loss(loss, labels)
    return loss


def _judge_settings(value: Made) -> Judging[None]:
    bound = value.bound
    if isinstance(bound.get("name"), int | float) or "/" in str(bound.get("name", "")):
        raise Wrong(Kind.RAISES, "A `name` is a text without a slash; with anything else Keras stops.")
    if bound.get("from_logits") is True:
        yield advice(
            "`from_logits=True` is for raw scores. Yours have been through softmax: Keras notices, warns, and takes "
            "the scores from before it, so that it comes to the same. Leave it out."
        )
    elif bound.get("from_logits", False) not in (False, True):
        raise beyond("`from_logits` is True or False.")
    signature = catalogue.signature(value.kind)
    usual = signature.defaults if signature else {}
    for word, given in bound.items():
        if word not in ("from_logits", "name", "dtype") and usual.get(word) != given:
            raise beyond(f"`{value.last}` does have `{word}`; here it is trained with its usual value.")


def _loss_name(value: Any) -> str:
    """A key of LOSSES, or EITHER for "crossentropy", which Keras turns into the one that fits the labels."""
    name = value if isinstance(value, str) else value.last if isinstance(value, Known | Made) else ""
    if isinstance(value, str) and name.lower() in ("crossentropy", "ce"):
        return EITHER
    if name in LOSSES and (isinstance(value, str) or ".losses." in _path(value) or ".metrics." in _path(value)):
        return name
    if isinstance(value, str):
        known = catalogue.names_of("tf.keras.losses") | MORE
        if name in known:
            raise beyond(f"Keras has {quoted(name)}, but this exercise does not use it.")
        close = catalogue.elsewhere(name, "losses") or catalogue.near(name.replace(" ", "_"), FITTING)
        hint = close or " Look for a cross-entropy between categories."
        raise Wrong(Kind.RAISES, f"Keras has no loss of that name: {quoted(name)}.{hint}")
    if isinstance(value, Known | Made):
        raise beyond(f"`{name}` is not used here as a loss. A cross-entropy between categories is what fits.")
    if isinstance(value, int | float | bool):
        raise Wrong(Kind.RAISES, "A loss is a name in quotation marks, or one of Keras' own, not a number.")
    if isinstance(value, list | tuple):
        raise beyond("A network with one output has one loss, its name in quotation marks.")
    raise beyond("This loss is one of your own; here one of Keras' is trained, by its name in quotation marks.")


def _path(value: Known | Made) -> str:
    return value.path if isinstance(value, Known) else value.kind


def _judge_loss(loss: str, labels: Labels) -> Judging[None]:
    if labels == "integers":
        if loss != SPARSE:
            yield _for_integers(loss)
    elif loss == SPARSE:
        yield raises(
            "`sparse_…` expects one topic number per newswire, and your labels are rows of 46: Keras stops at the "
            "first batch because of the shape. Rows with a single 1 go with the loss of the same name without "
            "`sparse_`."
        )
    elif loss == "binary":
        yield misleads(
            "Binary cross-entropy scores 46 separate yes-or-no answers. 45 of them are 'no', so the loss is tiny "
            "from the start and says little. Here one answer of 46 is right: that loss has `categorical` in its name."
        )
    elif loss in ("mse", "mae"):
        yield misleads(
            "A loss for quantities: it measures distances between numbers, and through softmax its slope vanishes just "
            "when the network is confidently wrong. Cross-entropy keeps pulling: take the one for one right answer of "
            "46, with `categorical` in its name."
        )
    elif loss == KL:
        yield advice("For rows with a single 1 this is the same as categorical cross-entropy.")


def _for_integers(loss: str) -> Remark:
    if loss in ("mse", "mae"):
        return raises(
            "Your labels are topic numbers and the outputs rows of 46: TensorFlow cannot subtract one from the "
            "other; and topic 20 is not twice topic 10. Take the sparse cross-entropy."
        )
    return raises(
        "Your labels are not encoded: each is one number, the outputs are rows of 46, and Keras stops at the first "
        "batch because the shapes differ. Encode the labels, or take the loss that begins with `sparse_`."
    )
