"""From scores to probabilities: why softmax is computed with the row maximum taken off first."""

from collections.abc import Iterator

from engine.by_hand.names import layers, latex, nested, place, quantity
from engine.by_hand.settings import Settings
from engine.by_hand.step import Phase, Quantity, Rule, Step, Words, equation


def steps(settings: Settings) -> Iterator[Step]:
    """Softmax's parts, the overflow, the three kinds of row maximum, and the stable softmax."""
    yield _numerators(settings)
    yield from _overflow(settings)
    yield from _maxima(settings)
    yield from stable(settings)


def _scores(settings: Settings, new: str = "") -> tuple[str, str, str]:
    """The last linear step's name, its LaTeX and its id."""
    h = layers(settings)[-1].h
    return h, latex(h), new + h


def _step(
    settings: Settings,
    made: Quantity | None,
    words: Words,
    code: str,
    formula: str,
    shown: list[dict[str, str]],
    rule: Rule,
    phase: Phase = "forward",
    **other,
) -> Step:
    return Step(
        other.pop("id", made.id if made else ""),
        phase,
        words,
        code,
        made,
        formula,
        nested(settings, "y_hat"),
        shown,
        rule,
        network={"layer": len(settings.hidden) + 1, "part": "out"},
        **other,
    )


def _numerators(settings: Settings) -> Step:
    h, tex, _ = _scores(settings)
    return _step(
        settings,
        quantity("exp_scores", "act", "samples", "classes", latex=rf"e^{{{tex}}}"),
        Words(
            "Make every score positive",
            "softmax, the numerators",
            "The exponential turns each score into a positive number; a score that is 1 higher counts e ≈ 2.718 times as much.",
            "A probability cannot be negative, so softmax first makes everything positive, and then divides by the row's sum.",
            "Dividing the raw scores by their sum. With negative scores that gives negative 'probabilities', or a division by zero.",
        ),
        f"exp_scores = np.exp({h})",
        rf"e^{{{tex}}}",
        equation(h, " → exp", "exp_scores"),
        {"kind": "elementwise", "fn": "exp", "args": [h]},
    )


def _overflow(settings: Settings) -> Iterator[Step]:
    large = quantity("large", "act", "", "scores", latex=r"(10,\, 100,\, 1000)")
    yield _step(
        settings,
        large,
        Words(
            "Three large scores",
            "an experiment on the side",
            "Suppose a network gave the scores 10, 100 and 1000. Unusual, but nothing forbids it.",
            "The exponential grows fast. Before relying on it, see where it ends.",
        ),
        "large = np.array([10.0, 100.0, 1000.0])",
        r"z = (10,\; 100,\; 1000)",
        equation("large"),
        {"kind": "given"},
    )
    yield _step(
        settings,
        quantity("exp_large", "act", "", "scores", latex=r"e^{z}"),
        Words(
            "Overflow, for real",
            "the exponential of 10, 100 and 1000",
            "exp(10) is 22 thousand, exp(100) has 44 digits, and exp(1000) is larger than any floating-point number: it becomes infinity.",
            "A double can hold numbers up to about 1.8 · 10³⁰⁸, and exp passes that at 709.78.",
            "Overlooking the warning. NumPy does not stop here; it carries on with inf.",
        ),
        "exp_large = np.exp(large)",
        r"e^{z}",
        equation("large", " → exp", "exp_large"),
        {"kind": "elementwise", "fn": "exp", "args": ["large"]},
        fails=True,
        mend="Take the largest score off every score before the exponential: the largest exponent is then 0, and exp(0) is 1.",
    )
    yield _step(
        settings,
        quantity("softmax_large", "act", "", "scores", latex=r"\operatorname{softmax}(z)"),
        Words(
            "Infinity divided by infinity",
            "what the overflow does to softmax",
            "Divided by their sum, which is infinite, the first two become 0, and the third is inf/inf: not a number, nan.",
            "One nan spreads into every weight at the next update, and the network is lost.",
            "Blaming the data. The mathematics is sound, this way of computing it is not.",
        ),
        "softmax_large = exp_large / np.sum(exp_large)",
        r"\frac{e^{z_k}}{\sum_j e^{z_j}}",
        equation("exp_large", " → divided by its sum", "softmax_large"),
        {"kind": "elementwise", "fn": "share", "args": ["exp_large"]},
        fails=True,
        mend="Softmax does not change when the same number is taken off every score of a row. So take off the row's maximum.",
    )


def _maxima(settings: Settings) -> Iterator[Step]:
    h, tex, _ = _scores(settings)
    n, c = settings.samples, settings.classes
    yield _step(
        settings,
        quantity("max_all", "act", latex=rf"\max {tex}"),
        Words(
            "The largest score of all",
            "row maxima, first try",
            f"np.max without an axis looks at all {n * c} numbers and gives a single one, of shape ().",
            "Each sample needs the maximum of its own row. This one belongs to whichever sample scored highest.",
            "Using it all the same: a row far below the overall maximum would give exponentials that all round to 0.",
        ),
        f"max_all = np.max({h})",
        rf"\max_{{i,k}} \, {tex}",
        equation(h, " → max", "max_all"),
        {"kind": "reduce", "fn": "max", "axis": None, "x": h},
    )
    yield _step(
        settings,
        quantity("max_flat", "act", "", "samples", latex=rf"\max_k {tex}"),
        Words(
            "The largest score of each row",
            "row maxima, second try",
            f"With axis=1 the maximum runs along the columns, so each row gives one number: shape ({n},).",
            f"The numbers are right. But the axis is gone: ({n},) is a plain list that no longer knows that it stood as a column.",
            "Reading axis=1 as 'per column'. The axis named is the one that disappears.",
        ),
        f"max_flat = np.max({h}, axis=1)",
        rf"m_i = \max_k \, {tex}[i,k]",
        equation(h, " → max", "max_flat"),
        {"kind": "reduce", "fn": "max", "axis": 1, "x": h},
        beside=("max_all",),
    )
    yield _subtract_flat(settings)
    yield row_max(settings)


def _subtract_flat(settings: Settings) -> Step:
    h, tex, _ = _scores(settings)
    n, c = settings.samples, settings.classes
    fits = n in (1, c)
    mend = f"Ask for keepdims=True. The maxima then come as a column, ({n}, 1), which spreads over the {c} columns of ({n}, {c})."
    if n == c:
        what = f"No error, and that is worse: ({n}, {c}) and ({n},) fit by accident, because there are as many samples as classes."
        why = "The maxima are taken off along the rows, so column 1 loses sample 1's maximum, column 2 sample 2's: the wrong numbers, silently."
    elif n == 1:
        what = f"With a single sample, (1, {c}) − (1,) happens to work: there is only one maximum to take off."
        why = "The line is still wrong. It breaks as soon as a second sample comes in."
    else:
        what = f"Taking the row maxima off fails: ({n}, {c}) and ({n},) cannot be combined."
        why = f"NumPy lines shapes up from the right: {c} meets {n}. Neither is 1, and they are not equal, so nothing can be spread."
    return _step(
        settings,
        quantity("shifted_wrong", "act", "samples", "classes", latex=rf"{tex} - m") if fits else None,
        Words(
            f"({n}, {c}) minus ({n},)",
            "wrong without a word" if fits else "a shape that does not fit",
            what,
            why,
            "Transposing until the error goes away. Ask instead which axis each number belongs to.",
        ),
        f"shifted_wrong = {h} - max_flat",
        rf"{tex} - m",
        equation(h, " −", "max_flat", *([" =", "shifted_wrong"] if fits else [])),
        {"kind": "elementwise", "fn": "subtract", "args": [h, "max_flat"]},
        id="shifted_wrong",
        fails=not fits,
        mend=mend,
    )


def row_max(settings: Settings, phase: Phase = "forward", new: str = "") -> Step:
    """The row maxima as a column, (samples, 1)."""
    h, tex, source = _scores(settings, new)
    n = settings.samples
    return _step(
        settings,
        quantity("row_max", "act", "samples", "", id=new + "row_max", latex="m"),
        Words(
            "The row maxima, as a column",
            "row maxima again" if new else "row maxima, third try",
            f"keepdims=True keeps the axis that the maximum ran over, with length 1: shape ({n}, 1).",
            f"Of the three, this is the one that stays with its row: ({settings.samples}, {settings.classes}) minus ({n}, 1) takes each sample's own "
            "maximum off its own scores.",
            "Forgetting keepdims in one place of three. The sums and the gradients of the biases need it too.",
        ),
        f"row_max = np.max({h}, axis=1, keepdims=True)",
        rf"m_i = \max_k \, {tex}[i,k]",
        equation(source, " → max", new + "row_max"),
        {"kind": "reduce", "fn": "max", "axis": 1, "x": source},
        phase,
        beside=() if new else ("max_all", "max_flat"),
    )


def stable(settings: Settings, phase: Phase = "forward", new: str = "") -> Iterator[Step]:
    """e_x, row sums and y_hat."""
    h, tex, source = _scores(settings, new)
    n, c = settings.samples, settings.classes
    yield _step(
        settings,
        quantity("e_x", "act", "samples", "classes", id=new + "e_x", latex="e_x"),
        Words(
            "Safe numerators",
            "the exponential after taking off the row maximum",
            "In every row the largest score becomes exp(0) = 1, and every other one lies between 0 and 1.",
            "It is the same softmax: exp(h − m) = exp(h)/exp(m), and the factor 1/exp(m) cancels between numerator and sum.",
            "Thinking that this is an approximation. It changes nothing but the rounding.",
        ),
        f"e_x = np.exp({h} - row_max)",
        rf"e_x = e^{{{tex} - m}}",
        equation(source, " −", new + "row_max", " → exp", new + "e_x"),
        {"kind": "elementwise", "fn": "exp_minus", "args": [source, new + "row_max"]},
        phase,
    )
    yield _step(
        settings,
        quantity("row_sum", "act", "samples", "", id=new + "row_sum", latex="s"),
        Words(
            "The row sums",
            "softmax, the denominators",
            f"Each row's {c} numerators are added up; keepdims=True keeps the sums as a column, ({n}, 1).",
            f"The sum is at least 1, since the largest numerator is 1, and at most {c}. Dividing by it is always safe.",
            "Summing over axis=0. That mixes the samples; a sample's probabilities must not depend on its neighbours.",
        ),
        "row_sum = np.sum(e_x, axis=1, keepdims=True)",
        r"s_i = \sum_k e_x[i,k]",
        equation(new + "e_x", " → sum", new + "row_sum"),
        {"kind": "reduce", "fn": "sum", "axis": 1, "x": new + "e_x"},
        phase,
    )
    yield _step(
        settings,
        quantity("y_hat", "act", "samples", "classes", place("units", len(settings.hidden) + 1), id=new + "y_hat"),
        Words(
            "Probabilities",
            "softmax, the division",
            "Each numerator is divided by its row's sum. Every row now adds up to 1: a probability for each class.",
            "ŷ has the same shape as y, so the answer and the truth can be compared number by number.",
            "Reading 0.9 as 'right nine times out of ten'. It is how sure the network is, which is not the same as how often it is right.",
        ),
        "y_hat = e_x / row_sum",
        rf"\hat{{y}} = \operatorname{{softmax}}({tex}) = \frac{{e_x}}{{s}}",
        equation(new + "e_x", " /", new + "row_sum", " =", new + "y_hat"),
        {"kind": "elementwise", "fn": "divide", "args": [new + "e_x", new + "row_sum"]},
        phase,
    )
