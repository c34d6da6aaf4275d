"""Blocks that scripts have around their statements: carried out as Python does, and no file is opened."""

import pytest

from engine.practice.errors import Stops, Unread
from tests.practice.test_statements import carried_out, prepared

INDEX = """index = reuters.get_word_index()
index = {word: number + 3 for word, number in index.items()}
index["<PAD>"], index["<BEGIN>"], index["<NEW>"] = 0, 1, 2
"""


@pytest.mark.parametrize(
    ("code", "name", "held"),
    [
        ("try:\n    n = int('x')\nexcept ValueError:\n    n = 46\nfinally:\n    m = n", "m", 46),
        ("try:\n    n = [1][3]\nexcept (KeyError, LookupError) as problem:\n    n = 2", "n", 2),
        ("try:\n    n = 1\nexcept Exception:\n    n = 2\nelse:\n    n = 3", "n", 3),
        ("try:\n    import fastlib\n    fastlib.begin()\nexcept ImportError:\n    n = 5", "n", 5),
        ("try:\n    raise KeyError('a')\nexcept KeyError:\n    n = 6", "n", 6),
        ("def f():\n    global n\n    n = 7\nf()", "n", 7),
        ("n = 1\ndef f():\n    global n\n    n += 1\n    return n\nm = f()", "n", 2),
        ("with tf.device('/GPU:0'):\n    n = 8", "n", 8),
        ("import warnings\nwith warnings.catch_warnings():\n    n = 9", "n", 9),
        ("a, b = np.split(X, [1000])\nn = b.shape[0]", "n", 7982),
        ("n = [part.shape[0] for part in np.array_split(X, 4)]", "n", [2246, 2246, 2245, 2245]),
        ("n = np.random.randint(4, size=(3, 4))[1].shape, len(np.random.choice(10, 3))", "n", ((4,), 3)),
        ("n = len(np.where(np.arange(9) > 3)[0])", "n", 5),
        ("n = model.predict(X_test)[0].argsort()[-3:].shape", "n", (3,)),
        ("again = keras.models.clone_model(model)\nn = again.output_shape", "n", (None, 46)),
        ("model.save('a.keras')\nn = len(keras.models.load_model('a.keras').evaluate(X_test, Y_test))", "n", 2),
        ("model.fit(X, Y, epochs=3)\nn = len(model.history.history['loss'])", "n", 3),
        ("n = tf.reduce_max(y_train).shape if False else int(tf.reduce_max(y_train))", "n", 45),
        (INDEX + "n = len(index)", "n", 30_979 + 3),
        (INDEX + "n = len(list(index.values())), len({v: k for k, v in index.items()})", "n", (30_982, 30_982)),
        (
            INDEX + "turned = dict([(v, k) for k, v in index.items()])\nn = turned[2], len(turned)",
            "n",
            ("<NEW>", 30_982),
        ),
        (INDEX + "turned = {v: k for k, v in index.items()}\nn = len([turned[i] for i in x_train[0]])", "n", None),
        (INDEX + "values = list(index.values())\nfor i in x_train[0]:\n    n = values.index(i) >= 0", "n", True),
        ("assert tf.__version__ >= '2.0' and np.__version__ > '1.20'\nn = keras.__version__[0]", "n", "3"),
    ],
)
def test_a_block_does_what_it_does_in_python(code: str, name: str, held: object):
    m = prepared()
    carried_out(code, m)
    assert held is None or m.whole.names[name] == held


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("try:\n    n = int('x')\nexcept KeyError:\n    n = 1", "ValueError", "ValueError"),
        ("raise ValueError('no')", "ValueError", "the script itself raises ValueError"),
        ("np.split(X, 7)", "ValueError", "8,982 rows do not split into 7 equal parts"),
        (
            "model.save('a.keras')\nb = keras.models.load_model('a.keras', compile=False)\nb.evaluate(X_test, Y_test)",
            "ValueError",
            "has not been compiled",
        ),
        ("model.save('reuters')", "ValueError", "has to end in .keras"),
        ("reuters.load_data(seed='a')", "TypeError", "`seed` is a whole number"),
    ],
)
def test_what_stops_in_python_stops_here(code: str, kind: str, said: str):
    with pytest.raises(Stops) as stopped:
        carried_out(code, prepared())
    assert stopped.value.kind == kind
    assert said in stopped.value.text


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import secret_plots\nsecret_plots.draw(model)", "`secret_plots` is a library or a file of your own"),
        ("from helpers import rows_of\nX2 = rows_of(x_train)", "`helpers` is a library or a file of your own"),
        ("class Own(keras.layers.Layer):\n    pass\nlayer = Own()", "`Own` is a class of your own"),
        ("with open('x.txt') as file:\n    n = file.read()\nfor line in n:\n    print(line)", "A loop over this"),
        ("other = keras.models.load_model('unknown.keras')", "no model was saved under its name"),
        ("import types\nargs = types.SimpleNamespace(n=3)\nmodel.fit(X, Y, epochs=args.n)", "is not known here"),
        (
            "import functools\nD = functools.partial(Dense)\nnet = Sequential([D(3)])",
            "A layer that another library gives",
        ),
        ("np.array_split(list(range(9)), 10 ** 9)", "parts are not made here"),
    ],
)
def test_what_is_not_known_is_said_to_be_so_and_not_to_stop(code: str, said: str):
    with pytest.raises(Unread) as unread:
        carried_out(code, prepared())
    assert said in unread.value.text


def test_many_statements_together_do_not_fill_the_memory_either():
    m = prepared()
    while m.budget.cells < 5_000_000:
        carried_out(f"table{m.budget.cells} = np.zeros((1000, 1000))", m)
    with pytest.raises(Unread, match="larger arrays"):
        carried_out("table = np.zeros((1000, 1000))", m)


@pytest.mark.parametrize(
    "code",
    [
        "net = model\nfor i in range(900):\n    net = Sequential([net])\nnet.predict(X_test)",
        "s = Input((10000,))\nnet = model\nfor i in range(900):\n    net = Model(s, net(s))\nnet.predict(X_test)",
        "class A:\n    def f(self):\n        return self.f()\nA().f()",
    ],
)
def test_what_is_deeper_than_is_carried_out_ends_with_a_sentence(code: str):
    with pytest.raises(Unread, match="deeper than"):
        carried_out(code, prepared())


def test_rows_cut_out_are_no_copy():
    m = prepared()
    carried_out("a = X[1000:]\nb = X[:1000]", m)
    assert m.whole.names["a"].rows.base is not None
    carried_out("kept = [X[:1000] for i in range(900)]", m)


def test_labels_that_are_too_many_are_passed_over_where_a_share_is_held_back():
    carried_out("model.fit(X_test, Y, epochs=1, validation_split=0.2)", prepared())
    with pytest.raises(Stops):
        carried_out("model.fit(X, Y_test, epochs=1, validation_split=0.2)", prepared())


@pytest.mark.parametrize(
    "code",
    [
        *(
            "np.full((10**9,), 1)",
            "np.histogram([1, 2], bins=10**9)",
            "np.pad([1], 10**9)",
            "np.pad([1], [[10**9, 0]])",
        ),
        *("np.random.random(10**9)", "np.random.randint(3, size=(10**5, 10**5))", "np.random.choice(10, 10**9)"),
        *("np.hstack([range(10**9)])", "np.array_split(range(10**9), 3)", "np.array_split([1], 10**9)"),
        *(
            "kept = [list(range(15000)) for i in range(900)]",
            "kept = [[0] * 15000 for i in range(900)]",
            "kept = [tuple(range(15000)) for i in range(900)]",
            "kept = [set(range(15000)) for i in range(900)]",
            "kept = []\nfor i in range(19000):\n    kept.append('x' * 15000)",
        ),
        *(
            "kept = [np.array(X) for i in range(900)]",
            "kept = [X.astype('float32') for i in range(900)]",
            "kept = [X[[0, 1, 2, 3]] for i in range(900)]",
            "kept = [X.tolist() for i in range(900)]",
            "kept = [np.concatenate([X, X]) for i in range(900)]",
            "a = np.zeros((1000, 1000))\nb = a[np.zeros(900000, 'int64')]",
        ),
        *(
            "np.split(X, range(10**9))",
            "np.where(range(10**9))",
            "np.percentile(range(10**9), 5)",
            "np.array(range(10**9))",
        ),
    ],
)
def test_nothing_that_is_asked_for_fills_the_memory(code: str):
    with pytest.raises(Unread):
        carried_out(code, prepared())
