"""The loss: what categorical cross-entropy makes of the probabilities, and why they are clipped first."""

from collections.abc import Iterator

from engine.one_pass.captions import words
from engine.one_pass.data import GIVEN
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Rule, Step, equation
from engine.one_pass.variables import latex, nested, quantity

EPS = 2.0**-52


def steps(settings: Settings) -> Iterator[Step]:
    """The log of zero, its mend, and the loss."""
    yield from _log_of_zero(settings)
    yield from cross_entropy(settings)


def _step(
    settings: Settings, made: Quantity, code: str, formula: str, shown: tuple[str, ...], rule: Rule = GIVEN, **other
) -> Step:
    phase, say = other.pop("phase", "loss"), words("loss", made.name, settings)
    if phase == "again":
        last = made.name == "cce_loss"
        say = words("loss" if last else "forward", "again", settings, action=say.title, title="loss")
    return Step(made.id, phase, say, code, made, formula, nested(settings, "cce_loss"), equation(*shown), rule, **other)


def _neg_log(source: str) -> Rule:
    return {"kind": "elementwise", "fn": "neg_log", "args": [source]}


def _clip(source: str) -> Rule:
    return {"kind": "elementwise", "fn": "clip", "args": [source], "params": {"low": EPS, "high": 1 - EPS}}


def _log_of_zero(settings: Settings) -> Iterator[Step]:
    def trial(name: str, tex: str) -> Quantity:
        return quantity(name, "loss", "", "values", latex=tex)

    clip = r"p_{\text{clip}}"
    yield _step(settings, trial("trial", "p"), "trial = np.array([0, 0.5, 10])", r"p = (0,\; 0.5,\; 10)", ("trial",))
    yield _step(
        settings,
        trial("neg_log_trial", r"-\ln p"),
        "neg_log_trial = -np.log(trial)",
        r"-\ln p",
        ("trial", " → −ln", "neg_log_trial"),
        _neg_log("trial"),
        fails=True,
    )
    yield _step(settings, quantity("eps", "loss"), "eps = np.finfo(float).eps", r"\varepsilon = 2^{-52}", ("eps",))
    yield _step(
        settings,
        trial("clipped_trial", clip),
        "clipped_trial = np.clip(trial, eps, 1 - eps)",
        rf"{clip} = \min(\max(p,\, \varepsilon),\; 1 - \varepsilon)",
        ("trial", " → clip", "clipped_trial"),
        _clip("trial"),
    )
    yield _step(
        settings,
        trial("neg_log_clipped", rf"-\ln {clip}"),
        "neg_log_clipped = -np.log(clipped_trial)",
        rf"-\ln {clip}",
        ("clipped_trial", " → −ln", "neg_log_clipped"),
        _neg_log("clipped_trial"),
        beside=("neg_log_trial",),
    )


def cross_entropy(settings: Settings, new: str = "", **other) -> Iterator[Step]:
    """Clipped probabilities, (samples, classes); one loss a sample, (samples,); their mean, ()."""
    clipped, y_hat, logs = new + "y_hat_clipped", new + "y_hat", new + "neg_logs"
    tex = latex("y_hat_clipped")
    yield _step(
        settings,
        quantity("y_hat_clipped", "act", "samples", "classes", id=clipped),
        "y_hat_clipped = np.clip(y_hat, eps, 1 - eps)",
        rf"{tex} = \min(\max(\hat{{y}},\, \varepsilon),\; 1 - \varepsilon)",
        (y_hat, " → clip", clipped),
        _clip(y_hat),
        **other,
    )
    yield _step(
        settings,
        quantity("neg_logs", "loss", "", "samples", id=logs, latex=r"\ell"),
        "neg_logs = np.sum(y * -np.log(y_hat_clipped), axis=1)",
        rf"\ell_i = -\sum_k y[i,k] \, \ln {tex}[i,k]",
        ("y", " ⊙ −ln", clipped, " → sum", logs),
        {"kind": "pick", "y": "y", "p": clipped},
        **other,
    )
    yield _step(
        settings,
        quantity("cce_loss", "loss", id=new + "cce_loss"),
        "cce_loss = np.mean(neg_logs)",
        r"L = \frac{1}{n} \sum_{i=1}^{n} \ell_i",
        (logs, " → mean", new + "cce_loss"),
        {"kind": "reduce", "fn": "mean", "axis": None, "x": logs},
        **other,
    )
