"""Judges the loss: whether it fits the labels, and what it measures."""

from engine.practice.design import Labels
from engine.practice.judging import Judging, Kind, Remark, Wrong, advice, beyond, misleads, raises
from engine.practice.names import unknown
from engine.practice.signatures import OTHERS, bind, known_as
from engine.practice.values import Call, Many, Name, Value, quoted

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
OTHER_LOSSES = ({*OTHERS["keras.losses"]} - {"Loss"}) | {"mape", "MAPE", "msle", "MSLE"}


def judging_loss(value: Value, labels: Labels) -> Judging[str]:
    """The loss as Keras names it, judged for labels of that kind."""
    if isinstance(value, Many) and len(value.items) == 1:
        value = value.items[0]
    if value is None:
        raise Wrong(Kind.RAISES, "Without a loss there is nothing to make smaller: Keras stops when training begins.")
    name = _loss_name(value)
    if isinstance(value, Call) and (bound := _settings_of_loss(value)).get("from_logits") is True:
        yield advice(
            "`from_logits=True` is for raw scores. Yours have been through softmax: Keras notices, warns, "
            "and takes the scores from before it, so that it comes to the same. Leave it out."
        )
    elif isinstance(value, Call) and bound.get("from_logits", False) is not False:
        raise beyond("`from_logits` is True or False.")
    loss = (CROSS if labels == "one-hot" else SPARSE) if name == EITHER else LOSSES[name]
    yield from _judge_loss(loss, labels)
    return loss


def _settings_of_loss(call: Call) -> dict[str, Value]:
    name = known_as(call.name)
    if LOSSES[name] in (CROSS, SPARSE):
        return bind(call)
    if call.args or call.keywords:
        raise beyond("Use this loss with its defaults here: its name, nothing in the brackets.")
    return {}


def _loss_name(value: Value) -> str:
    """A key of LOSSES, or EITHER for "crossentropy", which Keras turns into the one that fits the labels."""
    if isinstance(value, str):
        if value.lower() in ("crossentropy", "ce"):
            return EITHER
        if value in OTHER_LOSSES:
            raise beyond(f"Keras has {quoted(value)}, but this exercise does not use it.")
        if value not in LOSSES:
            raise Wrong(
                Kind.RAISES,
                f"Keras has no loss of that name: {quoted(value)}. Look for a cross-entropy between categories.",
            )
        return value
    if isinstance(value, Call):
        name = known_as(value.name)
        if name in LOSSES and name.islower():
            raise Wrong(Kind.RAISES, f"`{name}` is a function that Keras calls itself: leave the brackets out.")
        if name not in LOSSES:
            raise unknown(value.name)
        return name
    if isinstance(value, Name) and (name := known_as(value)) in LOSSES:
        return name
    raise beyond("The loss is a name in quotation marks here, or one of Keras' own.")


def _judge_loss(loss: str, labels: Labels) -> Judging[None]:
    if labels == "integers":
        if loss != SPARSE:
            yield _for_integers(loss)
    elif loss == SPARSE:
        yield raises(
            "`sparse_…` expects one topic number a newswire, and your labels are rows of 46: Keras stops "
            "at the first batch because of the shape. Rows with a single 1 go with "
            "`categorical_crossentropy`."
        )
    elif loss == "binary":
        yield misleads(
            "Binary cross-entropy scores 46 separate yes-or-no answers. 45 of them are 'no', so the loss "
            "is tiny from the start and says little, and no topic has to win over the others."
        )
    elif loss in ("mse", "mae"):
        yield misleads(
            "A loss for quantities: it measures distances between numbers, and through softmax its slope "
            "vanishes just when the network is confidently wrong. Cross-entropy keeps pulling."
        )
    elif loss == KL:
        yield advice("For rows with a single 1 this is the same as categorical cross-entropy.")


def _for_integers(loss: str) -> Remark:
    if loss in ("mse", "mae"):
        return raises(
            "Your labels are topic numbers and the outputs rows of 46: TensorFlow cannot subtract one "
            "from the other; and topic 20 is not twice topic 10. Take the sparse cross-entropy."
        )
    return raises(
        "Your labels are not encoded: each is one number, the outputs are rows of 46, and Keras stops at "
        "the first batch because the shapes differ. Encode the labels, or take the loss that begins with "
        "`sparse_`."
    )
