"""A page to print or keep: what a learner designed, how good it is, and the script. No name, no date is asked for."""

from dataclasses import dataclass
from html import escape

from engine.classifier.paired import Paired
from engine.practice.design import Design

STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 Georgia, serif; color: #1c2026; }
h1 { margin: 0 0 .2rem; font-size: 1.7rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
.sheet { padding: 1.6rem 2rem; border: 2px solid #1769b5; border-radius: 12px; }
.figure { margin: .6rem 0; font-size: 2.6rem; line-height: 1.1; font-weight: bold; color: #1769b5; }
.bar { display: grid; grid-template-columns: minmax(6rem, 13rem) 1fr 3.6rem; align-items: center; gap: .8rem; }
.bar { margin: .35rem 0; text-align: right; } .bar span { text-align: left; } .bar.own { font-weight: bold; }
.bar u { background: #eceae4; border-radius: 3px; } .bar u, .bar i { display: block; height: 1rem; }
.bar i { background: #98a2b0; border-radius: 3px; } .bar.own i { background: #1769b5; }
.bar i, .bar u { -webkit-print-color-adjust: exact; print-color-adjust: exact; } /* or the bars stay off the paper */
pre { padding: .8rem; background: #f3f2ee; font: 12px/1.45 ui-monospace, monospace; white-space: pre-wrap; }
@media print { body { margin: 0; } .sheet { border-width: 1px; break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Result:
    """A figure on the test newswires: whose, and the share classified correctly."""

    name: str
    accuracy: float
    own: bool = False


def verdict(own: Result, rival: Result, found: Paired | None) -> str:
    """A network against a simple rival, in a sentence or two.

    found: the two on the same test newswires, the rival first; None where the network's answers are not known any more.
    """
    sides = f"{own.accuracy:.1%} of the test newswires are classified correctly, {rival.accuracy:.1%} by {rival.name}"
    if found is None:
        return f"{sides}. Train it again to see whether the two differ by more than chance."
    told = f"{sides}. {found.sentence(rival.name, 'the network')}"
    if not found.differ:
        return told
    return f"{told} {'The network was worth its training.' if found.difference > 0 else 'The simpler way wins here.'}"


def layers_line(design: Design) -> str:
    """The design on one line."""
    parts = [
        f"{layer.units} units" if layer.is_dense else layer.kind or f"dropout {layer.rate:g}" for layer in design.layers
    ]
    rows = design.vectors
    return f"{rows.encoding}, {rows.width:,} columns; {', '.join(parts)}; {design.compiled.optimizer}"


def page(
    design: Design, results: list[Result], macro_f1: float, validated: float | None, said: str, script: str
) -> str:
    """The summary as an HTML page of its own. results: the learner's own among them. said: its verdict, or nothing."""
    own = next(result for result in results if result.own)
    bars = "".join(
        f'<div class="bar{" own" if each.own else ""}"><span>{escape(each.name)}</span>'
        f'<u><i style="width:{each.accuracy:.1%}"></i></u>{each.accuracy:.1%}</div>'
        for each in sorted(results, key=lambda each: each.accuracy)
    )
    chosen = f"<p>Chosen by its validation accuracy, {validated:.1%}; tested once.</p>" if validated is not None else ""
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>A classifier of newswires</title>'
        f'<style>{STYLE}</style><div class="sheet"><h1>A classifier of newswires</h1>'
        f"<p>Designed, trained and tested step by step in Glassnet.</p>"
        f'<p class="figure">{own.accuracy:.1%}</p><p>{escape(said)}</p>{chosen}'
        f"<h2>Beside its rivals</h2>{bars}<p>Macro F1: {macro_f1:.3f}</p>"
        f"<h2>The design</h2><p>{escape(layers_line(design))}</p></div>"
        f"<h2>The script</h2><pre>{escape(script)}</pre></html>\n"
    )
