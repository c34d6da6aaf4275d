"""What people wrote that was once judged wrongly: accepted though it fails, or refused by a claim that is false."""

import pytest

from engine.practice.exercise import review
from engine.practice.interpreter.catalogue import near
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
net = keras.Sequential([layers.Input(shape=({width},)), layers.Dense(128, activation="relu"{first})])
net.add(layers.Dense({units}, activation="softmax"))
{compiled}
{fitted}
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
MIXED = "x_tr, train_labels = x_tr[p], train_labels[p]"
APART = """x_val, y_val = x_tr[p[:1000]], train_labels[p[:1000]]
x_tr, train_labels = x_tr[p[1000:]], train_labels[p[1000:]]"""
PREDICTED = "y_hat = net.predict(x_te).argmax(axis=1)\n"
FITTED = "h = net.fit(x_tr, train_labels, epochs=20, batch_size=256, {held}, callbacks=[{callbacks}])"
DELETED = """x_val, y_val = x_tr[:1000], train_labels[:1000]
x_tr = np.delete(x_tr, {0}, axis=0)
train_labels = np.delete(train_labels, {0})"""
BY_HAND = """least, worse = 9.0, 0
for turn in range(40):
    h = net.fit(x_tr, train_labels, epochs=1, batch_size=256, validation_split=0.1)
    if h.history["val_loss"][0] < least:
        least, worse = h.history["val_loss"][0], 0
    else:
        worse += 1
    if worse == 3:
        break"""
CHOSEN = """best = 0
for units in (32, 64):
    net = keras.Sequential([layers.Input(shape=(10000,)), layers.Dense(units), layers.Dense(46, activation="softmax")])
    net.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    net.fit(x_tr, train_labels, epochs=5, validation_split=0.1)
    test_loss, test_acc = net.evaluate(x_te, test_labels)
    if test_acc > best:
        best = test_acc"""
ONE_BY_ONE = """p = net.predict(x_te)
right = 0
for i in range(len(p){0}):
    if p[i].argmax() == test_labels[i{1}]:
        right += 1
print(right / len({2}))"""
LISTED = """scores = []
for epochs in (3, 5, 8):
    net = keras.Sequential([layers.Input(shape=(10000,)), layers.Dense(64), layers.Dense(46, activation="softmax")])
    net.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    net.fit(x_tr, train_labels, epochs=epochs, validation_split=0.1)
    scores.append(net.evaluate(x_te, test_labels)[1])
{0}"""
ENDED = """for turn in range(9):
    net.fit(x_tr, train_labels, epochs=1, validation_split=0.1)
    test_loss, test_acc = net.evaluate(x_te, test_labels)
    if test_acc > 0.8:
        break"""
LISTED_TOPICS = """found = [int(np.argmax(each)) for each in net.predict(x_te)]
print(sum(1 for a, b in zip(found, {0}) if a == b) / len(found))"""
EACH = """right = 0
for row, topic in zip(x_te, {0}):
    if net.predict(row.reshape(1, -1)).argmax() == topic:
        right += 1
print(right / len(x_te))"""
SCORE = "score = net.evaluate(x_te, test_labels)\n"
REPORT = "from sklearn.metrics import {0}\n" + PREDICTED + "print({0}({1}))"
ALONE = PREDICTED + "print({0})"
ADAM = 'net.compile(optimizer=keras.optimizers.Adam(keras.optimizers.schedules.{0}), loss="{{loss}}", metrics=["acc"])'
FROZEN = "net.layers[0].trainable = False\n"
SCHEDULED = STOP + ", keras.callbacks.LearningRateScheduler({0})"
SAVED = STOP + ", keras.callbacks.ModelCheckpoint('best.keras', save_best_only=True)"


ENCODED = """from sklearn.preprocessing import {0}
enc = {0}({1})
train_labels = enc.{2}(train_labels.reshape(-1, 1)){3}
test_labels = enc.transform(test_labels.reshape(-1, 1)){3}"""
ROWS = {"loss": "categorical_crossentropy"}


def encoded(name: str, given: str = "", first: str = "fit_transform", then: str = "", **places: str) -> dict[str, str]:
    """Labels as one of scikit-learn's encoders makes them."""
    return {"before": ENCODED.format(name, given, first, then), **ROWS, **places}


def script(**places: str) -> str:
    usual = {"before": "", "after": "", "last": "", "units": "46", "width": "10000", "callbacks": STOP}
    usual |= {"loss": "sparse_categorical_crossentropy", "measured": MEASURED}
    usual |= {"compiled": 'net.compile(optimizer="adam", loss="{loss}", metrics=["accuracy"])'}
    usual |= {"first": "", "fitted": FITTED, "held": "validation_split=0.1"}
    told = usual | places
    return BASE.format(**told).format(**told)


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
        {"before": "rng = np.random.default_rng(0); p = rng.permutation(len(x_tr))\n" + MIXED},
        {"before": "p = np.argsort(np.random.rand(len(x_tr)))\n" + MIXED},
        {"before": "import random\np = list(range(len(x_tr))); random.shuffle(p)\n" + MIXED},
        {"before": "x_tr, train_labels = x_tr[::-1], train_labels[::-1]"},
        {"before": "keep = np.array([len(each) < 400 for each in train_data])\n" + MIXED.replace("[p]", "[keep]")},
        {"before": "np.random.seed(1); np.random.shuffle(x_tr); np.random.seed(1); np.random.shuffle(train_labels)"},
        {
            "before": "\n".join(
                f"keras.utils.set_random_seed(3)\nnp.random.shuffle({name})" for name in ("x_tr", "train_labels")
            )
        },
        {"before": "from sklearn.utils import shuffle\nx_tr, train_labels = shuffle(x_tr, train_labels)"},
        {"before": "p = np.random.permutation(len(x_tr))\n" + APART, "held": "validation_data=(x_val, y_val)"},
        {
            "before": "from sklearn.model_selection import StratifiedShuffleSplit\n"
            "q, p = next(StratifiedShuffleSplit(n_splits=1, test_size=0.1).split(x_tr, train_labels))\n"
            "x_val, y_val = x_tr[p], train_labels[p]\nx_tr, train_labels = x_tr[q], train_labels[q]",
            "held": "validation_data=(x_val, y_val)",
        },
        {"measured": PREDICTED + "print((y_hat == test_labels).mean())"},
        {"measured": PREDICTED + "print(np.mean(y_hat[:500] != test_labels[:500]))"},
        {
            "measured": PREDICTED
            + "from sklearn.metrics import accuracy_score\nprint(accuracy_score(test_labels, y_hat))"
        },
        {"after": "assert np.allclose(net.predict(x_te).sum(axis=1), 1, atol=1e-3)"},
        {"after": "w = net.get_weights(); twin = keras.models.clone_model(net); net.set_weights(w)"},
        {"fitted": BY_HAND},
        {"before": "assert train_labels[0] == 3\nassert len(train_data[0]) == 87"},
        {
            "before": "both = np.hstack([x_tr, train_labels[:, None]]); np.random.shuffle(both)\n"
            "x_tr, train_labels = both[:, :-1], both[:, -1].astype(int)"
        },
        {
            "before": "x_val, y_val = x_tr[2000:3000], train_labels[2000:3000]\n"
            "x_tr = np.vstack([x_tr[:2000], x_tr[3000:]])\n"
            "train_labels = np.hstack([train_labels[:2000], train_labels[3000:]])",
            "held": "validation_data=(x_val, y_val)",
        },
        {"before": "p = np.argsort([len(each) for each in train_data])\n" + MIXED},
        {"before": "p = [i for i, each in enumerate(train_data) if len(each) > 5]\n" + MIXED},
        {"before": "p = np.where(x_tr.sum(axis=1) > 3)[0]\n" + MIXED},
        {"before": "p = sorted(range(len(train_data)), key=lambda i: len(train_data[i]))\n" + MIXED},
        {"before": "x_tr, train_labels = np.flip(x_tr, axis=0), np.flip(train_labels)"},
        {
            "before": "from sklearn.model_selection import train_test_split\n"
            "x_tr, x_val = train_test_split(x_tr, test_size=0.15, random_state=4)\n"
            "train_labels, y_val = train_test_split(train_labels, test_size=0.15, random_state=4)",
            "held": "validation_data=(x_val, y_val)",
        },
        {"measured": PREDICTED + "print(np.equal(y_hat, test_labels).mean())"},
        {"measured": PREDICTED + "print(sum(int(a == b) for a, b in zip(y_hat, test_labels)) / len(y_hat))"},
        {
            "measured": PREDICTED
            + "from sklearn import metrics\nprint(metrics.accuracy_score(y_true=test_labels, y_pred=y_hat))"
        },
        {"first": ", kernel_regularizer=keras.regularizers.l2(0.001)"},
        {"first": ", activity_regularizer=keras.regularizers.l1(0.0001)"},
        {"after": "assert abs(net.predict(x_te)[0].sum() - 1) < 1e-3"},
        {"before": DELETED.format("np.arange(1000)"), "held": "validation_data=(x_val, y_val)"},
        {"before": DELETED.format("slice(0, 1000)"), "held": "validation_data=(x_val, y_val)"},
        {
            "before": "p = np.random.permutation(len(x_tr))[:1000]\n" + DELETED.replace(":1000", "p").format("p"),
            "held": "validation_data=(x_val, y_val)",
        },
        {"before": "x_tr = np.roll(x_tr, 5, axis=0); train_labels = np.roll(train_labels, 5)"},
        {"before": "import tensorflow as tf\nx_tr, x_te = tf.cast(x_tr, tf.float32), tf.cast(x_te, 'float32').numpy()"},
        {"measured": "y_hat = net(x_te).numpy().argmax(axis=1)\nprint((y_hat == test_labels).mean())"},
        {
            "measured": "import tensorflow as tf\ny_hat = tf.argmax(net(x_te), axis=1)\n"
            "print(tf.reduce_mean(tf.cast(tf.equal(y_hat, test_labels), tf.float32)).numpy())"
        },
        {"last": "if (n := len(x_te)) > 3:\n    print(n)"},
        {"before": "print([k for s in train_data if (k := len(s)) > 9][0], k)"},
        {"before": "x_tr[x_tr > 0] = 1.0\nprint(x_tr[x_tr > 0].mean())"},
        {"before": "keep = [len(each) < 400 for each in train_data]\n" + MIXED.replace("[p]", "[keep]")},
        {
            "before": "rows = np.zeros((len(x_tr), 46))\nnp.put_along_axis(rows, train_labels[:, None], 1, axis=1)\n"
            "train_labels, test_labels = rows, np.eye(46)[test_labels]",
            "loss": "categorical_crossentropy",
        },
        {
            "before": "x_tr, x_te = np.zeros((len(train_data), 10000)), np.zeros((len(test_data), 10000))\n"
            "for i, s in enumerate(train_data):\n    np.add.at(x_tr, (i, s), 1)\n"
            "for i, s in enumerate(test_data):\n    np.add.at(x_te[i], s, 1)"
        },
        {"measured": ONE_BY_ONE.format("", "", "p")},
        {"measured": ONE_BY_ONE.format("", "", "test_labels")},
        {"measured": PREDICTED + "print(np.sum(y_hat == test_labels) / x_te.shape[0])"},
        {"measured": PREDICTED + "print(100 * (y_hat[:500] == test_labels[:500]).sum() / 500)"},
        {"measured": PREDICTED + "print(np.sum(y_hat == test_labels) / len(y_hat), np.mean(train_labels == 3))"},
        {"measured": MEASURED, "last": "print(np.sum(train_labels == 3) / len(train_labels))"},
        {"measured": SCORE + "print('Test loss:', score[0]); print('Test accuracy:', score[1])"},
        {"measured": SCORE + "print('loss %.2f, accuracy %.2f' % (score[0], score[1]))"},
        {"measured": SCORE + "print(f'Loss and accuracy: {{score[0]:.2f}}, {{score[1]:.2f}}')"},
        {"measured": LISTED.format("print(scores)")},
        {"last": REPORT.format("classification_report", "test_labels, y_hat")},
        {"last": REPORT.format("classification_report", "y_pred=y_hat, y_true=test_labels")},
        {"measured": REPORT.format("accuracy_score", "y_hat, test_labels")},
        {"measured": REPORT.format("confusion_matrix", "y_hat, test_labels")},
        {"callbacks": SCHEDULED.format("lambda epoch, rate: rate * 0.9")},
        {"callbacks": SCHEDULED.format("lambda epoch: 0.001 if epoch < 5 else 0.00001")},
        {
            "before": "from tensorflow.keras.utils import to_categorical\ntrain_labels = to_categorical(train_labels)",
            "loss": "categorical_crossentropy",
            "measured": "net.evaluate(x_te, to_categorical(test_labels))",
        },
        {"measured": LISTED_TOPICS.format("test_labels")},
        {
            "measured": PREDICTED + "i = np.random.default_rng(0).choice(len(x_te), 500, replace=False)\n"
            "print(np.mean(y_hat[i] == test_labels[i]))"
        },
        {"measured": EACH.format("test_labels")},
        {
            "measured": "right = 0\nfor i in range(0, len(x_te), 500):\n"
            "    found = net.predict(x_te[i : i + 500]).argmax(axis=1)\n"
            "    right += (found == test_labels[i : i + 500]).sum()\nprint(right / len(x_te))"
        },
        {"fitted": BY_HAND.replace("(x_tr,", "(x_tr[:8000],").replace("train_labels", "train_labels[:8000]")},
        {
            "last": PREDICTED
            + "table = np.zeros((46, 46), int)\nfor a, b in zip(test_labels, y_hat):\n    table[a, b] += 1\n"
            "print(np.trace(table) / table.sum())"
        },
        {
            "last": PREDICTED + "for k in range(46):\n    mask = test_labels == k\n"
            "    print((y_hat[mask] == test_labels[mask]).sum() / mask.sum())"
        },
        {"last": "assert test_acc > 0.5\nassert h.history['loss'][-1] < h.history['loss'][0]"},
        {"before": "p = np.random.permutation(len(x_tr)); p.sort()\n" + MIXED},
        {"compiled": ADAM.format("ExponentialDecay(0.01, decay_steps=1000, decay_rate=0.9)")},
        {"compiled": ADAM.format("PiecewiseConstantDecay([500], [1e-3, 1e-4])")},
        {"compiled": ADAM.format("CosineDecay(0.0, 1000, warmup_target=0.002, warmup_steps=100)")},
        {"compiled": ADAM.format("ExponentialDecay(0.001, 10 * (len(x_tr) // 256), 0.5, staircase=True)")},
        {"fitted": "net.optimizer.learning_rate = 0.0005\nprint(net.optimizer.learning_rate.numpy())\n" + FITTED},
        {"fitted": FROZEN + "for layer in net.layers:\n    layer.trainable = True\n" + FITTED},
        {"last": FROZEN + "print(net.trainable, net.layers[0].trainable)"},
        {
            "fitted": FITTED
            + "\n"
            + FROZEN
            + "net.compile('adam', 'sparse_categorical_crossentropy', metrics=['acc'])\n"
            + FITTED
        },
        {"measured": ALONE.format("np.mean(y_hat == test_labels)") + "\nassert set(test_labels) == set(range(46))"},
        {
            "measured": PREDICTED + "for k in np.unique(test_labels):\n    mask = test_labels == k\n"
            "    print(k, (y_hat[mask] == k).mean())"
        },
        {"measured": ALONE.format("np.count_nonzero(y_hat - test_labels == 0) / len(y_hat)")},
        {
            "before": "from sklearn.model_selection import train_test_split\n"
            "x_tr, x_val, train_labels, y_val = train_test_split(x_tr, train_labels, test_size=0.1, random_state=7)",
            "held": "validation_data=(x_val, y_val)",
        },
        {
            "before": "from sklearn.model_selection import train_test_split\nx_tr, x_val, train_labels, y_val = "
            "train_test_split(x_tr, train_labels, test_size=0.1, stratify=train_labels)",
            "held": "validation_data=(x_val, y_val)",
        },
        encoded("OneHotEncoder", "sparse_output=False"),
        encoded("OneHotEncoder", "categories=[range(46)]", then=".toarray()"),
        encoded("LabelBinarizer"),
        encoded("LabelEncoder", loss="sparse_categorical_crossentropy", units="len(enc.classes_)"),
        encoded(
            "OneHotEncoder",
            "sparse_output=False",
            measured="y_hat = enc.inverse_transform(net.predict(x_te))\n"
            "print((y_hat == enc.inverse_transform(test_labels)).mean())",
        ),
        {
            "before": "from sklearn.preprocessing import MultiLabelBinarizer\n"
            "mlb = MultiLabelBinarizer(classes=range(10000))\n"
            "x_tr, x_te = mlb.fit_transform(train_data), mlb.transform(test_data)"
        },
        {"before": "p = np.sort(np.random.permutation(len(x_tr)))[::-1]\n" + MIXED},
        {"before": "p = list(range(len(x_tr))); p.sort(key=lambda i: len(train_data[i]), reverse=True)\n" + MIXED},
        {"before": "n = [len(each) for each in train_data]; n.sort(); print(n[-1])\ntrain_data.sort()"},
    ],
    ids=str,
)
def test_what_runs_and_is_right_passes(places: dict[str, str]) -> None:
    assert failing(**places) == []


@pytest.mark.parametrize(
    ("places", "kind", "says"),
    [
        ({"before": "p = np.random.permutation(len(x_tr)); x_tr = x_tr[p]"}, Kind.MISLEADS, "not in the same order"),
        ({"before": "np.random.shuffle(train_labels)"}, Kind.MISLEADS, "not in the same order"),
        ({"before": "x_tr = np.random.permutation(x_tr)"}, Kind.MISLEADS, "not in the same order"),
        ({"before": "x_tr = np.roll(x_tr, 5, axis=0)"}, Kind.MISLEADS, "not in the same order"),
        ({"before": "x_tr = np.roll(x_tr, 5)"}, Kind.BEYOND, "one long row"),
        ({"before": "p = train_labels.argsort()\n" + MIXED}, Kind.MISLEADS, "sorted by their topics"),
        (
            {"before": "p = np.argsort(train_labels)\n" + APART, "held": "validation_data=(x_val, y_val)"},
            Kind.MISLEADS,
            "sorted by their topics",
        ),
        ({"compiled": ADAM.format("ExponentialDecay(0.01, 10, 0.3)")}, Kind.MISLEADS, "counts steps"),
        ({"compiled": ADAM.format("ExponentialDecay(1.0, 1000, 0.9)")}, Kind.MISLEADS, "steps so large"),
        ({"compiled": ADAM.format("ExponentialDecay(0.001, 100, 1.5)")}, Kind.MISLEADS, "steps so large"),
        ({"compiled": ADAM.format("ExponentialDecay(0.01, 0, 0.9)")}, Kind.RAISES, "larger than 0"),
        ({"compiled": ADAM.format("ExponentialDecay(0.01, 1000)")}, Kind.RAISES, "needs `decay_rate`"),
        ({"compiled": ADAM.format("ExponentialDecay")}, Kind.RAISES, "needs its brackets"),
        ({"compiled": ADAM.format("PiecewiseConstantDecay([500], [1e-3])")}, Kind.RAISES, "one rate more"),
        ({"compiled": ADAM.format("ExponentialDecay(1, 1000, 0.9)")}, Kind.BEYOND, "decimal point"),
        ({"compiled": ADAM.format("ExponentialDecay(0.01, 1e-300, 1e300)")}, Kind.BEYOND, "no number"),
        (
            {
                "compiled": ADAM.format("CosineDecay(0.01, 5000)"),
                "callbacks": STOP + ", keras.callbacks.ReduceLROnPlateau()",
            },
            Kind.RAISES,
            "lets nobody else",
        ),
        (
            {
                "compiled": ADAM.format("CosineDecay(0.01, 5000)"),
                "fitted": "net.optimizer.learning_rate = 0.1\n" + FITTED,
            },
            Kind.RAISES,
            "lets nobody else",
        ),
        ({"fitted": "net.optimizer.learning_rate = 10\n" + FITTED}, Kind.MISLEADS, "steps so large"),
        ({"fitted": "net.optimizer.lr = 0.1\n" + FITTED}, Kind.BEYOND, "changes nothing"),
        ({"first": ", trainable=False"}, Kind.MISLEADS, "drawn by chance"),
        ({"first": ", trainable='no'"}, Kind.RAISES, "`trainable` is True or False"),
        ({"fitted": FROZEN + FITTED}, Kind.MISLEADS, "drawn by chance"),
        ({"fitted": "net.get_layer(index=0).trainable = False\n" + FITTED}, Kind.MISLEADS, "drawn by chance"),
        (
            {"fitted": "for layer in net.layers[:-1]:\n    layer.trainable = False\n" + FITTED},
            Kind.MISLEADS,
            "drawn by chance",
        ),
        ({"fitted": "net.trainable = False\n" + FITTED}, Kind.MISLEADS, "nothing learns"),
        ({"fitted": "for each in net.layers: each.trainable = False\n" + FITTED}, Kind.MISLEADS, "nothing learns"),
        ({"measured": ALONE.format("set(y_hat) == set(test_labels)")}, Kind.MISLEADS, "as a whole"),
        ({"measured": PREDICTED + "accuracy = sorted(y_hat) == sorted(test_labels)"}, Kind.MISLEADS, "as a whole"),
        ({"measured": ALONE.format("y_hat.tolist() == test_labels.tolist()")}, Kind.MISLEADS, "as a whole"),
        ({"measured": ALONE.format("np.array_equal(y_hat, test_labels)")}, Kind.MISLEADS, "as a whole"),
        ({"measured": ALONE.format("(y_hat == test_labels).all()")}, Kind.MISLEADS, "as a whole"),
        ({"measured": ALONE.format("all(a == b for a, b in zip(y_hat, test_labels))")}, Kind.MISLEADS, "as a whole"),
        (
            {"measured": PREDICTED + "for k in np.unique(test_labels):\n    print(k, (test_labels == k).mean())"},
            Kind.MISLEADS,
            "Nothing here",
        ),
        ({"measured": ALONE.format("np.unique(y_hat) == np.unique(test_labels)")}, Kind.MISLEADS, "Nothing here"),
        ({"measured": ALONE.format("len(set(y_hat)) == len(set(test_labels))")}, Kind.MISLEADS, "Nothing here"),
        ({"measured": ALONE.format("np.sort(y_hat) == np.sort(test_labels)")}, Kind.MISLEADS, "Nothing here"),
        (encoded("OneHotEncoder"), Kind.RAISES, "sparse array of SciPy's"),
        (encoded("OneHotEncoder", "sparse=False"), Kind.RAISES, "`sparse_output` today"),
        (encoded("OneHotEncoder", "False"), Kind.RAISES, "by place"),
        (encoded("OneHotEncoder", "sparse_output=False", "transform"), Kind.RAISES, "`fit` comes before"),
        (encoded("OneHotEncoder", "categories=[range(40)]"), Kind.RAISES, "Label 45 is none"),
        (encoded("OneHotEncoder", "categories=range(46)"), Kind.RAISES, "is a list"),
        (encoded("LabelEncoder"), Kind.RAISES, "are not encoded"),
        (
            {"before": ENCODED.format("OneHotEncoder", "", "fit_transform", "").replace(".reshape(-1, 1)", "")},
            Kind.RAISES,
            "takes a table",
        ),
        (
            {
                "before": "from sklearn.preprocessing import OneHotEncoder\n"
                "y_val = OneHotEncoder().fit_transform(train_labels[:1000, None])"
            },
            Kind.BEYOND,
            "Which labels occur",
        ),
        ({"before": "train_labels.sort()"}, Kind.MISLEADS, "not in the same order"),
        ({"before": "train_labels = np.sort(train_labels)"}, Kind.MISLEADS, "not in the same order"),
        ({"before": "x_tr.sort()"}, Kind.MISLEADS, "do not say which words"),
        ({"before": "train_labels.sort(reverse=True)"}, Kind.RAISES, "reverse"),
        ({"before": "n = [len(each) for each in train_data]; n.sort(len)"}, Kind.RAISES, "arguments by name"),
        ({"before": "n = [3, 1].sort(); n.append(2)"}, Kind.RAISES, "Here stands None"),
        ({"measured": "y_hat = net(x_te).argmax(axis=1)"}, Kind.RAISES, "makes an array of it"),
        ({"measured": "y_hat = net.predict(x_te).numpy()"}, Kind.RAISES, "an array already"),
        ({"measured": ONE_BY_ONE.format(" - 1", " + 1", "p")}, Kind.MISLEADS, "with its own label"),
        ({"measured": ONE_BY_ONE.format("", " - 1", "p")}, Kind.MISLEADS, "with its own label"),
        ({"measured": ONE_BY_ONE.format("", "", "train_labels")}, Kind.MISLEADS, "divided by 8,982"),
        ({"measured": PREDICTED + "print(sum(y_hat == test_labels) / 46)"}, Kind.MISLEADS, "divided by 46"),
        (
            {"measured": PREDICTED + "right = np.sum(y_hat == test_labels)\nprint(right / x_tr.shape[0])"},
            Kind.MISLEADS,
            "divided by 8,982",
        ),
        ({"measured": LISTED.format("best = max(scores)")}, Kind.MISLEADS, "suits the test newswires best"),
        ({"measured": LISTED.format("print(np.argmax(scores))")}, Kind.MISLEADS, "suits the test newswires best"),
        ({"measured": ENDED}, Kind.MISLEADS, "epoch would be chosen"),
        ({"measured": SCORE + "print('accuracy:', score[0])"}, Kind.MISLEADS, "`score[0]` is called by"),
        ({"measured": SCORE + "print(f'Accuracy {{score[0]:.3f}}')"}, Kind.MISLEADS, "`score[0]` is called by"),
        ({"last": "print('Test accuracy:', test_loss)"}, Kind.MISLEADS, "`test_loss` is called by"),
        (
            {
                "before": "import pandas as pd\ntrain_labels = pd.get_dummies(train_labels).values",
                "loss": "categorical_crossentropy",
            },
            Kind.BEYOND,
            "is not worked out here",
        ),
        ({"measured": SCORE + "print('loss %.2f' % score[1])"}, Kind.MISLEADS, "`score[1]` is called by"),
        ({"measured": "acc = net.evaluate(x_te, test_labels)[0]"}, Kind.MISLEADS, "is called by"),
        (
            {"last": REPORT.format("classification_report", "y_hat, test_labels")},
            Kind.MISLEADS,
            "takes the labels first",
        ),
        ({"callbacks": SCHEDULED.format("lambda epoch: 0.0")}, Kind.MISLEADS, "stay as they are"),
        ({"callbacks": SCHEDULED.format("lambda epoch, rate: 1e-9")}, Kind.MISLEADS, "hardly move"),
        ({"callbacks": SCHEDULED.format("lambda epoch: 0")}, Kind.RAISES, "has a decimal point"),
        (
            {"measured": PREDICTED + "i = np.random.permutation(len(x_te))\nprint(np.mean(y_hat[i] == test_labels))"},
            Kind.MISLEADS,
            "with its own label",
        ),
        ({"measured": EACH.format("test_labels[1:]")}, Kind.MISLEADS, "with its own label"),
        ({"measured": LISTED_TOPICS.format("train_labels")}, Kind.MISLEADS, "with its own label"),
        ({"before": "train_labels, test_labels = train_labels - 1, test_labels - 1"}, Kind.RAISES, "below 0"),
        (
            {
                "loss": "categorical_crossentropy",
                "fitted": "net.fit(x_tr, keras.utils.to_categorical(train_labels), epochs=5, validation_split=0.1)",
                "measured": "net.evaluate(x_te, keras.utils.to_categorical(test_labels))",
            },
            Kind.BEYOND,
            "in the midst of another call",
        ),
        ({"before": "x_tr = x_tr[::-1]"}, Kind.MISLEADS, "not in the same order"),
        (
            {"before": "np.random.shuffle(x_tr); np.random.shuffle(train_labels)"},
            Kind.MISLEADS,
            "not in the same order",
        ),
        (
            {
                "before": "p = np.random.permutation(len(x_tr)); x_val, y_val = x_tr[p[:999]], train_labels[p[:999]]",
                "held": "validation_data=(x_val, y_val)",
            },
            Kind.MISLEADS,
            "learned from as well",
        ),
        ({"before": "x_tr = (x_tr - x_tr.mean(axis=0)) / 2"}, Kind.BEYOND, "have been changed"),
        (
            {
                "before": "a, b = np.concatenate([x_tr, x_te]), np.concatenate([train_labels, test_labels])\n"
                "x_tr, x_te, train_labels, test_labels = a[:9000], a[9000:], b[:9000], b[9000:]"
            },
            Kind.BEYOND,
            "newswires of both parts",
        ),
        ({"held": "validation_data=(x_te[:1000], test_labels[:1000])"}, Kind.BEYOND, "A part of the test newswires"),
        ({"held": "validation_data=(x_te, test_labels)"}, Kind.MISLEADS, "suits the test newswires best"),
        ({"held": "validation_split=0.1, class_weight={0: 0.0}"}, Kind.MISLEADS, "that topic"),
        ({"first": ", activity_regularizer=keras.regularizers.l1(1.0)"}, Kind.MISLEADS, "hardly anything gets through"),
        ({"first": ", activity_regularizer=keras.regularizers.L2(5.0)"}, Kind.MISLEADS, "hardly anything gets through"),
        ({"first": ', kernel_regularizer="l1"'}, Kind.MISLEADS, "so strong"),
        ({"first": ", kernel_regularizer=keras.regularizers.L2(3)"}, Kind.MISLEADS, "so strong"),
        (
            {
                "before": "from sklearn.model_selection import train_test_split\n"
                "x_tr, x_val = train_test_split(x_tr, test_size=0.15)\n"
                "train_labels, y_val = train_test_split(train_labels, test_size=0.15)",
                "held": "validation_data=(x_val, y_val)",
            },
            Kind.MISLEADS,
            "not in the same order",
        ),
        (
            {
                "before": "from sklearn.model_selection import KFold\n"
                "p, q = next(KFold(10, shuffle=True).split(x_tr))\n"
                "x_val, y_val = x_tr[p], train_labels[p]\nx_tr, train_labels = x_tr[q], train_labels[q]",
                "held": "validation_data=(x_val, y_val)",
            },
            Kind.MISLEADS,
            "teach nothing",
        ),
        (
            {"measured": PREDICTED + "print(np.mean([a == b for a, b in zip(y_hat, train_labels)]))"},
            Kind.MISLEADS,
            "with its own label",
        ),
        (
            {"measured": "y_hat = net.predict(x_te).argmax()\nprint(np.mean(y_hat == test_labels))"},
            Kind.MISLEADS,
            "with its own label",
        ),
        (
            {
                "measured": "y_hat = net.predict(x_te)\n"
                "print(np.mean(np.round(y_hat) == keras.utils.to_categorical(test_labels, 46)))"
            },
            Kind.MISLEADS,
            "place by place",
        ),
        (
            {"fitted": "net.save_weights('w.weights.h5')\n" + FITTED, "after": "net.load_weights('w.weights.h5')"},
            Kind.MISLEADS,
            "weights it began with",
        ),
        ({"held": "validation_split=0.1, sample_weight=np.zeros(len(x_tr))"}, Kind.MISLEADS, "none of them teaches"),
        (
            {"callbacks": STOP + ", keras.callbacks.ModelCheckpoint('b.keras', save_best_only=True, mode='max')"},
            Kind.MISLEADS,
            "keeps the worst",
        ),
        ({"before": "x_te = multi_hot(train_data[:2246])"}, Kind.MISLEADS, "under the name of the other"),
        ({"measured": CHOSEN}, Kind.MISLEADS, "suits the test newswires best"),
        (
            {"measured": PREDICTED.strip() + " + 1\nprint((y_hat == test_labels).mean())"},
            Kind.MISLEADS,
            "with its own label",
        ),
        (
            {"measured": "y_hat = net.predict(x_te).max(axis=1)\nprint((y_hat == test_labels).mean())"},
            Kind.MISLEADS,
            "with its own label",
        ),
        (
            {"fitted": "w = net.get_weights()\n" + FITTED, "after": "net.set_weights(w)"},
            Kind.MISLEADS,
            "weights it began with",
        ),
        (
            {
                "after": "net = keras.models.clone_model(net)\nnet.compile(loss='sparse_categorical_crossentropy', "
                "metrics=['accuracy'])"
            },
            Kind.MISLEADS,
            "weights it began with",
        ),
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
                "before": "from sklearn.preprocessing import OrdinalEncoder\n"
                "train_labels = OrdinalEncoder().fit_transform(train_labels[:, None])",
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
            {"before": "import pandas as pd\nk = pd.Series(train_labels).nunique()", "units": "k"},
            Kind.BEYOND,
            "comes from another library",
        ),
        (
            {"before": "names = keras.datasets.reuters.get_label_names()\nnames.clear()"},
            Kind.RAISES,
            "A tuple has no `clear`",
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


def test_two_letters_that_changed_places_come_before_a_longer_name() -> None:
    assert near("adma", ["adam", "adamax", "adamw"]) == " Did you mean `adam`?"


def test_the_newswires_are_as_they_were_whatever_somebody_did_to_theirs() -> None:
    script_of = script(before="for each in train_data:\n    each.sort(); each.append(7)\ntest_data[0].clear()")
    for _ in range(2):
        assert "fit" in review(split(script_of)).passed
    assert failing(before="assert len(test_data[0]) > 3") == []


PADDED = """
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.datasets import reuters
(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=10000)
x_tr = keras.utils.pad_sequences(train_data, maxlen=180{0})
x_te = keras.utils.pad_sequences(test_data, maxlen=180{1})
"""


@pytest.mark.parametrize("sides", ['"post"', '"pre"'])
def test_padded_rows_of_both_parts_are_alike_where_no_newswire_is_long_enough_to_tell(sides: str) -> None:
    both = f', padding={sides}, truncating="post"'
    verdict = review(split(PADDED.format(both, both))).verdicts["articles"]
    assert verdict.passed
    other = PADDED.format(', padding="pre"', ', padding="post"')
    (remark,) = (each for each in review(split(other)).verdicts["articles"].remarks if each.fails)
    assert "padding='pre'" in remark.text
    assert "padding='post'" in remark.text


def test_a_line_that_stops_where_it_makes_rows_is_told_where_rows_are_made() -> None:
    narrow = script().replace("dim=10000", "dim=5000")
    assert review(split(narrow)).passed == ["load"]
    (remark,) = (each for each in review(split(narrow)).verdicts["articles"].remarks if each.fails)
    assert remark.kind is Kind.RAISES
    assert "size 5000" in remark.text
