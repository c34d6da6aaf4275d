"""The loss: what categorical cross-entropy makes of the probabilities, and why they are clipped first."""

from collections.abc import Iterator

from engine.one_pass.captions import words
from engine.one_pass.rule import GIVEN, Rule
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Step, equation
from engine.one_pass.variables import latex, nested, quantity

EPS = 2.0**-52
LOG_OF_ZERO = "log of zero"


def steps(settings: Settings) -> Iterator[Step]:
    """The log of zero, its mend, and the loss."""
    yield from _log_of_zero(settings)
    yield from _cross_entropy(settings)


def _step(
    settings: Settings,
    made: Quantity,
    code: str,
    formula: str,
    shown: tuple[str, ...],
    rule: Rule = GIVEN,
    fails: bool = False,
    beside: tuple[str, ...] = (),
    detour: str = "",
) -> Step:
    effect = "In most passes this changes nothing; it is there for the rare case in which it does."
    return Step(
        made.id,
        "loss",
        words("loss", made.id, settings, effect=effect),
        code,
        made,
        formula,
        nested(settings, "cce_loss"),
        equation(*shown),
        rule,
        fails=fails,
        beside=beside,
        shown_only=bool(detour),
        detour=detour,
    )


def _neg_log(source: str) -> Rule:
    return {"kind": "elementwise", "fn": "neg_log", "args": [source]}


def _clip(source: str) -> Rule:
    return {"kind": "elementwise", "fn": "clip", "args": [source], "params": {"low": EPS, "high": 1 - EPS}}


def _trial(name: str, tex: str) -> Quantity:
    return quantity(name, "loss", "", "values", tex=tex)


def _log_of_zero(settings: Settings) -> Iterator[Step]:
    clip, trial = r"p_{\text{clip}}", _trial("trial", "p")
    code, formula = "trial = np.array([0, 0.5, 10])", r"p = (0,\; 0.5,\; 10)"
    yield _step(settings, trial, code, formula, ("trial",), detour=LOG_OF_ZERO)
    yield _step(
        settings,
        _trial("neg_log_trial", r"-\ln p"),
        "neg_log_trial = -np.log(trial)",
        r"-\ln p",
        ("trial", " → −ln", "neg_log_trial"),
        _neg_log("trial"),
        fails=True,
        detour=LOG_OF_ZERO,
    )
    yield _step(settings, quantity("eps", "loss"), "eps = np.finfo(float).eps", r"\varepsilon = 2^{-52}", ("eps",))
    yield _step(
        settings,
        _trial("clipped_trial", clip),
        "clipped_trial = np.clip(trial, eps, 1 - eps)",
        rf"{clip} = \min(\max(p,\, \varepsilon),\; 1 - \varepsilon)",
        ("trial", " → clip", "clipped_trial"),
        _clip("trial"),
        detour=LOG_OF_ZERO,
    )
    yield _step(
        settings,
        _trial("neg_log_clipped", rf"-\ln {clip}"),
        "neg_log_clipped = -np.log(clipped_trial)",
        rf"-\ln {clip}",
        ("clipped_trial", " → −ln", "neg_log_clipped"),
        _neg_log("clipped_trial"),
        beside=("neg_log_trial",),
        detour=LOG_OF_ZERO,
    )


def _cross_entropy(settings: Settings) -> Iterator[Step]:
    """Clipped probabilities, (samples, classes); one loss per sample, (samples,); their mean, ()."""
    tex = latex("y_hat_clipped")
    yield _step(
        settings,
        quantity("y_hat_clipped", "act", "samples", "classes"),
        "y_hat_clipped = np.clip(y_hat, eps, 1 - eps)",
        rf"{tex} = \min(\max(\hat{{y}},\, \varepsilon),\; 1 - \varepsilon)",
        ("y_hat", " → clip", "y_hat_clipped"),
        _clip("y_hat"),
    )
    yield _step(
        settings,
        quantity("neg_logs", "loss", "", "samples", tex=r"\ell"),
        "neg_logs = np.sum(y * -np.log(y_hat_clipped), axis=1)",
        rf"\ell_i = -\sum_k y[i,k] \, \ln {tex}[i,k]",
        ("y", " ⊙ −ln", "y_hat_clipped", " → sum", "neg_logs"),
        {"kind": "pick", "y": "y", "p": "y_hat_clipped"},
    )
    yield _step(
        settings,
        quantity("cce_loss", "loss"),
        "cce_loss = np.mean(neg_logs)",
        r"L = \frac{1}{n} \sum_{i=1}^{n} \ell_i",
        ("neg_logs", " → mean", "cce_loss"),
        {"kind": "reduce", "fn": "mean", "axis": None, "x": "neg_logs"},
    )
