"""One post as the act's picture draws it: its text in pieces, each with its fate, and the columns its words have."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from engine.newsgroups.tokens import Fate
from engine.newsgroups.vectors import Vocabulary

Piece = tuple[str, str, str]  # text; "" between tokens, "kept", "dropped", "unknown" or "struck"; lemma where kept


@dataclass(frozen=True, slots=True)
class PostPicture:
    """pieces: the whole text in order. columns: word -> its column, of the words in the vocabulary. width: of a row."""

    text: str
    pieces: list[Piece]
    columns: dict[str, int]
    width: int


def pictured(text: str, fates: Sequence[Fate], vocabulary: Vocabulary, struck: Collection[str] = ()) -> PostPicture:
    """A text and spaCy's reading of it, against one vocabulary."""
    column_of = vocabulary.column_of
    found = {fate.lemma: column_of[fate.lemma] for fate in fates if fate.kept and fate.lemma in column_of}
    for word in struck:
        found.pop(word, None)
    return PostPicture(text, pieces(text, fates, column_of, struck), found, vocabulary.size)


def pieces(text: str, fates: Sequence[Fate], known: Collection[str], struck: Collection[str] = ()) -> list[Piece]:
    """The text cut into its tokens and what lies between them; joined, the pieces are the text again."""
    found: list[Piece] = []
    end = 0
    for fate in fates:
        if fate.start > end:
            found.append((text[end : fate.start], "", ""))
        end = fate.start + len(fate.text)
        if not fate.kept:
            found.append((fate.text, "" if fate.fate in ("space", "punctuation") else "dropped", ""))
        else:
            kind = "struck" if fate.lemma in struck else "kept" if fate.lemma in known else "unknown"
            found.append((fate.text, kind, fate.lemma))
    if end < len(text):
        found.append((text[end:], "", ""))
    return found
