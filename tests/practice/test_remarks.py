"""What a remark is about: the line that it names, the step that it stands at, the figures that it gives."""

import pytest

from engine.practice.exercise import review
from engine.practice.judging import Kind
from engine.practice.steps import ORDER, SOLUTION
from tests.practice.answers import network, stopping


def answered(step: str, code: str):
    """The verdicts where one step of the worked solution is answered otherwise."""
    return review({**SOLUTION, step: {**SOLUTION[step], "code": code}}).verdicts


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("model = Sequential([\n    Dense(64, 'relu'),\n    Dense(46, 'sofmax'),\n])", 3),
        ("model = Sequential([\n    Input(10000),\n    Dense(46, 'softmax'),\n])", 2),
        (network("Dense()"), 1),
    ],
)
def test_a_fault_in_a_list_of_layers_is_told_at_the_line_of_its_layer(code: str, line: int):
    (remark,) = (each for each in answered("network", code)["network"].remarks if each.fails)
    assert remark.line == line


@pytest.mark.parametrize("step", ["fit", "evaluate"])
def test_a_name_misspelt_late_is_no_fault_of_the_steps_before(step: str):
    code = f"model.{step}(X_test, Y_test)"
    verdicts = answered(step, code)
    assert list(verdicts)[-1] == step
    assert all(verdicts[name].passed for name in ORDER[: ORDER.index(step)])
    assert "`X_test` has not been defined" in verdicts[step].remarks[0].text


def test_a_patience_that_is_no_number_stops_at_the_first_stumble():
    for patience in ("'2'", "None"):
        (remark,) = (each for each in answered("fit", stopping(f"patience={patience}"))["fit"].remarks if each.fails)
        assert remark.kind is Kind.RAISES
        assert "no better than the best" in remark.text


@pytest.mark.parametrize(
    ("step", "code", "says"),
    [
        ("articles", "X = vectorise(x_train, 10000)\nx_test = vectorise(x_test, 10000)", "called `X` from here on"),
        (
            "labels",
            "train_hot = to_categorical(y_train, 46)\ntest_hot = to_categorical(y_test, 46)",
            "called `train_hot` and `test_hot` from here on; `y_train` and `y_test` stay as loaded",
        ),
    ],
)
def test_what_gets_a_name_of_its_own_is_said_to_go_by_it(step: str, code: str, says: str):
    verdict = answered(step, code)[step]
    assert verdict.passed
    assert says in " ".join(remark.text for remark in verdict.remarks)


def test_rows_under_another_name_are_named_where_the_lists_are_taken_for_them():
    code = "train_rows = vectorise(x_train, 10000)\ntest_rows = vectorise(x_test, 10000)"
    assert "Yours are called `train_rows`" in answered("articles", code)["fit"].remarks[0].text


@pytest.mark.parametrize("order", [ORDER, tuple(reversed(ORDER)), tuple(sorted(ORDER))])
def test_only_shapes_that_the_learner_has_stand_in_a_remark(order: tuple[str, ...]):
    answers = {**SOLUTION, "labels": {"kind": "one-hot", "code": "y_train == to_categorical(y_train, 46)"}}
    verdict = review({name: answers[name] for name in order}).verdicts["labels"]
    assert "(8982,) and (8982, 46)" in verdict.remarks[0].text
