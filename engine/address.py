"""Settings in an address and back: one table of fields for each settings dataclass, read and written in one place.

`?lr=0.1&units=8,8` is the default with two fields changed. Whatever an address holds gives settings and, at most, some
sentences: reading never raises. The sentences are plain text; a page escapes them as it shows them.
"""

import base64
import binascii
import json
import math
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

LONGEST = 20_000  # characters of one value that are looked at
QUOTED = 30  # characters of it that a sentence repeats
WHOLE = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)
NUMBER = re.compile(r"[+-]?([0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?", re.ASCII)

T = TypeVar("T")


class Unreadable(ValueError):
    """A text that does not say what its field needs, with a sentence that says what would."""


@dataclass(frozen=True, slots=True)
class Field:
    """One setting as an address carries it.

    called: its name in a sentence, "the learning rate". read: text -> value, raising ValueError. spell: value -> text.
    hint: what would be readable, "a number, such as 0.01". kind: for a component that spells the same address:
    whole, number, flag, choice, wholes, choices or matrix; the rest are of no kind. options: of a choice.
    """

    called: str
    read: Callable[[str], Any]
    spell: Callable[[Any], str]
    hint: str
    kind: str = ""
    options: tuple[str, ...] = ()


def whole(called: str) -> Field:
    """A whole number."""
    return Field(called, _whole, str, "a whole number, such as 4", "whole")


def number(called: str) -> Field:
    """A finite number, spelled with as many digits as tell it apart."""
    return Field(called, _number, number_text, "a number, such as 0.01", "number")


def flag(called: str) -> Field:
    """Yes or no, as 1 or 0; True and False are read too."""
    return Field(called, _flag, lambda value: str(int(value)), "1 or 0", "flag")


def choice(called: str, options: Sequence[str]) -> Field:
    """One of a few words."""
    return Field(
        called, lambda text: _one_of(text, options), str, f"one of {', '.join(options)}", "choice", tuple(options)
    )


def wholes(called: str, separator: str = ",") -> Field:
    """A tuple of whole numbers; "none" is the empty one."""

    def read(text: str) -> tuple[int, ...]:
        parts = text.replace(separator, " ").split()
        return () if parts == ["none"] else tuple(map(_whole, parts))

    return Field(
        called,
        read,
        lambda value: separator.join(map(str, value)) or "none",
        f"whole numbers, such as 4{separator}4",
        "wholes",
    )


def choices(called: str, options: Sequence[str]) -> Field:
    """Any of a few words, in the order written."""
    return Field(
        called,
        lambda text: tuple(_one_of(part, options) for part in text.split(",") if part),
        ",".join,
        f"any of {', '.join(options)}",
        "choices",
        tuple(options),
    )


def matrix(called: str) -> Field:
    """Rows of numbers as a tuple of tuples: rows are split by ";", numbers by ","."""

    def read(text: str) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(map(_number, row.split(","))) for row in text.split(";"))

    def spell(rows: Sequence[Sequence[float]]) -> str:
        return ";".join(",".join(map(number_text, row)) for row in rows)

    return Field(called, read, spell, "rows of numbers, such as 1,2;3,4", "matrix")


def number_text(value: float) -> str:
    """The shortest text that reads back as the same number: 0.01, 3, 1e-05."""
    text = repr(float(value))
    return text[:-2] if text.endswith(".0") else text


@dataclass(frozen=True)
class Codec(Generic[T]):
    """Settings of one kind as parameters of an address; what equals the default stays out of it.

    default: a frozen dataclass. fields: setting -> Field, in the order in which they are read. keys: setting -> its
    parameter, where that is not the setting's own name.
    together: settings that do not fit together all give way to the default; otherwise only those that do not fit.
    """

    default: T
    fields: Mapping[str, Field]
    keys: Mapping[str, str] = field(default_factory=dict)
    together: bool = False

    def key(self, name: str, prefix: str = "") -> str:
        """The parameter that carries a setting."""
        return prefix + self.keys.get(name, name)

    def parameters(self, prefix: str = "") -> list[str]:
        """Every parameter that may carry a setting."""
        return [self.key(name, prefix) for name in self.fields]

    def read(self, query: Mapping[str, str], base: T | None = None, prefix: str = "") -> tuple[T, list[str]]:
        """The settings of an address, and a sentence for each part of it that is left out. Never raises.

        base: what the address does not change; the default if None.
        """
        start = self.default if base is None else base
        values: dict[str, Any] = {}
        problems: list[str] = []
        for name, way in self.fields.items():
            key = self.key(name, prefix)
            if key not in query:
                continue
            try:
                values[name] = read_value(way, query[key])
            except Unreadable as problem:
                problems.append(f"“{key}” in the address was left out: {problem}")
        try:
            return replace(start, **values), problems  # type: ignore[type-var]
        except (ValueError, OverflowError, IndexError) as problem:
            if self.together:
                return start, [
                    *problems,
                    f"The address does not fit together, so its settings were left out: {shortened(problem)}",
                ]
        for name, value in values.items():
            try:
                start = replace(start, **{name: value})  # type: ignore[type-var]
            except (ValueError, OverflowError, IndexError) as problem:
                problems.append(f"“{self.key(name, prefix)}” in the address was left out: {shortened(problem)}")
        return start, problems

    def write(self, settings: T, base: T | None = None, prefix: str = "") -> dict[str, str]:
        """The parameters of settings: what differs from the base, which is the default if None."""
        start = self.default if base is None else base
        return {
            self.key(name, prefix): way.spell(getattr(settings, name))
            for name, way in self.fields.items()
            if getattr(settings, name) != getattr(start, name)
        }

    def table(self) -> list[dict[str, Any]]:
        """The fields for a component that spells the same address: name, key, kind, options, default as text."""
        return [
            {
                "name": name,
                "key": self.key(name),
                "kind": way.kind,
                "options": list(way.options),
                "default": way.spell(getattr(self.default, name)),
            }
            for name, way in self.fields.items()
        ]


@dataclass(frozen=True)
class PresetCodec(Generic[T]):
    """Settings as one word: the nearest of a few presets and what differs from it, `second~epochs-5~units-64.64`."""

    presets: Mapping[str, T]
    fields: Mapping[str, Field]

    def nearest(self, settings: T) -> tuple[str, dict[str, Any]]:
        """The preset that differs in the fewest fields, and those fields with their values."""
        ways = [
            (name, {key: getattr(settings, key) for key in self.fields if getattr(settings, key) != getattr(base, key)})
            for name, base in self.presets.items()
        ]
        return min(ways, key=lambda way: len(way[1]))

    def write(self, settings: T) -> str:
        """Settings as one word."""
        name, changes = self.nearest(settings)
        return "~".join([name, *(f"{key}-{self.fields[key].spell(value)}" for key, value in changes.items())])

    def read(self, text: str) -> tuple[T, list[str]]:
        """The settings of a word, and a sentence for each part of it that is left out. Never raises."""
        name, *parts = text[:LONGEST].split("~")
        problems: list[str] = []
        if name not in self.presets:
            problems.append(f"there is no model {quoted(name)}; there are {', '.join(self.presets)}")
        settings = self.presets.get(name, next(iter(self.presets.values())))
        for part in parts[: 2 * len(self.fields)]:
            key, _, value = part.partition("-")
            if key not in self.fields:
                problems.append(f"there is no setting {quoted(key)}")
                continue
            try:
                settings = replace(settings, **{key: read_value(self.fields[key], value)})  # type: ignore[type-var]
            except (ValueError, OverflowError) as problem:
                problems.append(shortened(problem))
        return settings, problems


def read_value(way: Field, text: str) -> Any:
    """The value that a text spells. Raises: Unreadable with a sentence, and nothing else."""
    try:
        if len(text) > LONGEST:
            raise ValueError
        return way.read(text)
    except (ValueError, OverflowError, RecursionError):
        raise Unreadable(f"{quoted(text)} cannot be read; {way.called} must be {way.hint}.") from None


def quoted(text: object, most: int = QUOTED) -> str:
    """What somebody wrote, in quotation marks, short and harmless."""
    return f"“{shortened(text, most)}”"


def shortened(text: object, most: int = 200) -> str:
    """At most so many characters of a text, with nothing in them that cannot be sent or shown."""
    whole_text = str(text)
    sendable = whole_text[:most].encode("utf-8", "replace").decode()
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in sendable)
    return shown + ("…" if len(whole_text) > most else "")


def pack(content: Any) -> str:
    """Any JSON value as letters, digits, - and _: for what would be long in an address."""
    packed = zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unpack(text: str, most: int = LONGEST) -> Any:
    """The value that `pack` was given. most: bytes, packed or not.

    Raises: Unreadable for anything damaged, too long or nested too deeply; nothing large is unpacked.
    """
    refusal = "The address is damaged, perhaps cut short."
    if len(text) > most:
        raise Unreadable(refusal)
    try:
        packed = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, most)
        if not unpacking.eof:
            raise Unreadable(refusal)
        return json.loads(content.decode())
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise Unreadable(refusal) from None


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text.strip()):
        raise ValueError
    return int(text)


def _number(text: str) -> float:
    value = float(text) + 0.0 if NUMBER.fullmatch(text.strip()) else math.nan  # + 0.0: no negative zero
    if not math.isfinite(value):
        raise ValueError
    return value


def _flag(text: str) -> bool:
    return {"1": True, "0": False, "True": True, "False": False}[_one_of(text, ("1", "0", "True", "False"))]


def _one_of(text: str, options: Sequence[str]) -> str:
    if text not in options:
        raise ValueError
    return text
