"""The checker's verdicts over many right and wrong answers, and Keras itself as the judge of what it claims."""

import warnings
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from engine.practice.exercise import SOLUTION, STEPS, review
from engine.practice.judging import Kind
from engine.practice.script import sections
from engine.practice.signatures import SIGNATURES
from tests.practice.answers import RIGHT, WRONG, Case

ALL = [step.name for step in STEPS]
WIDTH = 500  # of the made newswires, in place of the answers' 10,000


@pytest.mark.parametrize("case", RIGHT, ids=str)
def test_a_right_answer_passes_and_makes_a_design(case: Case):
    checked = review(case.answers())
    remarks = [remark for verdict in checked.verdicts.values() for remark in verdict.remarks]
    assert checked.passed == ALL, [remark.text for remark in remarks if remark.fails]
    assert checked.design is not None
    assert case.says in " ".join(remark.text for remark in checked.verdicts[case.step].remarks)
    assert any(remark.kind is Kind.GOOD for remark in checked.verdicts["network"].remarks)


@pytest.mark.parametrize("case", WRONG, ids=str)
def test_a_wrong_answer_is_told_what_would_come_of_it(case: Case):
    checked = review(case.answers())
    assert list(checked.verdicts)[-1] == case.step, "an earlier step failed, or this one passed"
    failing = [remark for remark in checked.verdicts[case.step].remarks if remark.fails]
    assert [remark.kind for remark in failing][:1] == [case.kind]
    assert case.says in " ".join(remark.text for remark in failing)
    assert all(remark.kind is not Kind.GOOD for remark in checked.verdicts[case.step].remarks)
    assert checked.design is None


def test_every_step_begins_with_something_that_does_not_pass_but_the_first():
    for step in STEPS[1:]:
        answers = {**SOLUTION, step.name: dict(step.start)}
        assert step.name not in review(answers).passed


def test_a_change_to_the_labels_is_felt_by_the_loss():
    changed = {**SOLUTION, "labels": {"kind": "integers", "code": ""}}
    checked = review(changed)
    assert checked.next_step == "compile"
    assert "not encoded" in checked.verdicts["compile"].remarks[0].text


def tiny_loader() -> SimpleNamespace:
    """Two hundred made newswires in the shape of load_data's, every topic among them, the last one too."""
    rng = np.random.default_rng(0)

    def load_data(**choices: object):
        def part(n: int):
            articles = np.empty(n, object)
            articles[:] = [[1, *rng.integers(4, WIDTH, 20).tolist(), WIDTH - 1] for _ in range(n)]
            return articles, np.append(np.arange(n - 1) % 45, 45)

        return part(200), part(90)

    return SimpleNamespace(load_data=load_data)


@pytest.fixture(scope="module")
def keras() -> Iterator[ModuleType]:
    """Keras, each step run at once rather than compiled first: a few newswires are not worth the compiling."""
    import keras
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    yield keras
    tf.config.run_functions_eagerly(False)


def run(case: Case, keras: ModuleType) -> None:
    """Runs the case's whole script on made newswires, one epoch where it asks for twenty.

    What is run here are this file's own fixed texts, never a learner's.
    """
    head, *parts = sections(case.answers(), ALL)
    lines = [line for line in head.code.splitlines() if "import reuters" not in line]
    names: dict[str, object] = {"reuters": tiny_loader()}
    text = "\n".join([*lines, *(part.code for part in parts)])
    for long, short in (("epochs=20", "epochs=1"), ("10_000", "500"), ("10000", "500"), ("9999", "499"), ("256", "8")):
        text = text.replace(long, short)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(text, "<script>", "exec"), names)


RUNNABLE = [case for case in WRONG if case.step in ("articles", "labels", "network", "compile", "fit", "evaluate")
            and case.kind is not Kind.UNCLEAR and case.fields.get("encoding", "") not in ("padded", None)]  # fmt: skip
CLAIMED = [case for case in RUNNABLE if case.kind is Kind.RAISES]
ELSEWHERE = ("order", "thrown away", "partners", "loss alone")  # these fail later on, in a step they were not about
HARMFUL = [case for case in RUNNABLE if case.kind is Kind.MISLEADS and case.says not in ELSEWHERE]


@pytest.mark.worker
@pytest.mark.parametrize("case", CLAIMED, ids=str)
def test_keras_does_stop_where_the_verdict_says_so(case: Case, keras: ModuleType):
    with pytest.raises(Exception):  # noqa: B017, PT011  (which error it is differs from case to case)
        run(case, keras)


@pytest.mark.worker
@pytest.mark.parametrize("case", HARMFUL, ids=str)
def test_keras_does_run_where_the_verdict_says_it_runs_but(case: Case, keras: ModuleType):
    run(case, keras)


@pytest.mark.worker
@pytest.mark.parametrize("case", [case for case in RIGHT if case.step != "load"], ids=str)
def test_keras_runs_every_right_answer(case: Case, keras: ModuleType, capsys: pytest.CaptureFixture[str]):
    run(case, keras)
    assert "macro F1" in capsys.readouterr().out


@pytest.mark.worker
def test_the_table_of_arguments_agrees_with_keras(keras: ModuleType):
    import inspect

    real = {"Input": keras.Input, "to_categorical": keras.utils.to_categorical, "compile": keras.Model.compile,
            "fit": keras.Model.fit, "evaluate": keras.Model.evaluate,
            "EarlyStopping": keras.callbacks.EarlyStopping}  # fmt: skip
    real |= {name: getattr(keras.layers, name) for name in ("Dense", "Dropout")}
    real |= {name: getattr(keras.optimizers, name) for name in ("Adam", "AdamW", "Nadam", "RMSprop", "SGD")}
    for name, called in real.items():
        function = called.__init__ if inspect.isclass(called) else called
        order = [word for word in inspect.signature(function).parameters if word not in ("self", "kwargs")]
        assert tuple(order[: len(SIGNATURES[name].order)]) == SIGNATURES[name].order
        extra = {"name", "input_shape", "input_dim", "dtype", "trainable"}
        assert set(SIGNATURES[name].others) - extra <= set(order)
