"""The script and the notebook grow with the answers, and run."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.practice.exercise import review
from engine.practice.script import KINDS, notebook, script
from engine.practice.splitting import split
from engine.practice.steps import ORDER, SOLUTION, STEPS

ALL = [step.name for step in STEPS]


def test_the_script_grows_a_section_a_step_and_is_python_at_every_stage():
    last = ""
    assert script(SOLUTION, []) == ""
    for n in range(1, len(ALL) + 1):
        text = script(SOLUTION, ALL[:n])
        compile(text, "<script>", "exec", dont_inherit=True)
        assert f"# {n}  {STEPS[n - 1].title}\n" in text
        assert f"# {n + 1}  " not in text
        assert len(text) > len(last)
        last = text


def test_only_what_the_script_uses_is_imported():
    text = script(SOLUTION, ALL[:3])
    assert "EarlyStopping" not in text
    assert "from keras.utils import to_categorical" in text
    other = {**SOLUTION, "network": {"code": "model = keras.Sequential([layers.Dense(46, 'softmax')])"}}
    head = script(other, ALL).partition("# 1")[0]
    assert "from keras import layers" in head
    assert "import Dense" not in head


def test_the_cells_of_the_notebook_are_the_script_itself():
    import nbformat

    read = nbformat.reads(notebook(SOLUTION, ALL), as_version=4)
    nbformat.validate(read)
    code = [cell.source for cell in read.cells if cell.cell_type == "code"]
    assert len(code) == 1 + len(ALL)
    run = ast.parse(script(SOLUTION, ALL)).body[1:]  # all but the title
    assert [ast.dump(line) for line in ast.parse("\n".join(code)).body] == [ast.dump(line) for line in run]


@pytest.mark.worker
def test_the_worked_solution_sorts_four_of_five_test_newswires_rightly():
    from engine.practice.training import train

    design = review(SOLUTION).design
    assert design is not None
    outcome = train(design, lambda event: None, lambda: False)
    assert outcome.accuracy >= 0.80
    assert outcome.accuracy == pytest.approx(float((outcome.truth == outcome.predicted).mean()))
    assert outcome.macro_f1 > 0.5
    assert len(outcome.truth) == 2_246
    assert outcome.row_sums == pytest.approx((1, 1), abs=1e-4)


@pytest.mark.worker
def test_the_scripts_own_figures_are_those_of_the_run(tmp_path: Path):
    from engine.practice.training import train

    answers = {**SOLUTION, "load": {**SOLUTION["load"], "num_words": 1_000}}
    answers |= {
        name: {"code": SOLUTION[name]["code"].replace("10000", "1000").replace("256", "32")} for name in ("network",)
    }
    answers["articles"] = {"encoding": "tf-idf", "code": SOLUTION["articles"]["code"].replace("10000", "1000")}
    answers["fit"] = {"code": SOLUTION["fit"]["code"].replace("epochs=20", "epochs=3")}
    design = review(answers).design
    assert design is not None
    path = tmp_path / "mine.py"
    path.write_text(script(answers, ALL))
    try:
        done = subprocess.run(
            [sys.executable, str(path)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=600,
            env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"},
        )
    except subprocess.TimeoutExpired:
        pytest.fail("the script took too long")
    if "URL fetch failure" in done.stderr:
        pytest.skip("Keras' own newswires are not to be had here")
    assert done.returncode == 0, done.stderr[-2000:]
    printed = dict(
        line.rsplit(" ", 1) for line in done.stdout.splitlines() if line.startswith(("accuracy ", "macro F1 "))
    )
    events: list[dict] = []
    outcome = train(design, events.append, lambda: False)
    assert float(printed["accuracy"]) == pytest.approx(outcome.accuracy, abs=0.01)
    assert float(printed["macro F1"]) == pytest.approx(outcome.macro_f1, abs=0.05)
    assert [event["kind"] for event in events if event["kind"] != "batch"] == ["data", *["epoch"] * 3, "test"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (
            "import matplotlib.pyplot as plt\nif loss > 0:\n    plt.plot([1])\nelse:\n    n = 1",
            "if loss > 0:\n    pass\nelse:",
        ),
        (
            "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nfor i in range(2):\n    ax.plot(i)\n    n = i",
            "for i in range(2):\n    pass\n    n = i",
        ),
        ("import secret_plots\nn = 1", "n = 1"),
        (
            "try:\n    import cPickle as pickle\nexcept ImportError:\n    import pickle",
            "import cPickle as pickle\nexcept",
        ),
        ("with open('notes.txt') as notes:\n    text = notes.read()\n    print(text)\nn = 1", "n = 1"),
    ],
)
def test_lines_that_only_show_leave_a_script_that_runs(typed, left):
    answers = {**SOLUTION, "evaluate": {"code": f"{SOLUTION['evaluate']['code']}\n{typed}"}}
    text = script(answers, ORDER)
    ast.parse(text)
    assert left in text
    assert not any(word in text for word in ("plt", "ax.", "secret_plots", "notes"))


def test_labels_that_are_written_over_after_measuring_are_compared_as_they_stand():
    code = f"topics = y_test.argmax(axis=1)\n{SOLUTION['evaluate']['code']}\ny_test = topics"
    text = script({**SOLUTION, "evaluate": {"code": code}}, ORDER)
    assert "truth = numpy.asarray(y_test)\n" in text
    assert "truth = numpy.asarray(y_test).argmax(axis=1)\n" in script(SOLUTION, ORDER)


def test_what_is_no_longer_there_when_the_script_ends_is_not_measured_again():
    code = f"{SOLUTION['evaluate']['code']}\nx_test, other = x_test[:100], x_test"
    text = script({**SOLUTION, "evaluate": {"code": code}}, ORDER)
    assert "other = x_test[:100]" in text
    assert "sklearn" not in text


@pytest.mark.parametrize("encoding", KINDS)
@pytest.mark.parametrize("names", [("x_train", "x_test"), ("rows", "asked")])
def test_a_script_that_is_pasted_again_says_the_same(encoding: str, names: tuple[str, str]) -> None:
    code = SOLUTION["articles"]["code"].replace("x_train =", f"{names[0]} =").replace("x_test =", f"{names[1]} =")
    answers = {**SOLUTION, "articles": {"encoding": encoding, "code": code}}
    for step in ("fit", "evaluate"):
        typed = SOLUTION[step]["code"].replace("x_train", names[0]).replace("x_test", names[1])
        answers[step] = {"code": typed}
    first = review(answers)
    assert first.next_step is None, first.verdicts
    again = review(split(script(answers, ALL)))
    assert again.design == first.design
