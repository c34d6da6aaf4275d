"""Halves of characters in what a browser sends."""

import json

import pytest

from pages.shared.whole_text import whole


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (r'"a star \ud83c\udf1f"', "a star \N{GLOWING STAR}"),
        (r'"cut within \ud83c"', "cut within \N{REPLACEMENT CHARACTER}"),
        (r'"\udf1f begins with half"', "\N{REPLACEMENT CHARACTER} begins with half"),
        ('"plain, \\u00e9 and \u6771"', "plain, \xe9 and \u6771"),
        ("null", "None"),
    ],
)
def test_half_a_character_gives_way_and_a_whole_one_stays(sent: str, read: str) -> None:
    assert whole(json.loads(sent)) == read
    whole(json.loads(sent)).encode()  # can be written and sent
