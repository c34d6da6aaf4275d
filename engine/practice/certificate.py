"""A page to print or keep: what a learner designed, how good it is, and the script. No name, no date is asked for."""

from dataclasses import dataclass
from html import escape
from math import sqrt

from engine.practice.design import Design

STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 Georgia, serif; color: #1c2026; }
h1 { margin: 0 0 .2rem; font-size: 1.7rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
.sheet { padding: 1.6rem 2rem; border: 2px solid #1769b5; border-radius: 12px; }
.figure { font-size: 2.4rem; font-weight: bold; color: #1769b5; }
.bar { display: flex; align-items: center; gap: .6rem; margin: .3rem 0; } .bar span { flex: 0 0 15rem; }
.bar i { display: block; height: 1rem; background: #98a2b0; border-radius: 3px; } .bar.own i { background: #1769b5; }
pre { padding: .8rem; background: #f3f2ee; font: 12px/1.45 ui-monospace, monospace; white-space: pre-wrap; }
@media print { body { margin: 0; } .sheet { border-width: 1px; } }
"""


@dataclass(frozen=True, slots=True)
class Result:
    """A figure on the test newswires: whose, and the share classified correctly."""

    name: str
    accuracy: float
    own: bool = False


def interval(share: float, n: int) -> float:
    """Half the width of the 95% interval of a share of n: 1.96 · √(p(1 − p)/n)."""
    return 1.96 * sqrt(share * (1 - share) / n)


def verdict(own: Result, rival: Result, n: int) -> str:
    """A network against its best simple rival, in a sentence."""
    gap, chance = own.accuracy - rival.accuracy, interval(own.accuracy, n)
    sides = f"{own.accuracy:.1%} of the test newswires are classified correctly, {rival.accuracy:.1%} by {rival.name}"
    if gap > chance:
        return f"{sides}: the network was worth its training."
    if gap < -chance:
        return f"{sides}: counting words alone does better than this network."
    return f"{sides}. Either figure is uncertain by about {100 * chance:.1f} points, so they are not told apart."


def layers_line(design: Design) -> str:
    """The design on one line."""
    parts = [
        f"{layer.units} units" if layer.is_dense else layer.kind or f"dropout {layer.rate:g}" for layer in design.layers
    ]
    rows = design.vectors
    return f"{rows.encoding}, {rows.width:,} columns; {', '.join(parts)}; {design.compiled.optimizer}"


def page(design: Design, results: list[Result], macro_f1: float, validated: float | None, n: int, script: str) -> str:
    """The summary as an HTML page of its own. results: the learner's own among them."""
    own = next(result for result in results if result.own)
    rival = max((result for result in results if not result.own), key=lambda each: each.accuracy, default=own)
    bars = "".join(
        f'<div class="bar{" own" if each.own else ""}"><span>{escape(each.name)}</span>'
        f'<i style="width:{22 * each.accuracy:.2f}rem"></i>{each.accuracy:.1%}</div>'
        for each in sorted(results, key=lambda each: each.accuracy)
    )
    chosen = f"<p>Chosen by its validation accuracy, {validated:.1%}; tested once.</p>" if validated is not None else ""
    said = escape(verdict(own, rival, n)) if rival is not own else ""
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>A classifier of newswires</title>'
        f'<style>{STYLE}</style><div class="sheet"><h1>A classifier of newswires</h1>'
        f"<p>Designed, trained and tested step by step in Glassnet.</p>"
        f'<p class="figure">{own.accuracy:.1%}</p><p>{said}</p>{chosen}'
        f"<h2>Beside its rivals</h2>{bars}<p>Macro F1: {macro_f1:.3f}</p>"
        f"<h2>The design</h2><p>{escape(layers_line(design))}</p></div>"
        f"<h2>The script</h2><pre>{escape(script)}</pre></html>\n"
    )
