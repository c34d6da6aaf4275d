"""What a learner's names can stand for, besides numbers, texts, lists and arrays: values of our own."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Shape = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A module of Keras, TensorFlow, NumPy or another library. path: its dotted name."""

    path: str


@dataclass(frozen=True, slots=True)
class Known:
    """A function or class of a library, by its dotted name."""

    path: str

    @property
    def last(self) -> str:
        return self.path.rpartition(".")[2]


@dataclass(eq=False, slots=True)
class Made:
    """An object of Keras: a layer, an optimizer, a loss, a callback.

    kind: the dotted name of its class. bound: its arguments by name, those given alone.
    """

    kind: str
    bound: dict[str, Any]

    @property
    def last(self) -> str:
        return self.kind.rpartition(".")[2]


@dataclass(eq=False, slots=True)
class Function:
    """A function of the learner's."""

    name: str
    node: ast.FunctionDef | ast.Lambda
    frame: Any
    defaults: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a value, not yet called."""

    owner: Any
    name: str


@dataclass(frozen=True, slots=True)
class Opaque:
    """Something of a library that is not worked out here, such as a plot."""

    path: str


@dataclass(frozen=True, slots=True)
class Absent:
    """Something that is not here, and that the script may never use. why: what to say where it does."""

    why: str


@dataclass(eq=False, slots=True)
class Symbol:
    """What flows between layers of a functional model: its shape, and the way it came."""

    shape: Shape
    layer: Made | None = None
    inputs: tuple["Symbol", ...] = ()


@dataclass(eq=False, slots=True)
class Compiled:
    """What `compile` was given."""

    optimizer: Any = "rmsprop"
    loss: Any = None
    metrics: Any = None


@dataclass(eq=False, slots=True)
class Net:
    """A model of the learner's.

    layers: in order, without Input. shape: of a batch going in, once known. chain: whether each layer follows the one
    before; where not, it is not trained here. lost: layers that `add` was given and did not take. notes: what
    to know of how it was made. epochs: trained so far. history: of the last training. guessed: whether it only
    stands for one that could not be worked out.
    """

    kind: str = "Sequential"
    layers: list[Made] = field(default_factory=list)
    shape: Shape | None = None
    out: Shape | None = None
    chain: bool = True
    compiled: Compiled | None = None
    named: dict[str, Any] = field(default_factory=dict)
    epochs: int = 0
    history: "History | None" = None
    guessed: bool = False
    has_input: bool = False
    lost: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class History:
    """What `fit` returns. keys: of its figures; epochs: how many of each."""

    keys: tuple[str, ...]
    epochs: int


@dataclass(eq=False, slots=True)
class Tokenizer:
    """The old Tokenizer of tf.keras."""

    num_words: int | None


@dataclass(eq=False, slots=True)
class Event:
    """A call that a step is judged by: load, fit, evaluate or predict, with its values and the line it stood on."""

    kind: str
    bound: dict[str, Any]
    net: Net | None = None
    returned: Any = None
    targets: tuple[str, ...] = ()
    line: int = 0
