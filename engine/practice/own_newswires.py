"""A few newswires in words of our own, in the manner of the Reuters ones: shown until those have been fetched."""

from dataclasses import dataclass
from functools import cache

from engine.practice.reuters import OFFSET, START, newswires, word_index

TEXTS = (
    ("crude", "oil prices rose after the oil ministers said they would cut production by one mln barrels per day"),
    ("earn", "the company said its net profit rose to 12 mln dlrs in the first quarter from 9 mln dlrs a year ago"),
    ("grain", "farmers will plant less wheat and more corn this spring the department of agriculture said today"),
    ("acq", "the bank said it has agreed to buy all shares of a smaller bank for 40 mln dlrs in cash"),
    ("gold", "gold closed higher in london as the dollar fell and investors looked for a safe place"),
    ("coffee", "coffee exporters met to talk about quotas but left without an agreement a trade source said"),
)


@dataclass(frozen=True, slots=True)
class Own:
    """A newswire of ours: its topic's number, its text, its indices as `load_data` would give them."""

    topic: int
    text: str
    indices: tuple[int, ...]


@cache
def own_newswires() -> tuple[Own, ...]:
    """Ours, encoded by the word index."""
    index, names = word_index(), newswires().names
    return tuple(
        Own(names.index(topic), text, (START, *(index[word] + OFFSET for word in text.split())))
        for topic, text in TEXTS
    )
