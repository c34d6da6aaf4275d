"""What a step that does not pass would have left, had it been mended: so that the steps after it can be judged."""

import ast
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, cast

import numpy as np

from engine.practice import architecture
from engine.practice.design import TOPICS, Compiled, Encoding, Fitting, Layer, Vectors
from engine.practice.errors import Stops, Unread
from engine.practice.identifying import labels_in, newswires_in
from engine.practice.interpreter import nets
from engine.practice.interpreter.expressions import value
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.newswires import Handful, handful, load, rows_like
from engine.practice.interpreter.objects import Absent, History, Made, Net
from engine.practice.interpreter.objects import Compiled as CompiledNet
from engine.practice.interpreter.sampled import Sampled
from engine.practice.interpreter.statements import run
from engine.practice.interpreter.training_calls import metric_name, metrics_of
from engine.practice.judging import judge
from engine.practice.loaded_names import slot
from engine.practice.reuters import Loading


def assume(step: str, m: Machine, statements: Sequence[ast.stmt], values: dict[str, Any]) -> Any:
    """The value of the step, as the worked solution would give it, under the learner's own names."""
    m.frame = m.whole
    _rest(m, statements)
    made = _made(step, m, statements, values)
    _leave_unknown(m, statements)
    return made


def _made(step: str, m: Machine, statements: Sequence[ast.stmt], values: dict[str, Any]) -> Any:
    chosen = values.get("load") or Loading(num_words=10_000)
    if step == "load":
        (x, y), (x_test, y_test) = load({"num_words": 10_000}, m)
        m.whole.names.update(zip(m.loaded, (x, y, x_test, y_test), strict=True))
        return Loading(num_words=10_000)
    if step == "articles":
        if (rows := _rows_made(m, handful(chosen))) is not None:
            return rows
        width = chosen.num_words or 31_000
        drawn = handful(chosen)
        for name in _data(statements, m, "x") or (m.loaded[0], m.loaded[2]):
            x = (drawn.test if "test" in name.lower() else drawn.train)[0]
            m.whole.names[name] = Sampled(rows_like(list(x.rows), width, "binary"), x.at, x.total)
        return Vectors("binary", width)
    if step == "labels":
        drawn = handful(chosen)
        if _made_labels(m, drawn):
            return "one-hot"
        for name in _data(statements, m, "y") or (m.loaded[1], m.loaded[3]):
            y = (drawn.test if "test" in name.lower() else drawn.train)[1]
            m.whole.names[name] = y.like(np.eye(TOPICS, dtype=np.float32)[y.rows])
        return "one-hot"
    if step == "network":
        if (layers := _network_made(m, statements, values)) is not None:
            return layers
        m.nets.append(_net(values["articles"].width, m))
        made = [name for name in _written(statements) if isinstance(m.whole.names.get(name), Net)]
        for name in made or [name for name in _written(statements) if "model" in name.lower()] or ["model"]:
            m.whole.names[name] = m.nets[-1]
        return (Layer(64, "relu"), Layer(TOPICS, "softmax"))
    if step == "compile":
        loss = "categorical_crossentropy" if values["labels"] == "one-hot" else "sparse_categorical_crossentropy"
        if m.nets:
            m.nets[-1].compiled = CompiledNet("adam", loss, _metrics(m, statements))
        return Compiled(loss=loss)
    if step != "fit":
        return None
    if m.nets:
        figures = ("loss", *map(metric_name, metrics_of(m.nets[-1])))
        m.nets[-1].history = History((*figures, *(f"val_{name}" for name in figures)), 1)
        for name in _written(statements, "fit"):
            m.whole.names.setdefault(name, m.nets[-1].history)
    return Fitting()


def _rows_made(m: Machine, drawn: Handful) -> Vectors | None:
    """What the rows are that the rest of the statements has made after all, where it has made those of both parts."""
    found = {}
    for held in m.whole.names.values():
        what = newswires_in(held, drawn)
        if what is not None and what.kind not in ("lists", "weights"):
            found[what.part] = what
    if len(found) < 2 or found["train"].width != found["test"].width:
        return None
    return Vectors(cast(Encoding, found["train"].kind), found["train"].width, *found["train"].sides)


def _network_made(m: Machine, statements: Sequence[ast.stmt], values: dict[str, Any]) -> Any:
    """The layers of the network that the rest of the statements has made after all, where nothing is wrong with it."""
    nets_made = [m.whole.names[name] for name in _written(statements) if isinstance(m.whole.names.get(name), Net)]
    if not nets_made or nets_made[-1] is not m.nets[-1]:
        return None
    judged = judge(architecture.judging_net(nets_made[-1], values["articles"], values["labels"], values["load"]))
    return judged.value


def _made_labels(m: Machine, drawn: Handful) -> bool:
    """Whether the labels of both parts are encoded after all."""
    found = (labels_in(held, drawn) for held in m.whole.names.values())
    return {what.part for what in found if what is not None and what.kind == "one-hot"} == {"train", "test"}


def _net(width: int, m: Machine) -> Net:
    net = Net(guessed=True)
    net.shape = net.out = (None, width)
    for units, activation in ((64, "relu"), (TOPICS, "softmax")):
        nets.add(net, nets.named(Made("keras.layers.Dense", {"units": units, "activation": activation}), m), m)
    return net


def _rest(m: Machine, statements: Sequence[ast.stmt]) -> None:
    """Carries out what stands after the statement that stopped, where that works, and what of it did not stop."""
    if m.stopped is None:
        return
    stopped, m.stopped = m.stopped.lineno, None
    for statement in statements:
        if statement.lineno < stopped:
            continue
        parts = [statement] if statement.lineno > stopped else _parts(statement)
        for part in parts:
            m.begin()
            m.frame = m.whole
            with suppress(Stops, Unread):
                run([part], m)
    m.stopped = None


def _parts(statement: ast.stmt) -> list[ast.stmt]:
    """What else a statement that stopped would have done: the other names of an import."""
    if isinstance(statement, ast.ImportFrom):
        module, level = statement.module, statement.level
        alone = [ast.ImportFrom(module=module, names=[name], level=level) for name in statement.names]
        return [ast.copy_location(each, statement) for each in alone]
    return []


def _leave_unknown(m: Machine, statements: Sequence[ast.stmt]) -> None:
    """Names that are not there because a line before them stops are not said to be missing."""
    for name in (*_written(statements), *_imported(statements)):
        if name not in m.whole.names:
            m.whole.names[name] = Absent(
                f"What `{name[:40]}` holds depends on an earlier step, which has to be mended first."
            )


def _imported(statements: Sequence[ast.stmt]) -> list[str]:
    """The names that imports give."""
    imports = [each for each in statements if isinstance(each, ast.Import | ast.ImportFrom)]
    return [(name.asname or name.name).partition(".")[0] for each in imports for name in each.names]


def _metrics(m: Machine, statements: Sequence[ast.stmt]) -> Any:
    """The metrics of the line with `compile`, where they can be worked out."""
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "compile":
                for word in node.keywords:
                    with suppress(Stops, Unread):
                        if word.arg == "metrics" and isinstance(found := value(word.value, m), list):
                            return found
    return ["accuracy"]


def _data(statements: Sequence[ast.stmt], m: Machine, kind: str) -> list[str]:
    """The names written that are for newswires (x) or labels (y), of either part."""
    found = [name for name in _written(statements) if slot(name).startswith(kind)]
    return found if any("train" in name.lower() for name in found) else []


def _written(statements: Sequence[ast.stmt], calls: str = "") -> list[str]:
    """The names that the statements write on their top level; calls: by a call of this method alone."""
    found = []
    for statement in statements:
        given = statement.value if isinstance(statement, ast.Assign) else None
        called = given.func.attr if isinstance(given, ast.Call) and isinstance(given.func, ast.Attribute) else ""
        if calls in ("", called):
            for target in statement.targets if isinstance(statement, ast.Assign) else []:
                found += [node.id for node in ast.walk(target) if isinstance(node, ast.Name)]
    return found
