"""Links: settings to a query string and back, and what happens to a damaged one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from engine.one_pass import LESSON, from_query, to_query
from tests.one_pass.strategies import QUICK, settings


def test_the_lesson_needs_no_query():
    assert to_query(LESSON) == {}
    assert from_query({}) == (LESSON, [])


@hypothesis(QUICK, max_examples=50)
@given(settings(mistakes=True))
def test_a_link_reproduces_the_settings_exactly(chosen):
    assert from_query(to_query(chosen)) == (chosen, [])


def test_floats_keep_every_bit():
    chosen = replace(LESSON, lr=0.1 + 0.2)
    assert from_query(to_query(chosen))[0].lr == 0.1 + 0.2


def test_long_settings_are_compressed_into_one_short_parameter():
    chosen = LESSON.resized(8, 6, (8, 8), 4)
    given = tuple(
        tuple((0.1234567890123 * (i + j),) * n for i in range(m)) for j, (m, n) in enumerate([(6, 8), (8, 8), (8, 4)])
    )
    query = to_query(replace(chosen, weights=given))
    assert list(query) == ["z"]
    assert len(query["z"]) < 2000


@hypothesis(QUICK, max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(["x", "t", "hidden", "seeds", "z", "w1", "lr", "pass", "junk"]), st.text(max_size=60)
    )
)
def test_junk_never_raises_and_is_always_mentioned(junk):
    found, problems = from_query(junk)
    assert found == LESSON or problems or set(to_query(found)) <= set(junk) | {"z"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"lr": "fast"}, "“lr=fast” in the address cannot be read"),
        ({"lr": "inf"}, "learning rate has to be a finite number"),
        ({"hidden": "99"}, "99 hidden units: the stage shows 1 to 8"),
        ({"x": "1,2;3"}, "row 2 has 1 numbers"),
        ({"t": "0,1,5,0,0"}, "Target 3 is 5"),
        ({"w1": "nan,1"}, "row 1 has 2 numbers"),
        ({"act": "<script>"}, "cannot be read"),
        ({"z": "eJw"}, "damaged"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(query, said):
    found, problems = from_query(query)
    assert found == LESSON
    assert said in " ".join(problems)


def test_another_part_of_the_address_still_counts_when_one_is_junk():
    assert from_query({"lr": "fast", "act": "tanh"})[0].activation == "tanh"
