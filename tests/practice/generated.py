"""Answers put together by chance from what learners write, right and wrong: for the scripts that are handed out."""

import random
from typing import Any

from engine.practice.steps import Answers

W = 10_000
OWN_ROWS = """def rows(articles, width={w}):
    table = np.zeros((len(articles), width))
    for i, article in enumerate(articles):
        table[i, article] = 1.0
    return table


{train} = rows({x})
{test} = rows({x_test})"""
OWN_COUNTS = """def counted(articles):
    table = np.zeros((len(articles), {w}), dtype="float32")
    for i, article in enumerate(articles):
        for index in article:
            table[i, index] += 1
    return table


{train}, {test} = counted({x}), counted({x_test})"""
BINCOUNT = """{train} = np.array([np.bincount(article, minlength={w}) for article in {x}])
{test} = np.array([np.bincount(article, minlength={w}) for article in {x_test}])"""
VECTORISE = """{train} = vectorise({x}, {w})
{test} = vectorise({x_test}, width={w})"""
OWN_LABELS = """def hot(labels, places=46):
    table = np.zeros((len(labels), places))
    for i, label in enumerate(labels):
        table[i, label] = 1.0
    return table


{train} = hot({y})
{test} = hot({y_test})"""
LABELS = (
    "{train} = to_categorical({y}, 46)\n{test} = to_categorical({y_test}, num_classes=46)",
    "topics = int(np.max({y})) + 1\n{train} = keras.utils.to_categorical({y}, topics)\n"
    "{test} = keras.utils.to_categorical({y_test}, topics)",
    "{train} = np.eye(46)[{y}]\n{test} = np.eye(46)[{y_test}]",
    "from tensorflow.keras.utils import to_categorical as hot\n{train}, {test} = hot({y}), hot({y_test})",
    OWN_LABELS,
)
HIDDEN = (
    "Dense(64, activation='relu')",
    "Dense({u}, 'tanh', kernel_initializer='he_normal')",
    "Dense({u}, activation='elu', kernel_regularizer=keras.regularizers.l2(0.001))",
    "Dense({u}, use_bias=False)",
    "layers.Dense({u}, activation='gelu', name='middle_{n}')",
    "BatchNormalization()",
    "Dropout(0.{n})",
    "Activation('relu')",
    "GaussianNoise(0.1)",
)
OPTIMIZERS = (
    "'adam'",
    "'rmsprop'",
    "Adam(0.002)",
    "keras.optimizers.SGD(learning_rate=0.1, momentum=0.9, nesterov=True)",
    "optimizers.Nadam(clipnorm=1.0)",
    "RMSprop(learning_rate=1e-3, rho=0.95)",
)
METRICS = (
    "['accuracy']",
    "['acc']",
    "['accuracy', 'top_k_categorical_accuracy']",
    "[keras.metrics.CategoricalAccuracy()]",
)
STOPPING = (
    "EarlyStopping(patience=2, restore_best_weights=True)",
    "EarlyStopping(monitor='val_loss', patience=3, min_delta=0.001)",
    "callbacks.EarlyStopping('val_loss', patience=1, mode='min', verbose=1)",
)
EVALUATE = (
    "loss, accuracy, *more = model.evaluate({x}, {y})",
    "results = model.evaluate({x}, {y}, verbose=0)\nprint('test', results[1])",
    "print(f'accuracy {{model.evaluate({x}, {y})[1]:.3f}}')",
    "figures = model.evaluate({x}, {y}, return_dict=True, batch_size=256)\nprint(figures['loss'])",
    "model.evaluate({x}, {y})\npredictions = model.predict({x})\nprint(np.argmax(predictions[0]), predictions.shape)",
)


def generated(rng: random.Random) -> Answers:
    """One set of answers: most of them right."""
    own = rng.random() < 0.5
    x, y, x_test, y_test = (
        ("train_data", "train_labels", "test_data", "test_labels")
        if own
        else ("x_train", "y_train", "x_test", "y_test")
    )
    rows, tests = ("x_train", "x_test") if own or rng.random() < 0.7 else ("rows_train", "rows_test")
    hot, hot_test = ("one_hot_train", "one_hot_test") if own or rng.random() < 0.4 else ("y_train", "y_test")
    data = {"x": x, "x_test": x_test, "train": rows, "test": tests, "w": W}
    labels = {"y": y, "y_test": y_test, "train": hot, "test": hot_test}
    articles = rng.choice((VECTORISE, VECTORISE, OWN_ROWS, OWN_COUNTS, BINCOUNT)).format(**data)
    return {
        "load": {"num_words": W, "skip_top": 0, "maxlen": 0, "test_split": 0.2},
        "articles": {"encoding": rng.choice(("binary", "count", "tf-idf")), "code": articles},
        "labels": {"kind": "one-hot", "code": rng.choice(LABELS).format(**labels)},
        "network": {"code": _network(rng)},
        "compile": {"code": _compile(rng)},
        "fit": {"code": _fit(rng, rows, hot)},
        "evaluate": {"code": rng.choice(EVALUATE).format(x=tests, y=hot_test)},
    }


def _network(rng: random.Random) -> str:
    hidden = [rng.choice(HIDDEN).format(u=rng.choice((48, 64, 100)), n=n + 1) for n in range(rng.randint(0, 4))]
    layers = [*hidden, "Dense(46, activation='softmax')"]
    first = rng.choice((f"Input(({W},))", f"keras.Input(shape=({W},))", ""))
    way = rng.randint(0, 3)
    if way == 0:
        return f"model = Sequential([{', '.join(each for each in (first, *layers) if each)}])"
    if way == 1:
        lines = ["model = models.Sequential(name='mine')", *(f"model.add({each})" for each in (first, *layers) if each)]
        return "\n".join([*lines, "model.summary()"] if first else lines)
    if way == 2:
        calls = "\n".join(f"h = {each}(h)" for each in layers)
        return f"inputs = Input(shape=({W},))\nh = inputs\n{calls}\nmodel = Model(inputs=inputs, outputs=h)"
    body = "\n".join(f"    m.add({each})" for each in layers)
    head = "def build(width):\n    m = Sequential()\n    m.add(Input((width,)))"
    return f"{head}\n{body}\n    return m\n\n\nmodel = build({W})"


def _compile(rng: random.Random) -> str:
    loss = rng.choice(("'categorical_crossentropy'", "keras.losses.CategoricalCrossentropy()", "'crossentropy'"))
    return f"model.compile(optimizer={rng.choice(OPTIMIZERS)}, loss={loss}, metrics={rng.choice(METRICS)})"


def _fit(rng: random.Random, x: str, y: str) -> str:
    stop = rng.choice(STOPPING)
    if rng.random() < 0.5:
        return f"history = model.fit({x}, {y}, epochs=20, batch_size=128, validation_split=0.2, callbacks=[{stop}])"
    return (
        f"n = 1000\nx_val, y_val = {x}[:n], {y}[:n]\nstops = [{stop}]\n"
        f"history = model.fit({x}[n:], {y}[n:], epochs=20, batch_size=512, validation_data=(x_val, y_val),\n"
        "                    callbacks=stops)"
    )


def shorter(text: str) -> str:
    """The script for a hundred narrow newswires and one epoch: what takes long, not what it does."""
    changes: dict[str, Any] = {"10000": "500", "epochs=20": "epochs=1", "n = 1000": "n = 20"}
    for long, short in changes.items():
        text = text.replace(long, short)
    return text
