"""A handful of made newswires in the shape of `load_data`'s: what a learner's statements are carried out on.

Their words are drawn by chance, their lengths, topics and largest index are those of the real ones for the same
choices, so that what a learner works out from them (a largest label, a width) comes out as it would.
"""

from dataclasses import dataclass
from functools import cache
from time import thread_time
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.once import once
from engine.practice.articles import survey
from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.objects import Event
from engine.practice.interpreter.sampled import Sampled, Words, places, rows_of
from engine.practice.reuters import LEFT_OUT, OFFSET, START, Loading, word_index

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

WORDS = 30_979
USUAL = {"num_words": None, "skip_top": 0, "maxlen": None, "test_split": 0.2}
MARKS = {"start_char": START, "oov_char": LEFT_OUT, "index_from": OFFSET}


@dataclass(frozen=True, slots=True)
class Handful:
    """x: (newswires,) lists of indices; y: (newswires,) topics; of the training part and of the test part."""

    train: tuple[Sampled, Sampled]
    test: tuple[Sampled, Sampled]


def loading_of(bound: dict[str, Any]) -> Loading:
    """The choices of a call of `load_data`.

    Raises: Stops, where Keras would stop; Unread for choices that are not carried out here.
    """
    for word, usual in MARKS.items():
        if bound.get(word, usual) != usual:
            raise Unread(f"`{word}` is left as it is here: {usual}. With another, the indices mean other words.")
    seed = bound.get("seed", 113)  # another one deals the newswires out otherwise, which changes nothing here
    if isinstance(seed, str | float) or (isinstance(seed, int) and seed < 0):
        raise Stops(
            "TypeError" if isinstance(seed, str | float) else "ValueError", "`seed` is a whole number from 0 on."
        )
    given = {word: bound.get(word, usual) for word, usual in USUAL.items()}
    for word in ("num_words", "skip_top", "maxlen"):
        value = given[word]
        if isinstance(value, np.integer) or (isinstance(value, float) and value.is_integer()):
            given[word] = int(value)
        elif value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise Stops("TypeError", f"`{word}` is a whole number.")
    if not isinstance(given["test_split"], int | float):
        raise Stops("TypeError", "`test_split` is a share, such as 0.2.")
    try:
        return Loading(given["num_words"] or None, given["skip_top"] or 0, given["maxlen"] or None, given["test_split"])
    except ValueError as problem:
        raise Unread(str(problem)) from None


def load(bound: dict[str, Any], m: "Machine") -> Any:
    """What `load_data` gives: ((x_train, y_train), (x_test, y_test))."""
    start = thread_time()
    try:
        drawn = handful(loading_of(bound))
    except ValueError as problem:
        raise Stops("ValueError", str(problem)) from None
    spent = thread_time() - start  # counting all newswires is the app's work, not the learner's
    m.budget.until += spent
    m.until = None if m.until is None else m.until + spent
    fresh = [tuple(map(_own, part)) for part in (drawn.train, drawn.test)]
    for x, _ in fresh:
        m.known_places(x)
    return tuple(fresh)


def _own(held: Sampled) -> Sampled:
    """The rows as the learner's own, lists and all: whatever is done to them, the next one gets them as they were."""
    rows = rows_of([list(each) for each in held.rows]) if held.ragged else held.rows.copy()
    return Sampled(rows, held.at, held.total)


@once(32)
def handful(loading: Loading) -> Handful:
    """The made newswires for a choice of loading.

    Raises: ValueError if it leaves nothing to train or to test on.
    """
    kept = survey(loading)
    return Handful(
        _part(kept.train, 0, kept.last_index_in_train, kept.last_in_train, loading),
        _part(kept.test, 1, kept.last_index_in_test, kept.last_in_test, loading),
    )


def _part(total: int, part: int, largest: int, last: int, loading: Loading) -> tuple[Sampled, Sampled]:
    at = places(total)
    rows = [_newswire(number, part, largest + 1, loading) for number in range(len(at))]
    topics = (7 * np.arange(len(at)) + 3 * part) % (last + 1)
    for number, topic in ((1, last), (-2, last), (2, 0), (-3, 0)):
        if -total <= number < total:
            topics[number] = topic
    for number in {0, max(0, len(at) - 2)}:
        rows[number].append(largest)
    return Sampled(rows_of(rows), at, total), Sampled(topics.astype(np.int64), at, total)


def _newswire(number: int, part: int, width: int, loading: Loading) -> list[int]:
    """Indices of a made newswire: a start mark, words by their rank, some of them twice."""
    rng = np.random.default_rng([number, part])
    length = 6 + int(rng.integers(0, 24))
    longest = min(2_376, (loading.maxlen or 3_000) - 1)
    ranks = np.minimum(WORDS - 1, np.exp(rng.uniform(0, np.log(min(WORDS, width)), length)).astype(int) + 1)
    words = (ranks + OFFSET).tolist()
    words += words[2:5]
    if number == 3 and part == 0:
        words = (words * (longest // len(words) + 1))[: longest - 1]
    words = words[: max(1, longest - 2)]
    limit = loading.num_words or WORDS + OFFSET
    whole = [START, *words]
    left = [LEFT_OUT if index < loading.skip_top or index >= limit else int(index) for index in whole]
    return [min(index, width - 1) for index in left]


def words() -> Words:
    """What `get_word_index` gives: some of its words, those of the made newswires, as many as there are in all."""
    index = word_index()
    names = list(index)
    held = Words({names[rank - 1]: rank for rank in _ranks()})
    held.total = len(index)
    return held


@cache
def _ranks() -> list[int]:
    """The ranks of the words of the made newswires, and of the most frequent ones."""
    drawn = handful(Loading())
    lists = [*drawn.train[0].rows, *drawn.test[0].rows]
    found = {index - OFFSET for each in lists for index in each} | set(range(1, 60))
    return sorted(rank for rank in found if 1 <= rank <= WORDS)


MANY_COLUMNS = " Each index that you loaded needs a column, 0 too; how many newswires there are does not matter."


def encode(args: list[Any], named: dict[str, Any], m: "Machine", encoding: str) -> Sampled:
    """What `vectorise(articles, width)` gives: sparse rows of one of the kinds.

    Raises: Stops, where it stops.
    """
    from engine.practice.interpreter.catalogue import Signature, bind

    bound = bind("vectorise", args, named, Signature("function", ("articles", "width"), (), {}, False))
    articles, width = bound["articles"], bound["width"]
    if isinstance(width, bool) or not isinstance(width, int | np.integer) or width < 1:
        raise Stops(
            "TypeError",
            "The width is a whole number: how many columns a row has. With anything else NumPy stops with an error."
            + _why_no_width(width),
        )
    if not isinstance(articles, Sampled):
        raise Stops("TypeError", "`vectorise` takes the newswires as `load_data` gives them, x_train or x_test.")
    if not articles.ragged:
        labels = articles.rows.ndim == 1
        raise Stops(
            "TypeError",
            "These are the labels, one number each; `vectorise` takes the newswires."
            if labels
            else "These are rows already: encoding what is encoded already stops with an error. Once is right, and "
            "each part is made from its own newswires.",
        )
    m.budget.room(len(articles.rows) * int(width))
    m.events.append(Event("vectorised", bound, line=m.line))
    return Sampled(rows_like(list(articles.rows), int(width), encoding), articles.at, articles.total, sparse=True)


def _why_no_width(given: Any) -> str:
    """What is likely meant by a width that is none."""
    if isinstance(given, Sampled):
        return " First the newswires, then the width."
    if isinstance(given, float):
        return " A point parts the decimals, in ten thousand nothing does: 10000."
    if isinstance(given, int | np.integer) and not isinstance(given, bool):
        return " It is at least 1."
    return ""


def rows_like(lists: list[list[int]], width: int, encoding: str) -> Any:
    """Rows of one of the kinds: (newswires, width).

    Raises: Stops, where an index has no column.
    """
    rows = np.zeros((len(lists), width))
    for row, each in zip(rows, lists, strict=True):
        found, counts = np.unique(np.array(each, int), return_counts=True)
        if found[-1] >= width:
            close = " Indices count from 0, so one column more is needed." if found[-1] == width else MANY_COLUMNS
            raise Stops(
                "ValueError",
                f"Index {int(found[-1]):,} finds no column among {width:,}: `vectorise` stops with an error.{close}",
            )
        row[found] = {"binary": np.ones_like(counts), "tf-idf": (1 + np.log(counts)) * weights(found)}.get(
            encoding, counts
        )
    return rows


def weights(columns: Any) -> Any:
    """Weights that stand for a word's rarity where no newswires are counted: by column."""
    return 1 + np.log1p(np.asarray(columns))
