"""Judges `model.compile`: optimizer, loss, metrics."""

from collections.abc import Sequence

from engine.practice.design import Compiled, Labels
from engine.practice.judging import Judging, Kind, Remark, Wrong, advice, good, misleads, raises, unclear
from engine.practice.reading import Call, Many, Statement, Value, read
from engine.practice.signatures import bind, known_as

RATES = {"adam": 0.001, "rmsprop": 0.001, "sgd": 0.01, "nadam": 0.001, "adamw": 0.001}
CLASSES = {"Adam": "adam", "RMSprop": "rmsprop", "SGD": "sgd", "Nadam": "nadam", "AdamW": "adamw"}
OTHERS = ("adagrad", "adadelta", "adamax", "ftrl", "lion", "adafactor", "muon")
CROSS, SPARSE, KL = "categorical_crossentropy", "sparse_categorical_crossentropy", "kl_divergence"
LOSSES = {
    CROSS: CROSS, "CategoricalCrossentropy": CROSS, "categorical_cross_entropy": "", "crossentropy": CROSS,
    SPARSE: SPARSE, "SparseCategoricalCrossentropy": SPARSE, "sparse_crossentropy": "",
    "binary_crossentropy": "binary", "BinaryCrossentropy": "binary", "bce": "binary", "BCE": "binary",
    "mse": "mse", "MSE": "mse", "mean_squared_error": "mse", "MeanSquaredError": "mse",
    "mae": "mae", "MAE": "mae", "mean_absolute_error": "mae", "MeanAbsoluteError": "mae",
    "kl_divergence": KL, "kld": KL, "KLDivergence": KL,
}  # fmt: skip


def judging(code: str, labels: Labels) -> Judging[Compiled]:
    """The typed call, judged for labels of that kind."""
    bound = bind(_only_call(read(code), "compile"))
    optimizer, rate, momentum = yield from _optimizer(bound.get("optimizer", "rmsprop"))
    loss = yield from _loss(bound.get("loss"), labels)
    metrics = yield from _metrics(bound.get("metrics"), labels)
    yield good("The loss fits the labels and the softmax layer, and the accuracy will be shown.")
    return Compiled(optimizer, rate, momentum, loss, metrics)


def _only_call(statements: Sequence[Statement], method: str) -> Call:
    (statement, *more) = statements
    call = statement.value
    if more or not isinstance(call, Call) or known_as(call.name) != method or not call.name.path.startswith("model."):
        raise Wrong(Kind.UNCLEAR, f"This step is one call: `model.{method}(…)`.")
    if statement.targets:
        raise Wrong(Kind.UNCLEAR, f"`model.{method}` changes the model and returns nothing: no name and = in front.")
    return call


def _optimizer(value: Value) -> Judging[tuple[str, float, float]]:
    """Name, learning rate and momentum."""
    if isinstance(value, str):
        name = "rmsprop" if value == "RMSProp" else value.lower()
        if name not in RATES or value not in (name, *CLASSES, "RMSProp"):
            kind = Kind.UNCLEAR if name in OTHERS else Kind.RAISES
            known = ", ".join(map(repr, RATES))
            raise Wrong(kind, f"{value!r} is not one of the optimizers of this exercise: {known}.")
        rate, momentum = RATES[name], 0.0
    elif isinstance(value, Call) and known_as(value.name) in CLASSES:
        name, bound = CLASSES[known_as(value.name)], bind(value)
        rate = _number(bound.get("learning_rate", RATES[name]), "learning_rate")
        if isinstance(bound.get("learning_rate"), int):
            yield raises(f"Keras wants the learning rate with a decimal point: {rate:.1f}, not {rate:.0f}.")
        momentum = _number(bound.get("momentum", 0.0), "momentum")
    else:
        raise Wrong(Kind.UNCLEAR, "The optimizer is a name in quotation marks, such as \"adam\", or a call such as "
                    "Adam(learning_rate=0.001).")  # fmt: skip
    yield from _judge_rate(name, rate, momentum)
    return name, rate, momentum


def _number(value: Value, word: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong(Kind.UNCLEAR, f"`{word}` is a number here.")
    return float(value)


def _judge_rate(name: str, rate: float, momentum: float) -> Judging[None]:
    high = 1.0 if name == "sgd" else 0.05
    if rate <= 0:
        yield misleads("A learning rate of 0 changes nothing." if rate == 0 else "With a negative learning rate "
                                                                                 "every step goes up the slope: the "
                                                                                 "loss grows.")  # fmt: skip
    elif rate > high:
        yield misleads(f"A learning rate of {rate:g} makes steps so large that {name} jumps over every minimum: the "
                       "loss leaps about instead of falling.")  # fmt: skip
    elif rate < 0.00005:
        yield misleads(f"With a learning rate of {rate:g} the weights hardly move: 20 epochs would end close to "
                       "where they began.")  # fmt: skip
    elif name == "sgd" and rate <= 0.02 and momentum < 0.5:
        yield advice("Plain SGD at this rate is slow: in a trial 20 epochs ended at 69% on the test newswires, with "
                     "rare topics hardly learned. Adam or RMSprop adapt the step to each weight.")  # fmt: skip
    if not 0 <= momentum <= 1:
        yield raises("Momentum is a share between 0 and 1; Keras refuses anything else.")


def _loss(value: Value, labels: Labels) -> Judging[str]:
    if value is None:
        raise Wrong(Kind.RAISES, "Without a loss there is nothing to make smaller: Keras stops when training begins.")
    if isinstance(value, Call):
        if value.args or value.keywords:
            raise Wrong(Kind.UNCLEAR, "Use the loss with its defaults here: its name, nothing in the brackets.")
        name = known_as(value.name)
    else:
        name = value if isinstance(value, str) else ""
    if name not in LOSSES or not LOSSES[name] or (isinstance(value, Call) and name.islower()):
        raise Wrong(Kind.RAISES if isinstance(value, str) else Kind.UNCLEAR, "Keras has no loss of that name, or "
                                                                             "this exercise does not use it. Look "
                                                                             "for a cross-entropy between "
                                                                             "categories.")  # fmt: skip
    yield from _judge_loss(LOSSES[name], labels)
    return LOSSES[name]


def _judge_loss(loss: str, labels: Labels) -> Judging[None]:
    if labels == "integers":
        if loss != SPARSE:
            yield _for_integers(loss)
    elif loss == SPARSE:
        yield raises("`sparse_…` expects one topic number a newswire, and your labels are rows of 46: Keras stops "
                     "at the first batch because of the shape. Rows with a single 1 go with "
                     "`categorical_crossentropy`.")  # fmt: skip
    elif loss == "binary":
        yield misleads("Binary cross-entropy scores 46 separate yes-or-no answers. 45 of them are 'no', so the loss "
                       "is tiny from the start and says little, and no topic has to win over the others.")  # fmt: skip
    elif loss in ("mse", "mae"):
        yield misleads("A loss for quantities: it measures distances between numbers, and through softmax its slope "
                       "vanishes just when the network is confidently wrong. Cross-entropy keeps pulling.")  # fmt: skip
    elif loss == KL:
        yield advice("For rows with a single 1 this is the same as categorical cross-entropy.")


def _for_integers(loss: str) -> Remark:
    if loss in ("mse", "mae"):
        return raises("Your labels are topic numbers and the outputs rows of 46: TensorFlow cannot subtract one "
                      "from the other; and topic 20 is not twice topic 10. Take the sparse cross-entropy.")  # fmt: skip
    return raises("Your labels are not encoded: each is one number, the outputs are rows of 46, and Keras stops at "
                  "the first batch because the shapes differ. Encode the labels, or take the loss that begins with "
                  "`sparse_`.")  # fmt: skip


def _metrics(value: Value, labels: Labels) -> Judging[tuple[str, ...]]:
    if value is None or (isinstance(value, Many) and not value.items):
        raise Wrong(Kind.MISLEADS, "Without a metric Keras prints the loss alone, and nobody can tell from a loss "
                                   "how many newswires are sorted rightly. Ask for one.")  # fmt: skip
    if not isinstance(value, Many):
        raise Wrong(Kind.RAISES, "`metrics` is a list, even of one: put square brackets around it.")
    names = []
    for item in value.items:
        if not isinstance(item, str):
            raise Wrong(Kind.UNCLEAR, "Name the metrics in quotation marks here.")
        yield from _judge_metric(item, labels)
        names.append(item)
    return tuple(names)


def _judge_metric(name: str, labels: Labels) -> Judging[None]:
    fitting = {"one-hot": "categorical_accuracy", "integers": "sparse_categorical_accuracy"}[labels]
    if name in ("accuracy", "acc", fitting):
        return
    if name == "binary_accuracy":
        yield misleads("`binary_accuracy` counts each of the 46 places: a network that always says 'no topic' "
                       "already scores 45 out of 46, which is 98%.")  # fmt: skip
    elif name == "sparse_categorical_accuracy":
        yield raises("`sparse_categorical_accuracy` expects topic numbers; with rows of 46 the shapes differ and "
                     "TensorFlow stops.")  # fmt: skip
    elif name == "categorical_accuracy":
        yield misleads("`categorical_accuracy` looks for the 1 in a row of 46. Your labels are single numbers, so "
                       "it shows a figure that means nothing.")  # fmt: skip
    else:
        yield unclear(f'{name!r} is not used here. Which share of the newswires is right is what "accuracy" tells.')
