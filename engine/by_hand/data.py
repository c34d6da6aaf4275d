"""The data of the pass: samples, targets, and the one-hot encoding built in its parts."""

from collections.abc import Iterator

from engine.by_hand.names import count, nested, place, quantity
from engine.by_hand.settings import Matrix, Settings
from engine.by_hand.step import Step, Words, equation


def literal(matrix: Matrix) -> str:
    """A matrix as NumPy code that reproduces it exactly."""
    if all(value.is_integer() and abs(value) < 1e15 for row in matrix for value in row):
        return f"np.array({[[int(value) for value in row] for row in matrix]}, dtype=float)"
    return f"np.array({[list(row) for row in matrix]})"


def labels(settings: Settings) -> str:
    """The targets as a Python list: False and True for two classes, numbers for more."""
    return str([bool(t) for t in settings.targets] if settings.classes == 2 else list(settings.targets))


def steps(settings: Settings) -> Iterator[Step]:
    """The steps of phase data."""
    yield _inputs(settings)
    yield _targets(settings)
    yield from _one_hot(settings)


def _inputs(settings: Settings) -> Step:
    n, m = settings.samples, settings.features
    return Step(
        "X",
        "data",
        Words(
            "The samples",
            "what the network gets to see",
            f"X holds {count(n, 'sample')}, one a row, and {count(m, 'feature')}, one a column.",
            "All samples go through the network at once, as one matrix: a row is a sample from here to the loss, and one "
            "product of matrices does the work of a loop over the samples.",
            "Taking a column for a sample. The shape says which is which: (samples, features).",
        ),
        f"X = {literal(settings.X)}",
        quantity("X", "data", "samples", "inputs", place("units", 0)),
        rf"X \in \mathbb{{R}}^{{{n} \times {m}}}",
        nested(settings, "X"),
        equation("X"),
        {"kind": "given"},
        network={"layer": 0, "part": "units"},
    )


def _targets(settings: Settings) -> Step:
    what = (
        "One target a sample: does it belong to the class or not?"
        if settings.classes == 2
        else f"One target a sample: the number of its class, 0 to {settings.classes - 1}."
    )
    return Step(
        "targets",
        "data",
        Words(
            "The targets",
            "the right answers",
            what,
            "Learning here means: change the weights until the network's answers come close to these.",
            "Taking a class number for a quantity. Class 1 is not more than class 0; the numbers are only names, and that "
            "is why they are encoded next.",
        ),
        f"targets = np.array({labels(settings)})",
        quantity("targets", "data", "", "samples", latex=r"\text{targets}"),
        rf"\text{{targets}} \in \{{0, \dots, {settings.classes - 1}\}}^{{{settings.samples}}}",
        nested(settings, "y"),
        equation("targets"),
        {"kind": "given"},
    )


def _one_hot(settings: Settings) -> Iterator[Step]:
    n, c = settings.samples, settings.classes
    context = nested(settings, "y")
    yield from _classes(settings)
    yield Step(
        "y_zeros",
        "data",
        Words(
            "An empty table",
            "one-hot encoding, part 2",
            f"A matrix of zeros: a row for each of the {count(n, 'sample')}, a column for each of the {c} classes.",
            "The network gives one number per class, so the right answer needs the same shape before the two can be compared.",
        ),
        f"y = np.zeros(({n}, {c}))",
        quantity("y", "data", "samples", "classes", id="y_zeros", latex="y"),
        r"y_{ik} = 0",
        context,
        equation("y_zeros"),
        {"kind": "given"},
    )
    yield Step(
        "rows",
        "data",
        Words(
            "The row numbers",
            "one-hot encoding, part 3",
            f"np.arange({n}) counts the samples from 0. Paired with the class indices it addresses one slot in every row.",
            "Given two lists of the same length, NumPy takes them pairwise: first row number with first class index, and so on.",
            "Writing y[:, index] instead. That takes whole columns, for every row, and sets far too many ones.",
        ),
        f"rows = np.arange({n})",
        quantity("rows", "data", "", "samples", latex=r"\text{rows}"),
        rf"\text{{rows}} = (0, \dots, {n - 1})" if n > 1 else r"\text{rows} = (0)",
        context,
        equation("rows"),
        {"kind": "given"},
        beside=("index",),
    )
    yield Step(
        "y",
        "data",
        Words(
            "One 1 in every row",
            "one-hot encoding, part 4",
            "The addressed slots are set to 1. Each row of y now says: all of the probability belongs to this class.",
            "A one-hot row is itself a probability distribution, the very thing that softmax will produce. "
            "The loss can compare like with like.",
            "Setting y[index] = 1, without the row numbers: that fills whole rows with ones.",
        ),
        "y[rows, index] = 1",
        quantity("y", "data", "samples", "classes"),
        r"y_{ik} = \begin{cases} 1 & k = \text{index}_i \\ 0 & \text{otherwise} \end{cases}",
        context,
        equation("rows", " ,", "index", " →", "y"),
        {"kind": "one_hot", "index": "index", "rows": "rows"},
    )


def _classes(settings: Settings) -> Iterator[Step]:
    every = set(settings.targets) == set(range(settings.classes))
    found = quantity("classes", "data", "", "classes", latex=r"\text{classes}")
    index = quantity("index", "data", "", "samples", latex=r"\text{index}")
    formula = r"\text{targets}_i = \text{classes}_{\text{index}_i}"
    context = nested(settings, "y")
    rule = {"kind": "index", "x": "targets", "classes": "classes"}
    what = "index says, for every sample, at which position of classes its target stands."
    if every:
        yield Step(
            "index",
            "data",
            Words(
                "Which classes are there?",
                "one-hot encoding, part 1",
                f"np.unique finds the distinct targets, sorted; asked with return_inverse=True, it also gives the index. {what}",
                "Whatever the targets are, words or truth values, from here on a class is a column number.",
                "Building the encoding from the test samples too, or from only a part: then the columns no longer mean the same.",
            ),
            "classes, index = np.unique(targets, return_inverse=True)",
            index,
            formula,
            context,
            equation("targets", " →", "classes", " ,", "index"),
            rule,
            also=((found, {"kind": "classes", "x": "targets"}),),
        )
        return
    listed = "np.array([False, True])" if settings.classes == 2 else f"np.arange({settings.classes})"
    yield Step(
        "classes",
        "data",
        Words(
            "Which classes are there?",
            "one-hot encoding, part 1",
            "The classes are written down, because these samples do not show all of them.",
            "np.unique would find only the classes that occur, and y would come out with too few columns.",
        ),
        f"classes = {listed}",
        found,
        rf"\text{{classes}} = (0, \dots, {settings.classes - 1})",
        context,
        equation("classes"),
        {"kind": "given"},
    )
    yield Step(
        "index",
        "data",
        Words(
            "Where each target stands",
            "one-hot encoding, part 1, continued",
            f"np.searchsorted looks each target up in the sorted classes: {what}",
            "From here on a class is a column number.",
        ),
        "index = np.searchsorted(classes, targets)",
        index,
        formula,
        context,
        equation("targets", " in", "classes", " →", "index"),
        rule,
    )
