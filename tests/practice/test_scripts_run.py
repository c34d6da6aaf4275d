"""The script that is handed out runs: answers by chance, each script carried out by Keras on made newswires."""

import os
import random
import warnings

import pytest

from engine.practice.exercise import review
from engine.practice.script import script
from engine.practice.splitting import split
from engine.practice.steps import ORDER
from tests.practice.generated import generated, shorter
from tests.practice.test_keras import tiny_loader
from tests.practice.test_other_ways import APPLIED, BEFORE, BY_HAND, COMPILED, FOLDS, OWN, STACKED, STREAMS
from tests.practice.test_splitting import FIT, NET, STOP, TEST

FEW, MANY = 50, 1000
HOW_MANY = MANY if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else FEW


def carried_out(text: str) -> None:
    """Has Keras carry a script out, on made newswires."""
    names = {"reuters": tiny_loader(), "__name__": "__main__"}
    lines = [line for line in text.splitlines() if not line.startswith("from keras.datasets import reuters")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile("\n".join(lines), "<script>", "exec"), names)


@pytest.mark.worker
@pytest.mark.parametrize(
    "lines",
    [
        FOLDS + TEST,
        BY_HAND + TEST,
        NET + STOP + STREAMS.replace("1000", "10"),
        *(way + COMPILED + STOP + FIT + TEST for way in (OWN, STACKED, APPLIED)),
    ],
)
def test_a_script_that_goes_another_way_runs_as_it_is_handed_out(lines: str, capsys: pytest.CaptureFixture[str]):
    text = script(split(BEFORE + lines), ORDER)
    carried_out(text.replace("8000", "500").replace("epochs=20", "epochs=1").replace("epochs=8", "epochs=1"))
    assert "macro F1" in capsys.readouterr().out or lines.endswith(STREAMS[-40:])


@pytest.mark.worker
def test_every_script_that_is_handed_out_runs(capsys: pytest.CaptureFixture[str]):
    import keras
    import tensorflow as tf

    tf.config.run_functions_eagerly(True)
    passed, stopped = 0, []
    try:
        for number in range(HOW_MANY):
            answers = generated(random.Random(number))
            checked = review(answers)
            if checked.passed != list(ORDER):
                continue
            passed += 1
            text = shorter(script(answers, ORDER))
            keras.backend.clear_session()
            try:
                carried_out(text)
            except Exception as problem:
                stopped.append(f"answers {number}: {type(problem).__name__}: {problem}\n{text}")
    finally:
        tf.config.run_functions_eagerly(False)
    assert not stopped, "\n\n".join(stopped[:10])
    assert "accuracy" in capsys.readouterr().out
    assert passed > HOW_MANY / 2  # most of what is put together is right, and none of it is refused
