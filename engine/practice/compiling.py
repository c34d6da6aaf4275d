"""Judges `model.compile`: optimizer, loss, metrics."""

from typing import Any

from engine.practice import schedules
from engine.practice.design import Compiled, Labels
from engine.practice.errors import quoted
from engine.practice.interpreter import catalogue
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.objects import Known, Made, Net
from engine.practice.interpreter.training_calls import knows_metric, metric_name
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, good, misleads, raises
from engine.practice.losses import judging_loss
from engine.practice.stopping import LEAST_RATE

RATES = {
    "adam": 0.001,
    "rmsprop": 0.001,
    "sgd": 0.01,
    "nadam": 0.001,
    "adamw": 0.001,
    "adamax": 0.001,
    "adagrad": 0.001,
    "adadelta": 0.001,
}
METRICS = {
    "CategoricalAccuracy": "categorical_accuracy",
    "BinaryAccuracy": "binary_accuracy",
    "SparseCategoricalAccuracy": "sparse_categorical_accuracy",
}
OF_NO_ACCOUNT = ("run_eagerly", "steps_per_execution", "jit_compile", "auto_scale_loss", "weighted_metrics")


def judging(m: Machine, labels: Labels) -> Judging[Compiled]:
    """The last model as it is compiled, judged for labels of that kind."""
    net = m.nets[-1] if m.nets else None
    if net is None or net.compiled is None:
        raise Wrong(Kind.UNCLEAR, "The model is not compiled yet. This step is one call: `model.compile(…)`.")
    compiled = yield from judging_net(net, labels)
    if any(held is None for name, held in m.whole.names.items() if name in ("model", "net")):
        yield misleads("`compile` changes the model and returns nothing: no name and = in front, or the model is gone.")
    yield good("The loss fits the labels and the softmax layer, and the accuracy will be shown.")
    return compiled


def judging_net(net: Net, labels: Labels) -> Judging[Compiled]:
    """A compiled model, judged for labels of that kind."""
    assert net.compiled is not None
    optimizer, rate, momentum, options = yield from _optimizer(net.compiled.optimizer)
    loss = yield from judging_loss(net.compiled.loss, labels)
    metrics = yield from _metrics(net.compiled.metrics, labels)
    return Compiled(optimizer, rate, momentum, loss, metrics, options)


def _optimizer(value: Any) -> Judging[tuple[str, float, float, tuple[tuple[str, Any], ...]]]:
    """Name, learning rate, momentum, and what else it is given."""
    options: dict[str, Any] = {}
    known = ", ".join(map(repr, RATES))
    name = value.lower() if isinstance(value, str) else value.last.lower() if isinstance(value, Made) else ""
    if name not in RATES:
        raise beyond(f"Keras may have this optimizer; trained here are {known}.")
    rate, momentum = RATES[name], 0.0
    if isinstance(value, Made):
        given = value.bound.get("learning_rate", rate)
        if schedules.is_schedule(given):
            rate, options["learning_rate"] = yield from schedules.judging(given)
        else:
            rate = _number(given, "learning_rate")
        momentum = _number(value.bound.get("momentum", 0.0), "momentum")
        if "decay" in value.bound:
            yield advice("Keras 3 warns of `decay` and ignores it: leave it out.")
        signature = catalogue.signature(value.kind)
        usual = signature.defaults if signature else {}
        for word, given in value.bound.items():
            if word not in ("learning_rate", "momentum", "decay", "name") and usual.get(word) != given:
                if not isinstance(given, bool | int | float):
                    raise beyond(f"What `{word}` is given is not trained here: write a plain number.")
                options[word] = given
    yield from _judge_rate(name, rate, momentum)
    return name, rate, momentum, tuple(sorted(options.items()))


def _number(value: Any, word: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise beyond(f"`{word}` is a plain number, or one of Keras' schedules, where a network is trained here.")
    return float(value)


def _judge_rate(name: str, rate: float, momentum: float) -> Judging[None]:
    high = 1.0 if name in ("sgd", "adadelta", "adagrad") else 0.05
    if rate <= 0:
        yield misleads(
            "A learning rate of 0 changes nothing."
            if rate == 0
            else "With a negative learning rate every step goes up the slope: the loss grows."
        )
    elif rate > high:
        yield misleads(
            f"A learning rate of {rate:g} makes steps so large that {name} jumps over every minimum: the loss leaps "
            "about instead of falling."
        )
    elif rate < LEAST_RATE:
        yield misleads(
            f"With a learning rate of {rate:g} the weights hardly move: 20 epochs would end close to where they began."
        )
    elif name == "sgd" and rate <= 0.02 and momentum < 0.5:
        yield advice(
            "Plain SGD at this rate is slow: in a trial 20 epochs ended at 68% on the test newswires, with rare topics "
            "hardly learned. Adam or RMSprop adapt the step to each weight."
        )
    elif name in ("adadelta", "adagrad"):
        yield advice(
            f"{name.capitalize()} takes very small steps at this rate: it may still be learning when training ends."
        )
    if not 0 <= momentum <= 1:
        share = "Momentum is a share between 0 and 1"
        yield (
            raises(f"{share}; Keras refuses anything else.")
            if name == "sgd"
            else misleads(f"{share}. Above 1 the steps of the past grow instead of fading; below 0 they push back.")
        )


def _metrics(value: Any, labels: Labels) -> Judging[tuple[str, ...]]:
    """The names under which Keras shows them."""
    if isinstance(value, dict):
        raise beyond('The metrics are a list here, such as ["accuracy"].')
    items = list(value) if isinstance(value, list | tuple) else []
    if not items:
        raise Wrong(
            Kind.MISLEADS,
            "Without a metric Keras prints the loss alone, and nobody can tell from a loss how many newswires are "
            'classified correctly. Ask for one: metrics=["accuracy"].',
        )
    shares = False
    for item in items:
        shares = (yield from _judge_metric(item, labels)) or shares
    names = tuple(metric_name(item) for item in items)
    if not shares:
        yield advice('None of these says which share of the newswires is right; that is what "accuracy" tells.')
    return names


def _judge_metric(item: Any, labels: Labels) -> Judging[bool]:
    """Whether it is the share of newswires classified correctly."""
    if not isinstance(item, str | Made | Known):
        raise beyond("Name the metrics in quotation marks here.")
    name = item if isinstance(item, str) else item.last
    kind = METRICS.get(name, name)
    fitting = {"one-hot": "categorical_accuracy", "integers": "sparse_categorical_accuracy"}[labels]
    if isinstance(item, str):
        known = catalogue.names_of("tf.keras.metrics") | {"accuracy", "acc", "ce", "crossentropy", "Accuracy"}
        if not knows_metric(name):
            raise Wrong(
                Kind.RAISES,
                f"Keras knows no metric {quoted(name)}, and stops at the first batch."
                f"{catalogue.near(name, [*known, 'accuracy'])}",
            )
    if (isinstance(item, str) and name.lower() in ("accuracy", "acc")) or kind == fitting:
        return True
    if kind in ("Accuracy", "accuracy"):
        yield misleads(
            "`Accuracy()` counts outputs that equal the label exactly, and a probability hardly ever does: it shows a "
            'figure near 0. In quotation marks, "accuracy", Keras takes the one that fits.'
        )
    elif kind == "binary_accuracy":
        yield (
            misleads(
                "`binary_accuracy` counts each of the 46 places: a network that always says 'no topic' already "
                "scores 45 out of 46, which is 98%."
            )
            if labels == "one-hot"
            else raises(
                "`binary_accuracy` compares place by place; your labels are single numbers, and TensorFlow stops."
            )
        )
    elif kind == "sparse_categorical_accuracy":
        yield raises(
            "`sparse_categorical_accuracy` expects topic numbers; with rows of 46 the shapes differ and TensorFlow "
            "stops."
        )
    elif kind == "categorical_accuracy":
        yield misleads(
            "`categorical_accuracy` looks for the 1 in a row of 46. Your labels are single numbers, so it shows a "
            "figure that means nothing."
        )
    elif "top_k" in _snake(kind) and ("sparse" in _snake(kind)) == (labels == "integers"):
        yield advice(
            "It counts a newswire as right when its topic is among the k likeliest: a kinder figure than accuracy."
        )
    else:
        raise beyond(
            f'{quoted(name)} is not used here. Which share of the newswires is right is what "accuracy" tells.'
        )
    return False


def _snake(name: str) -> str:
    from engine.practice.interpreter.nets import snake

    return snake(name)
