"""What a learner's code says, as plain values: names, calls, lists, and the statements they stand in."""

from dataclasses import dataclass


def quoted(text: str) -> str:
    """A learner's own text as it is typed, in code marks: nothing in it is then taken for Markdown."""
    return f"`{text!r}`" if "`" not in text else f"`{text.replace('`', '?')!r}`"


@dataclass(frozen=True, slots=True)
class Name:
    """A dotted name, such as x_train or keras.layers.Dense; or one with a number, such as x_train.shape[1]."""

    path: str

    @property
    def last(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def root(self) -> str:
        return self.path.partition(".")[0].partition("[")[0]


@dataclass(frozen=True, slots=True)
class Call:
    """A call: what is called, its values by place, its values by name."""

    name: Name
    args: tuple["Value", ...]
    keywords: tuple[tuple[str, "Value"], ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list, or a tuple."""

    items: tuple["Value", ...]
    is_list: bool


@dataclass(frozen=True, slots=True)
class Applied:
    """A layer applied to what goes into it: Dense(64)(inputs)."""

    layer: "Value"
    to: "Value"


Value = int | float | str | bool | None | Name | Call | Many | Applied


def parts(value: Value) -> tuple[Value, ...]:
    """The values that stand directly inside a value."""
    match value:
        case Many(items=items):
            return items
        case Call(args=args, keywords=keywords):
            return (*args, *(given for _, given in keywords))
        case Applied(layer=layer, to=to):
            return (layer, to)
    return ()


@dataclass(frozen=True, slots=True)
class Statement:
    """`targets = value`; without targets, the value alone."""

    targets: tuple[str, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class Import:
    """`from module import names`; without names, `import module`."""

    module: str
    names: tuple[str, ...]
