"""Judges one layer of the network by itself: Input, Dense, Dropout, Activation."""

from typing import cast

from engine.practice.design import TOPICS, Layer
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, misleads, raises
from engine.practice.names import unknown
from engine.practice.signatures import HOMES, OTHERS, bind, home, known_as
from engine.practice.values import Call, Many, Name, Value, quoted

ACTIVATIONS = HOMES["keras.activations"]
INITIALIZERS = {
    "GlorotUniform": "glorot_uniform",
    "GlorotNormal": "glorot_normal",
    "HeUniform": "he_uniform",
    "HeNormal": "he_normal",
    "LecunUniform": "lecun_uniform",
    "LecunNormal": "lecun_normal",
    "RandomUniform": "random_uniform",
    "RandomNormal": "random_normal",
    "Zeros": "zeros",
    "Ones": "ones",
}
SHORT = {"normal": "random_normal", "uniform": "random_uniform", "zero": "zeros", "one": "ones"}
AS_LAYER = {"ReLU": "relu", "Softmax": "softmax"}
MOST_UNITS = 2048


def layer(call: Call, place: int, width: int) -> Judging[Layer | str | None]:
    """One layer for rows of so many columns: a Layer, an activation for the layer before, or None for Input."""
    name = known_as(call.name)
    if name in ("Input", "InputLayer"):
        if place:
            raise Wrong(Kind.RAISES, "`Input` describes what goes in, so it comes first.")
        bound = bind(call)
        if "input_shape" in bound:
            yield advice("`input_shape` still works here, with a warning: Keras 3 calls it `shape`.")
        yield from judge_shape(bound.get("shape", bound.get("input_shape")), width)
        return None
    if name == "Dropout":
        return (yield from _dropout(call))
    if name == "Activation":
        return _activation(bind(call)["activation"])
    if name in AS_LAYER:
        bind(call)
        return AS_LAYER[name]
    if name != "Dense":
        raise unknown(call.name)
    return (yield from _dense(call, place, width))


def judge_shape(shape: Value, width: int) -> Judging[None]:
    if isinstance(shape, Name):
        raise _unreckoned(shape)
    if isinstance(shape, int):
        yield raises(
            f"A shape is a tuple: ({shape},) with a comma. ({shape}) is just a number, and Keras cannot "
            "turn it into a shape."
        )
    elif not isinstance(shape, Many) or len(shape.items) != 1:
        yield raises(
            f"One newswire is one row of {width:,} numbers, so its shape is ({width},): the number of "
            "newswires is not part of it."
        )
    elif isinstance(shape.items[0], Name):
        raise _unreckoned(shape.items[0])
    elif not isinstance(shape.items[0], int):
        yield raises(f"One newswire is one row of {width:,} numbers, so its shape is ({width},).")
    elif shape.items[0] != width:
        given = shape.items[0]
        mixed = " 46 is the number of topics, which come out at the other end." if given == TOPICS else ""
        yield raises(
            f"Your rows have {width:,} columns and this network expects {given:,}: Keras stops at the first "
            f"batch and says so.{mixed}"
        )


def _dense(call: Call, place: int, width: int) -> Judging[Layer]:
    bound = bind(call)
    units = bound["units"]
    if isinstance(units, Name):
        raise _unreckoned(units)
    if isinstance(units, bool) or not isinstance(units, int) or units < 1:
        raise Wrong(Kind.RAISES, f"`Dense({_shown(units)})`: the number of units is a whole number, at least 1.")
    if units > MOST_UNITS:
        raise beyond(f"Here a layer has at most {MOST_UNITS:,} units.")
    if word := next((word for word in ("input_shape", "input_dim") if word in bound), ""):
        yield advice(
            f"`{word}` still works, with a warning: Keras 3 prefers `Input` as the first layer."
            if not place
            else f"Keras takes `{word}` only from the first layer and warns of it here: leave it out."
        )
        if not place:
            shape = Many((bound[word],), False) if word == "input_dim" else bound[word]
            yield from judge_shape(shape, width)
    activation = _activation(bound.get("activation"))
    initializer, seed = _initializer(bound.get("kernel_initializer", "glorot_uniform"))
    return Layer(units, None if activation == "linear" else activation, initializer, seed=seed)


def _activation(value: Value) -> str | None:
    """Its name in Keras."""
    if value is None or value in ACTIVATIONS:
        return str(value) if value else None
    if isinstance(value, Name) and home(value) == "keras.activations":
        return value.last
    if isinstance(value, Call) and known_as(value.name) in AS_LAYER:
        bind(value)
        return AS_LAYER[known_as(value.name)]
    if value in OTHERS["keras.activations"] or isinstance(value, Name | Call):
        raise beyond(
            f'`{_shown(value)}` is not used here. Common activations are named in quotation marks: "relu", '
            '"tanh", "sigmoid" or "softmax".'
        )
    raise Wrong(
        Kind.RAISES,
        f'Keras knows no activation `{_shown(value)}`. Common names are "relu", "tanh", "sigmoid" and "softmax".',
    )


def _initializer(value: Value) -> tuple[str, int | None]:
    """Its name in Keras, and its seed where it has one."""
    if isinstance(value, str):
        name = SHORT.get(value, INITIALIZERS.get(value, value))
        if name in INITIALIZERS.values():
            return name, None
        if value not in OTHERS["keras.initializers"]:
            raise Wrong(
                Kind.RAISES,
                f'Keras knows no initialisation {quoted(value)}. Common names are "glorot_uniform" and "he_normal".',
            )
    if isinstance(value, Call) and known_as(value.name) in INITIALIZERS:
        name = known_as(value.name)
        kinds = {"RandomNormal": "spread", "RandomUniform": "range", "Zeros": "Zeros", "Ones": "Ones"}
        seed = bind(value, kinds.get(name, "initializer")).get("seed") if name not in ("Zeros", "Ones") else None
        if seed is None or _is_seed(seed):
            return INITIALIZERS[name], cast(int | None, seed)
    raise beyond(
        f"Here an initialisation is one of {', '.join(INITIALIZERS.values())}, as a name or as a call such as "
        "HeNormal(seed=1)."
    )


def _is_seed(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31


def _dropout(call: Call) -> Judging[Layer]:
    bound = bind(call)
    rate, seed = bound["rate"], bound.get("seed")
    if not isinstance(rate, int | float) or not 0 <= rate <= 1:
        raise Wrong(
            Kind.RAISES, f"`Dropout({_shown(rate)})`: the rate is a share between 0 and 1, such as 0.5 for half."
        )
    if rate == 1:
        yield misleads(
            "`Dropout(1)` switches off every unit: nothing gets through in training, so nothing is learned below it."
        )
    elif rate > 0.8:
        yield advice(
            f"A rate of {rate:g} keeps only {1 - rate:.0%} of the units in each step; learning gets slow and noisy."
        )
    elif rate == 0:
        yield advice("A rate of 0 drops nothing.")
    if seed is not None and not _is_seed(seed):
        raise beyond("A seed is a whole number here.")
    return Layer(rate=float(rate), seed=cast(int | None, seed))


def _unreckoned(name: Name) -> Wrong:
    return beyond(f"What `{name.path}` comes to is not worked out here. Write the number.")


def _shown(value: Value) -> str:
    """A value as it is typed, for between code marks."""
    if isinstance(value, str):
        return quoted(value).strip("`")
    return value.path if isinstance(value, Name) else repr(value) if isinstance(value, int | float | None) else "…"
