"""Classes of the learner's: objects with values and methods, and models that say in `call` what they do."""

import ast
from typing import TYPE_CHECKING, Any

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import nets, outputs
from engine.practice.interpreter.expressions import value
from engine.practice.interpreter.objects import (
    Above,
    Absent,
    Class,
    Function,
    Instance,
    Known,
    Made,
    Method,
    Net,
    Opaque,
    Shape,
    Symbol,
)
from engine.practice.interpreter.rounds import kind_of

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

MODELS = ("keras.Model", "keras.models.Model")
OWN_TRAINING = ("train_step", "test_step", "predict_step", "compute_loss", "compile", "fit", "build", "get_config")
MODEL_WORDS = frozenset(["name", "trainable", "dtype"])


def define(node: ast.ClassDef, m: "Machine") -> None:
    """`class …:`. What cannot be carried out of it is told where it is used."""
    bases = [value(each, m) for each in node.bases]
    for held in bases:
        if not isinstance(held, Known | Opaque | Class):
            raise Unread(f"A class made of {kind_of(held)} is not read here.")
    if any(isinstance(held, Known) and held.path.endswith("callbacks.Callback") for held in bases):
        m.frame.names[node.name] = Opaque("callback")
        return
    try:
        m.frame.names[node.name] = _class(node, bases, m)
    except Unread as unread:
        m.frame.names[node.name] = Absent(f"`{node.name[:40]}` is a class of your own. {unread.text}")


def _class(node: ast.ClassDef, bases: list[Any], m: "Machine") -> Class:
    paths = [held.path.removeprefix("tf.") for held in bases if isinstance(held, Known)]
    model = any(path in MODELS for path in paths)
    if any(path not in (*MODELS, "python.object") for path in paths) or any(isinstance(b, Opaque) for b in bases):
        raise Unread(
            "Of Keras' own classes only Model may stand above it here: a layer is read as one of Keras' own, a "
            "callback too."
        )
    if len(bases) > 1 or node.keywords or node.decorator_list:
        raise Unread("A class is read with one class above it, and without decorators.")
    members: dict[str, Any] = {}
    for each in node.body:
        if isinstance(each, ast.FunctionDef):
            if each.decorator_list:
                raise Unread(f"`@` before its `{each.name[:40]}` is not read here.")
            members[each.name] = m.function(each.name, each)
        elif isinstance(each, ast.Assign) and all(isinstance(target, ast.Name) for target in each.targets):
            members |= {target.id: value(each.value, m) for target in each.targets if isinstance(target, ast.Name)}
        elif not isinstance(each, ast.Pass) and not (
            isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
        ):
            raise Unread("In a class, methods and values with names are read.")
    made = Class(node.name, members, next((held for held in bases if isinstance(held, Class)), None), model)
    if made.is_model and (own := next((name for name in OWN_TRAINING if name in members), "")):
        raise Unread(f"A model with a `{own}` of its own is not carried out here; one with `__init__` and `call` is.")
    return made


def new(kind: Class, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """An object of a class: `Net(…)`.

    Raises: Stops, where Python or Keras would.
    """
    inside = Instance(kind)
    owner: Any = inside
    if kind.is_model:
        owner = Net("Model", own=inside)
        owner.work = lambda shape: _trace(owner, shape, m)
        m.nets.append(owner)
    start = kind.find("__init__")
    if start is not None:
        _run(start, owner, args, named, m)
    elif kind.is_model:
        _begin(owner, args, named)
    elif args or named:
        raise Stops("TypeError", f"`{kind.name[:40]}` takes no values: it has no `__init__`.")
    return owner


FORGOTTEN = (
    "The `__init__` of a model of your own begins with `super().__init__()`: without it Keras stops when the model is "
    "first used."
)


def instance_of(owner: Any) -> Instance | None:
    """What an object of a class of the learner's holds; None for anything else."""
    return owner if isinstance(owner, Instance) else owner.own if isinstance(owner, Net) else None


def find(owner: Any, name: str) -> Any:
    """`self.name`, where the object or its class has it; else Opaque("")."""
    inside = instance_of(owner)
    if inside is None:
        return NOTHING
    if name in inside.held:
        return inside.held[name]
    found = inside.kind.find(name)
    if isinstance(found, Function):
        return Method(owner, name)
    return NOTHING if found is None else found


NOTHING = Opaque("")


def keep(owner: Any, name: str, given: Any) -> None:
    """`self.name = given`."""
    inside = instance_of(owner)
    assert inside is not None
    inside.held[name] = given


def method(owner: Any, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A call of a method that the learner's class has."""
    inside = instance_of(owner)
    assert inside is not None
    return _run(inside.kind.find(name), owner, args, named, m)


def special(owner: Instance, name: str, args: list[Any], m: "Machine") -> Any:
    """What Python itself calls, such as `__len__`.

    Raises: Stops, where the class has none.
    """
    found = owner.kind.find(name)
    if not isinstance(found, Function):
        raise Stops("TypeError", f"An object of `{owner.kind.name[:40]}` has no `{name}`.")
    return _run(found, owner, args, {}, m)


def above(m: "Machine") -> Above:
    """`super()`.

    Raises: Stops outside a method.
    """
    frame: Any = m.frame
    while frame is not None and frame.owner is None:
        frame = frame.above
    if frame is None:
        raise Stops("RuntimeError", "`super()` stands in a method of a class.")
    owner, kind = frame.owner
    return Above(owner, kind)


def method_above(asked: Above, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A call of `super().name(…)`."""
    parent = asked.of.parent
    found = parent.find(name) if parent is not None else None
    if isinstance(found, Function):
        return _run(found, asked.owner, args, named, m)
    if name != "__init__":
        raise Unread(f"`super().{name[:40]}` is not carried out here.")
    if isinstance(asked.owner, Net):
        _begin(asked.owner, args, named)
    elif args or named:
        raise Stops("TypeError", "`object` takes no values: leave the brackets of `super().__init__()` empty.")
    return None


def _begin(net: Net, args: list[Any], named: dict[str, Any]) -> None:
    """Keras' own `__init__` of a model."""
    if word := next((word for word in named if word not in MODEL_WORDS), ""):
        raise Stops("ValueError", f"Keras' `Model` takes no `{word[:40]}`: `super().__init__()` gets a name at most.")
    if args:
        raise Unread("A model of your own is begun by `super().__init__()` without values here.")
    assert net.own is not None
    net.own.ready = True
    net.named |= named


def _run(function: Function, owner: Any, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    from engine.practice.interpreter.calls import own

    inside = instance_of(owner)
    assert inside is not None
    kind: Class | None = inside.kind
    while kind is not None and function not in kind.members.values():
        kind = kind.parent
    return own(function, [owner, *args], named, m, owner=(owner, kind or inside.kind))


def _trace(net: Net, shape: Shape, m: "Machine") -> None:
    """Carries `call` out on what would go in, and notes the layers on its way."""
    assert net.own is not None
    if not net.own.ready:
        raise Stops("AttributeError", FORGOTTEN)
    work = net.own.kind.find("call")
    if work is None:
        raise Stops("NotImplementedError", "A model of your own needs a method `call`, which says what it does.")
    start = Symbol((None, *shape[1:]), Made("keras.layers.InputLayer", {"shape": tuple(shape[1:])}))
    takes = [each.arg for each in (*work.node.args.args, *work.node.args.kwonlyargs)]
    told = {"training": True} if "training" in takes else {}
    before, m.tracing = m.tracing, True
    try:
        end = _run(work, net, [start], told, m)
    finally:
        m.tracing = before
    if end is None:
        raise Stops("ValueError", "`call` returns nothing: its last line is `return` and what comes out.")
    if not isinstance(end, Symbol):
        raise Unread(f"A `call` that returns {kind_of(end)} is not read here.")
    net.layers, net.chain = outputs.way_to(start, end)
    for layer in net.layers:
        nets.note_training(net, layer)
    net.shape, net.out = start.shape, end.shape
