"""The loss: what categorical cross-entropy makes of the probabilities, and why they are clipped first."""

from collections.abc import Iterator

from engine.by_hand.names import latex, nested, quantity
from engine.by_hand.settings import Settings
from engine.by_hand.step import Phase, Quantity, Rule, Step, Words, equation


def steps(settings: Settings) -> Iterator[Step]:
    """The log of zero, its mend, and the loss."""
    yield from _log_of_zero(settings)
    yield from cross_entropy(settings)


def _step(
    settings: Settings,
    made: Quantity,
    words: Words,
    code: str,
    formula: str,
    shown: tuple[str, ...],
    rule: Rule,
    **other,
) -> Step:
    phase: Phase = other.pop("phase", "loss")
    return Step(
        made.id, phase, words, code, made, formula, nested(settings, "cce_loss"), equation(*shown), rule, **other
    )


def _log_of_zero(settings: Settings) -> Iterator[Step]:
    trial = quantity("trial", "loss", "", "values", latex=r"p")
    yield _step(
        settings,
        trial,
        Words(
            "Three values to try",
            "an experiment on the side",
            "The loss will take logarithms of probabilities. Try 0, one half, and 10, which is no probability at all.",
            "Rounding can turn a very small probability into exactly 0. What then?",
        ),
        "trial = np.array([0, 0.5, 10])",
        r"p = (0,\; 0.5,\; 10)",
        ("trial",),
        {"kind": "given"},
    )
    yield _step(
        settings,
        quantity("neg_log_trial", "loss", "", "values", latex=r"-\ln p"),
        Words(
            "The logarithm of zero",
            "minus the natural logarithm of the three",
            "−ln(0) is infinite, −ln(0.5) is 0.6931, and −ln(10) is negative: a loss below zero, for a 'probability' above 1.",
            "Minus the logarithm is a fair price for a wrong answer: nothing when the right class got 1, more and more as it nears 0.",
            "Meeting inf in the loss and lowering the learning rate. The cause is a probability that was rounded to 0.",
        ),
        "neg_log_trial = -np.log(trial)",
        r"-\ln p",
        ("trial", " → −ln", "neg_log_trial"),
        {"kind": "elementwise", "fn": "neg_log", "args": ["trial"]},
        fails=True,
        mend="Clip the values into the range from ε to 1 − ε before the logarithm.",
    )
    yield _step(
        settings,
        quantity("eps", "loss"),
        Words(
            "The smallest step from 1",
            "machine epsilon",
            "np.finfo(float).eps is the distance from 1 to the next larger double, 2⁻⁵² ≈ 2.22 · 10⁻¹⁶.",
            "It is a margin so small that no honest probability notices it.",
            "Taking it for the smallest positive number. That is far smaller, about 2.2 · 10⁻³⁰⁸ with full precision.",
        ),
        "eps = np.finfo(float).eps",
        r"\varepsilon = 2^{-52}",
        ("eps",),
        {"kind": "given"},
    )
    yield _step(
        settings,
        quantity("clipped_trial", "loss", "", "values", latex=r"p_{\text{clip}}"),
        Words(
            "Clip",
            "the mend",
            "What lies below ε becomes ε, what lies above 1 − ε becomes 1 − ε. One half stays one half.",
            "Every value is now a number whose logarithm is finite and whose loss is not negative.",
            "Clipping only from below. A probability that rounding pushed above 1 would give a negative loss.",
        ),
        "clipped_trial = np.clip(trial, eps, 1 - eps)",
        r"p_{\text{clip}} = \min(\max(p,\, \varepsilon),\; 1 - \varepsilon)",
        ("trial", " → clip", "clipped_trial"),
        _clip("trial"),
    )
    yield _step(
        settings,
        quantity("neg_log_clipped", "loss", "", "values", latex=r"-\ln p_{\text{clip}}"),
        Words(
            "The same logarithm, finite",
            "minus the natural logarithm, after clipping",
            "−ln(ε) is 36.04: the largest loss that one sample can cost. The others keep their price.",
            "A finite loss can still be learnt from; an infinite one cannot.",
        ),
        "neg_log_clipped = -np.log(clipped_trial)",
        r"-\ln p_{\text{clip}}",
        ("clipped_trial", " → −ln", "neg_log_clipped"),
        {"kind": "elementwise", "fn": "neg_log", "args": ["clipped_trial"]},
        beside=("neg_log_trial",),
    )


def _clip(source: str) -> Rule:
    eps = 2.0**-52
    return {"kind": "elementwise", "fn": "clip", "args": [source], "params": {"low": eps, "high": 1 - eps}}


def cross_entropy(settings: Settings, phase: Phase = "loss", new: str = "") -> Iterator[Step]:
    """Clipped probabilities, one loss a sample, and their mean."""
    n = settings.samples
    clipped = latex("y_hat_clipped")
    yield _step(
        settings,
        quantity("y_hat_clipped", "act", "samples", "classes", id=new + "y_hat_clipped"),
        Words(
            "Keep away from 0 and 1",
            "the clipped probabilities",
            "The network's probabilities, clipped into the range from ε to 1 − ε.",
            "Most of the time this changes nothing at all. It is there for the one time that it does.",
            "Clipping the scores instead of the probabilities. Scores may be as large or small as they like.",
        ),
        "y_hat_clipped = np.clip(y_hat, eps, 1 - eps)",
        rf"{clipped} = \min(\max(\hat{{y}},\, \varepsilon),\; 1 - \varepsilon)",
        (new + "y_hat", " → clip", new + "y_hat_clipped"),
        _clip(new + "y_hat"),
        phase=phase,
    )
    yield _step(
        settings,
        quantity("neg_logs", "loss", "", "samples", id=new + "neg_logs", latex=r"\ell"),
        Words(
            "One loss a sample",
            "cross-entropy, before the mean",
            "In each row, y is 1 at the right class and 0 elsewhere, so of all the terms only one is left: minus the logarithm of the right "
            "class's probability.",
            "The network is charged for how little it believed in the truth. What it believed about the other classes counts only through "
            "the sum being 1.",
            "Leaving out the minus sign. Logarithms of probabilities are negative; a loss must fall as the answers get better.",
        ),
        "neg_logs = np.sum(y * -np.log(y_hat_clipped), axis=1)",
        rf"\ell_i = -\sum_k y_{{ik}} \ln {clipped}[i,k]",
        ("y", " ⊙ −ln", new + "y_hat_clipped", " → sum", new + "neg_logs"),
        {"kind": "pick", "y": "y", "p": new + "y_hat_clipped"},
        phase=phase,
    )
    yield _step(
        settings,
        quantity("cce_loss", "loss", id=new + "cce_loss"),
        Words(
            "The loss",
            "categorical cross-entropy",
            f"The mean of the {n} samples' losses: one number for how wrong the network is.",
            "Everything that follows asks one question: how does this number change when a weight changes?",
            "Comparing losses that were summed in one place and averaged in another.",
        ),
        "cce_loss = np.mean(neg_logs)",
        r"L = \frac{1}{n} \sum_{i=1}^{n} \ell_i",
        (new + "neg_logs", " → mean", new + "cce_loss"),
        {"kind": "reduce", "fn": "mean", "axis": None, "x": new + "neg_logs"},
        phase=phase,
    )
