"""What a learner's names can stand for, besides numbers, texts, lists and arrays: values of our own."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

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

    kind: the dotted name of its class. bound: its arguments by name, those given alone. inner: the model, where one
    stands as a layer in another.
    """

    kind: str
    bound: dict[str, Any]
    inner: "Net | None" = None

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

    @property
    def of_data(self) -> bool:
        """Whether it is what another library makes of rows or of labels."""
        return self.path.endswith(
            (
                "transform()",
                "get_dummies()",
                "get_dummies().values",
                "get_dummies().to_numpy()",
                "get_dummies().astype()",
                "_matrix()",
                "_array()",
                "toarray()",
            )
        )


@dataclass(frozen=True, slots=True)
class Weights(Opaque):
    """What `get_weights` gives. epochs: that the model had been trained for."""

    epochs: int = 0


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
class Class:
    """A class of the learner's. parent: another of theirs; model: whether Keras' Model stands above it."""

    name: str
    members: Mapping[str, Any]
    parent: "Class | None" = None
    model: bool = False

    def find(self, name: str) -> Any:
        """What it, or a class above it, holds under a name; None if nothing."""
        if name in self.members:
            return self.members[name]
        return self.parent.find(name) if self.parent is not None else None

    @property
    def is_model(self) -> bool:
        """Whether its objects are models."""
        return self.model or (self.parent is not None and self.parent.is_model)


@dataclass(eq=False, slots=True)
class Instance:
    """An object of a class of the learner's. ready: whether Keras' own `__init__` has been called, for a model."""

    kind: Class
    held: dict[str, Any] = field(default_factory=dict)
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Above:
    """`super()`: an object as the class above sees it. of: the class whose method asks."""

    owner: Any
    of: Class


@dataclass(eq=False, slots=True)
class Stream:
    """A data set of TensorFlow's.

    parts: arrays of as many rows; paired: newswires and their labels. batch: rows at a time, None before it is batched.
    shuffled: its rows come mixed; unsteady: mixed anew each time. endless: it repeats.
    """

    parts: tuple[Any, ...]
    paired: bool
    batch: int | None = None
    shuffled: bool = False
    unsteady: bool = False
    endless: bool = False


@dataclass(eq=False, slots=True)
class Compiled:
    """What `compile` was given. changed: whether the optimizer's learning rate was set anew since."""

    optimizer: Any = "rmsprop"
    loss: Any = None
    metrics: Any = None
    changed: bool = False


@dataclass(eq=False, slots=True)
class Net:
    """A model of the learner's.

    layers: in order, without Input. shape: of a batch going in, once known. chain: whether each layer follows the one
    before; where not, it is not trained here. lost: layers that `add` was given and did not take. notes: what
    to know of how it was made. epochs: trained so far. history: of the last training. guessed: whether it only
    stands for one that could not be worked out. depth: how many models are inside one another. as_layer: what
    stands for it where it is a layer of another model. own: the object whose `call` says what it does, where it is of
    a class of the learner's. work: carries that out.
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
    as_layer: Made | None = None
    depth: int = 0
    own: Instance | None = None
    work: Callable[[Shape], None] | None = None
    still: "list[Made] | None" = None
    told: "list[Made]" = field(default_factory=list)

    @property
    def learns(self) -> bool:
        """Whether its weights may change as a whole, as `trainable` says."""
        return self.named.get("trainable") is not False

    @property
    def frozen(self) -> list[Made]:
        """The layers that were told not to learn, `trainable = False`, those of models inside it among them."""
        found = []
        for layer in self.layers:
            if not self.learns or layer.bound.get("trainable") is False:
                found += layer.inner.way if layer.inner else [layer]
            elif layer.inner:
                found += layer.inner.frozen
        return found

    @property
    def way(self) -> list[Made]:
        """All its layers in order, those of models inside it among them."""
        return [each for layer in self.layers for each in (layer.inner.way if layer.inner else [layer])]

    @property
    def straight(self) -> bool:
        """Whether each layer follows the one before, in the models inside it too."""
        return self.chain and all(layer.inner.straight for layer in self.layers if layer.inner)


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
class Encoder:
    """One of scikit-learn's that make rows of labels. kind: its class. classes: in the order of columns, once known."""

    kind: str
    bound: dict[str, Any]
    classes: NDArray[Any] | None = None


@dataclass(eq=False, slots=True)
class Chance:
    """A generator of random numbers. seed: equal ones draw equal orders; drawn: how many orders so far."""

    seed: int
    drawn: int = 0


@dataclass(eq=False, slots=True)
class Event:
    """A call that a step is judged by: load, fit, evaluate or predict, with its values and the line it stood on.

    epochs: that the model had been trained for by then. still: its layers that do not learn.
    """

    kind: str
    bound: dict[str, Any]
    net: Net | None = None
    returned: Any = None
    targets: tuple[str, ...] = ()
    line: int = 0
    epochs: int = 0
    still: list[Made] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.epochs = self.net.epochs if self.net is not None else 0
