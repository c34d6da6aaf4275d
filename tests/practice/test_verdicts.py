"""The checker's verdicts over many right and wrong answers."""

import pytest

from engine.practice.exercise import review
from engine.practice.judging import Kind
from engine.practice.steps import SOLUTION, STEPS
from tests.practice.answers import RIGHT, WRONG, Case

ALL = [step.name for step in STEPS]


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
