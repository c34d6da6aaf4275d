"""Single statements: none that stops in Keras is carried out, and hardly one that runs is refused."""

import ast

import pytest

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.carry_out import machine
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.statements import run
from tests.practice.statements import PRELUDE, RUNS, STOPS


def carried_out(code: str, m: Machine) -> None:
    for node in ast.parse(code).body:
        m.begin()
        m.frame = m.whole
        run([node], m)


def prepared() -> Machine:
    m = machine()
    carried_out(PRELUDE, m)
    return m


@pytest.mark.parametrize("code", STOPS)
def test_what_stops_in_keras_is_not_carried_out(code: str):
    with pytest.raises((Stops, Unread)):
        carried_out(code, prepared())


@pytest.mark.parametrize("code", RUNS)
def test_what_runs_in_keras_is_carried_out(code: str):
    carried_out(code, prepared())


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "sparse.fit(X, Y, epochs=1)",
            "The labels have the shape (None, 46) and the outputs (None, 46), and this loss",
        ),
        ("y = pad_sequences(np.load, maxlen=100)", "not a function or a class"),
        ("print(x_train_rows)", "The data are called x_train, y_train, x_test, y_test here"),
        ("n = y_train.max + 1", "a method without its brackets"),
        ("net = Sequential([Dense(64, kernel_regularizer=regularizers.l2('much'))])", "is a number such as 0.001"),
    ],
)
def test_a_message_names_things_by_the_words_of_the_exercise(code: str, said: str):
    with pytest.raises(Stops) as stopped:
        carried_out(code, prepared())
    assert said in stopped.value.text


def test_a_name_of_the_data_that_is_gone_is_not_said_to_be_there():
    with pytest.raises(Stops) as stopped:
        carried_out("del x_train\nprint(x_train)", prepared())
    assert "The data are called" not in stopped.value.text


def test_old_scripts_patch_of_np_load_changes_nothing():
    code = "old = np.load\nnp.load = lambda *a, **k: old(*a, allow_pickle=True, **k)\nnp.load = old"
    carried_out(code, prepared())
    carried_out("def f(*a, **k):\n    return len(a) + len(k)\nassert f(1, 2, b=3) == 3", prepared())
