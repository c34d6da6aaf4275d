"""The update: a small step downhill for every weight and bias, and the forward pass once more."""

from collections.abc import Iterator

from engine.by_hand.forward import pass_again
from engine.by_hand.loss import cross_entropy
from engine.by_hand.names import Layer, chain, latex, layers, place, quantity
from engine.by_hand.settings import Settings
from engine.by_hand.softmax import row_max, stable
from engine.by_hand.step import Step, Words, equation


def steps(settings: Settings) -> Iterator[Step]:
    """The steps of phase update, output layer first, and of phase again."""
    yield _learning_rate(settings)
    for layer in reversed(layers(settings)):
        yield _take(settings, layer, layer.W, layer.x_cols)
        yield _take(settings, layer, layer.b, "")
    yield from pass_again(settings)
    yield row_max(settings, "again", "new_")
    yield from stable(settings, "again", "new_")
    yield from cross_entropy(settings, "again", "new_")


def _learning_rate(settings: Settings) -> Step:
    lr = 100.0 if "lr_100" in settings.mistakes else settings.lr
    last = layers(settings)[-1]
    return Step(
        "lr",
        "update",
        Words(
            "The learning rate",
            "how far to go",
            f"Each weight will move by {lr:g} times its gradient.",
            "The gradient is the slope right here; further away it is another. A small step trusts it only as far as it deserves.",
            "Turning it up because learning is slow. Too large a step lands on the other side of the valley, higher than before.",
        ),
        f"lr = {lr!r}",
        quantity("lr", "param"),
        r"\eta > 0",
        _rule(last.W, "lr"),
        equation("lr"),
        {"kind": "given"},
    )


def _rule(name: str, now: str) -> str:
    w = latex(name)
    eta = r"\class{now}{\eta}" if now == "lr" else r"\eta"
    text = rf"{w} \leftarrow {w} - {eta} \, \frac{{\partial L}}{{\partial {w}}}"
    return rf"\class{{now}}{{{text}}}" if now == name else text


def _take(settings: Settings, layer: Layer, name: str, rows: str) -> Step:
    noun = "weight" if name == layer.W else "bias"
    at = place("edges" if name == layer.W else "bias", layer.number - 1)
    return Step(
        "new_" + name,
        "update",
        Words(
            f"Move {name} downhill",
            f"the {layer.title}'s {'weights' if noun == 'weight' else 'biases'}",
            f"{name} becomes itself minus the learning rate times its gradient, number by number.",
            f"The gradient points uphill, to where the loss grows. So each {noun} steps the other way. A gradient of 0 leaves it where it is.",
            "Adding instead of subtracting: the loss then climbs. Or updating one layer before the gradients of the other are there.",
        ),
        f"{name} = {name} - lr * dloss_d{name}",
        quantity(name, "param", rows, layer.cols, at, id="new_" + name, latex=rf"{latex(name)}^{{\text{{new}}}}"),
        _rule(name, ""),
        chain(settings, name, f"dloss_d{name}"),
        equation(name, " −", "lr", " ·", f"dloss_d{name}", " =", "new_" + name),
        {"kind": "elementwise", "fn": "step", "args": [name, f"dloss_d{name}", "lr"]},
        network={"layer": layer.number, "part": "in" if noun == "weight" else "units"},
    )
