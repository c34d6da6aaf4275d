"""What the browser says and computes of a pass by itself, held against the engine."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.one_pass import LESSON, Settings, payload, trace
from engine.one_pass.cells import cell
from engine.one_pass.edits import edit, editable
from engine.one_pass.training import train
from tests.one_pass.browser import ask, gap
from tests.one_pass.strategies import QUICK, settings

OTHERS = [
    LESSON,
    Settings(activation="tanh", lr=0.3, targets=(1, 0, 1, 0, 1)),
    LESSON.resized(samples=7, features=5, hidden=(6, 3), classes=3),
    Settings(X=((0.001, -250.0, 3e6), (1e-9, 2.0, 0.5)), targets=(0, 1), activation="sigmoid", passes=3),
]
SAME = 1e-12
HUGE = 1e150


def sent(given: Settings) -> dict:
    """A payload as the browser gets it."""
    return json.loads(json.dumps(payload(trace(given))))


@pytest.mark.parametrize("given", OTHERS, ids=["lesson", "tanh", "large", "odd sizes of number"])
def test_the_stage_says_of_every_cell_what_the_engine_says(given: Settings) -> None:
    """Sources and arithmetic, word for word, of all cells of all steps."""
    ran = trace(given)
    found = ask("cells", payload=sent(given))
    assert len(found) > 200
    for key, (sources, lines) in found.items():
        id, i, j = key.split("/")
        expected = cell(ran, id, int(i), int(j))
        assert (key, sources) == (key, [list(source) for source in expected.sources])
        assert (key, lines) == (key, [list(line) for line in expected.lines])


def check_edit(before: Settings, id: str, i: int, j: int, text: str) -> bool:
    """Whether the browser worked a typed number out by itself; if so, every value is the engine's.

    Once numbers come near the largest there are, whether a sum of them overflows depends on the order of its terms.
    And where an output is nearly 1, its slope 1 - a^2 is what two last digits leave over: it is right to the last
    digits of 1, and then multiplied by a signal and a step.
    """
    mine = ask("edited", payload=sent(before), wish={"id": id, "i": i, "j": j, "text": text})
    if mine is None:
        return False
    theirs = sent(edit(before, id, i, j, text))["values"]
    assert mine.keys() == theirs.keys()
    largest = 1.0  # number of the pass so far
    for key, value in theirs.items():
        numbers = (abs(float(number)) for row in value["data"] for number in row)
        largest = max([largest, *filter(math.isfinite, numbers)])
        assert gap(mine[key], value["data"]) <= SAME * largest, key
        if largest > HUGE:
            break
    return True


@given(before=settings(mistakes=True), data=st.data())
@QUICK
def test_a_typed_number_gives_the_engines_pass_to_the_last_digits(before: Settings, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from([id for id in editable(before) if id != "targets"]))
    shape = trace(before).values[id].shape
    rows, cols = shape if len(shape) == 2 else (1, 1)
    i, j = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, cols - 1))
    text = str(data.draw(st.sampled_from([0, 1, -3, 2.5, 1e-3, -0.37, 12])))
    assert check_edit(before, id, i, j, text)


@pytest.mark.parametrize("text", ["0.5", "-0.01", "1e-7", "123456789", "0.1234567", "0"])
def test_no_sentence_names_the_learning_rate_that_was_there_before(text: str) -> None:
    leads = ask("leads", payload=sent(LESSON), wish={"id": "lr", "i": 0, "j": 0, "text": text})
    theirs = sent(edit(LESSON, "lr", 0, 0, text))
    (step,) = [k for k, step in enumerate(theirs["steps"]) if step["id"] == "lr"]
    assert leads[step] == theirs["steps"][step]["lead"]


def test_a_target_that_keeps_the_classes_is_followed_and_one_that_changes_them_is_left_to_the_server() -> None:
    assert check_edit(LESSON, "targets", 0, 0, "True")
    assert not check_edit(Settings(targets=(0, 1, 0, 0, 0)), "targets", 0, 1, "False")


@pytest.mark.parametrize("text", ["", "abc", "inf", "1,5", "1/2", "0x10", "1e999", "2\t3"])
def test_a_text_in_doubt_is_left_to_the_server(text: str) -> None:
    assert not check_edit(LESSON, "Wh", 0, 0, text)


@pytest.mark.parametrize("given", OTHERS[:3], ids=["lesson", "tanh", "large"])
def test_the_training_in_the_browser_is_the_engines(given: Settings) -> None:
    losses = ask("losses", payload=sent(given), updates=40)
    assert gap([losses], [list(train(given, 40).losses)]) < 1e-9


def test_a_nudge_in_the_browser_is_the_engines() -> None:
    shown = sent(LESSON)
    for id, check in shown["checks"].items():
        rows, cols = len(check["up"]), len(check["up"][0])
        for i, j in [(0, 0), (rows - 1, cols - 1)]:
            up, down, width, estimate = ask("nudge", payload=shown, id=check["of"], i=i, j=j)
            assert gap([[up, down, width]], [[check[part][i][j] for part in ("up", "down", "width")]]) <= SAME, id
            assert estimate == pytest.approx(check["estimate"][i][j], abs=1e-8)


@given(given_settings=settings())
@QUICK
def test_every_question_has_one_right_choice_and_wrong_ones_that_differ(given_settings: Settings) -> None:
    asked = [question for question in ask("questions", payload=sent(given_settings), turns=2) if question]
    assert asked
    for question in asked:
        texts = [choice["text"] for choice in question["choices"]]
        assert len(set(texts)) == len(texts) >= 2
        assert sum(choice["right"] for choice in question["choices"]) == 1
        assert all(choice["why"] for choice in question["choices"])
