"""Makes the shipped Reuters arrays anew from Keras' own loader: counts of words, their order lost."""

from importlib.metadata import version
from pathlib import Path

import numpy as np

from engine.newsgroups import shipped_arrays
from engine.practice.reuters import SEED


def prepare(folder: Path = shipped_arrays.ASSETS) -> Path:
    """Writes reuters.npz and reuters.json: which words each newswire holds and how often, in Keras' order of newswires.

    A word is its rank in the word index (1 the most frequent), without Keras' offset of 3 and start mark.
    """
    from keras.datasets import reuters

    (articles, topics), _ = reuters.load_data(
        test_split=0.0, seed=SEED, start_char=None, oov_char=None, index_from=0, num_words=1 << 16
    )
    index = reuters.get_word_index()
    words = sorted(index, key=index.__getitem__)
    if [index[word] for word in words] != list(range(1, len(words) + 1)):
        raise ValueError("the word index does not number its words 1, 2, 3, …")
    counted = [np.unique(np.array(article, np.int64), return_counts=True) for article in articles]
    arrays: dict[str, np.ndarray] = {
        "ranks": np.concatenate([ranks for ranks, _ in counted]).astype(np.uint16),
        "times": np.concatenate([times for _, times in counted]).astype(np.uint16),
        "distinct": np.array([len(ranks) for ranks, _ in counted], np.uint16),
        "topics": np.array(topics, np.uint8),
        "words": shipped_arrays.pack(words),
        "names": shipped_arrays.pack(reuters.get_label_names()),
    }
    note = {
        "made from": "keras.datasets.reuters: load_data, get_word_index, get_label_names",
        "made with": f"Keras {version('keras')}",
        "kept": "the words of each newswire, by rank, and how often it holds them; newswires in load_data's order, "
        f"seed {SEED}; the order of the words is not kept",
        "newswires": len(topics),
        "topics": len(reuters.get_label_names()),
        "distinct": len(words),
        "tokens": int(sum(len(article) for article in articles)),
    }
    return shipped_arrays.write("reuters", arrays, note, folder)
