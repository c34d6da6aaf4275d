"""From scores to probabilities: why softmax is computed with the row maximum subtracted first."""

from collections.abc import Iterator

from engine.one_pass.captions import words
from engine.one_pass.rule import GIVEN, Rule
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Step, equation
from engine.one_pass.variables import latex, layers, nested, place, quantity

OVERFLOW, MAXIMA = "overflow", "row maxima"


def steps(settings: Settings) -> Iterator[Step]:
    """Softmax's parts, the overflow, the three kinds of row maximum, and the stable softmax."""
    h, tex = _scores(settings)
    yield _step(
        settings,
        quantity("exp_scores", "act", "samples", "classes", tex=rf"e^{{{tex}}}"),
        f"exp_scores = np.exp({h})",
        rf"e^{{{tex}}}",
        (h, " → exp", "exp_scores"),
        {"kind": "elementwise", "fn": "exp", "args": [h]},
        shown_only=True,
    )
    yield from _overflow(settings)
    yield from _maxima(settings)
    yield _row_max(settings)
    yield from _stable(settings)


def _scores(settings: Settings) -> tuple[str, str]:
    """The last linear step's name, and its LaTeX."""
    h = layers(settings)[-1].h
    return h, latex(h)


def _step(
    settings: Settings,
    made: Quantity | None,
    code: str,
    formula: str,
    shown: tuple[str, ...],
    rule: Rule,
    id: str = "",
    key: str = "",
    fails: bool = False,
    beside: tuple[str, ...] = (),
    detour: str = "",
    shown_only: bool = False,
) -> Step:
    id = id or (made.id if made else "")
    return Step(
        id,
        "forward",
        words("softmax", key or id, settings),
        code,
        made,
        formula,
        nested(settings, "y_hat"),
        equation(*shown),
        rule,
        fails=fails,
        beside=beside,
        network={"layer": len(settings.hidden) + 1, "part": "out"},
        shown_only=shown_only or bool(detour),
        detour=detour,
    )


def _overflow(settings: Settings) -> Iterator[Step]:
    large = quantity("large", "act", "", "scores", tex="z")
    code = "large = np.array([10.0, 100.0, 1000.0])"
    yield _step(settings, large, code, r"z = (10,\; 100,\; 1000)", ("large",), GIVEN, detour=OVERFLOW)
    yield _step(
        settings,
        quantity("exp_large", "act", "", "scores", tex="e^{z}"),
        "exp_large = np.exp(large)",
        "e^{z}",
        ("large", " → exp", "exp_large"),
        {"kind": "elementwise", "fn": "exp", "args": ["large"]},
        fails=True,
        detour=OVERFLOW,
    )
    yield _step(
        settings,
        quantity("softmax_large", "act", "", "scores", tex=r"\operatorname{softmax}(z)"),
        "softmax_large = exp_large / np.sum(exp_large)",
        r"\frac{e^{z_k}}{\sum_j e^{z_j}}",
        ("exp_large", " / its sum =", "softmax_large"),
        {"kind": "elementwise", "fn": "share", "args": ["exp_large"]},
        fails=True,
        detour=OVERFLOW,
    )


def _maxima(settings: Settings) -> Iterator[Step]:
    """The row maxima that do not serve, the largest of all and a flat array, and what subtracting that does."""
    h, tex = _scores(settings)
    n, c = settings.samples, settings.classes
    yield _step(
        settings,
        quantity("max_all", "act", tex=rf"\max\, {tex}"),
        f"max_all = np.max({h})",
        rf"\max_{{i,k}} {tex}[i,k]",
        (h, " → max", "max_all"),
        {"kind": "reduce", "fn": "max", "axis": None, "x": h},
        detour=MAXIMA,
    )
    yield _step(
        settings,
        quantity("max_flat", "act", "", "samples", tex="m"),
        f"max_flat = np.max({h}, axis=1)",
        rf"m_i = \max_k {tex}[i,k]",
        (h, " → max", "max_flat"),
        {"kind": "reduce", "fn": "max", "axis": 1, "x": h},
        beside=("max_all",),
        detour=MAXIMA,
    )
    fits = n in (1, c)
    yield _step(
        settings,
        quantity("shifted_wrong", "act", "samples", "classes", tex=f"{tex} - m") if fits else None,
        f"shifted_wrong = {h} - max_flat",
        f"{tex} - m",
        (h, " −", "max_flat", *([" =", "shifted_wrong"] if fits else [])),
        {"kind": "elementwise", "fn": "subtract", "args": [h, "max_flat"]},
        id="shifted_wrong",
        key="misfit_single" if n == 1 else "misfit_square" if n == c else "misfit",
        fails=not fits,
        detour=MAXIMA,
    )


def _row_max(settings: Settings) -> Step:
    """The row maxima as a column, (samples, 1)."""
    h, tex = _scores(settings)
    return _step(
        settings,
        quantity("row_max", "act", "samples", "", tex="m"),
        f"row_max = np.max({h}, axis=1, keepdims=True)",
        rf"m_i = \max_k {tex}[i,k]",
        (h, " → max", "row_max"),
        {"kind": "reduce", "fn": "max", "axis": 1, "x": h},
        beside=("max_all", "max_flat"),
    )


def _stable(settings: Settings) -> Iterator[Step]:
    """e_x and y_hat, (samples, classes), and the row sums between them, (samples, 1)."""
    h, tex = _scores(settings)
    yield _step(
        settings,
        quantity("e_x", "act", "samples", "classes", tex="e_x"),
        f"e_x = np.exp({h} - row_max)",
        rf"e_x = e^{{{tex} - m}}",
        (h, " −", "row_max", " → exp", "e_x"),
        {"kind": "elementwise", "fn": "exp_minus", "args": [h, "row_max"]},
    )
    yield _step(
        settings,
        quantity("row_sum", "act", "samples", "", tex="s"),
        "row_sum = np.sum(e_x, axis=1, keepdims=True)",
        r"s_i = \sum_k e_x[i,k]",
        ("e_x", " → sum", "row_sum"),
        {"kind": "reduce", "fn": "sum", "axis": 1, "x": "e_x"},
    )
    yield _step(
        settings,
        quantity("y_hat", "act", "samples", "classes", place("units", len(settings.hidden) + 1)),
        "y_hat = e_x / row_sum",
        rf"\hat{{y}}[i,k] = \operatorname{{softmax}}({tex})[i,k] = \frac{{e_x[i,k]}}{{s_i}}",
        ("e_x", " /", "row_sum", " =", "y_hat"),
        {"kind": "elementwise", "fn": "divide", "args": ["e_x", "row_sum"]},
    )
