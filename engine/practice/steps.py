"""The exercise: its steps in order, what each asks, and the worked solution."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, Any]
Answers = Mapping[str, Fields]


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    name: in addresses and files. title: short. task: what to do, a paragraph. start: what its fields hold at first;
    "code" is typed, the others are choices. hints: a nudge, then nearly the answer. lines: how tall its editor is.
    """

    name: str
    title: str
    task: str
    start: Fields
    hints: tuple[str, str]


STEPS = (
    Step(
        "load",
        "Load",
        "Keras hands out the newswires as lists of integers. Choose which words to keep, and how many newswires to "
        "set aside for testing.",
        {"num_words": None, "skip_top": 0, "maxlen": 0, "test_split": 0.2},
        (
            "Most of the 30,979 words occur only a few times. How many do you need to keep 97% of all the text?",
            "Try num_words = 10,000, and leave the other choices as Keras has them: skip_top 0, no maxlen, test_split "
            "0.2.",
        ),
    ),
    Step(
        "articles",
        "Articles",
        "A `Dense` layer needs rows of one width. Choose what a row holds, then give the width: how many columns does "
        "a row need so that each index you loaded has one?",
        {"encoding": None, "code": "x_train = vectorise(x_train, ___)\nx_test = vectorise(x_test, ___)"},
        (
            "The indices you loaded run from 0 to num_words − 1. Training and test rows need the same width.",
            "Choose the first kind of row and put your num_words in both blanks, such as `x_train = vectorise(x_train, "
            "10000)`. Without num_words the width is the largest index plus one.",
        ),
    ),
    Step(
        "labels",
        "Labels",
        "A topic is a number from 0 to 45, but topic 20 is not twice topic 10. Choose what a label becomes. If it "
        "becomes a row with a single 1 (one-hot), write the two lines with `to_categorical`. A row goes with the loss "
        "`categorical_crossentropy`, a number that stays a number with `sparse_categorical_crossentropy`.",
        {"kind": None, "code": "y_train = \ny_test = "},
        (
            "`to_categorical(labels, num_classes)` turns each number into a row with a single 1. Both parts need it.",
            "`y_train = to_categorical(y_train, 46)`, and the same line for y_test.",
        ),
    ),
    Step(
        "network",
        "Network",
        "Write the network: what goes in, one hidden layer or more, and a last layer that gives a probability for "
        "each topic. `Input`, `Dense` and `Dropout` are there.",
        {"code": "model = Sequential([\n    \n])"},
        (
            "How many numbers does a row have, and how many topics are there? Which activation makes outputs that sum "
            "to 1? Between the two, a hidden layer with more units than topics.",
            'A list of three: `Input((10000,)),` then `Dense(64, activation="relu"),` then `Dense(46, '
            'activation="softmax"),` with your own width in the first. `Dropout(0.5)` after the hidden layer helps.',
        ),
    ),
    Step(
        "compile",
        "Compile",
        "Choose how the network learns: an optimizer, the loss that fits your labels, and the figure to watch.",
        {"code": "model.compile(optimizer=, loss=, metrics=)"},
        (
            "Rows with a single 1 and plain topic numbers have two different losses; the names of both end in "
            "crossentropy. `metrics` is a list.",
            '`model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])`, with '
            "`sparse_` in front of the loss if your labels stayed numbers.",
        ),
    ),
    Step(
        "fit",
        "Fit",
        "Train it. Hold back a part of the training newswires to validate on, and let early stopping end the "
        "training when the loss on them stops falling.",
        {"code": "history = model.fit(\n    x_train, y_train,\n    epochs=20,\n    batch_size=128,\n    \n)"},
        (
            "Two arguments are missing: a share to hold back, and a list of callbacks with `EarlyStopping(…)` in it, "
            "which watches the validation loss.",
            'Add `validation_split=0.1,` and `callbacks=[EarlyStopping(monitor="val_loss", patience=2, '
            "restore_best_weights=True)],`.",
        ),
    ),
    Step(
        "evaluate",
        "Evaluate",
        "Measure how good it is. Which newswires can tell?",
        {"code": "loss, accuracy = model.evaluate()"},
        (
            "The network has learned from some newswires, and others have decided when to stop. Which are left?",
            "`loss, accuracy = model.evaluate(x_test, y_test)`",
        ),
    ),
)
BY_NAME = {step.name: step for step in STEPS}
ORDER = tuple(step.name for step in STEPS)
BLANK = "___"
BROUGHT = ("names", "seed")  # fields of Load besides its own, which a whole script brings along


SOLUTION: Answers = {
    "load": {"num_words": 10_000, "skip_top": 0, "maxlen": 0, "test_split": 0.2},
    "articles": {"encoding": "count", "code": "x_train = vectorise(x_train, 10000)\nx_test = vectorise(x_test, 10000)"},
    "labels": {"kind": "one-hot", "code": "y_train = to_categorical(y_train, 46)\ny_test = to_categorical(y_test, 46)"},
    "network": {
        "code": 'model = Sequential([\n    Input((10000,)),\n    Dense(256, activation="relu"),\n    '
        'Dropout(0.5),\n    Dense(46, activation="softmax"),\n])'
    },
    "compile": {
        "code": 'model.compile(\n    optimizer="adam",\n    loss="categorical_crossentropy",\n    '
        'metrics=["accuracy"],\n)'
    },
    "fit": {
        "code": "history = model.fit(\n    x_train, y_train,\n    epochs=20,\n    batch_size=128,\n    "
        'validation_split=0.1,\n    callbacks=[EarlyStopping(monitor="val_loss", patience=2, '
        "restore_best_weights=True)],\n)"
    },
    "evaluate": {"code": "loss, accuracy = model.evaluate(x_test, y_test)"},
}
