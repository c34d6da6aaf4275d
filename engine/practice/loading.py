"""Judges the choices of `reuters.load_data`."""

from engine.practice.articles import survey
from engine.practice.judging import Judging, Kind, Wrong, advice, good, misleads
from engine.practice.reuters import LEFT_OUT, OFFSET, Loading, newswires

MOST_WORDS, FEW_WORDS, FEW_SHARE = 31_000, 100, 0.1
LIMITS = {
    "num_words": (0, MOST_WORDS),
    "skip_top": (0, 30_000),
    "maxlen": (0, 3_000),
    "test_split": (0.01, 0.95),
    "seed": (0, 2**32 - 1),
}
SEED = 113  # Keras' own: by it the newswires are dealt out into those to train on and those to test on


def judging(fields: dict[str, object]) -> Judging[Loading]:
    """The fields num_words, skip_top, maxlen (whole numbers, 0 for None) and test_split (a share), judged.

    A whole script may bring a seed along as well.
    """
    loading = _loading(fields)
    last = loading.num_words or MOST_WORDS
    if loading.skip_top >= last:
        yield misleads(
            f"`skip_top={loading.skip_top}` leaves out every index below it and `num_words` every index "
            f"from {last:,} on: no word is left, and all newswires look the same."
        )
        return loading
    try:
        kept = survey(loading)
    except ValueError as problem:
        raise Wrong(Kind.RAISES, str(problem)) from None
    yield from _judge_words(loading, kept.known)
    yield from _judge_lengths(loading, kept.dropped)
    yield from _judge_split(loading, kept.train, kept.test, kept.untested)
    if (seed := fields.get("seed", SEED)) != SEED:
        yield advice(
            f"`seed={seed}` deals the newswires out otherwise than Keras' own {SEED}: others are tested on, and the "
            f"figures differ a little. Your script keeps it; the network trained here gets them as by {SEED}."
        )
    yield good(
        f"{kept.train:,} newswires to train on and {kept.test:,} to test on; {kept.known:.0%} of the "
        "words of their text keep an index of their own."
    )
    return loading


def _loading(fields: dict[str, object]) -> Loading:
    if fields.get("num_words", 0) is None:
        raise Wrong(Kind.UNCLEAR, "Choose how many words to keep.")
    numbers = [fields.get("num_words", 0), fields.get("skip_top", 0), fields.get("maxlen", 0)]
    split = fields.get("test_split", 0.2)
    if not all(isinstance(n, int) and 0 <= n <= 1_000_000 for n in numbers) or not isinstance(split, int | float):
        raise Wrong(Kind.UNCLEAR, "Choose four numbers.")
    num_words, skip_top, maxlen = (int(str(number)) for number in numbers)
    try:
        return Loading(num_words or None, skip_top, maxlen or None, float(split))
    except ValueError as problem:
        raise Wrong(Kind.RAISES, str(problem)) from None


def _judge_words(loading: Loading, known: float) -> Judging[None]:
    rare = len(newswires().words)
    words = max(0, min(loading.num_words or MOST_WORDS, rare + OFFSET + 1) - max(loading.skip_top, OFFSET + 1))
    if words < FEW_WORDS or known < FEW_SHARE:
        yield misleads(
            f"Only {words:,} word{'' if words == 1 else 's'} keep{'s' if words == 1 else ''} an index of their own, "
            f"{known:.0%} of the text; all others become the same {LEFT_OUT}. Little is left to tell topics by. "
            + ("Raise num_words." if loading.skip_top <= OFFSET + 1 else "Raise num_words, or lower skip_top.")
        )
    elif loading.num_words is None:
        yield advice(
            f"All {rare:,} words: most of them occur a few times, and each adds a column and a weight for "
            "every unit of the first layer."
        )
    if loading.skip_top:
        skipped = max(0, loading.skip_top - OFFSET - 1)
        frequent = f"the {skipped:,} most frequent words" if skipped > 1 else "the most frequent word"
        left_out = f"{frequent}, and the start mark 1 as well" if skipped else "the start mark 1, and no word"
        yield advice(
            f"`skip_top={loading.skip_top}` compares indices, which are {OFFSET} above the ranks: it leaves "
            f"out {left_out if loading.skip_top > 1 else 'nothing, since the indices begin with the start mark 1'}."
        )


def _judge_lengths(loading: Loading, dropped: int) -> Judging[None]:
    if loading.maxlen is None:
        return
    there = len(newswires().topics)
    said = (
        f"`maxlen={loading.maxlen}` does not shorten: it drops the newswires that are as long or longer, "
        f"{dropped:,} of {there:,}."
    )
    if dropped > 0.3 * there:
        yield misleads(f"{said} The result would say nothing about longer ones.")
    elif dropped:
        yield advice(said)


def _judge_split(loading: Loading, train: int, test: int, untested: int) -> Judging[None]:
    if test < 500:
        without = f", and {untested} topics have none among them" if untested > 1 else ""
        yield misleads(
            f"Only {test} newswire{' is' if test == 1 else 's are'} left to test on{without}: the accuracy would "
            "change by chance from split to split. Keep a larger test_split."
        )
    elif test > train:
        yield misleads(
            f"More newswires are tested on ({test:,}) than learned from ({train:,}). Most of the data "
            "should teach the network."
        )
    elif loading.test_split > 0.35:
        yield advice(
            f"A test_split of {loading.test_split:g} leaves {train:,} newswires to learn from; the rare "
            "topics feel it first."
        )
