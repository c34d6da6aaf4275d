"""Keras as the judge of the checker: it runs what is called right, and stops where the checker says that it stops.

By default every fourth case is run up to the first batch, and a few to the end. GLASSNET_ALL=1 runs them all.
"""

import json
import os
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from engine.practice import compiling, layer_judging, losses
from engine.practice.design import Compiled
from engine.practice.exercise import review
from engine.practice.interpreter import catalogue
from engine.practice.judging import Kind
from engine.practice.keras_model import build
from engine.practice.schedules import rate_at
from engine.practice.script import sections
from engine.practice.steps import SOLUTION, STEPS
from tests.practice.answers import RIGHT, WRONG, Case

pytestmark = pytest.mark.worker
ALL = [step.name for step in STEPS]
EVERY = bool(os.environ.get("GLASSNET_ALL"))
WIDTH = 500  # of the made newswires, in place of the answers' 10,000
SHORTER = {
    "epochs=20": "epochs=1",
    "epochs=100": "epochs=1",
    "10_000": "500",
    "5000 + 5000": "250 + 250",
    "10000": "500",
    "9999": "499",
}


def tiny_loader() -> SimpleNamespace:
    """A hundred made newswires in the shape of load_data's, every topic among them, the last one too."""
    rng = np.random.default_rng(0)

    def load_data(**choices: object):
        def part(n: int):
            articles = np.empty(n, object)
            articles[:] = [[1, *rng.integers(4, WIDTH, 20).tolist(), WIDTH - 1] for _ in range(n)]
            return articles, np.append(np.arange(n - 1) % 45, 45)

        return part(100), part(50)

    return SimpleNamespace(load_data=load_data)


@pytest.fixture(scope="module")
def keras() -> Iterator[ModuleType]:
    """Keras, each step run at once rather than compiled first: a few newswires are not worth the compiling."""
    import keras
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    yield keras
    tf.config.run_functions_eagerly(False)


PRELUDE = """import keras, tensorflow
import numpy as np, tensorflow as tf
from keras import activations, callbacks, datasets, initializers, layers, losses, metrics, models, optimizers
from keras import regularizers, utils
from keras.metrics import *
from keras.initializers import *
from keras.losses import *
from keras.optimizers.schedules import *
from keras.optimizers import *
from keras.callbacks import *
from keras.layers import *
from keras.models import Model, Sequential
from keras.utils import pad_sequences, to_categorical
keras.utils.set_random_seed(0)"""


def run(case: Case, until: str) -> dict[str, Any]:
    """Runs the case's script on made newswires up to a step, one epoch where it asks for more. Returns its names.

    What is run here are these tests' own fixed texts, never a learner's.
    """
    _, *parts = sections(case.answers(), ALL)
    text = "\n".join([PRELUDE, *(part.code for part in parts[: ALL.index(until) + 1])])
    for long, short in SHORTER.items():
        text = text.replace(long, short)
    names: dict[str, Any] = {"reuters": tiny_loader()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(text, "<script>", "exec"), names)
    return names


def dense(rows: Any) -> Any:
    """Rows as an ordinary array."""
    return rows.toarray() if hasattr(rows, "toarray") else rows


def first_batch(case: Case) -> tuple[dict[str, Any], float]:
    """The script's names before its fit, and the loss of one step on the training newswires; the test part follows."""
    names = run(case, "compile")
    model, loss = names["model"], []
    for part, method in (("test", "test_on_batch"), ("train", "train_on_batch")):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loss = getattr(model, method)(dense(names[f"x_{part}"]), names[f"y_{part}"])
    return names, float(loss[0])


BEFORE_FIT = ("articles", "labels", "network", "compile")
RUNNABLE = [
    case
    for case in WRONG
    if case.step != "load"
    and case.kind in (Kind.RAISES, Kind.MISLEADS)
    and case.fields.get("encoding", "") not in ("padded", None)
]
STEP = 1 if EVERY else 4


def said(case: Case) -> str:
    """What is said of a case."""
    return " ".join(remark.text for remark in review(case.answers()).verdicts[case.step].remarks)


STOPS = [case for case in RUNNABLE if case.kind is Kind.RAISES][::STEP]
ELSEWHERE = (
    "order",
    "thrown away",
    "rows of one part under",
    "loss alone",
    "returns nothing",
    "other numbers than the topics",
)  # these fail later on, in a step they were not about
HARMS = [case for case in RUNNABLE if case.kind is Kind.MISLEADS and not any(text in said(case) for text in ELSEWHERE)]
NOT_MEASURED = ("[:100]", "model = model.evaluate")  # of a part of the test newswires, or without a model, no macro F1
TO_THE_END = [case for case in RIGHT if case.step in ("fit", "evaluate")]
SAMPLE = ("told before", "helped to choose", "runs out", "no val_loss", "only warns", "far better than it is")
HARMS_LATE = [case for case in HARMS if case.step not in BEFORE_FIT and (EVERY or case.says in SAMPLE)]


@pytest.mark.parametrize("case", [case for case in RIGHT if case.step in BEFORE_FIT][::STEP], ids=str)
def test_the_script_of_a_right_answer_makes_the_model_that_the_run_trains(case: Case, keras: ModuleType):
    names, loss = first_batch(case)
    checked = review(case.answers())
    assert checked.design is not None
    width = WIDTH if checked.design.vectors.width == 10_000 else checked.design.vectors.width
    ours = build(replace(checked.design, vectors=replace(checked.design.vectors, width=width)))
    shapes = [[weights.shape for weights in model.get_weights()] for model in (ours, names["model"])]
    assert shapes[0] == shapes[1]
    x, y = dense(names["x_train"]), names["y_train"]
    settings = [model.optimizer.get_config() | {"name": ""} for model in (ours, names["model"])]
    assert settings[0] == settings[1]
    if not any("Dropout" in str(value) for value in case.answers()["network"].values()):
        fresh = run(case, "compile")["model"]
        fresh.build((None, width))
        ours.set_weights(fresh.get_weights())
        assert ours.train_on_batch(x, y)[0] == pytest.approx(loss, rel=1e-4)


@pytest.mark.parametrize("case", TO_THE_END if EVERY else TO_THE_END[1::5], ids=str)
def test_keras_runs_a_right_answer_to_the_end(case: Case, keras: ModuleType, capsys: pytest.CaptureFixture[str]):
    run(case, "evaluate")
    measured = not any(line in str(case.fields) for line in NOT_MEASURED)
    assert ("macro F1" in capsys.readouterr().out) == measured


@pytest.mark.parametrize("case", STOPS, ids=str)
def test_keras_does_stop_where_the_verdict_says_so(case: Case, keras: ModuleType):
    with pytest.raises(Exception) as stopped:  # noqa: PT011  (which error it is differs from case to case)
        first_batch(case) if case.step in BEFORE_FIT else run(case, "evaluate")
    assert stopped.traceback[-1].path != Path(__file__), "this test stopped, not Keras or the script"


@pytest.mark.parametrize("case", [case for case in HARMS if case.step in BEFORE_FIT][::STEP], ids=str)
def test_keras_does_begin_where_the_verdict_says_it_runs_but(case: Case, keras: ModuleType):
    first_batch(case)


@pytest.mark.parametrize("case", HARMS_LATE, ids=str)
def test_keras_does_end_where_the_verdict_says_it_runs_but(case: Case, keras: ModuleType):
    run(case, "evaluate")


def test_the_shipped_names_and_signatures_are_those_of_the_installed_keras(keras: ModuleType, tmp_path: Path):
    from engine.practice.prepare_catalogue import prepare

    assert json.loads(prepare(tmp_path).read_text()) == catalogue.held()


def test_every_name_in_the_tables_is_keras_own(keras: ModuleType):
    for name in losses.LOSSES:
        assert keras.losses.get(name) is not None
    for name in (*layer_judging.INITIALIZERS, *layer_judging.INITIALIZERS.values(), *layer_judging.SHORT):
        keras.initializers.get(name)
    for kind, options in layer_judging.TRAINED.items():
        known = catalogue.signature(f"keras.layers.{kind}")
        assert known is not None
        assert set(options) <= {*known.order, *known.named}
    for name, rate in compiling.RATES.items():
        assert keras.optimizers.get(name).learning_rate.numpy() == pytest.approx(rate)


FIRST = "initial_learning_rate"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("ExponentialDecay", {FIRST: 0.01, "decay_steps": 100, "decay_rate": 0.9}),
        ("ExponentialDecay", {FIRST: 0.01, "decay_steps": 100, "decay_rate": 0.9, "staircase": True}),
        ("InverseTimeDecay", {FIRST: 0.01, "decay_steps": 100, "decay_rate": 0.5}),
        ("PolynomialDecay", {FIRST: 0.01, "decay_steps": 100}),
        ("PolynomialDecay", {FIRST: 0.01, "decay_steps": 100, "cycle": True, "power": 2.0}),
        ("PiecewiseConstantDecay", {"boundaries": (100, 200), "values": (0.01, 0.005, 0.001)}),
        ("CosineDecay", {FIRST: 0.01, "decay_steps": 100, "warmup_steps": 50}),
        ("CosineDecay", {FIRST: 0.0, "decay_steps": 100, "warmup_target": 0.02, "warmup_steps": 50, "alpha": 0.1}),
        ("CosineDecayRestarts", {FIRST: 0.01, "first_decay_steps": 100}),
        ("CosineDecayRestarts", {FIRST: 0.01, "first_decay_steps": 100, "t_mul": 1.0, "m_mul": 0.5, "alpha": 0.1}),
    ],
)
def test_a_schedule_gives_the_rates_that_keras_gives(name: str, given: dict[str, Any], keras: ModuleType) -> None:
    schedule = getattr(keras.optimizers.schedules, name)(**given)
    for step in (0, 1, 49, 50, 51, 99, 101, 150, 201, 333, 1000):
        assert rate_at(name, given, step) == pytest.approx(float(schedule(step)), abs=1e-7)
    options = (("learning_rate", ("@", f"optimizers.schedules.{name}", tuple(given.items()))),)
    design = review(SOLUTION).design
    assert design is not None
    model = build(replace(design, compiled=Compiled(options=options)))
    assert float(model.optimizer.learning_rate) == pytest.approx(rate_at(name, given, 0))
