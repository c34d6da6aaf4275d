"""Links: settings to a query string and back, and what happens to a damaged one."""

import base64
import json
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from engine.address import pack
from engine.one_pass import LESSON, from_query, to_query
from engine.one_pass.pass_address import KEYS
from tests.one_pass.strategies import QUICK, settings
from tests.searching import examples


def test_the_lesson_needs_no_query():
    assert to_query(LESSON) == {}
    assert from_query({}) == (LESSON, [])


@hypothesis(QUICK, max_examples=examples(50))
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


@hypothesis(QUICK, max_examples=examples(50))
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
        ({"lr": "fast"}, "“lr” in the address was left out: “fast” cannot be read; the learning rate must be a number"),
        ({"lr": "inf"}, "“inf” cannot be read"),
        ({"hidden": "99"}, "99 hidden units: there can be 1 to 8"),
        ({"x": "1,2;3"}, "row 2 has 1 numbers"),
        ({"t": "0,1,5,0,0"}, "Target 3 is 5"),
        ({"w1": "nan,1"}, "“nan,1” cannot be read"),
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


def packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(raw, 9)).decode().rstrip("=")


HOSTILE = [
    {"z": packed(b'{"x":' + b"[" * 9000)},
    {"z": packed(b"[" * 19_000)},
    {"z": packed(b'{"x":"\\ud800"}')},
    {"z": packed(b"0" * 5_000_000)},
    {"z": packed(b'{"x":' + b"[" * 400 + b"]" * 400 + b"}")},
    {"z": packed(b'["x"]')},
    {"x": "\ud800"},
    {"x": "1" * 100_000},
    {"x": "1,2;" * 5_000},
    {"hidden": "1," * 9_000},
    {"hidden": "none"},
    {"seeds": "9" * 5_000},
    {"classes": "-1"},
    {"pass": "1e9"},
    {"t": "٣"},
    {"lr": "![](//a.example/i.png)"},
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_addresses_get_the_lesson_and_short_sentences_that_can_be_sent(query):
    found, problems = from_query(query)
    assert found == LESSON
    assert problems
    assert all(len(problem.encode()) < 400 for problem in problems)


@hypothesis(QUICK, max_examples=examples(50))
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    )
)
def test_whatever_is_packed_into_a_link_never_raises(content):
    found, problems = from_query({"z": pack(content)})
    assert found == LESSON or isinstance(content, dict)
    assert all(len(problem) < 400 for problem in problems)


def test_links_of_earlier_versions_open_the_same_pass():
    old = {
        "x": "1,2;3,4",
        "t": "0,1",
        "hidden": "4,2",
        "seeds": "10,50,100",
        "act": "tanh",
        "lr": "0.5",
        "mistakes": "no_mean",
        "pass": "3",
    }
    plain, _ = from_query(old)
    assert (plain.samples, plain.hidden, plain.activation, plain.passes) == (2, (4, 2), "tanh", 3)
    long = json.dumps(old).encode()
    assert from_query({"z": base64.urlsafe_b64encode(zlib.compress(long, 9)).decode().rstrip("=")}) == (plain, [])
