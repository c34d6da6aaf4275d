"""The chain rule: its product as it is shown, and what the steps of the backward pass have in common."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.one_pass.captions import words
from engine.one_pass.rule import Rule
from engine.one_pass.settings import Settings
from engine.one_pass.step import Quantity, Step, equation
from engine.one_pass.variables import Layer, latex, layers, marker


def chain(settings: Settings, target: str, now: str) -> str:
    """A parameter's gradient as a chain-rule product down from the loss, with the factor `now` marked.

    target: a weight or bias, for instance Wh. The order of the factors is that of the code.
    """
    part = marker(now)
    stack = layers(settings)
    signal = part(f"dloss_d{stack[-1].h}", latex(f"dloss_d{stack[-1].h}"))
    for above, layer in zip(reversed(stack), [*reversed(stack[:-1]), None], strict=False):
        if target in (above.W, above.b):
            factor = f"d{above.h}_d{target}"
            front = latex(factor) if target == above.W else r"\mathbf{1}^{\mathsf{T}}"
            product = part(f"dloss_d{target}", rf"{part(factor, front)} \cdot {signal}")
            return f"{latex(f'dloss_d{target}')} = {product}"
        assert layer is not None
        back = f"d{above.h}_d{layer.a}"
        inner = part(f"dloss_d{layer.a}", rf"{signal} \cdot {part(back, latex(back))}")
        gate = f"d{layer.a}_d{layer.h}"
        signal = part(f"dloss_d{layer.h}", rf"\left[ {part(gate, latex(gate))} \odot \left( {inner} \right) \right]")
    raise ValueError(f"{target} is no weight or bias of this network")


def step_back(
    settings: Settings,
    layer: Layer,
    key: str,
    made: Quantity | None,
    code: str,
    formula: str,
    shown: tuple[str, ...],
    rule: Rule,
    id: str = "",
    target: str = "",
    mark: str = "",
    part: str = "in",
    facts: Mapping[str, object] = MappingProxyType({}),
    fails: bool = False,
    shown_only: bool = False,
    detour: str = "",
) -> Step:
    """One step back at a layer. target: the parameter whose chain-rule product is the context, the layer's weights if
    none is named; mark: its factor, the quantity made if none is named."""
    return Step(
        id or (made.id if made else ""),
        "backward",
        words("backward", key, settings, layer, **facts),
        code,
        made,
        formula,
        chain(settings, target or layer.W, mark or (made.name if made else "")),
        equation(*shown),
        rule,
        fails=fails,
        network={"layer": layer.number, "part": part},
        shown_only=shown_only,
        detour=detour,
    )
