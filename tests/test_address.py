"""Settings in an address and back: exactly, whatever else the address holds."""

import base64
import json
import zlib
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import address
from engine.address import Codec, PresetCodec, Unreadable


@dataclass(frozen=True)
class Example:
    """Settings with a field of every kind."""

    size: int = 3
    rate: float = 0.01
    shuffle: bool = False
    kind: str = "a"
    units: tuple[int, ...] = (4, 4)
    marks: tuple[str, ...] = ()
    X: tuple[tuple[float, ...], ...] = ((1.0, 2.0),)

    def __post_init__(self) -> None:
        if not 0 <= self.size <= 10:
            raise ValueError(f"size is {self.size}; it must lie between 0 and 10.")


FIELDS = {
    "size": address.whole("the size"),
    "rate": address.number("the rate"),
    "shuffle": address.flag("shuffling"),
    "kind": address.choice("the kind", ("a", "b")),
    "units": address.wholes("the layers"),
    "marks": address.choices("the marks", ("m", "n")),
    "X": address.matrix("the samples"),
}
CODEC = Codec(Example(), FIELDS, keys={"X": "x"})
finite = st.floats(allow_nan=False, allow_infinity=False).map(lambda value: value + 0.0)
examples = st.builds(
    Example,
    size=st.integers(0, 10),
    rate=finite,
    shuffle=st.booleans(),
    kind=st.sampled_from(["a", "b"]),
    units=st.lists(st.integers(1, 32), max_size=5).map(tuple),
    marks=st.lists(st.sampled_from(["m", "n"]), max_size=2).map(tuple),
    X=st.lists(st.lists(finite, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple),
)
hostile = st.text() | st.sampled_from(
    ["9" * 5000, "1_0", "inf", "nan", "1e999", "٣", "\ud800", "[" * 9000, "![](//a.io)"]
)


@given(examples)
def test_settings_come_back_to_the_last_bit(settings: Example) -> None:
    assert CODEC.read(CODEC.write(settings)) == (settings, [])


@given(examples, examples)
def test_settings_come_back_from_any_base_under_any_prefix(settings: Example, base: Example) -> None:
    assert CODEC.read(CODEC.write(settings, base, "b."), base, "b.") == (settings, [])


def test_the_default_leaves_the_address_empty() -> None:
    assert CODEC.write(Example()) == {}


@given(st.dictionaries(st.sampled_from(CODEC.parameters()), hostile))
def test_whatever_an_address_holds_gives_settings_and_short_sentences(query: dict[str, str]) -> None:
    settings, problems = CODEC.read(query)
    assert isinstance(settings, Example)
    assert all(len(problem) < 300 and problem.isprintable() for problem in problems)
    assert len(problems) <= len(query)


def test_what_cannot_be_read_is_named_and_the_rest_is_kept() -> None:
    settings, problems = CODEC.read({"rate": "fast", "size": "4"})
    assert settings == Example(size=4)
    assert problems == [
        "“rate” in the address was left out: “fast” cannot be read; the rate must be a number, such as 0.01."
    ]


def test_a_value_outside_its_limits_is_left_out_with_the_limits_named() -> None:
    settings, problems = CODEC.read({"size": "11", "kind": "b"})
    assert settings == Example(kind="b")
    assert problems == ["“size” in the address was left out: size is 11; it must lie between 0 and 10."]


def test_settings_that_belong_together_give_way_together() -> None:
    settings, problems = replace(CODEC, together=True).read({"size": "11", "kind": "b"})
    assert settings == Example()
    assert len(problems) == 1


DOTTED = FIELDS | {"units": address.wholes("the layers", ".")}
PRESETS = PresetCodec({"small": Example(), "large": Example(size=9, units=(64, 64))}, DOTTED)


def test_a_preset_and_its_changes_are_one_word() -> None:
    changed = Example(size=9, units=(64,), shuffle=True)
    assert PRESETS.write(changed) == "large~shuffle-1~units-64"
    assert PRESETS.read("large~shuffle-True~units-64") == (changed, [])


@given(st.text())
def test_any_word_gives_settings(text: str) -> None:
    settings, problems = PRESETS.read(text)
    assert isinstance(settings, Example)
    assert all(problem.isprintable() for problem in problems)


def test_what_is_packed_comes_back() -> None:
    content = {"x": "1,2;3,4", "ü": ["a", 1.5, None]}
    assert address.unpack(address.pack(content)) == content


def packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(zlib.compress(content)).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "é",
        "\ud800",
        packed(b"{")[:-2],
        packed(b"[" * 19_000),
        packed(b" " * 10**7),
        packed(b"\xff"),
        "A" * 30_000,
    ],
)
def test_what_is_damaged_nested_or_large_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        address.unpack(text)


def test_a_table_says_all_that_a_component_needs() -> None:
    table = CODEC.table()
    assert json.loads(json.dumps(table)) == table
    assert table[1] == {"name": "rate", "key": "rate", "kind": "number", "options": [], "default": "0.01"}
