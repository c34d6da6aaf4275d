"""What is handed in: recomputed, not believed, and never able to stop the reader."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import hand_in
from engine.hand_in import LARGEST_FILE, MOST_BYTES, Row, read_apart, read_files, same, table
from engine.lessons import Lesson, Question, Stop, to_file
from engine.lessons.lesson import as_json

ROOT = Path(__file__).resolve().parents[2]
SHAPE = Question("Which shape?", "5 × 4", ("5 × 4", "3 × 3"), (("3 × 3", "multiplied the inner sizes"),))
LESSON = Lesson("Shapes", 5, (Stop("one_pass", say="Look."), Stop("one_pass", question=SHAPE)))


def answers(given: dict, lesson: Lesson = LESSON) -> bytes:
    return json.dumps({"glassnet_answers": 1, "lesson": as_json(lesson), "given": given}).encode()


def test_who_solved_what_at_which_try_and_with_which_slips() -> None:
    rows, problems = read_files(
        {"ada.json": answers({"1": ["3 × 3", "5 × 4"]}), "bob.json": answers({"1": ["3 × 3"]}), "cem.json": answers({})}
    )
    assert problems == []
    assert [(row["file"], row["solved"], row["slips"]) for row in table(rows)] == [
        ("ada.json", "at try 2", "multiplied the inner sizes"),
        ("bob.json", "no", "multiplied the inner sizes"),
        ("cem.json", "not tried", ""),
    ]


def test_a_file_that_changed_the_right_answer_is_judged_by_the_teachers_lesson() -> None:
    cheat = replace(LESSON, stops=(LESSON.stops[0], replace(LESSON.stops[1], question=Question("Which shape?", "x"))))
    rows, _ = read_files({"eve.json": answers({"1": ["x"]}, cheat)}, LESSON)
    assert rows == [Row("eve.json", "Shapes", "2 Which shape?", 1, 0, ("x",))]


def test_the_state_of_the_exercise_is_judged_anew() -> None:
    from engine.practice import progress

    rows, problems = read_files({"practice.json": progress.to_file({}, []).encode()})
    assert problems == []
    assert {row.at for row in rows} == {0}


def test_of_the_exercise_each_try_is_judged_anew_and_its_slip_named() -> None:
    from engine.practice import progress
    from engine.practice.steps import SOLUTION

    wrong = [{"code": "model.compile('adam', 'mse')"}, {"code": "model.compile('adamm', 'mse')"}]
    answers = {name: fields for name, fields in SOLUTION.items() if name not in ("fit", "evaluate")}
    tries = {"compile": [*wrong, SOLUTION["compile"]], "fit": [{"code": "model.fit(x_train)"}]}
    file = progress.to_file(answers, [], tries).encode()
    rows = {row.step: row for row in read_files({"ada.json": file})[0]}
    assert (rows["Compile"].tries, rows["Compile"].at) == (3, 3)
    assert "adamm" in rows["Compile"].slips[1]
    assert (rows["Fit"].tries, rows["Fit"].at, len(rows["Fit"].slips)) == (1, 0, 1)
    assert (rows["Load"].tries, rows["Load"].at, rows["Evaluate"].tries) == (1, 1, 0)


def test_a_process_of_its_own_reads_the_same() -> None:
    files = {"ada.json": answers({"1": ["3 × 3", "5 × 4"]}), "é.json": answers({"1": ["3 × 3"]}), "x.json": b"["}
    assert read_apart(files) == read_files(files)
    assert len(read_files(files)[0]) == 2


def test_tries_that_take_long_to_work_out_end_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.practice import progress

    monkeypatch.setattr(hand_in, "MOST_SECONDS", 0)
    tries = {"fit": [{"code": f"model.fit({k})"} for k in range(5)]}
    rows, problems = read_files({"eve.json": progress.to_file({}, [], tries).encode()})
    assert (rows, len(problems)) == ([], 1)
    assert problems[0].startswith("eve.json: what its tries do takes more than")


def test_a_class_that_cannot_be_read_in_time_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_in, "ALL_SECONDS", 0.01)
    assert "could not be read within" in read_apart({"ada.json": answers({})})[1][0]
    assert "more than 20 MB" in read_apart({"large.json": bytes(MOST_BYTES + 1)})[1][0]


@given(st.dictionaries(st.text(min_size=1, max_size=20), st.binary() | st.text().map(str.encode), max_size=4))
def test_any_other_file_is_named_with_a_sentence(files: dict[str, bytes]) -> None:
    rows, problems = read_files(files)
    assert rows == []
    assert len(problems) == len(files)


@pytest.mark.parametrize("given", [[], {"1": "5 × 4"}, {"1": [5]}, {"1": [["5 × 4"]]}, {"1": {"0": "5 × 4"}}])
def test_answers_of_another_shape_are_refused(given: object) -> None:
    assert read_files({"a.json": answers(given)})[1]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "right", "alike"), json.loads(Path(__file__).with_name("same_answers.json").read_text(encoding="utf-8"))
)
def test_numbers_may_be_rounded_and_spelled_otherwise_as_in_the_browser(answer: str, right: str, alike: bool) -> None:
    assert same(answer, right) == alike


def test_an_answer_as_long_as_a_file_is_judged_in_one_pass_over_it() -> None:
    assert not same("1" * LARGEST_FILE + "x", "1")


def test_what_a_file_says_is_no_formula_of_a_spreadsheet() -> None:
    rows, _ = read_files({"=1+1.json": answers({"1": ['=HYPERLINK("x")']}), "a.json": answers({"1": ["-0.3", "@x"]})})
    assert [(row["file"], row["slips"]) for row in table(rows)] == [
        ("'=1+1.json", '\'=HYPERLINK("x")'),
        ("a.json", "'-0.3; @x"),
    ]
    assert table([Row("a", "t", "s", 1, 0, ("-0.3",))])[0]["slips"] == "-0.3"


def test_the_command_prints_the_table_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "ada.json").write_bytes(answers({"1": ["5 × 4"]}))
    (tmp_path / "other.json").write_text("no")
    (tmp_path / "lesson").write_text(to_file(LESSON), encoding="utf-8")
    command = [sys.executable, "-m", "engine.hand_in", str(tmp_path), "--lesson", str(tmp_path / "lesson")]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, encoding="utf-8")
    assert "ada.json,Shapes,2 Which shape?,at try 1," in printed.stdout
    assert "other.json: it is not JSON." in printed.stderr
