"""The raw text of the newsgroup posts, from scikit-learn's own loader.

The term counts ship with the app (`engine.newsgroups.counts`); the text does not. `engine.newsgroups.fetching`
fetches it once, and keeps it in a small database beside the loader's cache, so that one post can be read without
loading all 18,846.
Posts are numbered as in the counts: the training posts first, then the test posts, each in the loader's order.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

REMOVED = ("headers", "footers", "quotes")
Subset = Literal["train", "test"]
Part = Literal["kept", "header", "footer", "quote"]
PARTS: dict[str, Part] = {"k": "kept", "h": "header", "f": "footer", "q": "quote"}


class TextUnavailable(LookupError):
    """The posts' text has not been fetched on this machine."""


@dataclass(frozen=True, slots=True, eq=False)
class Posts:
    """The posts of one subset. texts and labels have one entry a post; classes names the 20 labels."""

    texts: list[str]
    labels: list[int]
    classes: list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a post, and which part of it that is; only "kept" lines are learned from."""

    text: str
    part: Part


@dataclass(frozen=True, slots=True)
class Post:
    """One post: as it was posted, line by line, and what is left after headers, footers and quotes are removed."""

    number: int
    cleaned: str
    lines: list[Line]


def load(subset: Subset, remove: tuple[str, ...] = REMOVED, download: bool = False) -> Posts:
    """Posts as `fetch_20newsgroups` gives them, shuffled with its default seed.

    Raises: OSError if the text is not on this machine and download is false, or if it cannot be fetched.
    """
    from sklearn.datasets import fetch_20newsgroups

    bunch = fetch_20newsgroups(subset=subset, remove=remove, download_if_missing=download)
    return Posts(bunch.data, bunch.target.tolist(), list(bunch.target_names))


def home() -> Path:
    """The folder in which scikit-learn keeps its data sets; SCIKIT_LEARN_DATA moves it."""
    import os

    return Path(os.environ.get("SCIKIT_LEARN_DATA", Path.home() / "scikit_learn_data")).expanduser()


def store() -> Path:
    """The database of the posts, there or not."""
    return home() / "20news-glassnet-2.sqlite"


def available() -> bool:
    """Whether `text` can answer. Looks at one file's name, no more."""
    return store().exists()


def text(number: int) -> Post:
    """One post: one row read, nothing imported, so that a page need not wait for anything.

    Raises: TextUnavailable with a sentence that says how to get the text; IndexError if there is no such post.
    """
    if not available():
        raise TextUnavailable(
            "The text of the posts is not on this machine; the counts of their words are all that ships. Fetch it with "
            "the button here, or with: python -m engine.newsgroups.fetching"
        )
    with closing(sqlite3.connect(f"file:{store()}?mode=ro", uri=True)) as database:
        row = database.execute("SELECT cleaned, lines FROM posts WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise IndexError(f"There is no post {number:,}; they are numbered 0 to 18,845.")
    return Post(number, row[0], [Line(line[1:], PARTS[line[0]]) for line in row[1].split("\n") if line])


def packed(post: Post) -> tuple[int, str, str]:
    """A post as `text` reads it back: its number, what is left of it, and its lines, each after its part's letter."""
    return post.number, post.cleaned, "\n".join(line.part[0] + line.text for line in post.lines)


def opened(number: int, original: str) -> Post:
    """A post with every line told apart by scikit-learn's own rules."""
    lines = list(_parts(original))
    return Post(number, cleaned(original), lines)


def cleaned(original: str) -> str:
    """What is left of a post, as `fetch_20newsgroups(remove=...)` leaves it."""
    from sklearn.datasets import _twenty_newsgroups as rules

    body = rules.strip_newsgroup_footer(rules.strip_newsgroup_header(original))
    return rules.strip_newsgroup_quoting(body)


def _parts(original: str) -> Iterator[Line]:
    """The lines in order. Headers end at the first empty line, the footer is the last block."""
    from sklearn.datasets import _twenty_newsgroups as rules

    head, empty, body = original.partition("\n\n")
    yield from (Line(line, "header") for line in (head + empty).split("\n")[: -2 if empty else None])
    stays = rules.strip_newsgroup_footer(body)
    start = body.find(stays) if stays else 0
    before, after = body[:start], body[start + len(stays) :]
    yield from (Line(line, "kept") for line in before.split("\n")[:-1])
    for line in stays.split("\n"):
        yield Line(line, "kept" if rules.strip_newsgroup_quoting(line) == line else "quote")
    yield from (Line(line, "footer") for line in after.removeprefix("\n").split("\n") if after)
