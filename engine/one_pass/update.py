"""The update: a small step downhill for every weight and bias."""

from collections.abc import Iterator

from engine.one_pass.captions import words
from engine.one_pass.rule import GIVEN
from engine.one_pass.settings import Settings
from engine.one_pass.step import Step, equation
from engine.one_pass.variables import Layer, latex, layers, marker, place, quantity


def steps(settings: Settings) -> Iterator[Step]:
    """The steps of phase update, output layer first."""
    yield _learning_rate(settings)
    for layer in reversed(layers(settings)):
        yield _take(settings, layer, layer.W, layer.x_cols, "edges")
        yield _take(settings, layer, layer.b, "", "bias")


def _learning_rate(settings: Settings) -> Step:
    lr = 100.0 if "lr_100" in settings.mistakes else settings.lr
    return Step(
        "lr",
        "update",
        words("update", "lr", settings, lr=f"{lr:g}".replace("-", "−")),
        f"lr = {lr!r}",
        quantity("lr", "param"),
        rf"\eta = {repr(lr).removesuffix('.0')}" if "e" not in repr(lr) else r"\eta \in \mathbb{R}",
        _descent(layers(settings)[-1].W, "lr"),
        equation("lr"),
        GIVEN,
    )


def _descent(name: str, now: str) -> str:
    """The rule of gradient descent for one parameter, with the part `now` marked."""
    part, w = marker(now), latex(name)
    rate = part("lr", latex("lr"))
    return part("take", rf"{w} \leftarrow {w} - {rate} \, {latex('dloss_d' + name)}")


def _take(settings: Settings, layer: Layer, name: str, rows: str, where: str) -> Step:
    gradient, new, tex = f"dloss_d{name}", "new_" + name, latex(name)
    at = place(where, layer.number - 1)
    noun = "weights" if where == "edges" else "biases"
    return Step(
        new,
        "update",
        words("update", "take", settings, layer, name=name, noun=noun),
        f"{name} = {name} - lr * {gradient}",
        quantity(name, "param", rows, layer.cols, at, id=new, tex=tex[:-1] + r",\,\text{new}}"),
        rf"{tex} \leftarrow {tex} - \eta \, {latex(gradient)}",
        _descent(name, "take"),
        equation(name, " −", "lr", " ·", gradient, " =", new),
        {"kind": "elementwise", "fn": "step", "args": [name, gradient, "lr"]},
        network={"layer": layer.number, "part": "in" if where == "edges" else "units"},
    )
