"""The newswires' words in their order, from Keras' own loader, where they have been fetched.

Counts ship with the app (`engine.practice.reuters`); the order of the words does not, since that is the text. `fetch`
has Keras' loader fetch it, in a process of its own, and keeps it as arrays beside the loader's other data.

Usage:  python -m engine.practice.ordered        fetches, and prints a line of JSON at the end
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from engine.practice.reuters import LEFT_OUT, OFFSET, SEED, START, Integers, Loading, newswires

ROOT = Path(__file__).resolve().parents[2]
NEEDED = "They are a download of 2 MB from the address Keras gives. Everything else works without."
Report = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Fetch:
    """The settings of a fetch: none. A value, so that everyone who asks watches the same one."""

    key: str = "articles"


@dataclass(frozen=True, slots=True, eq=False)
class Articles:
    """Newswires of one part, word by word.

    indices: (running words,) of all of them one after another, a start mark before each; starts: (newswires + 1,).
    """

    indices: Integers
    starts: Integers

    def __len__(self) -> int:
        return len(self.starts) - 1

    def article(self, i: int) -> Integers:
        """Newswire i as Keras gives it: (words + 1,), the start mark first."""
        return self.indices[self.starts[i] : self.starts[i + 1]]


def store() -> Path:
    """The file of the articles, there or not; KERAS_HOME moves it."""
    home = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras")
    return home.expanduser() / "datasets" / "reuters-glassnet-1.npz"


def available() -> bool:
    """Whether the articles are on this machine. Looks at one file's name, no more."""
    return store().exists()


def load_articles(loading: Loading) -> tuple[Articles, Articles]:
    """The newswires for training and for testing, index for index as `keras.datasets.reuters.load_data` gives them.

    Raises: LookupError if they have not been fetched; ValueError if a choice leaves none for one of the two.
    """
    ranks, lengths = _kept(str(store()))
    whole = lengths + 1  # the start mark counts
    kept = np.flatnonzero(whole < loading.maxlen) if loading.maxlen else np.arange(len(whole))
    n_train = int(len(kept) * (1 - loading.test_split))
    if not 0 < n_train < len(kept):
        raise ValueError("These choices leave too few newswires to train and to test on.")
    starts = np.concatenate([[0], np.cumsum(whole[kept])])
    indices = np.full(starts[-1], START, np.int32)
    words = np.ones(len(indices), bool)
    words[starts[:-1]] = False
    owned = np.repeat(np.isin(np.arange(len(lengths)), kept), lengths)
    indices[words] = ranks[owned].astype(np.int32) + OFFSET
    limit = loading.num_words or indices.max()  # Keras' way: the very last index goes too
    indices[(indices < loading.skip_top) | (indices >= limit)] = LEFT_OUT
    cut = starts[n_train]
    return Articles(indices[:cut], starts[: n_train + 1]), Articles(indices[cut:], starts[n_train:] - cut)


@lru_cache(maxsize=1)
def _kept(path: str) -> tuple[Integers, Integers]:
    """Ranks of all words one after another, and how many each newswire has."""
    try:
        with np.load(path, allow_pickle=False) as held:
            return held["ranks"], held["lengths"].astype(np.int64)
    except OSError:
        raise LookupError("The articles have not been fetched on this machine.") from None


def fetch(settings: Fetch, report: Report, stopped: Callable[[], bool]) -> int:
    """Fetches the articles in a process of its own. Returns how many there are.

    Raises: OSError with a sentence if they cannot be had; InterruptedError if it was stopped.
    """
    command = [sys.executable, "-m", "engine.practice.ordered"]
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}
    report({"kind": "unpack"})
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, env=environment) as process:
        while process.poll() is None:
            if stopped():
                process.terminate()
                raise InterruptedError("Fetching was stopped.")
            try:
                process.wait(0.3)
            except subprocess.TimeoutExpired:
                continue
        said = (process.stdout.read() if process.stdout else "").strip().splitlines()
    held = json.loads(said[-1]) if said and said[-1].startswith("{") else {}
    if "n" not in held:
        raise OSError(held.get("problem", f"The articles could not be fetched. {NEEDED}"))
    return int(held["n"])


def keep() -> int:
    """Has Keras' loader fetch the articles and keeps them, once they are those that the counts were made from.

    Raises: OSError if they are not, or cannot be had.
    """
    from keras.datasets import reuters

    try:
        (articles, topics), _ = reuters.load_data(
            test_split=0.0, seed=SEED, start_char=None, oov_char=None, index_from=0, num_words=1 << 16
        )
    except Exception as problem:  # whatever the loader meets on its way
        raise OSError(f"The articles could not be fetched: {type(problem).__name__}. {NEEDED}") from None
    wires = newswires()
    lengths = np.array([len(article) for article in articles], np.uint16)
    if not (np.array_equal(lengths, wires.lengths) and np.array_equal(topics, wires.topics)):
        raise OSError("The loader's newswires are not those that the counts were made from.")
    ranks = np.concatenate([np.array(article, np.uint16) for article in articles])
    partial = store().with_suffix(".partial.npz")
    partial.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(partial, allow_pickle=False, ranks=ranks, lengths=lengths)
    partial.replace(store())
    return len(articles)


if __name__ == "__main__":
    try:
        print(json.dumps({"n": keep()}))
    except OSError as problem:
        print(json.dumps({"problem": str(problem)}))
