"""Calls: of the learner's functions, of Python's, NumPy's and Keras' own, and of methods."""

import ast
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import (
    array_calls,
    array_methods,
    chance,
    encoding_calls,
    keras_calls,
    label_encoders,
    label_metrics,
    nets,
    python_calls,
    splits,
    streams,
    texts,
    training_calls,
)
from engine.practice.interpreter.libraries import SHOWN
from engine.practice.interpreter.objects import (
    Above,
    Chance,
    Class,
    Encoder,
    Event,
    Function,
    History,
    Instance,
    Known,
    Made,
    Method,
    Module,
    Net,
    Opaque,
    Stream,
    Symbol,
    Tokenizer,
)
from engine.practice.interpreter.operands import guarded
from engine.practice.interpreter.operators import note_compared
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled, Viewed, Words, tensor
from engine.practice.interpreter.sorting import sort_list

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine


def call(called: Any, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """What a call returns.

    Raises: Stops, where Python, NumPy or Keras would; Unread, for what is not carried out here.
    """
    from engine.practice.interpreter import classes

    match called:
        case Function():
            return own(called, args, named, m)
        case Class():
            return classes.new(called, args, named, m)
        case Method(owner=owner, name=name):
            return _method(owner, name, args, named, m)
        case Opaque():
            m.touched = m.touched or called.path.partition(".")[0] in SHOWN
            if called.path.startswith("random."):
                return chance.of_python(called.path.removeprefix("random."), args, named, m)
            if called.path == "sklearn.utils.shuffle":
                return chance.alike(args, named, m)
            if called.path == "learning_rate.assign":
                raise Unread("A learning rate is set anew here with an equals sign: optimizer.learning_rate = 0.0005.")
            if called.path in label_encoders.PATHS:
                return label_encoders.made(called.path, args, named)
            label_metrics.check(called.path, args, named)
            if figured := label_metrics.compared(called.path, args, named):
                note_compared(figured[0], figured[1], m, called.path.rpartition(".")[2])
            return Opaque(f"{called.path}()")
        case Known(path=path):
            return _known(path, args, named, m)
        case Instance():
            return classes.special(called, "__call__", args, m) if not named else _unread_names()
        case Made() if ".layers." in called.kind:
            return keras_calls.apply(called, args, named, m)
        case Net() if args and isinstance(args[0], Symbol):
            return keras_calls.apply(nets.nested(called, m), args, named, m)
        case Net() if args and isinstance(args[0], Sampled | np.ndarray):
            m.events.append(Event("predict", {"x": args[0]}, called, None, m.targets, m.line))
            return tensor(training_calls.outputs(called, args[0], m))
        case Made() | Net() | Symbol() | History() | Tokenizer() | Encoder():
            if isinstance(called, Made) and (".losses." in called.kind or ".metrics." in called.kind):
                return Opaque("figure")
            if isinstance(called, Net | Made):
                raise Unread("Calling this object is not carried out here.")
            raise Stops("TypeError", "This is not a function: it cannot be called.")
        case Module(path=path):
            raise Stops("TypeError", f"`{path}` is a module, not a function: it cannot be called.")
    raise Stops("TypeError", f"{kind_of(called).capitalize()} is not a function: it cannot be called.")


def _unread_names() -> Any:
    raise Unread("Such a call of an object is carried out with values by their place here.")


def _known(path: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if path.startswith("python."):
        return python_calls.call(path.removeprefix("python."), args, named, m)
    if path.startswith("numpy."):
        return array_calls.call(path.removeprefix("numpy."), args, named, m)
    if path == "glassnet.vectorise":
        return m.encode(args, named, m)
    if path.startswith("sklearn.model_selection."):
        name = path.rpartition(".")[2]
        if name == "train_test_split":
            return splits.train_test_split(args, named, m)
        if name in splits.FOLDS:
            return splits.folds(name, args, named)
    if path.startswith(("keras.", "tf.")):
        return keras_calls.call(path, args, named, m)
    raise Unread(f"`{path[:60]}` is not carried out here.")


def own(function: Function, args: list[Any], named: dict[str, Any], m: "Machine", owner: Any = None) -> Any:
    """A call of a function of the learner's. owner: of a method, the object and the class that the method is of."""
    from engine.practice.interpreter.expressions import value
    from engine.practice.interpreter.machine import Frame
    from engine.practice.interpreter.statements import Returned, run

    node = function.node
    names = [each.arg for each in node.args.args]
    if len(args) > len(names) and not node.args.vararg:
        raise Stops("TypeError", f"`{function.name}` takes {len(names)} values, and gets {len(args)}.")
    given = dict(zip(names, args, strict=False))
    others: dict[str, Any] = {}
    for word, each in named.items():
        if word in given:
            raise Stops("TypeError", f"`{function.name}` gets `{word[:40]}` twice.")
        known = word in names or word in [other.arg for other in node.args.kwonlyargs]
        if not known and not node.args.kwarg:
            raise Stops("TypeError", f"`{function.name}` has no argument `{word[:40]}`.")
        (given if known else others)[word] = each
    if node.args.vararg:
        given[node.args.vararg.arg] = tuple(args[len(names) :])
    if node.args.kwarg:
        given[node.args.kwarg.arg] = others
    given = {**function.defaults, **given}
    for name in (*names, *(other.arg for other in node.args.kwonlyargs)):
        if name not in given:
            raise Stops("TypeError", f"`{function.name}` needs `{name[:40]}`.")
    frame = Frame(function.frame, _assigned(node) if isinstance(node, ast.FunctionDef) else frozenset())
    m.budget.hold(given)
    frame.names.update(given)
    frame.owner = owner
    with m.inner_frame(frame):
        if isinstance(node, ast.Lambda):
            return value(node.body, m)
        try:
            run(node.body, m)
        except Returned as returned:
            return returned.value
    return None


@cache
def _assigned(node: ast.FunctionDef) -> frozenset[str]:
    """The names that a function gives values to."""
    found: set[str] = set()
    todo: list[ast.AST] = list(node.body)
    while todo:
        each = todo.pop()
        if isinstance(each, ast.FunctionDef):
            found.add(each.name)
            continue
        if isinstance(each, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            continue
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            found.add(each.id)
        todo.extend(ast.iter_child_nodes(each))
    return frozenset(found)


def _method(owner: Any, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    from engine.practice.interpreter import classes

    match owner:
        case Above():
            return classes.method_above(owner, name, args, named, m)
        case Instance() | Net() if isinstance(classes.find(owner, name), Method):
            return classes.method(owner, name, args, named, m)
        case Net():
            return keras_calls.model_method(owner, name, args, named, m)
        case Sampled() | np.ndarray() | np.generic():
            return array_methods.method(owner, name, args, named, m)
        case Stream():
            return streams.method(owner, name, args, named, m)
        case Made() if splits.is_folds(owner):
            return splits.method(owner, name, args, named, m)
        case Chance():
            return chance.method(owner, name, args, named, m)
        case Encoder():
            return label_encoders.method(owner, name, args, named, m)
        case Tokenizer():
            return encoding_calls.tokenizer_method(owner, name, args, named, m)
        case str():
            return texts.method(owner, name, args, named, m)
        case list():
            return _of_list(owner, name, args, named, m)
        case dict():
            return _of_dict(owner, name, args, named, m)
    raise Unread(f"`{name[:40]}` is not carried out here.")


def _of_list(owner: list[Any], name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if name == "sort":
        return sort_list(owner, args, named, m)
    if named:
        raise Stops("TypeError", f"`{name}` of a list takes its values by their place.")
    if name == "extend" and args and isinstance(args[0], Sampled | Items):
        args = [list(args[0].rows if isinstance(args[0], Sampled) else args[0])]
    lists = [each for each in args if isinstance(each, list | tuple | range | dict)]
    more = sum(map(len, lists)) if name == "extend" else 1
    m.budget.text(len(owner) if name == "copy" else more, len(owner) + more)
    looks = name in ("index", "count", "remove") and any(isinstance(each, list | tuple) for each in args)
    m.budget.hold([owner, *args] if looks else args)  # what is looked for is compared with each
    work = {each: getattr(list, each) for each in ("append", "extend", "insert", "pop", "index", "count", "reverse")}
    work |= {"clear": list.clear, "remove": list.remove}
    if name == "index" and getattr(owner, "at", None) is not None and args and args[0] not in owner:
        return 0  # it is among those that are not there
    if name == "copy":
        return Items.of(owner, getattr(owner, "at", None), getattr(owner, "total", 0))
    return guarded(work[name], owner, *args)


def _of_dict(owner: dict[Any, Any], name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    if isinstance(owner, Words) and name in ("items", "keys", "values"):
        return owner.listed({"items": owner.items, "keys": owner.keys, "values": owner.values}[name]())
    match name:
        case "items":
            return Viewed(tuple(pair) for pair in owner.items())
        case "keys":
            return Viewed(owner)
        case "values":
            return Viewed(owner.values())
        case "get":
            return guarded(lambda: owner.get(*args))
        case "update" if not args or isinstance(args[0], dict):
            return owner.update(*args, **named)
        case "pop" | "setdefault":
            return guarded(lambda: {"pop": owner.pop, "setdefault": owner.setdefault}[name](*args))
        case "copy":
            return dict(owner)
    raise Unread(f"`{name}` of a dictionary is not carried out like this here.")
