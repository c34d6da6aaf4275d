"""What people wrote that was once judged wrongly: accepted though it fails, or refused by a claim that is false."""

import pytest

from engine.practice.exercise import review
from engine.practice.judging import Kind
from engine.practice.splitting import split

BASE = """
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.datasets import reuters
(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=10000)
def multi_hot(seqs, dim=10000):
    out = np.zeros((len(seqs), dim), dtype=np.float32)
    for row, seq in zip(out, seqs):
        row[seq] = 1.0
    return out
x_tr, x_te = multi_hot(train_data), multi_hot(test_data)
{before}
net = keras.Sequential([layers.Input(shape=({width},)), layers.Dense(128, activation="relu")])
net.add(layers.Dense({units}, activation="softmax"))
net.compile(optimizer="adam", loss="{loss}", metrics=["accuracy"])
h = net.fit(x_tr, train_labels, epochs=20, batch_size=256, validation_split=0.1, callbacks=[{callbacks}])
{after}
{measured}
{last}
"""
STOP = "keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)"
MEASURED = "test_loss, test_acc = net.evaluate(x_te, test_labels)"
AGAIN = """best = int(np.argmin(h.history["val_loss"])) + 1
net = keras.Sequential([layers.Input(shape=(10000,)), layers.Dense(128, activation="relu")])
net.add(layers.Dense(46, activation="softmax"))
net.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
net.fit(x_tr, train_labels, epochs=best, batch_size=512)"""
SAVED = STOP + ", keras.callbacks.ModelCheckpoint('best.keras', save_best_only=True)"


def script(**places: str) -> str:
    usual = {"before": "", "after": "", "last": "", "units": "46", "width": "10000", "callbacks": STOP}
    usual |= {"loss": "sparse_categorical_crossentropy", "measured": MEASURED}
    return BASE.format(**usual | places)


def failing(**places: str) -> list[tuple[Kind, str]]:
    return [
        (each.kind, each.text)
        for one in review(split(script(**places))).verdicts.values()
        for each in one.remarks
        if each.fails
    ]


@pytest.mark.parametrize(
    "places",
    [
        {},
        {"callbacks": SAVED, "after": "net = keras.models.load_model('best.keras')"},
        {"callbacks": SAVED, "after": "net = keras.saving.load_model('best.keras')"},
        {"last": "net.save('m.keras'); del net; net = keras.models.load_model('m.keras')"},
        {"before": "n = np.sum(x_tr, axis=1, keepdims=True); print(n[0, 0])"},
        {"before": "p = np.random.permutation(len(x_tr)); x_tr = x_tr[p]; train_labels = train_labels[p]"},
        {"before": "i = np.arange(len(x_tr)); np.random.shuffle(i); x_tr, train_labels = x_tr[i], train_labels[i]"},
        {
            "before": "from sklearn.feature_extraction.text import CountVectorizer\n"
            "counts = CountVectorizer().fit_transform([str(each) for each in train_data])"
        },
        {"after": "assert abs(net.predict(x_te)[0].sum() - 1) < 1e-3"},
        {"last": "assert test_acc > 0.5\nassert h.history['loss'][-1] < h.history['loss'][0]"},
    ],
    ids=str,
)
def test_what_runs_and_is_right_passes(places: dict[str, str]) -> None:
    assert failing(**places) == []


@pytest.mark.parametrize(
    ("places", "kind", "says"),
    [
        ({"before": "np.random.shuffle(x_tr)"}, Kind.BEYOND, "mixes this array alone"),
        ({"before": "np.random.shuffle(train_labels)"}, Kind.BEYOND, "mixes this array alone"),
        ({"before": "train_labels = np.random.permutation(train_labels)"}, Kind.BEYOND, "mixes this array alone"),
        ({"before": "x_tr = np.random.permutation(x_tr)"}, Kind.BEYOND, "mixes this array alone"),
        (
            {"before": "x_tr, x_te = [x / np.maximum(1, x.sum(axis=1, keepdims=True)) for x in (x_tr, x_te)]"},
            Kind.BEYOND,
            "weights of your own",
        ),
        (
            {"measured": "y_hat = net.predict(x_te).argmin(axis=1)\nprint((y_hat == test_labels).mean())"},
            Kind.MISLEADS,
            "least",
        ),
        (
            {
                "before": "from sklearn.preprocessing import LabelBinarizer\nlb = LabelBinarizer().fit(train_labels)\n"
                "train_labels = lb.transform(train_labels)",
                "loss": "categorical_crossentropy",
            },
            Kind.BEYOND,
            "is not worked out here",
        ),
        (
            {
                "before": "from sklearn.decomposition import TruncatedSVD\nsvd = TruncatedSVD(100)\n"
                "x_tr, x_te = svd.fit_transform(x_tr), svd.transform(x_te)",
                "width": "100",
            },
            Kind.BEYOND,
            "is not worked out here",
        ),
        ({"after": AGAIN}, Kind.BEYOND, "an earlier run's history"),
        ({"before": "assert x_tr.max() == 2"}, Kind.RAISES, "is not so"),
        ({"after": "n = 3\nassert n == 4"}, Kind.RAISES, "is not so"),
        ({"before": "assert x_tr.shape == (3, 3)"}, Kind.RAISES, "is not so"),
        (
            {
                "last": "from sklearn.metrics import f1_score\n"
                "print(f1_score(test_labels, net.predict(x_te).argmax(axis=1)))"
            },
            Kind.RAISES,
            "two classes unless",
        ),
        (
            {
                "before": "from sklearn.preprocessing import LabelEncoder\nle = LabelEncoder()\n"
                "le.fit(train_labels)\nk = len(le.classes_)",
                "units": "k",
            },
            Kind.BEYOND,
            "comes from another library",
        ),
    ],
    ids=str,
)
def test_what_is_wrong_or_not_known_is_told(places: dict[str, str], kind: Kind, says: str) -> None:
    found, text = failing(**places)[0]
    assert found is kind
    assert says in text


@pytest.mark.parametrize("split_share", ["range(3)", "np.arange(2)", "'0.1'"])
def test_a_share_that_is_none_is_no_error_of_ours(split_share: str) -> None:
    text = script().replace("validation_split=0.1", f"validation_split={split_share}")
    assert review(split(text)).passed[-1] == "compile"
