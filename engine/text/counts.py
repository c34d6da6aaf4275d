"""Term counts of a corpus: the shape in which both corpora ship, and how they are written and read.

A file `assets/NAME.npz` holds arrays alone (no text, no pickles); `assets/NAME.json` beside it says what it was made
from and carries its SHA-256. A document keeps its terms in the order of their first appearance in the text: the
lesson's columns are ordered by frequency with ties by first appearance, so counts alone would not do.
"""

import hashlib
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ASSETS = Path(__file__).resolve().parents[2] / "assets"


class DamagedData(RuntimeError):
    """A prepared file is missing, or is not the one its note describes."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often each term occurs in each document.

    words: the term of each number, the most frequent in the corpus first.
    starts: (documents + 1,) int64; document i owns entries starts[i]:starts[i + 1].
    terms: (entries,) term numbers; counts: (entries,) how often, at least 1.
    labels: (documents,) class numbers; classes: their names; n_train: the first so many documents are for training.
    """

    words: list[str]
    starts: NDArray[np.int64]
    terms: NDArray[np.integer]
    counts: NDArray[np.integer]
    labels: NDArray[np.integer]
    classes: list[str]
    n_train: int

    @property
    def n_documents(self) -> int:
        return len(self.labels)

    def lengths(self) -> NDArray[np.int64]:
        """Tokens of each document: (documents,)."""
        sums = np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)])
        return sums[self.starts[1:]] - sums[self.starts[:-1]]

    def document(self, i: int) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
        """Term numbers and counts of document i, in order of first appearance."""
        own = slice(self.starts[i], self.starts[i + 1])
        return self.terms[own], self.counts[own]


def count(documents: Iterable[Sequence[str]], labels: Sequence[int], classes: list[str], n_train: int) -> Counts:
    """Counts the tokens of each document; a document's terms stay in order of first appearance."""
    number: dict[str, int] = {}
    terms, counts, starts = [], [], [0]
    for tokens in documents:
        for word, times in Counter(tokens).items():  # a Counter keeps the order of first appearance
            terms.append(number.setdefault(word, len(number)))
            counts.append(times)
        starts.append(len(terms))
    order = np.argsort(-np.bincount(terms, weights=counts, minlength=len(number)), kind="stable")
    rank = np.empty(len(number), np.int32)
    rank[order] = np.arange(len(number))
    words = list(number)
    return Counts([words[term] for term in order], np.array(starts, np.int64), rank[terms], np.array(counts, np.int32),
                  np.array(labels, np.int16), classes, n_train)  # fmt: skip


def save(name: str, counts: Counts, note: dict[str, Any], folder: Path = ASSETS) -> Path:
    """Writes NAME.npz and NAME.json; the note gets sizes and checksum added."""
    path = folder / f"{name}.npz"
    arrays: dict[str, NDArray[np.integer]] = {
        "words": _pack(counts.words),
        "classes": _pack(counts.classes),
        "sizes": np.diff(counts.starts).astype(np.uint16),
        "terms": counts.terms.astype(np.uint32),
        "counts": counts.counts.astype(np.uint16),
        "labels": counts.labels.astype(np.uint8),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:  # np.savez's format, a quarter smaller
        for key, array in arrays.items():
            with archive.open(f"{key}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    sizes = {"documents": counts.n_documents, "train": counts.n_train, "distinct": len(counts.words),
             "entries": len(counts.terms), "tokens": int(counts.counts.sum())}  # fmt: skip
    note = {**note, **sizes, "bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    path.with_suffix(".json").write_text(json.dumps(note, indent=1) + "\n")
    return path


@cache
def load(name: str, folder: Path = ASSETS) -> Counts:
    """Reads NAME.npz once a process, after comparing its checksum with the note's.

    Raises: DamagedData if a file is missing or was changed.
    """
    again = f"Make it again with: python -m engine.text.prepare {name}"
    try:
        content, about = (folder / f"{name}.npz").read_bytes(), note(name, folder)
    except OSError as problem:
        raise DamagedData(f"assets/{name} cannot be read ({problem.strerror}). {again}") from problem
    if hashlib.sha256(content).hexdigest() != about["sha256"]:
        raise DamagedData(f"assets/{name}.npz is not the file that its note describes. {again}")
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        starts = np.concatenate([[0], np.cumsum(file["sizes"], dtype=np.int64)])
        return Counts(_unpack(file["words"]), starts, file["terms"].astype(np.int32), file["counts"].astype(np.int32),
                      file["labels"].astype(np.int16), _unpack(file["classes"]), about["train"])  # fmt: skip


def note(name: str, folder: Path = ASSETS) -> dict[str, Any]:
    """What NAME.npz was made from, with its sizes and checksum."""
    return json.loads((folder / f"{name}.json").read_text())


def _pack(words: list[str]) -> NDArray[np.uint8]:
    if any("\n" in word for word in words):
        raise ValueError("a word holds a line break")
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _unpack(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")
