"""Judges `model.compile`: optimizer, loss, metrics."""

from collections.abc import Sequence

from engine.practice.design import Compiled, Labels
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, good, misleads, raises
from engine.practice.losses import judging_loss
from engine.practice.names import unknown
from engine.practice.signatures import OTHERS, bind, known_as
from engine.practice.values import Call, Many, Name, Statement, Value, quoted

RATES = {"adam": 0.001, "rmsprop": 0.001, "sgd": 0.01, "nadam": 0.001, "adamw": 0.001}
METRICS = {
    "CategoricalAccuracy": "categorical_accuracy",
    "BinaryAccuracy": "binary_accuracy",
    "SparseCategoricalAccuracy": "sparse_categorical_accuracy",
}


def judging(statements: Sequence[Statement], labels: Labels) -> Judging[Compiled]:
    """The typed call, judged for labels of that kind."""
    bound = bind(_only_call(statements, "compile"))
    optimizer, rate, momentum = yield from _optimizer(bound.get("optimizer", "rmsprop"))
    loss = yield from judging_loss(bound.get("loss"), labels)
    metrics = yield from _metrics(bound.get("metrics"), labels)
    yield good("The loss fits the labels and the softmax layer, and the accuracy will be shown.")
    return Compiled(optimizer, rate, momentum, loss, metrics)


def _only_call(statements: Sequence[Statement], method: str) -> Call:
    if len(statements) != 1:
        raise Wrong(Kind.UNCLEAR, f"This step is one call: `model.{method}(…)`.")
    call = statements[0].value
    if not isinstance(call, Call) or known_as(call.name) != method or not call.name.path.startswith("model."):
        raise Wrong(Kind.UNCLEAR, f"This step is one call: `model.{method}(…)`.")
    if statements[0].targets:
        raise Wrong(Kind.UNCLEAR, f"`model.{method}` changes the model and returns nothing: no name and = in front.")
    return call


def _optimizer(value: Value) -> Judging[tuple[str, float, float]]:
    """Name, learning rate and momentum."""
    known = ", ".join(map(repr, RATES))
    if isinstance(value, str):
        name = value.lower()  # Keras does not mind capitals here
        if name in [other.lower() for other in OTHERS["keras.optimizers"]]:
            raise beyond(f"{quoted(value)} is not one of the optimizers of this exercise: {known}.")
        if name not in RATES:
            raise Wrong(Kind.RAISES, f"Keras knows no optimizer {quoted(value)}. This exercise uses {known}.")
        rate, momentum = RATES[name], 0.0
    elif isinstance(value, Call) and known_as(value.name).lower() in RATES:
        name, bound = known_as(value.name).lower(), bind(value)
        rate = _number(bound.get("learning_rate", RATES[name]), "learning_rate")
        momentum = _number(bound.get("momentum", 0.0), "momentum")
        for word, number in (("learning_rate", rate), ("momentum", momentum)):
            if isinstance(bound.get(word), int) and (word, name) != ("momentum", "rmsprop"):
                yield raises(f"Keras wants the {word} with a decimal point: {number:.1f}, not {number:.0f}.")
        if "decay" in bound:
            yield advice("Keras 3 warns of `decay` and ignores it: leave it out.")
    elif isinstance(value, Call):
        raise unknown(value.name)
    elif isinstance(value, Name) and known_as(value).lower() in RATES:
        raise Wrong(Kind.RAISES, f"`{value.path}` needs its brackets: without them it is the class, not an optimizer.")
    else:
        raise beyond(
            'The optimizer is a name in quotation marks, such as "adam", or a call such as Adam(learning_rate=0.001).'
        )
    yield from _judge_rate(name, rate, momentum)
    return name, rate, momentum


def _number(value: Value, word: str) -> float:
    if isinstance(value, str):
        raise Wrong(Kind.RAISES, f"`{word}` is a number: leave the quotation marks out.")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise beyond(f"`{word}` is a plain number here.")
    return float(value)


def _judge_rate(name: str, rate: float, momentum: float) -> Judging[None]:
    high = 1.0 if name == "sgd" else 0.05
    if rate <= 0:
        yield misleads(
            "A learning rate of 0 changes nothing."
            if rate == 0
            else "With a negative learning rate every step goes up the slope: the loss grows."
        )
    elif rate > high:
        yield misleads(
            f"A learning rate of {rate:g} makes steps so large that {name} jumps over every minimum: the "
            "loss leaps about instead of falling."
        )
    elif rate < 0.00005:
        yield misleads(
            f"With a learning rate of {rate:g} the weights hardly move: 20 epochs would end close to where they began."
        )
    elif name == "sgd" and rate <= 0.02 and momentum < 0.5:
        yield advice(
            "Plain SGD at this rate is slow: in a trial 20 epochs ended at 68% on the test newswires, with "
            "rare topics hardly learned. Adam or RMSprop adapt the step to each weight."
        )
    if not 0 <= momentum <= 1:
        share = "Momentum is a share between 0 and 1"
        yield (
            raises(f"{share}; Keras refuses anything else.")
            if name == "sgd"
            else misleads(f"{share}. With any other, the steps of the past grow instead of fading.")
        )


def _metrics(value: Value, labels: Labels) -> Judging[tuple[str, ...]]:
    """The names under which Keras shows them."""
    if value is None or (isinstance(value, Many) and not value.items):
        raise Wrong(
            Kind.MISLEADS,
            "Without a metric Keras prints the loss alone, and nobody can tell from a loss "
            "how many newswires are sorted rightly. Ask for one.",
        )
    if not isinstance(value, Many):
        raise Wrong(Kind.RAISES, "`metrics` is a list, even of one: put square brackets around it.")
    names = []
    for item in value.items:
        names.append(_metric_name(item))
        yield from _judge_metric(names[-1], labels)
    return tuple(names)


def _metric_name(item: Value) -> str:
    if isinstance(item, str):
        return METRICS.get(item, item)
    if isinstance(item, Call) and (name := known_as(item.name)) in (*METRICS, "Accuracy"):
        if item.args or item.keywords:
            raise beyond(f"Use `{name}` with its defaults here: nothing in the brackets.")
        return METRICS.get(name, "equal")
    raise beyond("Name the metrics in quotation marks here.")


def _judge_metric(name: str, labels: Labels) -> Judging[None]:
    fitting = {"one-hot": "categorical_accuracy", "integers": "sparse_categorical_accuracy"}[labels]
    if name.lower() in ("accuracy", "acc") or name == fitting:
        return
    if name == "equal":
        yield misleads(
            "`Accuracy()` counts outputs that equal the label exactly, and a probability hardly ever "
            'does: it shows a figure near 0. In quotation marks, "accuracy", Keras takes the one that '
            "fits."
        )
    elif name == "binary_accuracy":
        yield misleads(
            "`binary_accuracy` counts each of the 46 places: a network that always says 'no topic' "
            "already scores 45 out of 46, which is 98%."
        )
    elif name == "sparse_categorical_accuracy":
        yield raises(
            "`sparse_categorical_accuracy` expects topic numbers; with rows of 46 the shapes differ and "
            "TensorFlow stops."
        )
    elif name == "categorical_accuracy":
        yield misleads(
            "`categorical_accuracy` looks for the 1 in a row of 46. Your labels are single numbers, so "
            "it shows a figure that means nothing."
        )
    else:
        raise beyond(
            f'{quoted(name)} is not used here. Which share of the newswires is right is what "accuracy" tells.'
        )
