# ruff: noqa: E501  (a table reads best with a line an answer)
"""Answers to the exercise, right and wrong: each a change of the worked solution, and what the verdict must say."""

from dataclasses import dataclass
from typing import Any

from engine.practice.judging import Kind
from engine.practice.steps import SOLUTION, Answers


@dataclass(frozen=True)
class Case:
    """step: where the change is. fields: what it holds then. kind: of the first failing remark; None if it passes.

    says: words the remarks must hold. labels: "integers" where the labels stay numbers.
    """

    step: str
    fields: dict[str, Any]
    kind: Kind | None = None
    says: str = ""
    integers: bool = False
    width: int = 10_000

    def answers(self) -> Answers:
        """All seven answers, this one in its place."""
        changed = {name: dict(fields) for name, fields in SOLUTION.items()}
        if self.integers:
            changed["labels"] = {"kind": "integers", "code": ""}
            changed["compile"] = {"code": compiled("'adam'", "'sparse_categorical_crossentropy'")}
        changed["network"]["code"] = changed["network"]["code"].replace("10000", str(self.width))
        changed[self.step] = {**changed[self.step], **self.fields}
        return changed

    def __str__(self) -> str:
        return ascii(f"{self.step} {' '.join(map(str, self.fields.values()))}"[:90].replace("\n", " "))


def code(step: str, text: str, kind: Kind | None = None, says: str = "", integers: bool = False) -> Case:
    return Case(step, {"code": text}, kind, says, integers)


def network(*layers: str, first: str = "Input((10000,))") -> str:
    return f"model = Sequential([{', '.join(layer for layer in (first, *layers) if layer)}])"


def compiled(optimizer: str = "'adam'", loss: str = "'categorical_crossentropy'", metrics: str = "['accuracy']") -> str:
    return f"model.compile(optimizer={optimizer}, loss={loss}, metrics={metrics})"


def fit(callbacks: str = "[EarlyStopping(patience=2)]", **arguments: str) -> str:
    given = {"epochs": "20", "batch_size": "128", "validation_split": "0.1", "callbacks": callbacks} | arguments
    return f"model.fit(x_train, y_train, {', '.join(f'{k}={v}' for k, v in given.items() if v)})"


def figure(name: str, given: str) -> str:
    return f"from sklearn.metrics import {name}\np = model.predict(x_test)\nprint({name}({given}))"


def stopping(text: str) -> str:
    return fit(f"[EarlyStopping({text})]")


RELU, SOFTMAX = "Dense(64, activation='relu')", "Dense(46, activation='softmax')"
ONE_HOT = "y_{0} = to_categorical(y_{0}, {1})"
X = "x_{0} = vectorise(x_{1}, {2})"
FILLED = (
    "def rows(s, d=9999):\n    r = np.zeros(({}))\n    for i, a in enumerate(s):\n        r[{}] = 1\n{}\n"
    "x_train = rows(x_train)\nx_test = rows(x_test)"
)
R, M, U, B = Kind.RAISES, Kind.MISLEADS, Kind.UNCLEAR, Kind.BEYOND


def both(line: str, train: object, test: object | None = None) -> str:
    second = train if test is None else test
    return line.format("train", train) + "\n" + line.format("test", second)


RIGHT = [
    Case("load", {"num_words": 5_000}),
    Case("load", {"skip_top": 20}, says="16 most frequent"),
    Case("load", {"maxlen": 1_000}, says="drops the newswires"),
    Case("load", {"test_split": 0.4}, says="rare topics"),
    Case("articles", {"encoding": "binary"}),
    Case("articles", {"encoding": "tf-idf"}),
    code("articles", "x_test = vectorise(x_test, width=10_000)\nx_train = vectorise(articles=x_train, width=10000)"),
    Case(
        "articles",
        {"code": "x_train = vectorise(x_train, 12000)\nx_test = vectorise(x_test, 12000)"},
        says="enough",
        width=12_000,
    ),
    code(
        "labels",
        "y_train = keras.utils.to_categorical(y_train, num_classes=46)\ny_test = utils.to_categorical(y_test, 46)",
    ),
    code("labels", "y_train = to_categorical(y_train)\ny_test = to_categorical(y_test)", says="by luck"),
    Case("labels", {"kind": "integers", "code": ""}, integers=True),
    code("network", network(RELU, SOFTMAX)),
    code("network", network(RELU, SOFTMAX, first="")),
    code("network", network(RELU, SOFTMAX, first="Input(shape=(10000,), sparse=True)")),
    code("network", network(RELU, SOFTMAX, first="keras.Input([10000])")),
    code("network", network("Dropout(0.2)", RELU, "Dropout(.5)", "Dense(64, 'relu')", "Dense(46, 'softmax')")),
    code("network", network(SOFTMAX), says="logistic regression"),
    code("network", network("Dense(64)", SOFTMAX), says="only one"),
    code(
        "network", network("Dense(32, activation='tanh', kernel_initializer='he_normal')", SOFTMAX), says="fewer units"
    ),
    code(
        "network",
        "model = keras.Sequential()\nmodel.add(layers.Input((10000,)))\nmodel.add(keras.layers.Dense(64, 'relu'))\n"
        "model.add(tf.keras.layers.Dense(46, 'softmax'))",
    ),
    code(
        "network",
        "model = models.Sequential([layers.Dense(64, activation='relu', name='hidden'), "
        "layers.Dense(46, activation='softmax')], name='mine')",
    ),
    code("compile", compiled("'rmsprop'")),
    code("compile", compiled("'Adam'", "'CategoricalCrossentropy'", "['acc']")),
    code("compile", compiled("Adam(0.0005)", "CategoricalCrossentropy()", "['categorical_accuracy']")),
    code("compile", compiled("keras.optimizers.SGD(learning_rate=0.1, momentum=0.9)")),
    code("compile", compiled("'sgd'"), says="slow"),
    code("compile", compiled("optimizers.RMSprop(learning_rate=1e-3)", "losses.CategoricalCrossentropy()")),
    code("compile", compiled(loss="'kl_divergence'"), says="the same"),
    code("compile", "model.compile('adam', 'categorical_crossentropy', metrics=['accuracy'])"),
    code(
        "compile",
        compiled(loss="'sparse_categorical_crossentropy'", metrics="['sparse_categorical_accuracy']"),
        integers=True,
    ),
    code("compile", compiled(loss="SparseCategoricalCrossentropy()"), integers=True),
    code("fit", fit()),
    code(
        "fit",
        "stop = EarlyStopping(patience=1)\nhistory = model.fit(x_train, y_train, 128, 20, validation_split=.2, "
        "callbacks=[stop])",
    ),
    code(
        "fit", fit("keras.callbacks.EarlyStopping('val_accuracy', patience=3, mode='max')", verbose="0", shuffle="True")
    ),
    code("fit", fit(batch_size=""), says="small steps"),
    code("fit", fit(batch_size="0"), says="batches of 32"),
    code(
        "fit",
        "model.fit(x=x_train, y=y_train, epochs=10, batch_size=256, validation_split=0.1, "
        "callbacks=[EarlyStopping(restore_best_weights=True)])",
        says="forgive",
    ),
    code("evaluate", "model.evaluate(x_test, y_test)", says="names"),
    code("evaluate", "score = model.evaluate(x=x_test, y=y_test, verbose=0)"),
    code("evaluate", "test_loss, test_acc = model.evaluate(x_test, y_test, batch_size=512)"),
    code(
        "network",
        "inputs = keras.Input(shape=(10000,))\nx = layers.Dense(64, activation='relu')(inputs)\nx = layers.Dropout(0.5)(x)\n"
        "outputs = layers.Dense(46, activation='softmax')(x)\nmodel = keras.Model(inputs=inputs, outputs=outputs, name='mine')",
    ),
    code(
        "network",
        "from keras.models import Model\nwords = Input((10000,))\nhidden = Dense(64)\nx = Activation('relu')(hidden(words))\n"
        "model = Model([words], [Dense(46, 'softmax')(x)])\nmodel.summary()",
    ),
    code("network", network("Dense(64, 'relu', input_dim=10000)", SOFTMAX, first=""), says="prefers `Input`"),
    code("network", network(RELU, "Dense(46, 'softmax', input_shape=(64,))"), says="only from the first layer"),
    code(
        "network",
        network(RELU, "Dropout(0.5, seed=7)", SOFTMAX, first="InputLayer(input_shape=(10000,))"),
        says="calls it `shape`",
    ),
    code("compile", compiled("Adam(decay=1e-6)"), says="ignores it"),
    code("labels", both(ONE_HOT, 46) + "\nprint('labels', y_train.shape)"),
    code("articles", "x_train, x_test = vectorise(x_train, 10000), vectorise(x_test, 10000)"),
    code(
        "articles", "num_words = 10000\nx_train = vectorise(x_train, num_words); x_test = vectorise(x_test, num_words)"
    ),
    code("labels", "from keras.utils import to_categorical\n" + both(ONE_HOT, 46)),
    code("labels", "from tensorflow.keras.utils import to_categorical\nn = 46\n" + both(ONE_HOT, "num_classes=n")),
    code("labels", both("y_{0} = tf.keras.utils.to_categorical(y_{0}, {1})", 46)),
    code("labels", both("y_{0} = tensorflow.keras.utils.to_categorical(x=y_{0}, num_classes={1})", 46)),
    code(
        "network",
        "from tensorflow.keras import layers, models\nmodel = models.Sequential()\n"
        "model.add(layers.Dense(64, activation='relu', input_shape=(10000,)))\n"
        "model.add(layers.Dropout(0.5))\nmodel.add(layers.Dense(46, activation='softmax'))\nmodel.summary()",
    ),
    code(
        "network",
        "import tensorflow as tf\nmodel = tf.keras.models.Sequential(layers=[tf.keras.layers.Dense(units=64, "
        "activation=tf.nn.relu), tf.keras.layers.Dense(46, activation=tf.nn.softmax)])",
    ),
    code(
        "network",
        "columns = 10000\ntopics = 46\nmodel = Sequential([Input((columns,)), Dense(64, 'relu'), "
        "Dense(topics, 'softmax')])",
    ),
    code("network", network(RELU, "Dense(y_train.shape[1], 'softmax')", first="Input(shape=(x_train.shape[1],))")),
    code(
        "network",
        "inputs = Input((10000,))\nhidden = Dense(64, 'relu')\nmodel = Sequential([inputs, hidden, "
        "Dense(46, 'softmax')])",
    ),
    code("network", network("Dense(64)", "Activation('relu')", "Dense(46)", "layers.Activation('softmax')")),
    code("network", network("Dense(64)", "ReLU()", "Dense(46)", "Softmax()", first="InputLayer(shape=(10000,))")),
    code("network", network("Dense(64, activation=keras.activations.relu)", "Dense(46, activation=layers.Softmax())")),
    code("network", network("Dense(64, activation='mish', use_bias=True, bias_initializer='zeros')", SOFTMAX)),
    code("network", network("Dense(64, 'relu', kernel_initializer=HeNormal(seed=1))", SOFTMAX)),
    code("network", network("Dense(64, 'relu', kernel_initializer=keras.initializers.RandomNormal(seed=1))", SOFTMAX)),
    code("network", network("Dense(64, 'relu', kernel_initializer='HeUniform')", SOFTMAX)),
    code("network", network(RELU, SOFTMAX, first="") + "\nmodel.build((None, 10000))"),
    code("network", f"model = Sequential(({RELU}, {SOFTMAX}))"),
    code("network", network("Dense(64, activation='linear')", SOFTMAX), says="only one"),
    code("compile", compiled("'ADAM'", "'ce'", "['Accuracy']")),
    code("compile", compiled(loss="'crossentropy'")),
    code("compile", compiled(loss="CategoricalCrossentropy")),
    code("compile", compiled(loss="'crossentropy'", metrics="('acc',)"), integers=True),
    code(
        "compile",
        compiled(loss="keras.losses.categorical_crossentropy", metrics="[keras.metrics.CategoricalAccuracy()]"),
    ),
    code("compile", compiled(loss="keras.losses.CategoricalCrossentropy(from_logits=False)")),
    code("compile", compiled(loss="keras.losses.CategoricalCrossentropy(from_logits=True)"), says="comes to the same"),
    code("compile", compiled(loss="['categorical_crossentropy']", metrics="['CategoricalAccuracy']")),
    code(
        "compile",
        compiled(loss="tf.keras.losses.SparseCategoricalCrossentropy()", metrics="['sparse_categorical_accuracy']"),
        integers=True,
    ),
    code(
        "compile",
        "from keras.optimizers import Adam\nopt = Adam(learning_rate=1e-3, beta_1=0.9)\n"
        "model.compile(opt, loss='categorical_crossentropy', metrics=['accuracy'])",
    ),
    code("compile", "model.compile(loss='categorical_crossentropy', metrics=['accuracy'])"),
    code(
        "compile",
        "rate = 0.002\nloss = 'categorical_crossentropy'\nmodel.compile(optimizer=optimizers.Nadam(rate), loss=loss, "
        "metrics=['accuracy'], run_eagerly=False)",
    ),
    code("fit", fit("EarlyStopping(patience=2)")),
    code(
        "fit",
        "from keras.callbacks import EarlyStopping\nstops = [EarlyStopping('val_loss', 0, 2)]\n"
        "history = model.fit(x_train, y_train, epochs=20, batch_size=128, validation_split=0.1, callbacks=stops)",
    ),
    code("fit", stopping("monitor='val_loss', min_delta=0.001, patience=3, verbose=1, start_from_epoch=0")),
    code("fit", stopping("mode='least', patience=1"), says='takes "auto"'),
    code("fit", fit(epochs="100")),
    code("evaluate", "results = model.evaluate(x_test, y_test)\nprint(results[1])"),
    code("evaluate", "print(model.evaluate(x_test, y_test, verbose=2))"),
    code("evaluate", "loss, acc = model.evaluate(x_test, y_test)\nprint('accuracy', acc)"),
    code("evaluate", "score = model.evaluate(x_test, y_test, return_dict=False)"),
    Case("labels", {"kind": None}),
    code("network", network("Flatten()", SOFTMAX)),
    code("network", network("Dense(64, use_bias=False)", SOFTMAX)),
    code("fit", fit(epochs="1000")),
    code("articles", "x_train = vectorise(x_train[:9000], 10000)\nx_test = vectorise(x_test, 10000)"),
    code("articles", "x_train = vectorise(x_train, 5000 + 5000)\nx_test = vectorise(x_test, 10000)"),
    code("labels", both("y_{0} = keras.ops.one_hot(y_{0}, {1})", 46)),
    code("labels", both("y_{0} = np.eye({1})[y_{0}]", 46)),
    code("labels", both("y_{0} = to_categorical(y_{0}, {1}).astype('float32')", 46)),
    code("network", network("BatchNormalization()", SOFTMAX)),
    code("network", network("Dense(64, 'relu', kernel_regularizer=keras.regularizers.l2(0.01))", SOFTMAX)),
    code("network", network("Dense(64, 'relu', kernel_initializer='orthogonal')", SOFTMAX)),
    code("network", network("Dense(64, 'relu', kernel_initializer=RandomNormal(0, 1))", SOFTMAX)),
    code("network", network("Dropout(0.5)", "Activation('relu')", SOFTMAX)),
    code("compile", compiled("Adagrad()")),
    code("compile", compiled("Adam(clipnorm=1.0)")),
    code("fit", fit("[EarlyStopping(), ModelCheckpoint('best.keras')]")),
    code("fit", fit(steps_per_epoch="10")),
    code("evaluate", "figures = model.evaluate(x_test, y_test, return_dict=True)"),
    code("network", network(SOFTMAX) + "\nprint(model.summary())"),
    code("fit", fit(validation_split="0.1").replace("x_train, y_train", "[x_train], [y_train]")),
    code("fit", fit(epochs="20").replace("x_train, y_train", "x_train[:5000], y_train[:5000]"), says="teach nothing"),
    code("fit", stopping("patience=2.5"), says="comes to 3"),
    code("fit", stopping("patience=-1"), says="comes to 0"),
    code("fit", stopping("patience=19"), says="at its last epoch or never"),
    code("evaluate", "loss, accuracy = model.evaluate(x_test[:100], y_test[:100])", says="100 of the 2,246"),
    code("evaluate", "accuracy = model.evaluate(x_test, y_test)[1]"),
    code("evaluate", "p = model.predict(x_test)\naccuracy = (p.argmax(axis=1) == y_test.argmax(axis=1)).mean()"),
    code("evaluate", "model = model.evaluate(x_test, y_test)", says="can no longer be asked"),
    code("evaluate", figure("accuracy_score", "y_test.argmax(axis=1), p.argmax(axis=1)")),
    code("evaluate", figure("f1_score", "np.argmax(y_test, axis=1), y_pred=np.argmax(p, 1), average='macro'")),
    Case("load", {"skip_top": 1}, says="leaves out nothing"),
    Case("load", {"skip_top": 4}, says="and no word"),
    code("network", network("Dense(64, 'relu', 'softmax')", SOFTMAX), says="counts as True"),
]

WRONG = [
    Case("load", {"num_words": 20}, M, "of the text"),
    Case("load", {"num_words": 200, "skip_top": 500}, M, "no word is left"),
    Case("load", {"maxlen": 2}, R, "larger maxlen"),
    Case("load", {"maxlen": 60}, M, "drops the newswires"),
    Case("load", {"test_split": 0.02}, M, "by chance"),
    Case("load", {"test_split": 0.8}, M, "teach the network"),
    Case("load", {"num_words": "many"}, U),
    Case("articles", {"encoding": "padded"}, M, "a name, not a quantity"),
    Case("articles", {"encoding": None}, U, "Choose"),
    code("articles", "x_train = vectorise(x_train, 9999)\nx_test = vectorise(x_test, 9999)", R, "one column more"),
    code("articles", "x_train = vectorise(x_train, 46)\nx_test = vectorise(x_test, 46)", R, "9,999"),
    code("articles", "x_train = vectorise(x_train, 10000)\nx_test = vectorise(x_test, 11000)", R, "one width"),
    code("articles", "x_train = vectorise(x_train, 10000)", R, "test newswires stay as they were"),
    code("articles", "x_train = vectorise(x_train)\nx_test = vectorise(x_test)", R, "needs `width`"),
    code("articles", "x_train = vectorise(x_train, ___)\nx_test = vectorise(x_test, ___)", U, "blanks"),
    code("articles", "vectorise(x_train, 10000)\nvectorise(x_test, 10000)", M, "thrown away"),
    code(
        "articles",
        "x_train = vectorise(x_test, 10000)\nx_test = vectorise(x_train, 10000)",
        R,
        "are rows already: encoding what is",
    ),
    code("articles", "x_train = vectorise(y_train, 10000)\nx_test = vectorise(y_test, 10000)", R, "labels"),
    code("articles", "x_train = vectorise(x_train, 90000)\nx_test = vectorise(x_test, 90000)", B, "at most"),
    code("articles", "x_train = vectorise(x_train, 'all')\nx_test = vectorise(x_test, 'all')", R, "whole number"),
    code("labels", both(ONE_HOT, 45), R, "IndexError"),
    code("labels", both(ONE_HOT, 2), R, "46 topics"),
    code("labels", both(ONE_HOT, 47), R, "not 47"),
    code("labels", "y_train = to_categorical(y_train, 46)", R, "test labels stay as they were"),
    code("labels", "y_test = to_categorical(y_test, 46)", R, "training labels stay as they were"),
    code("labels", "y_train = to_categorical(x_train, 46)\ny_test = to_categorical(x_test, 46)", R, "newswires"),
    code("labels", both(ONE_HOT, 46) + "\ny_test = to_categorical(y_test, 46)", R, "twice"),
    code("labels", both("y_{0} = to_categorical(y_{0}, classes={1})", 46), R, "num_classes"),
    code("labels", both("y_{0} = one_hot(y_{0}, {1})", 46), R, "to_categorical"),
    code("labels", "to_categorical(y_train, 46)\nto_categorical(y_test, 46)", M, "thrown away"),
    code("network", network(RELU, "Dense(2, activation='softmax')"), R, "2 output units"),
    code("network", network(RELU, "Dense(1, activation='softmax')"), R, "1 output unit "),
    code("network", network(RELU, "Dense(45, activation='softmax')"), R, "shapes differ"),
    code("network", network(RELU, "Dense(47, activation='softmax')"), R, "shapes differ"),
    code("network", network(RELU, "Dense(2, activation='softmax')"), R, "outside [0, 2)", integers=True),
    code("network", network(RELU, "Dense(45, activation='softmax')"), R, "label 45", integers=True),
    code("network", network(RELU, "Dense(47, activation='softmax')"), M, "no topic", integers=True),
    code("network", network(RELU, "Dense(46, activation='sigmoid')"), M, "do not sum to 1"),
    code("network", network(RELU, "Dense(46)"), M, "raw scores"),
    code("network", network(RELU, "Dense(46, activation='relu')"), M, "does not give probabilities: the outputs"),
    code("network", network("Dense(64, activation='softmax')", SOFTMAX), M, "hidden layer"),
    code("network", network("Dense(2, activation='relu')", SOFTMAX), M, "bottleneck"),
    code("network", network(RELU, SOFTMAX, "Dropout(0.5)"), M, "after the last layer"),
    code("network", network(RELU, "Dropout(50)", SOFTMAX), R, "between 0 and 1"),
    code("network", network(RELU, "Dropout(1)", SOFTMAX), M, "every unit"),
    code("network", network("Dense(64, activation='rleu')", SOFTMAX), R, "no activation"),
    code("network", network("Dense(64, activaton='relu')", SOFTMAX), R, "Did you mean `activation`"),
    code("network", network("Dense('64')", SOFTMAX), R, "whole number"),
    code("network", network("Dense(0)", SOFTMAX), R, "at least 1"),
    code("network", network("Dense(64.5)", SOFTMAX), R, "whole number"),
    code("network", network("Dense()", SOFTMAX), R, "needs `units`"),
    code("network", network("Dense(9, units=9)", SOFTMAX), R, "twice"),
    code("network", network("Dense(4096, 'relu')", SOFTMAX), B, "at most"),
    code("network", network("Dense(2048, 'relu')", SOFTMAX), B, "parameters"),
    code("network", network(RELU, SOFTMAX, first="Input((46,))"), R, "other end"),
    code("network", network(RELU, SOFTMAX, first="Input((9000,))"), R, "expects 9,000"),
    code("network", network(RELU, SOFTMAX, first="Input(10000)"), R, "comma"),
    code("network", network(RELU, SOFTMAX, first="Input((10000))"), R, "comma"),
    code("network", network(RELU, SOFTMAX, first="Input((8982, 10000))"), R, "number of newswires"),
    code("network", network("Embedding(10000, 64)", SOFTMAX), R, "dimension too many"),
    code("network", network("Embedding(9, 8)", "GlobalAveragePooling1D()", SOFTMAX), M, "no indices"),
    code("network", network("LSTM(64)", SOFTMAX), R, "three dimensions"),
    code("network", network("Dense(64)", "Conv1D(8, 3)", SOFTMAX), R, "three dimensions"),
    code("network", f"model = Sequential({RELU}, {SOFTMAX})", R, "square brackets"),
    code("network", "model = Sequential([])", R, "no layers"),
    code("network", "model = Sequential([Input((10000,))])", R, "no Dense layer"),
    code("network", f"model.add({RELU})", R, "needs a model first"),
    code("network", "model = Sequential(['Dense'])", R, "Only layers"),
    code("network", network("layers.Sequential()", SOFTMAX), R, "has no `Sequential`. It is in"),
    code("network", "model = Sequential([\n    \n", U, "bracket"),
    code("compile", compiled(loss="'sparse_categorical_crossentropy'"), R, "rows of 46"),
    code("compile", compiled(loss="'binary_crossentropy'"), M, "yes-or-no"),
    code("compile", compiled(loss="'mse'"), M, "quantities"),
    code("compile", compiled(loss="'mean_absolute_error'"), M, "quantities"),
    code("compile", compiled(loss="None"), R, "loss"),
    code("compile", "model.compile(optimizer='adam', metrics=['accuracy'])", R, "loss"),
    code("compile", compiled(loss="'categorical_cross_entropy'"), R, "no loss of that name"),
    code("compile", compiled(loss="'CATEGORICAL'"), R, "no loss of that name"),
    code("compile", compiled(), R, "not encoded", integers=True),
    code("compile", compiled(loss="'binary_crossentropy'"), R, "not encoded", integers=True),
    code("compile", compiled(loss="'mse'"), R, "subtract", integers=True),
    code("compile", compiled("'adams'"), R, "no optimizer"),
    code("compile", compiled("adam"), R, "quotation marks"),
    code("compile", compiled("Adam(lr=0.001)"), R, "no argument `lr`"),
    code("compile", compiled("Adam(learning_rate=10.0)"), M, "jumps"),
    code("compile", compiled("Adam(learning_rate=0.0)"), M, "changes nothing"),
    code("compile", compiled("Adam(learning_rate=1)"), R, "decimal point"),
    code("compile", compiled("SGD(-0.01)"), M, "up the slope"),
    code("compile", compiled("Adam(1e-7)"), M, "hardly move"),
    code("compile", compiled("SGD(momentum=2)"), R, "between 0 and 1"),
    code("compile", compiled(metrics="'accuracy'"), R, "list"),
    code("compile", compiled(metrics="[]"), M, "loss alone"),
    code("compile", compiled(metrics="['binary_accuracy']"), M, "98%"),
    code("compile", compiled(metrics="['sparse_categorical_accuracy']"), R, "topic numbers"),
    code(
        "compile",
        compiled(loss="'sparse_categorical_crossentropy'", metrics="['categorical_accuracy']"),
        M,
        "nothing",
        integers=True,
    ),
    code("compile", compiled(metrics="['precision']"), B, "accuracy"),
    code("compile", compiled().replace("metrics", "metric"), R, "Did you mean `metrics`"),
    code("compile", "model = " + compiled(), M, "changes the model and returns nothing"),
    code("compile", "compile('adam')", R, "alone is Python's own function; the"),
    code("fit", fit().replace("x_train, y_train", "x_test, y_test"), M, "told before"),
    code("fit", fit().replace("y_train", "y_test"), R, "not equally many"),
    code("fit", fit().replace("x_train, y_train", "y_train, x_train"), R, "First the newswires"),
    code("fit", fit(validation_split="", validation_data="(x_test, y_test)"), M, "helped to choose"),
    code("fit", fit(validation_split=""), M, "no val_loss"),
    code("fit", fit(validation_split="1.0"), R, "nothing is left"),
    code("fit", fit(validation_split="10"), R, "smaller than 1"),
    code("fit", fit(validation_split="0.8"), M, "teach nothing"),
    code("fit", fit(validation_split="0.001"), M, "too few"),
    code("fit", fit(validation_split="-0.1"), M, "runs out"),
    code("fit", fit(""), M, "memorise"),
    code("fit", fit("[]"), M, "memorise"),
    code("fit", fit("['EarlyStopping']"), R, "an object"),
    code("fit", fit("[EarlyStopping]"), R, "brackets"),
    code("fit", fit("[stop]"), R, "NameError"),
    code("fit", stopping("monitor='loss'"), M, "learns from"),
    code("fit", stopping("monitor='accuracy', patience=2"), M, "learns from"),
    code("fit", stopping("monitor='val_acc'"), R, "no figure named"),
    code("fit", stopping("monitor='validation_loss'"), R, "no figure named"),
    code("fit", stopping("mode='max'"), M, "turns it round"),
    code("fit", stopping("patience=50"), M, "over before"),
    code("fit", stopping("patiance=2"), R, "Did you mean `patience`"),
    code("fit", fit(epochs="1"), M, "generous"),
    code("fit", fit(epochs=""), M, "generous"),
    code("fit", fit(batch_size="1"), B, "too long"),
    code("fit", fit(epoch="20"), R, "no argument `epoch`"),
    code("fit", "history = fit(x_train, y_train)", R, "has not been defined: it belongs"),
    code("evaluate", "loss, accuracy = model.evaluate(x_train, y_train)", M, "far better than it is"),
    code("evaluate", "loss, accuracy = model.evaluate(x_test, y_train)", R, "not equally many"),
    code("evaluate", "loss, accuracy = model.evaluate(y_test, x_test)", R, "First the newswires"),
    code("evaluate", "loss, accuracy, f1 = model.evaluate(x_test, y_test)", R, "3 names"),
    code("evaluate", "loss, accuracy = model.evaluate()", R, "no part in training"),
    code("evaluate", "probabilities = model.predict(x_test)", U, "predict"),
    code("evaluate", "accuracy = model.score(x_test, y_test)", R, "model has no `score`. To measure"),
    code(
        "articles",
        "x_train = np.array([[1]])\nx_test = vectorise(x_test, 10000)",
        R,
        "training newswires stay as they were",
    ),
    code("articles", "for article in x_train: print(article)", U, "rows are made of the newswires"),
    code(
        "network",
        "inputs = Input((10000,))\nmodel = Model(inputs, BatchNormalization()(inputs))",
        R,
        "10,000 output units for 46 topics",
    ),
    code(
        "network",
        "a = Input((10000,))\nd = Dropout(0.5)\nmodel = Model(a, Dense(46, 'softmax')(d(d(a))))",
        B,
        "runs this network, in which layers",
    ),
    code("network", network("Dense(y_test.shape[0], 'relu')", SOFTMAX), B, "a layer has at most 2,048"),
    code("compile", compiled("'lion'"), B, "may have this optimizer; trained here"),
    code("compile", compiled("Adam(ExponentialDecay(0.1))"), R, "`ExponentialDecay` needs `decay_steps`."),
    code("compile", compiled(loss="'categorical_focal_crossentropy'"), B, "Keras has"),
    code(
        "compile",
        compiled(loss="CategoricalCrossentropy(label_smoothing=0.1)"),
        B,
        "does have `label_smoothing`; here it is",
    ),
    code("compile", compiled(metrics="[keras.metrics.F1Score()]"), B, "is not used here. Which share"),
    code(
        "fit",
        fit(validation_split="", validation_data="(x_train[:1000], y_train[:1000])"),
        M,
        "newswires held back are learned from",
    ),
    code("fit", "x_val = x_train\nmodel.fit(x_train, y_train)", M, "epoch, and training stops long before"),
    code(
        "fit", fit(validation_split="", validation_data="(x_train, y_train)"), M, "newswires held back are learned from"
    ),
    code(
        "network",
        "inputs = Input((10000,))\nx = Dense(64, 'relu')(inputs)\nmodel = Model(inputs, x)",
        R,
        "64 output units",
    ),
    code("network", "model = keras.Model(1, 2)", R, "lead back"),
    code("network", "inputs = Input((10000,))\nx = Dense(46, 'softmax')\nmodel = Model(inputs, x)", R, "lead back"),
    code(
        "network",
        "inputs = Input((10000,))\nmodel = Model(inputs, Dense(46, 'softmax')(Input((10000,))))",
        R,
        "lead back",
    ),
    code(
        "network",
        "inputs = Input((10000,))\nmodel = Model(inputs, Dense(46)(inputs))\nmodel.add(Softmax())",
        R,
        "Only a Sequential",
    ),
    code("network", "d = Dense(64, 'relu')\nmodel = Sequential([d, d, Dense(46, 'softmax')])", R, "twice"),
    code("network", network("layers.Averages()", SOFTMAX), R, "has no `Averages`. Did you mean"),
    code("network", network("Dense(64, name='a')", "Dense(64, name='a')", SOFTMAX), R, "one name"),
    code("network", network("Dense(64, name=3)", SOFTMAX), R, "slash"),
    code("network", network("layers.Average()", SOFTMAX), B, "has `Average`; what it makes of"),
    code(
        "labels",
        "from keras.utils.np_utils import to_categorical\n" + both(ONE_HOT, 46),
        R,
        "3 has no module `keras.utils.np_utils`: to_categorical",
    ),
    code("compile", compiled("Adam(learning_rate='0.001')"), R, "quotation marks"),
    code("compile", compiled("'![](//a.b)`![](//a.b)'"), R, "`'![](//a.b)?![](//a.b)'`"),
    code("network", network("Dense('`![](//a.b)')", SOFTMAX), R, "`units` is a whole number, at"),
    code("compile", compiled("SGD(0.1, momentum=1)"), R, "decimal point"),
    code("compile", compiled("RMSprop(momentum=2.0)"), M, "grow instead of fading"),
    code("fit", fit(epochs="'20'"), R, "whole number"),
    code("fit", fit(batch_size="128.0"), R, "whole number"),
    code("fit", fit(batch_size="-5"), R, "at least one"),
    code("fit", fit(validation_split="'0.1'"), R, "quotation marks"),
    code("articles", "x_train = vectorise(x_train, num_words)\nx_test = vectorise(x_test, num_words)", R, "NameError"),
    code("articles", "x_train = vectorize_sequences(x_train)\nx_test = vectorize_sequences(x_test)", R, "NameError"),
    code(
        "articles",
        "x_train, x_test = vectorise(x_test, 10000), vectorise(x_train, 10000)",
        M,
        "is made from the test newswires",
    ),
    code("labels", both("y_{0} = to_categorical(y_{0}, {1})", "'46'"), R, "whole number"),
    code("labels", both("y_{0} = to_categorcal(y_{0}, {1})", 46), R, "Did you mean `to_categorical`"),
    code("labels", "from keras.utils import one_hot\n" + both(ONE_HOT, 46), R, "`keras.utils` has no `one_hot`."),
    code("network", network("Dens(64, 'relu')", SOFTMAX), R, "Did you mean `Dense`"),
    code("network", network("layers.Dens(64, 'relu')", SOFTMAX), R, "has no `Dens`. Did you mean"),
    code("network", network("Dense(units, 'relu')", SOFTMAX), R, "NameError"),
    code("network", network("Dense(64, 'ReLU')", SOFTMAX), R, "no activation"),
    code("network", network("Dense(64, 'relu', kernel_initializer='he')", SOFTMAX), R, "no initialisation"),
    code("network", network("Dense(64, 'relu', kernel_initializer='zeros')", SOFTMAX), M, "begin alike"),
    code("network", network(RELU, "Dense(46)", "Activation('sigmoid')"), M, "do not sum to 1"),
    code("network", network(RELU, SOFTMAX, first="") + "\nmodel.build((None, 9000))", R, "expects 9,000"),
    code("network", "Dense = 64\n" + network("Dense(Dense)", SOFTMAX), R, "number is not a function: it cannot"),
    code("compile", compiled("Adam"), R, "needs its brackets"),
    code("compile", compiled(loss="categorical_crossentropy()"), R, "leave the brackets out"),
    code("compile", compiled(metrics="[keras.metrics.Accuracy()]"), M, "near 0"),
    code("compile", "optimizer = 'adam'", U, "model.compile"),
    code("fit", stopping("monitor='val_acc', mode='max'"), M, "only warns"),
    code("fit", stopping("min_delta=0.5"), M, "still learning"),
    code("fit", "model = " + fit(), R, "takes the place"),
    code("evaluate", "accuracy, loss = model.evaluate(x_test, y_test)", M, "wrong way round"),
    code("network", network("Dense(64, activation=LeakyReLU())", SOFTMAX), B, "a layer of its own"),
    code("network", network("Dense(64, activation='glu')", SOFTMAX), R, "half as many outputs"),
    Case("load", {"num_words": 3}, M, "Only 0 words keep"),
    Case("load", {"num_words": 0, "skip_top": 30_000}, M, "or lower skip_top"),
    code(
        "articles",
        "x_train = vectorise(x_train, 10,000)\nx_test = vectorise(x_test, 10,000)",
        R,
        "A comma ends a value",
    ),
    code("articles", "x_train = vectorise(x_train, 10.000)\nx_test = vectorise(x_test, 10.000)", R, "A point parts"),
    code(
        "articles", "x_train = vectorise(10000, x_train)\nx_test = vectorise(10000, x_test)", R, "First the newswires"
    ),
    code("articles", "x_train = vectorise(x_train, 0)\nx_test = vectorise(x_test, 0)", R, "at least 1"),
    code("articles", "x_train = vectorise(x_train, 8982)\nx_test = vectorise(x_test, 2246)", R, "does not matter"),
    code("articles", "x_train = vectorise(x_train, num_words=10000)\nx_test = x_train", R, "Did you mean `width`"),
    code("articles", "x_train == vectorise(x_train, 10000)", R, "(8982,) and (8982, 10000) do not go together. =="),
    code("articles", "x_train = x_train.vectorise(10000)", R, "vectorise(…), the array inside"),
    code("articles", "x_train = vectorise[x_train, 10000]", R, "round brackets"),
    code("articles", "x_train = vectorise(x_train, 10000).T", B, "(10000, 8982)"),
    code("articles", "x-train = vectorise(x_train, 10000)", U, "`x_train`, with an underscore"),
    code("articles", "x_train : vectorise(x_train, 10000)", U, "Write = in its place"),
    code("articles", "vectorise(x_train, 10000) = x_train", U, "left of the ="),
    code("articles", "x_train = vectorise(x_train, 10000) x_test = vectorise(x_test, 10000)", U, "line of its own"),
    code(
        "articles", "x_train = vectorise(x_train, 10000\nx_test = vectorise(x_test, 10000)", U, "Line 1: a ( is opened"
    ),
    code(
        "articles",
        FILLED.format("len(s), d", "i, a", "    return r"),
        R,
        "no column 9,999 in an array of the shape (8982, 9999)",
    ),
    code("articles", FILLED.format("d + 1, len(s)", "i, a", "    return r"), B, "the number of newswires comes first"),
    code("articles", FILLED.format("len(s), d + 1", "i, a", ""), R, "`x_train` is None now"),
    code("articles", FILLED.format("len(s), d + 1", "i, [j - 1 for j in a]", "    return r"), B, "That trains as well"),
    code("articles", "x_train = np.zeros(8982, 10000)", R, "brackets of its own"),
    code("labels", "y_train = \ny_test = ", U, "nothing stands right of an ="),
    code("labels", both(ONE_HOT, "-1"), R, "negative number of places"),
    code("labels", both("y_{0} = to_categorical('y_{0}', {1})", 46), R, "is a text"),
    code("labels", both("y_{0} = to_categorical({1})", 46), R, "an array of the shape (47,)"),
    code("labels", both("y_{0} = to_categorical(y_{0} - 1, {1})", 46), M, "does not stand at the topic's own number"),
    code("labels", both("y_{0} = y_{0} / {1}", 46), M, "other numbers than the topics' own"),
    code("labels", both("y_{0} = np.zeros((len(y_{0}), {1}))", 46), M, "do not hold a single 1"),
    code("labels", both("x_{0} = to_categorical(y_{0}, {1})", 46), R, "its newswires are gone"),
    code("labels", "import pandas as pd\n" + both("y_{0} = pd.get_dummies(y_{0}{1})", ""), B, "pandas.get_dummies"),
    code("labels", "to categorical(y_train, 46)", U, "`to_categorical`, with an underscore"),
    code("labels", "y_train = to_categorical y_train, 46", U, "`to_categorical(…)`"),
    code("labels", "y = to_categorical(y, 46)", R, "The data are called x_train"),
    code("network", network(RELU, SOFTMAX, first="Input((10,000))"), R, "two numbers, 10 and 0"),
    code("network", network(RELU, SOFTMAX, first="Input(10,000)"), R, "A comma ends a value"),
    code("network", network(RELU, SOFTMAX, first="Input((10000,), (46,))"), R, "`batch_size`"),
    code("network", network(RELU, SOFTMAX, first="Input()"), R, "A shape is missing"),
    code("network", network(RELU, SOFTMAX, first="Input('10000')"), R, "whole numbers in round brackets"),
    code("network", network(RELU, SOFTMAX, first="Input((8982,))"), R, "how many newswires there are"),
    code("network", network(RELU, SOFTMAX, first="Input((1, 10000))"), R, "with nothing else in it"),
    code("network", network("Flatten()", SOFTMAX, first="Input((10000, 1))"), B, "by itself"),
    code("network", network(RELU, "Dropout(0,5)", SOFTMAX), R, "written with a point"),
    code("network", network(RELU, "Dense(46, activation=Softmax)"), R, 'activation="softmax"'),
    code("network", network(RELU, "Dense(8982, 'softmax')"), R, "8,982 output units"),
    code("network", network(RELU, "Dense(8982, 'softmax')"), M, "8,936 outputs belong", integers=True),
    code("network", network(RELU, "Dense(1, 'sigmoid')"), R, "Which activation shares out"),
    code("network", network(RELU, SOFTMAX, "Activation('softmax')"), M, "Softmax twice"),
    code("network", network("Dense(10000, 46)", SOFTMAX), R, "how many numbers come in"),
    code("network", network("Conv2D(8, 3)", SOFTMAX), R, "four dimensions"),
    code("network", f"model = Sequential({RELU}, {RELU}, {SOFTMAX})", R, "square brackets"),
    code("network", "model = Sequential\nmodel.add(Dense(64))", R, "is the class, not your model"),
    code("network", "model = Sequential()\nmodel.add(Dense(64), activation='relu')", R, "belongs to `Dense`"),
    code("network", network(RELU, SOFTMAX).replace(")])", "), loss='mse'])"), U, "no = can stand"),
    code("compile", "model.compile('adam', 'categorical_crossentropy', 'accuracy')", R, "`loss_weights`"),
    code("compile", "model.compile('adam', 'categorical_crossentropy', ['accuracy'])", R, "`loss_weights`"),
    code("compile", compiled("'categorical_crossentropy'", "'adam'"), R, "That is a loss"),
    code("compile", compiled(loss="'categorial_crossentropy'"), R, "Did you mean `categorical_crossentropy`"),
    code("compile", compiled(loss="'cross_entropy'"), R, "between categories"),
    code("compile", compiled(loss="'adam'"), R, "That is an optimizer"),
    code("compile", compiled("'adam(0.001)'"), R, "Adam(0.001)"),
    code("compile", compiled(metrics="['accuracy'], epochs=20"), R, "It belongs to `fit`"),
    code("compile", "Model.compile('adam')", R, "model.compile(…)"),
    code("compile", "model.compile(optimizer=='adam')", R, "one = alone"),
    code("fit", "model.fit()", R, "needs the training newswires and their labels"),
    code("fit", "model.fit(x_train)", R, "needs the labels too"),
    code("fit", fit(epochs="0"), M, "one round through all newswires"),
    code("fit", fit(validation_split="None"), M, "no val_loss"),
    code("fit", fit(validation_split="", val_split="0.1"), R, "Did you mean `validation_split`"),
    code("fit", fit(validation_split="", validation="0.1"), R, "Did you mean `validation_split`"),
    code("fit", fit(callbacks="", patience="2"), R, "It belongs to `EarlyStopping`"),
    code("fit", fit(callbacks="{EarlyStopping()}"), R, "not curly ones"),
    code("fit", stopping("2"), R, "Write patience=2"),
    code("fit", stopping("'val_loss', 2"), M, "Give it its name"),
    code("fit", fit().replace("x_train, y_train", "x_train[:100], y_train[:100]"), M, "100 of the 8,982"),
    code("fit", "model.fit(x_train, y_train, 20, 128)", M, "memorise"),
    code("evaluate", "loss, accuracy = model.evaluate(x_test, y_test, epochs=20)", R, "It belongs to `fit`"),
    code("evaluate", "loss, accuracy = model.evaluate(x_test, labels=y_test)", R, "Did you mean `y`"),
    code("evaluate", "loss, accuracy = model.evaluate((x_test, y_test))", R, "Leave the inner brackets out"),
    code("evaluate", "accuracy = model.evaluate(x_test, y_test)", M, "gets a list of 2 figures"),
    code("evaluate", "loss, accuracy = model.evaluate(x_test, y_test, return_dict=True)", M, "get its keys"),
    code("evaluate", "model.fit(x_test, y_test)\nmodel.evaluate(x_test, y_test)", M, "told before"),
    code("evaluate", "p = model.predict(x_test)\naccuracy = (p == y_test).mean()", M, "hardly ever equal"),
    code(
        "evaluate", "p = model.predict(x_test)\nright = p.argmax(axis=0) == y_test.argmax(axis=0)", M, "down a column"
    ),
    code("evaluate", "p = model.predict(x_test)\nright = p.argmax(axis=1) == y_test", R, "(2246,) and (2246, 46)"),
    code("evaluate", "p = model.predict(x_test, y_test)", R, "the newswires alone"),
    code("evaluate", figure("accuracy_score", "y_test, p.argmax(axis=1)"), R, "rows of zeros and ones as labels"),
    code("evaluate", figure("f1_score", "y_test.argmax(axis=1), p, average='macro'"), R, "numbers between whole ones"),
    code("evaluate", figure("confusion_matrix", "y_test, np.round(p)"), R, "does not take rows"),
    code("evaluate", figure("accuracy_score", "y_test[:40].argmax(axis=1), p.argmax(axis=1)"), R, "40 labels"),
    code("evaluate", "loss accuracy = model.evaluate(x_test, y_test)", U, "a comma"),
    code("evaluate", "r = model.evaluate(x_test, y_test)\nprint(r['accuracy'])", R, "asked by numbers"),
]
