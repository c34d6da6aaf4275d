"""A whole script put into the steps: whatever stands around its lines, in the order in which they need each other."""

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.practice.exercise import review
from engine.practice.judging import Kind
from engine.practice.progress import from_link, to_link
from engine.practice.reading import NotUnderstood
from engine.practice.script import script as handed_out
from engine.practice.splitting import is_whole, split
from engine.practice.steps import ORDER
from tests.searching import examples

HEAD = """\
import numpy as np
import tensorflow as tf
from keras import layers, models
from keras.callbacks import EarlyStopping
from keras.datasets import reuters
from keras.utils import to_categorical

def table_of(wires, columns=8000):
    table = np.zeros((len(wires), columns), dtype="float32")
    for place, wire in enumerate(wires):
        table[place, wire] = 1
    return table
"""
LOAD = "(wires_train, topics_train), (wires_test, topics_test) = reuters.load_data(num_words=8000)\n"
ROWS = "X_train, X_test = table_of(wires_train), table_of(wires_test)\n"
ONES = "Y_train, Y_test = to_categorical(topics_train, 46), to_categorical(topics_test, 46)\n"
NET = """\
net = models.Sequential()
net.add(layers.Dense(128, activation="relu"))
net.add(layers.Dense(46, activation="softmax"))
net.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
"""
STOP = "stop = EarlyStopping(patience=2, restore_best_weights=True)\n"
FIT = "past = net.fit(X_train, Y_train, epochs=20, batch_size=256, validation_split=0.1, callbacks=[stop])\n"
TEST = "print(net.evaluate(X_test, Y_test))\n"
BODY = LOAD + ROWS + ONES + NET + STOP + FIT + TEST


def inside(opening: str, body: str) -> str:
    return f"{opening}\n{textwrap.indent(body, '    ')}"


def judged(script: str) -> dict[str, list[str]]:
    """The texts of the faults by step; none where all pass."""
    assert is_whole(script)
    found = review(split(script), all_faults=True)
    assert list(found.verdicts) == list(ORDER)
    failing = {name: [each.text for each in v.remarks if each.fails] for name, v in found.verdicts.items()}
    return {name: texts for name, texts in failing.items() if texts}


KEPT = STOP + 'from keras.callbacks import ModelCheckpoint\nkeep = ModelCheckpoint("best.keras", save_best_only=True)\n'
AGAIN = 'best = models.load_model("best.keras")\nprint("%.4f" % best.evaluate(X_test, Y_test)[1])\n'
FILLED = """\
X_train = np.zeros((len(wires_train), 8000))
for place, wire in enumerate(wires_train):
    X_train[place, wire] = 1
X_test = np.zeros((len(wires_test), 8000))
for place, wire in enumerate(wires_test):
    X_test[place, wire] = 1
"""
ALL_AT_ONCE = """\
def prepared(words):
    (a, b), (c, d) = reuters.load_data(num_words=words)
    return table_of(a, words), to_categorical(b, 46), table_of(c, words), to_categorical(d, 46)
X_train, Y_train, X_test, Y_test = prepared(8000)
"""
TOLD = """\
class Told(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(epoch, logs)
"""
BEFORE = """\
from sklearn.model_selection import train_test_split
learned, kept_back, topics, topics_back = train_test_split(wires_train, topics_train, test_size=0.25)
print(learned.shape, topics.shape)
X_train, X_val, X_test = table_of(learned), table_of(kept_back), table_of(wires_test)
Y_train, Y_val = to_categorical(topics, 46), to_categorical(topics_back, 46)
Y_test = to_categorical(topics_test, 46)
"""
HELD = "net.fit(X_train, Y_train, epochs=20, batch_size=256, validation_data=(X_val, Y_val), callbacks=[stop])\n"
COUNTED = """\
count = int(np.max(topics_train)) + 1
topics_train = to_categorical(topics_train, count)
topics_test = to_categorical(topics_test, count)
"""
RENAMED = (NET + STOP + FIT + TEST).replace("Y_", "topics_").replace("Dense(46", "Dense(count")

COUNTED_BODY = LOAD + COUNTED + ROWS + RENAMED


@pytest.mark.parametrize(
    "script",
    [
        HEAD + BODY,
        HEAD + inside('if __name__ == "__main__":', BODY),
        HEAD + inside("def main():", '"""Everything."""\n' + BODY + "return net\n") + "\nmain()\n",
        HEAD
        + inside("def run(epochs=20):", BODY.replace("epochs=20", "epochs=epochs"))
        + "\nif __name__ == '__main__': run()\n",
        HEAD + LOAD + ROWS + ONES + inside('with tf.device("/CPU:0"):', NET + STOP + FIT) + TEST,
        HEAD
        + "spread = tf.distribute.MirroredStrategy()\n"
        + LOAD
        + ROWS
        + ONES
        + inside("with spread.scope():", NET)
        + STOP
        + FIT
        + TEST,
        HEAD + LOAD.replace("8000)", "8000, seed=7)") + ROWS + ONES + NET + STOP + FIT + TEST,
        HEAD + LOAD.replace("num_words=8000", "") + "print(len(wires_train))\n" + BODY,
        HEAD + LOAD + FILLED + ONES + NET + STOP + FIT + TEST,
        HEAD + LOAD + BEFORE + NET + STOP + HELD + TEST,
        HEAD + LOAD + COUNTED + ROWS + "print(topics_train.shape)\n" + RENAMED,
        HEAD + LOAD + ROWS + ONES + NET + KEPT + FIT.replace("[stop]", "[stop, keep]") + AGAIN,
        HEAD + ALL_AT_ONCE + NET + STOP + FIT + TEST,
        HEAD + LOAD + ROWS + ONES + STOP + inside("for turn in range(2):", NET + FIT) + TEST,
        HEAD + TOLD + BODY.replace("[stop]", "[stop, Told()]"),
        HEAD + "import secret_plots\n" + BODY,
        HEAD + "class Unused:\n    pass\n" + BODY,
        HEAD + "try:\n    import cPickle as pickle\nexcept ImportError:\n    import pickle\n" + BODY,
        HEAD + inside('with open("notes.txt") as notes:', "print(notes.read())\n") + BODY,
        HEAD
        + BODY
        + "print(len(net.history.history['loss']))\n"
        + "import pandas as pd\n"
        + "pd.DataFrame(past.history).plot()\n" * 300,
    ],
)
def test_a_script_passes_whatever_stands_around_its_lines(script: str):
    assert judged(script) == {}


def test_what_was_worked_out_before_a_name_was_written_over_stays_before():
    answers = split(HEAD + LOAD + COUNTED + ROWS + RENAMED)
    assert answers["labels"]["code"].index("count =") < answers["labels"]["code"].index("topics_train =")


def test_the_first_rows_alone_are_filled_where_return_stands_in_the_loop():
    faults = judged((HEAD + BODY).replace("    return table", "        return table"))
    assert "all of its rows but the first stay 0" in faults.pop("articles")[0]
    assert faults == {}


def test_all_faults_are_told_at_once_and_none_that_only_follows():
    old = (HEAD + BODY).replace("keras.utils import", "keras.utils.np_utils import")
    old = old.replace('"adam"', "Adam(lr=0.1)").replace(
        "import EarlyStopping", "import EarlyStopping\nfrom keras.optimizers import Adam"
    )
    faults = judged(old.replace(STOP, "").replace(", callbacks=[stop]", "") + "print(past.history['val_accuracy'])\n")
    assert {name: len(texts) for name, texts in faults.items()} == {"labels": 1, "compile": 1, "fit": 1}
    assert "no module `keras.utils.np_utils`" in faults["labels"][0]
    assert "learning_rate" in faults["compile"][0]
    assert "memorise" in faults["fit"][0]


def test_what_comes_of_a_file_that_is_not_here_is_beyond_the_exercise_and_not_missing():
    script = (HEAD + BODY).replace("def table_of", "def unused") + "from helpers import table_of\n"
    moved = "from helpers import table_of\n" + script.replace("from helpers import table_of\n", "")
    found = review(split(moved), all_faults=True)
    remarks = [each for each in found.verdicts["articles"].remarks if each.fails]
    assert [each.kind for each in remarks] == [Kind.BEYOND]
    assert "`helpers` is a library or a file of your own" in remarks[0].text
    assert not any("NameError" in each.text for verdict in found.verdicts.values() for each in verdict.remarks)


def test_rows_that_another_library_makes_are_beyond_the_exercise():
    own = "from sklearn.preprocessing import MultiLabelBinarizer\nones = MultiLabelBinarizer()\n"
    own += "X_train = ones.fit_transform(wires_train)\nX_test = ones.transform(wires_test)\n"
    found = review(split(HEAD + LOAD + own + ONES + NET + STOP + FIT + TEST))
    (remark,) = found.verdicts["articles"].remarks
    assert remark.kind is Kind.BEYOND
    assert "gives every index its column" in remark.text


def test_a_seed_of_ones_own_is_kept_in_the_script_and_said_to_change_the_figures():
    answers = split(HEAD + LOAD.replace("8000)", "8000, seed=7)") + ROWS + ONES + NET + STOP + FIT + TEST)
    found = review(answers)
    assert any("`seed=7` deals the newswires out otherwise" in each.text for each in found.verdicts["load"].remarks)
    assert "load_data(num_words=8000, seed=7)" in handed_out(answers, ORDER)
    assert from_link(to_link(answers)) == answers


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (HEAD + inside("for turn in range(3):", BODY), "inside a loop or another block"),
        (HEAD + LOAD.replace("num_words", "nb_words") + ROWS + FIT, "`load_data` has no argument `nb_words`"),
        (HEAD + LOAD.replace("8000)", "8000, index_from=0)") + ROWS + FIT, "`index_from` is left as it is"),
        (HEAD + "from keras.datasets import imdb\n(a, b), c = imdb.load_data()\n" + BODY, "It loads imdb as well"),
        (HEAD + BODY + "n = 1\n" * 600, "500 are the most that are split"),
        (HEAD + "model.fit(x, y)\n# reuters.load_data()\n", "no `reuters.load_data(…)` in it"),
    ],
)
def test_what_cannot_be_split_is_answered_with_the_reason(script: str, said: str):
    with pytest.raises(NotUnderstood) as refused:
        split(script)
    assert said in str(refused.value)


@given(st.lists(st.tuples(st.integers(0, 60), st.sampled_from(["", "twice", "in", "out", "x", "("])), max_size=6))
@settings(max_examples=examples(40), deadline=None)
def test_a_script_with_slips_is_split_and_judged_or_refused_with_a_sentence(slips: list[tuple[int, str]]):
    lines = (HEAD + COUNTED_BODY).split("\n")
    for place, slip in slips:
        at = place % len(lines)
        line = {"": "", "in": f"    {lines[at]}", "out": lines[at].lstrip(), "twice": f"{lines[at]}\n{lines[at]}"}
        lines[at] = line.get(slip, lines[at].replace("train", f"train{slip}", 1))
    try:
        answers = split("\n".join(lines))
    except NotUnderstood:
        return
    for verdict in review(answers, all_faults=True).verdicts.values():
        assert all(10 < len(each.text) < 900 for each in verdict.remarks)


def test_a_script_is_split_in_bounded_time():
    busy = "n = len([a for a in range(19000) for b in (1, 2, 3)])\n" * 200
    begun = time.thread_time()
    split(HEAD + BODY + busy)
    assert time.thread_time() - begun < 10  # that of the first answer, which counts the newswires, among it
