"""Makes the shipped Reuters arrays anew from Keras' own loader."""

from importlib.metadata import version
from pathlib import Path

import numpy as np

from engine.newsgroups import shipped_arrays
from engine.practice.reuters import SEED


def prepare(folder: Path = shipped_arrays.ASSETS) -> Path:
    """Writes reuters.npz and reuters.json: every newswire as ranks of words, in the order that Keras shuffles them to.

    Ranks are those of the word index (1 the most frequent word), without Keras' offset of 3 and start mark.
    """
    from keras.datasets import reuters

    (articles, topics), _ = reuters.load_data(
        test_split=0.0, seed=SEED, start_char=None, oov_char=None, index_from=0, num_words=1 << 16
    )
    index = reuters.get_word_index()
    words = sorted(index, key=index.__getitem__)
    if [index[word] for word in words] != list(range(1, len(words) + 1)):
        raise ValueError("the word index does not number its words 1, 2, 3, …")
    arrays = {
        "ranks": np.concatenate([np.array(article, np.uint16) for article in articles]),
        "lengths": np.array([len(article) for article in articles], np.uint16),
        "topics": np.array(topics, np.uint8),
        "words": shipped_arrays.pack(words),
        "names": shipped_arrays.pack(reuters.get_label_names()),
    }
    note = {
        "made from": "keras.datasets.reuters: load_data, get_word_index, get_label_names",
        "made with": f"Keras {version('keras')}",
        "kept": f"each newswire as the ranks of its words, newswires in the order of load_data's shuffle, seed {SEED}",
        "newswires": len(topics),
        "topics": len(reuters.get_label_names()),
        "distinct": len(words),
        "tokens": int(arrays["lengths"].sum()),
    }
    return shipped_arrays.write("reuters", arrays, note, folder)
