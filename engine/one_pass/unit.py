"""One unit by itself, before the network: inputs, weights, a bias, their sum, and the bend."""

from collections.abc import Iterator

from engine.one_pass.activation_functions import CODE, DOES, LATEX_FUNCTIONS, activation_formula, activation_rule
from engine.one_pass.captions import story, story_terms, words
from engine.one_pass.rule import GIVEN, Rule
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Step, equation, literal
from engine.one_pass.variables import NUMBERS, count, layers, marker, quantity

WEIGHTS, BIAS = (0.5, -0.25, 0.25), 0.1


def steps(settings: Settings) -> Iterator[Step]:
    """The steps of phase unit: the first sample's numbers, (1, features), through one unit with simple weights."""
    yield _given(settings)
    h = quantity("h", "act", id="unit_sum", tex="h")
    affine: Rule = {"kind": "affine", "x": "unit_x", "w": "unit_w", "b": "unit_b"}
    shown = ("unit_x", " ·", "unit_w", " +", "unit_b", " =", "unit_sum")
    yield _step(settings, h, "h = x @ w + b", r"h = x \cdot w + b", shown, affine)
    a, kind = quantity("a", "act", id="unit_output", tex="a"), settings.activation
    tex = activation_formula(kind, "a", "h")
    code = f"a = {CODE[kind].format(h='h')}"
    rule = activation_rule(kind, "unit_sum")
    yield _step(settings, a, code, tex, ("unit_sum", " →", "unit_output"), rule)


def _given(settings: Settings) -> Step:
    m = settings.features
    weights = tuple((WEIGHTS[k % len(WEIGHTS)],) for k in range(m))
    x = Quantity("unit_x", "x", "x", "data", "", "inputs")
    w = Quantity("unit_w", "w", "w", "param", "inputs", "")
    b = Quantity("unit_b", "b", "b", "param")
    code = f"x, w, b = {literal(settings.X[:1])}, {literal(weights)}, np.array([[{BIAS}]])"
    return _step(
        settings, x, code, "x, w, b", ("unit_x", " ,", "unit_w", " ,", "unit_b"), GIVEN, ((w, GIVEN), (b, GIVEN))
    )


def _step(
    settings: Settings,
    made: Quantity,
    code: str,
    formula: str,
    shown: tuple[str, ...],
    rule: Rule,
    also: tuple[tuple[Quantity, Rule], ...] = (),
) -> Step:
    id = "unit_given" if also else made.id
    sizes = [count(units, "unit") for units in (*settings.hidden, settings.classes)]
    stack = layers(settings)
    say = words(
        "unit",
        id,
        settings,
        story=story(settings),
        terms=story_terms(settings),
        inputs=count(settings.features, "number"),
        units=count(sum(layer.n_out for layer in stack), "unit"),
        number=NUMBERS[len(sizes)],
        layers=", then ".join(f"one of {each}" for each in sizes),
        does=DOES[settings.activation],
    )
    return Step(
        id,
        "unit",
        say,
        code,
        made,
        formula,
        _expression(settings, id),
        equation(*shown),
        rule,
        also=also,
        network={"layer": 0, "part": "units"},
        shown_only=True,
    )


def _expression(settings: Settings, id: str) -> str:
    """The unit as far as it has been explained: its sum, then the bend around it."""
    now = marker("now")
    total = r"x \cdot w + b"
    return now("now", f"{LATEX_FUNCTIONS[settings.activation]}({total})" if id == "unit_output" else total)
