"""Progress comes back as it was kept, and anything else is refused with a sentence."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.practice.progress import Attempt, NotProgress, from_file, from_link, to_file, to_link, tries_from_file
from engine.practice.steps import SOLUTION
from tests.searching import examples

ATTEMPT = Attempt(SOLUTION, 0.8188, 0.6263, 2_572_078, 6, 26.2)
GOOD = json.loads(to_file(SOLUTION, [ATTEMPT]))


def test_a_file_brings_answers_and_attempts_back():
    assert from_file(to_file(SOLUTION, [ATTEMPT]).encode()) == (SOLUTION, [ATTEMPT])
    assert from_file(to_file({}, []).encode()) == ({}, [])


def test_a_link_brings_the_answers_back_and_is_short_enough_for_any_browser():
    assert from_link(to_link(SOLUTION)) == SOLUTION
    assert len(to_link(SOLUTION)) < 1_200


def test_tries_come_back_the_last_ones_where_they_are_many_or_long():
    short = [{"code": f"model.compile({number})"} for number in range(12)]
    long = [{"code": "x" * 5_900 + str(number)} for number in range(8)]
    everywhere = {name: long for name in ("labels", "network", "compile", "fit", "evaluate")}
    assert tries_from_file(to_file(SOLUTION, []).encode()) == {}
    assert tries_from_file(to_file({}, [], {"compile": short}).encode()) == {"compile": short[-8:]}
    held = to_file(SOLUTION, [], {**everywhere, "labels": [{"kind": "one-hot", **one} for one in long]})
    assert len(held) < 200_000
    assert tries_from_file(held.encode())["fit"][-1] == long[-1]


WRONG_FILES = [
    b"",
    b"\xff\xfe",
    b"not json",
    b"[]",
    b"null",
    b"{}",
    b"[" * 50_000,
    b"x" * 200_000,
    b'{"format": "other"}',
    json.dumps({**GOOD, "version": 2}).encode(),
    json.dumps({**GOOD, "answers": None}).encode(),
    json.dumps({**GOOD, "answers": {"steal": {}}}).encode(),
    json.dumps({**GOOD, "answers": {"load": {}}}).encode(),
    json.dumps({**GOOD, "answers": {"load": {**SOLUTION["load"], "num_words": "10"}}}).encode(),
    json.dumps({**GOOD, "answers": {"load": {**SOLUTION["load"], "num_words": True}}}).encode(),
    json.dumps({**GOOD, "answers": {"load": {**SOLUTION["load"], "test_split": 2.0}}}).encode(),
    json.dumps({**GOOD, "answers": {"load": {**SOLUTION["load"], "test_split": 0.001}}}).encode(),
    json.dumps({**GOOD, "answers": {"load": {**SOLUTION["load"], "skip_top": 900_000}}}).encode(),
    json.dumps({**GOOD, "answers": {"load": {**SOLUTION["load"], "maxlen": 900_000}}}).encode(),
    json.dumps({**GOOD, "answers": {"network": {"code": "half a sign: \ud800"}}}).encode(),
    json.dumps({**GOOD, "answers": {"articles": {"encoding": "evil", "code": ""}}}).encode(),
    json.dumps({**GOOD, "answers": {"network": {"code": 3}}}).encode(),
    json.dumps({**GOOD, "answers": {"network": {"code": "x" * 9_000}}}).encode(),
    json.dumps({**GOOD, "attempts": 3}).encode(),
    json.dumps({**GOOD, "tries": 3}).encode(),
    json.dumps({**GOOD, "tries": {"steal": []}}).encode(),
    json.dumps({**GOOD, "tries": {"compile": [SOLUTION["compile"]] * 9}}).encode(),
    json.dumps({**GOOD, "tries": {"compile": [{"code": 3}]}}).encode(),
    json.dumps({**GOOD, "attempts": [GOOD["attempts"][0]] * 51}).encode(),
    json.dumps({**GOOD, "attempts": [{**GOOD["attempts"][0], "accuracy": 2}]}).encode(),
    json.dumps({**GOOD, "attempts": [{**GOOD["attempts"][0], "accuracy": "99%"}]}).encode(),
    json.dumps({**GOOD, "attempts": [{"accuracy": 1}]}).encode(),
    to_file(SOLUTION, []).replace("0.2", "NaN").encode(),
]


@pytest.mark.parametrize("content", WRONG_FILES, ids=lambda content: ascii(content[:40]))
def test_a_wrong_file_is_refused_with_a_sentence(content: bytes):
    with pytest.raises(NotProgress) as refusal:
        tries_from_file(content)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("text", ["", "!", "é", "AAAA", "x" * 9_000, to_link(SOLUTION)[:-9], to_link(SOLUTION)[3:]])
def test_a_damaged_link_is_refused_with_a_sentence(text: str):
    with pytest.raises(NotProgress, match="starts afresh"):
        from_link(text)


def test_a_link_that_would_unpack_to_much_is_refused():
    import base64
    import zlib

    bomb = base64.urlsafe_b64encode(zlib.compress(b"[" * 5_000_000, 9)).decode().rstrip("=")
    assert len(bomb) < 8_000
    with pytest.raises(NotProgress):
        from_link(bomb)


@given(st.binary(max_size=200))
@settings(max_examples=examples(100), deadline=None)
def test_any_bytes_are_refused(content: bytes):
    with pytest.raises(NotProgress):
        from_file(content)
