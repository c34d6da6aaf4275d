"""What a layer makes of the shape that goes in. A shape is that of a batch: (None, 10000).

Source: the output shapes of Keras 3's own layers, which a test compares.
"""

from math import prod
from typing import Any

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.objects import Made, Shape

SAME = frozenset(
    [
        "Activation",
        "Dropout",
        "ReLU",
        "LeakyReLU",
        "PReLU",
        "ELU",
        "Softmax",
        "BatchNormalization",
        "LayerNormalization",
        "GaussianNoise",
        "GaussianDropout",
        "AlphaDropout",
        "ActivityRegularization",
        "Masking",
        "UnitNormalization",
        "RMSNormalization",
        "GroupNormalization",
    ]
)
ORDERED = frozenset(
    [
        "SpatialDropout1D",
        "LSTM",
        "GRU",
        "SimpleRNN",
        "Conv1D",
        "SeparableConv1D",
        "MaxPooling1D",
        "AveragePooling1D",
        "GlobalMaxPooling1D",
        "GlobalAveragePooling1D",
        "GlobalMaxPool1D",
        "GlobalAvgPool1D",
        "MaxPool1D",
        "AvgPool1D",
        "Bidirectional",
    ]
)
RECURRENT = ("LSTM", "GRU", "SimpleRNN")


def shown(shape: Shape) -> str:
    """A shape as Keras prints it."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


def output(layer: Made, shape: Shape) -> Shape:
    """The shape that comes out of a layer.

    Raises: Stops where Keras would; Unread for a layer that is not worked out here.
    """
    name, bound = layer.last, layer.bound
    if name.endswith(("2D", "3D")) and len(shape) < (4 if "2D" in name else 5) and "Padding" not in name:
        sides = "four dimensions, pictures, rows, columns and colours" if "2D" in name else "five dimensions"
        raise Stops("ValueError", f"`{name}` expects {sides}, and gets {shown(shape)}: these are rows of numbers.")
    if name in ORDERED:
        _needs_three(name, shape)
    if name in SAME or name == "SpatialDropout1D":
        return shape
    if name == "Dense":
        if len(shape) < 2:
            raise Stops("ValueError", f"`Dense` needs rows of numbers, and gets the shape {shown(shape)}.")
        if shape[-1] is None:
            raise Stops(
                "ValueError", "`Dense` has to know how many numbers come in: the last side of the shape is open."
            )
        return (*shape[:-1], int(bound["units"]))
    if name == "Embedding":
        return (*shape, int(bound["output_dim"]))
    if name == "Flatten":
        inner = shape[1:]
        return (shape[0], None if None in inner else prod(side for side in inner if side is not None))
    if name in RECURRENT:
        return (
            (shape[0], shape[1], bound["units"])
            if bound.get("return_sequences") is True
            else (shape[0], bound["units"])
        )
    if name == "Bidirectional":
        inside = output(bound["layer"], shape)
        merge = bound.get("merge_mode", "concat")
        return (*inside[:-1], 2 * (inside[-1] or 0)) if merge == "concat" else inside
    if name.startswith("Global"):
        return (shape[0], shape[2])
    if name in ("Conv1D", "SeparableConv1D"):
        return (shape[0], _slid(bound, shape[1], bound["kernel_size"], 1, name), bound["filters"])
    if name in ("MaxPooling1D", "AveragePooling1D", "MaxPool1D", "AvgPool1D"):
        size = bound.get("pool_size", 2)
        return (shape[0], _slid(bound, shape[1], size, size, name), shape[2])
    if name == "Reshape":
        return _reshaped(bound.get("target_shape"), shape)
    if name == "RepeatVector" and len(shape) == 2:
        return (shape[0], bound["n"], shape[1])
    raise Unread(f"Keras has `{name}`; what it makes of the newswires is not worked out here.")


def _needs_three(name: str, shape: Shape) -> None:
    if len(shape) != 3:
        raise Stops(
            "ValueError",
            f"`{name}` reads words in their order: it expects three dimensions, newswires, words and numbers for each "
            f"word, and gets {shown(shape)}.",
        )


def _slid(bound: dict[str, Any], length: int | None, size: Any, usual: Any, name: str) -> int | None:
    """How many places a window has along the words."""
    size = size[0] if isinstance(size, tuple | list) and size else size
    step = bound.get("strides", usual)
    step = step[0] if isinstance(step, tuple | list) and step else step if step is not None else usual
    step = step[0] if isinstance(step, tuple | list) else step
    if not isinstance(size, int) or not isinstance(step, int) or size < 1 or step < 1:
        raise Stops("ValueError", f"The window of `{name}` and its steps are whole numbers, at least 1.")
    if length is None:
        return None
    if bound.get("padding") in ("same", "causal"):
        return -(-length // step)
    if length < size:
        raise Stops("ValueError", f"`{name}` slides a window of {size} over {length} words: it does not fit once.")
    return (length - size) // step + 1


def _reshaped(target: Any, shape: Shape) -> Shape:
    if not isinstance(target, tuple | list) or not all(isinstance(side, int) for side in target):
        raise Stops("TypeError", "`Reshape` takes a tuple of whole numbers.")
    inner = shape[1:]
    if None in inner or -1 in target:
        raise Unread("`Reshape` with an open side is not worked out here.")
    if prod(target) != prod(side for side in inner if side is not None):
        raise Stops("ValueError", f"`Reshape` cannot make {tuple(target)} of {shown(shape)}: not as many numbers.")
    return (shape[0], *target)


def spread(name: str, shapes: list[Shape]) -> Shape:
    """The shape of outputs that are reckoned with place by place: a side of 1 goes with any other.

    Raises: Stops, where they do not go together.
    """
    sides = list(zip(*shapes, strict=True))
    if any(len({side for side in each if side != 1}) > 1 for each in sides):
        raise Stops("ValueError", f"`{name}` needs outputs of one shape, not {', '.join(map(shown, shapes))}.")
    return tuple(next((side for side in each if side != 1), 1) for each in sides)


def merged(name: str, shapes: list[Shape], axis: Any) -> Shape:
    """The shape of several outputs put together by `concatenate`, `add` and the like."""
    if len({len(shape) for shape in shapes}) > 1:
        raise Stops("ValueError", f"Only outputs with equally many dimensions go together, not {shapes}.")
    if name.lower() != "concatenate":
        return spread(name, shapes)
    axis = -1 if axis is None else axis
    if axis not in (-1, len(shapes[0]) - 1):
        raise Unread("Outputs are put side by side along their last axis here.")
    if len({shape[:-1] for shape in shapes}) > 1:
        raise Stops("ValueError", f"Outputs of the shapes {', '.join(map(shown, shapes))} do not stand side by side.")
    return (*shapes[0][:-1], sum(shape[-1] or 0 for shape in shapes))
