"""Other ways to the same end: folds, data sets of TensorFlow's, models in models, classes of one's own."""

import numpy as np
import pytest

from engine.practice.design import Fitting
from engine.practice.errors import Stops, Unread
from engine.practice.exercise import Review, review
from engine.practice.judging import Kind
from engine.practice.script import script
from engine.practice.splitting import split
from engine.practice.steps import ORDER
from engine.practice.training import apart
from tests.practice.test_splitting import FIT, HEAD, LOAD, NET, ONES, ROWS, STOP, TEST
from tests.practice.test_statements import carried_out, prepared

BEFORE = HEAD + LOAD + ROWS + ONES
COMPILED = 'net.compile("adam", "categorical_crossentropy", metrics=["accuracy"])\n'
TWO = '[layers.Dense(64, activation="relu"), layers.Dense(46, activation="softmax")]'
FOLDS = f"""\
from sklearn.model_selection import KFold
for learned, kept in KFold(n_splits=5, shuffle=True).split(X_train, Y_train):
    net = models.Sequential({TWO})
    {COMPILED}\
    net.fit(X_train[learned], Y_train[learned], epochs=8, validation_data=(X_train[kept], Y_train[kept]))
"""
BY_HAND = f"""\
size = len(X_train) // 4
for turn in range(4):
    first, last = turn * size, (turn + 1) * size
    x = np.concatenate([X_train[:first], X_train[last:]])
    y = np.concatenate([Y_train[:first], Y_train[last:]], axis=0)
    net = models.Sequential({TWO})
    {COMPILED}\
    net.fit(x, y, epochs=8, batch_size=256, validation_data=(X_train[first:last], Y_train[first:last]))
"""
STREAMS = """\
rows = tf.data.Dataset.from_tensor_slices((X_train, Y_train))
kept, learned = rows.take(1000).batch(256), rows.skip(1000).shuffle(8000).batch(64).prefetch(tf.data.AUTOTUNE)
net.fit(learned, epochs=20, validation_data=kept, callbacks=[stop])
net.evaluate(tf.data.Dataset.from_tensor_slices((X_test, Y_test)).batch(256))
"""
OWN = """\
class Net(tf.keras.Model):
    def __init__(self, units, **more):
        super().__init__(**more)
        self.hidden = [layers.Dense(units, activation="relu"), layers.Dropout(0.4)]
        self.last = layers.Dense(46, activation="softmax")

    def call(self, x, training=False):
        for layer in self.hidden:
            x = layer(x)
        return self.last(x)

net = Net(64, name="mine")
"""
STACKED = """\
below = models.Sequential([layers.Input((8000,)), layers.Dense(64, activation="relu"), layers.Dropout(0.4)])
net = models.Sequential()
net.add(below)
net.add(layers.Dense(46, activation="softmax"))
"""
APPLIED = """\
below = models.Sequential([layers.Dense(64, activation="relu"), layers.Dropout(0.4)])
start = layers.Input((8000,))
net = models.Model(start, layers.Dense(46, activation="softmax")(below(start)))
"""
BRANCHED = """\
start = layers.Input((8000,))
one = layers.Dense(64, activation="relu")(start)
two = layers.Dense(64, activation="relu")(one)
net = models.Model(start, layers.Dense(46, activation="softmax")({}))
"""
STEPS = """\
for epoch in range(5):
    for first in range(0, len(X_train), 128):
        net.train_on_batch(X_train[first:first + 128], Y_train[first:first + 128])
"""


def judged(text: str) -> Review:
    return review(split(text), all_faults=True)


@pytest.mark.parametrize(
    ("lines", "learned", "kept"),
    [(FOLDS, (0, 7186), (7186, 8982)), (BY_HAND, None, (6735, 8980)), (NET + STOP + STREAMS, (1000, 8982), (0, 1000))],
)
def test_rows_held_back_in_another_way_are_those_that_are_held_back(lines, learned, kept):
    found = judged(BEFORE + lines + TEST)
    assert found.passed == list(ORDER)
    assert found.design is not None
    assert (found.design.fitting.learned, found.design.fitting.held) == (learned, kept)


@pytest.mark.parametrize("lines", [OWN, STACKED, APPLIED])
def test_a_network_made_in_another_way_is_the_network_that_is_trained(lines):
    found = judged(BEFORE + lines + COMPILED + STOP + FIT + TEST)
    assert found.passed == list(ORDER)
    assert found.design is not None
    made = [(each.units, each.activation, each.rate) for each in found.design.layers]
    assert made == [(64, "relu", 0.0), (0, None, 0.4), (46, "softmax", 0.0)]
    text = script(split(BEFORE + lines + COMPILED + STOP + FIT + TEST), ORDER)
    assert all(line in text.split("\n") for line in lines.split("\n"))


@pytest.mark.parametrize(
    ("lines", "step", "says"),
    [
        (BRANCHED.format("one + two") + COMPILED + STOP + FIT, "network", "in which layers branch"),
        (BRANCHED.format("layers.add([one, two])") + COMPILED + STOP + FIT, "network", "leave the branch out"),
        (BRANCHED.format("layers.concatenate([one, two])") + COMPILED + STOP + FIT, "network", "in which layers"),
        (BRANCHED.format("2 * two") + COMPILED + STOP + FIT, "network", "Keras has `Multiply`, and it runs"),
        (NET + STEPS, "fit", "`model.fit(…)` makes the same steps"),
    ],
)
def test_what_is_not_trained_here_is_said_to_run_and_nothing_else_is_found_fault_with(lines, step, says):
    failing = {name: verdict for name, verdict in judged(BEFORE + lines + TEST).verdicts.items() if not verdict.passed}
    assert list(failing) == [step]
    (remark,) = (each for each in failing[step].remarks if each.fails)
    assert remark.kind is Kind.BEYOND
    assert says in remark.text


def test_test_newswires_among_those_learned_from_are_found():
    both = "X = np.concatenate([X_train, X_test])\nY = np.concatenate([Y_train, Y_test])\n"
    fit = FIT.replace("X_train, Y_train", "X, Y")
    (remark,) = (each for each in judged(BEFORE + NET + STOP + both + fit + TEST).verdicts["fit"].remarks if each.fails)
    assert "Training and test newswires stand together" in remark.text


def test_a_fault_of_an_import_is_told_where_it_stands_and_nowhere_else():
    old = HEAD.replace("keras.utils import", "keras.utils import np_utils,")
    words = "from keras.utils import pad_sequences\n" + LOAD
    words += "X_train, X_test = pad_sequences(wires_train, maxlen=90), pad_sequences(wires_test, maxlen=90)\n"
    net = NET.replace(
        "net.add(layers.Dense(128",
        "net.add(layers.Embedding(8000, 8))\nnet.add(layers.Flatten())\nnet.add(layers.Dense(128",
    )
    ones = ONES.replace("to_categorical", "np_utils.to_categorical")
    found = judged(old + words + ones + net + STOP + FIT + TEST)
    failing = {name: [each.text for each in v.remarks if each.fails] for name, v in found.verdicts.items()}
    said = [text for texts in failing.values() for text in texts]
    assert sum("no `np_utils`" in text for text in said) == 1
    assert not any("NameError" in text or "Embedding" in text for text in said)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("guess = net.predict(X_test)\nprint(guess[0])\n", "for all 2,246 test newswires here. That does not say"),
        ("guess = net.predict(X_test[:10])\nprint(guess[0])\n", "for 10 of the 2,246 test newswires here"),
        ("guess = net.predict(X_train)\nprint(guess[0])\n", "of the training part here, which the network knows"),
    ],
)
def test_of_a_script_that_only_predicts_is_said_what_it_predicts(lines, says):
    (remark,) = judged(BEFORE + NET + STOP + FIT + lines).verdicts["evaluate"].remarks
    assert says in remark.text
    report = "from sklearn.metrics import classification_report\n"
    report += "guess = net.predict(X_test).argmax(axis=1)\nprint(classification_report(topics_test, guess))\n"
    assert judged(BEFORE + NET + STOP + FIT + report).verdicts["evaluate"].passed


MODEL = (
    "class Own(keras.Model):\n    def __init__(self):\n        {}\n        self.a = Dense(46, activation='softmax')\n"
)
USED = "net = Own()\nnet.compile('adam', 'categorical_crossentropy')\nnet.fit(X, Y)"


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (MODEL.format("pass") + "    def call(self, x):\n        return self.a(x)\n" + USED, "super().__init__()"),
        (MODEL.format("super().__init__()") + USED, "needs a method `call`"),
        (MODEL.format("super().__init__()") + "    def call(self, x):\n        self.a(x)\n" + USED, "returns nothing"),
        (MODEL.format("super().__init__()") + "    def call(x):\n        return x\n" + USED, "takes 1 values"),
        (MODEL.format("super().__init__(units=3)") + "net = Own()", "takes no `units`"),
        (MODEL.format("super().__init__()") + "net = Own(3)", "takes 1 values"),
        (MODEL.format("super().__init__()") + "net = Own()\nnet.add(Dense(3))", "Only a Sequential model has `add`"),
        (
            MODEL.format("super().__init__()") + "    def call(self, x):\n        return self.b(x)\n" + USED,
            "A model has no `b`",
        ),
        ("class Kept:\n    n = 3\nk = Kept()\nk.m", "An object of `Kept` has no `m`"),
    ],
)
def test_a_class_stops_where_it_does_in_keras(code, says):
    with pytest.raises(Stops) as stopped:
        carried_out(code, prepared())
    assert says in stopped.value.text


def test_a_class_of_ones_own_keeps_values_and_does_what_its_methods_do():
    m = prepared()
    carried_out(
        "class Base:\n    def __init__(self, n):\n        self.n = n\n    def twice(self):\n        return 2 * self.n\n"
        "class Above(Base):\n    more = 4\n    def __init__(self, n):\n        super().__init__(n + 1)\n"
        "    def all(self):\n        return self.twice() + self.more\nn = Above(2).all()",
        m,
    )
    assert m.whole.names["n"] == 10
    with pytest.raises(Unread, match="a `train_step` of its own"):
        carried_out("class T(keras.Model):\n    def train_step(self, d):\n        pass\nT()", prepared())


def test_rows_after_a_shuffle_are_not_taken_for_the_same_rows_each_time():
    with pytest.raises(Unread, match="Cut first, then shuffle"):
        carried_out("rows = tf.data.Dataset.from_tensor_slices((X, Y)).shuffle(100).take(10)", prepared())


@pytest.mark.parametrize(
    ("fitting", "learned", "kept"),
    [
        (Fitting(held=(2, 5)), [0, 1, 5, 6, 7, 8, 9], [2, 3, 4]),
        (Fitting(held=(0, 3), learned=(3, 10)), [3, 4, 5, 6, 7, 8, 9], [0, 1, 2]),
        (Fitting(validation_split=0.2), [0, 1, 2, 3, 4, 5, 6, 7], [8, 9]),
    ],
)
def test_every_row_is_learned_from_or_held_back(fitting, learned, kept):
    found = apart(10, fitting)
    assert [np.asarray(rows).tolist() for rows in found] == [learned, kept]


@pytest.mark.parametrize(
    ("code", "name", "held"),
    [
        ("class Held:\n    n = 3\n    def __len__(self):\n        return self.n\nn = Held.n + len(Held())", "n", 6),
        ("class Twice:\n    def __call__(self, x):\n        return 2 * x\nn = Twice()(4)", "n", 8),
        ("d = {'a': 1}\nn = len(d.keys()), list(d.values())[0], sorted(d.items())", "n", (1, 1, [("a", 1)])),
        ("inp = Input((100,))\nn = layers.multiply([Dense(32)(inp), Dense(1)(inp)]).shape", "n", (None, 32)),
        ("inp = Input((100,))\nn = (Dense(32)(inp) + Dense(1)(inp)).shape", "n", (None, 32)),
        ("n = max(max(each) for each in reuters.load_data()[1][0])", "n", 30_969),
    ],
)
def test_what_python_itself_calls_is_called(code, name, held):
    m = prepared()
    carried_out(code, m)
    assert m.whole.names[name] == held


@pytest.mark.parametrize(
    "code",
    ["n = {'a': 1}.keys()[0]", "n = {'a': 1}.items()[0]", "{'a': 1}.values().sort()", "model.get_layer('nothing')"],
)
def test_what_a_dictionary_shows_has_no_places(code):
    with pytest.raises(Stops):
        carried_out(code, prepared())


@pytest.mark.parametrize("code", ["h[:, 0]", "h[0]", "np.mean(h)"])
def test_what_may_run_is_not_said_to_stop(code):
    m = prepared()
    carried_out("h = Dense(3)(Input((100,)))", m)
    with pytest.raises(Unread):
        carried_out(code, m)
