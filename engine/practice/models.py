"""Reads how a model is put together: `Sequential([…])`, `model.add(…)`, or layers applied one to the other."""

from collections.abc import Sequence

from engine.practice.judging import Judging, Kind, Wrong, beyond
from engine.practice.layers import judge_shape
from engine.practice.names import unknown
from engine.practice.signatures import bind, known_as
from engine.practice.values import Applied, Call, Many, Statement, Value

SEQUENTIAL = "The network is `model = Sequential([…])`, layers inside the list."
BROKEN = (
    "The outputs do not lead back to the inputs. Each layer is applied to what comes before it, as in "
    "`x = Dense(…)(inputs)`, and `Model` gets the first and the last of them."
)


def layer_calls(statements: Sequence[Statement], width: int) -> Judging[list[Call]]:
    """The layers of the learner's model, in the order in which a newswire of so many columns passes them."""
    layers: list[Call] = []
    made_by = ""
    for statement in statements:
        call, name = statement.value, ""
        if isinstance(call, Call):
            name = known_as(call.name)
        if not isinstance(call, Call) or name not in ("Sequential", "Model", "add", "summary", "build"):
            raise _not_a_model(call)
        if name in ("Sequential", "Model"):
            layers, made_by = _made(statement, call), name
        else:
            yield from _change(statement, call, layers, made_by, width)
    if not made_by:
        raise Wrong(Kind.RAISES, "There is no `model = Sequential([…])` yet.")
    if not layers:
        raise Wrong(Kind.RAISES, "The network has no layers yet.")
    if len(set(map(id, layers))) < len(layers):
        raise Wrong(
            Kind.RAISES, "One layer stands in this network twice, and Keras refuses that: make one for each place."
        )
    return layers


def _not_a_model(value: Value) -> Wrong:
    if isinstance(value, Applied):
        value = value.layer
    if isinstance(value, Call) and known_as(value.name) != "" and not value.name.path.startswith("model."):
        return Wrong(Kind.UNCLEAR, SEQUENTIAL)
    if isinstance(value, Call) and value.name.root != "model":
        return unknown(value.name)
    return beyond(f"{SEQUENTIAL} Other ways to build one are not read.")


def _made(statement: Statement, call: Call) -> list[Call]:
    """The layers of `model = Sequential(…)` or `model = Model(…)`."""
    if statement.targets != ("model",):
        raise Wrong(Kind.UNCLEAR, "Call the network `model`: the later steps use that name.")
    return [_as_layer(value) for value in (_chained(call) if known_as(call.name) == "Model" else _listed(call))]


def _change(statement: Statement, call: Call, layers: list[Call], made_by: str, width: int) -> Judging[None]:
    """`model.add(…)` puts a layer after those there are; `model.build(…)` and `model.summary()` add none."""
    name = known_as(call.name)
    if not made_by:
        raise Wrong(Kind.RAISES, f"`model.{name}` needs a model first: `model = Sequential()`.")
    if name == "add" and made_by == "Model":
        raise Wrong(Kind.RAISES, "Only a Sequential model has `add`; `Model(…)` is complete when it is made.")
    if name == "add":
        if len(call.args) != 1 or call.keywords:
            raise Wrong(Kind.RAISES, "`model.add` takes one layer at a time.")
        layers.append(_as_layer(call.args[0]))
    elif name == "build":
        yield from _judge_build(bind(call).get("input_shape"), width)
    if statement.targets:
        raise Wrong(Kind.MISLEADS, f"`model.{name}` changes the model and returns nothing: no name and = in front.")


def _judge_build(shape: Value, width: int) -> Judging[None]:
    """`model.build((None, columns))`: any number of newswires, so many columns."""
    if not isinstance(shape, Many) or len(shape.items) != 2 or shape.items[0] is not None:
        raise beyond(f"`model.build` gets the shape of the rows: (None, {width}).")
    yield from judge_shape(Many(shape.items[1:], False), width)


def _listed(call: Call) -> tuple[Value, ...]:
    layers = bind(call).get("layers") if len(call.args) < 2 else Many(call.args, False)
    if layers is None:
        return ()
    if not isinstance(layers, Many) or len(call.args) > 1:
        raise Wrong(Kind.RAISES, "`Sequential` takes one list of layers: put square brackets around them.")
    return layers.items


def _chained(call: Call) -> tuple[Value, ...]:
    """Input and the layers of `Model(inputs, outputs)`: names are replaced, so the outputs hold the whole way.

    Raises: Wrong, where the way does not end at the inputs, or uses one layer twice.
    """
    bound = bind(call)
    inputs, value = _alone(bound["inputs"]), _alone(bound["outputs"])
    way: list[Value] = []
    while isinstance(value, Applied):
        way.append(value.layer)
        value = value.to
    if value is not inputs or not isinstance(inputs, Call) or known_as(inputs.name) != "Input":
        raise Wrong(Kind.RAISES, BROKEN)
    if len(set(map(id, way))) < len(way):
        raise beyond("A layer that is applied twice is not read here: make one for each place.")
    return (inputs, *reversed(way))


def _alone(value: Value) -> Value:
    """The only item of a list of one; anything else as it is."""
    return value.items[0] if isinstance(value, Many) and len(value.items) == 1 else value


def _as_layer(value: Value) -> Call:
    if not isinstance(value, Call):
        raise Wrong(Kind.RAISES, "Only layers can stand in a network: Input(…), Dense(…), Dropout(…).")
    return value
