"""What a step that does not pass would have left, had it been mended: so that the steps after it can be judged."""

import ast
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from engine.practice.design import TOPICS, Compiled, Fitting, Layer, Vectors
from engine.practice.errors import Stops, Unread
from engine.practice.interpreter import nets
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.newswires import handful, load, rows_like
from engine.practice.interpreter.objects import Compiled as CompiledNet
from engine.practice.interpreter.objects import Made, Net
from engine.practice.interpreter.sampled import Sampled
from engine.practice.interpreter.statements import run
from engine.practice.loaded_names import slot
from engine.practice.reuters import Loading


def assume(step: str, m: Machine, statements: Sequence[ast.stmt], values: dict[str, Any]) -> Any:
    """The value of the step, as the worked solution would give it, under the learner's own names."""
    m.frame = m.whole
    _rest(m, statements)
    chosen = values.get("load") or Loading(num_words=10_000)
    if step == "load":
        (x, y), (x_test, y_test) = load({"num_words": 10_000}, m)
        m.whole.names.update(zip(m.loaded, (x, y, x_test, y_test), strict=True))
        return Loading(num_words=10_000)
    if step == "articles":
        width = chosen.num_words or 31_000
        drawn = handful(chosen)
        for name in _data(statements, m, "x") or (m.loaded[0], m.loaded[2]):
            x = (drawn.test if "test" in name.lower() else drawn.train)[0]
            m.whole.names[name] = Sampled(rows_like(list(x.rows), width, "binary"), x.at, x.total)
        return Vectors("binary", width)
    if step == "labels":
        drawn = handful(chosen)
        for name in _data(statements, m, "y") or (m.loaded[1], m.loaded[3]):
            y = (drawn.test if "test" in name.lower() else drawn.train)[1]
            m.whole.names[name] = y.like(np.eye(TOPICS, dtype=np.float32)[y.rows])
        return "one-hot"
    if step == "network":
        m.nets.append(_net(values["articles"].width, m))
        for name in [name for name in _written(statements) if "model" in name.lower()] or ["model"]:
            m.whole.names[name] = m.nets[-1]
        return (Layer(64, "relu"), Layer(TOPICS, "softmax"))
    if step == "compile":
        loss = "categorical_crossentropy" if values["labels"] == "one-hot" else "sparse_categorical_crossentropy"
        if m.nets:
            m.nets[-1].compiled = CompiledNet("adam", loss, ["accuracy"])
        return Compiled(loss=loss)
    return Fitting() if step == "fit" else None


def _net(width: int, m: Machine) -> Net:
    net = Net()
    net.shape = net.out = (None, width)
    for units, activation in ((64, "relu"), (TOPICS, "softmax")):
        nets.add(net, nets.named(Made("keras.layers.Dense", {"units": units, "activation": activation}), m), m)
    return net


def _rest(m: Machine, statements: Sequence[ast.stmt]) -> None:
    """Carries out what gives a name that is still missing, where that works."""
    for statement in statements:
        if any(name not in m.whole.names for name in _written([statement])) or isinstance(statement, ast.FunctionDef):
            m.budget, m.frame = type(m.budget)(), m.whole
            with suppress(Stops, Unread):
                run([statement], m)


def _data(statements: Sequence[ast.stmt], m: Machine, kind: str) -> list[str]:
    """The names written that are for newswires (x) or labels (y), of either part."""
    found = [name for name in _written(statements) if slot(name).startswith(kind)]
    return found if any("train" in name.lower() for name in found) else []


def _written(statements: Sequence[ast.stmt]) -> list[str]:
    """The names that the statements write on their top level."""
    found = []
    for statement in statements:
        for target in statement.targets if isinstance(statement, ast.Assign) else []:
            found += [node.id for node in ast.walk(target) if isinstance(node, ast.Name)]
    return found
