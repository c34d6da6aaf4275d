"""Take the pass away: a script and a notebook that print its numbers, and all of its matrices."""

import textwrap
from collections.abc import Iterator

from engine.export.arrays import npz
from engine.export.notebook import Cell
from engine.export.notebook import notebook as ipynb
from engine.one_pass.settings import Settings
from engine.one_pass.trace import Done, Trace
from engine.one_pass.variables import count

PHASES = {
    "unit": "One unit by itself",
    "data": "The data",
    "forward": "The forward pass",
    "loss": "The loss",
    "backward": "The backward pass",
    "update": "The update",
    "again": "The forward pass again",
}
START = '''import numpy as np

np.set_printoptions(precision=8, linewidth=120)


def show(name, value):
    """Print a quantity with its name and its shape."""
    print(name, np.shape(value))
    print(value)
    print()
'''


def script(passed: Trace) -> str:
    """The pass as a Python file that runs on NumPy alone and prints every quantity; the lines are those of the pass.

    A line that fails stands in a try, so that its error is printed and the rest still runs.
    """
    blocks = [f'"""{_headline(passed.settings)}"""\n', START]
    for phase, steps in _phases(passed):
        blocks.append(f"\n# {PHASES[phase]}\n")
        blocks += [f"{_comment(done)}\n{_code(done)}\n" for done in steps]
    return "\n".join(blocks)


def notebook(passed: Trace) -> str:
    """The same as a Jupyter notebook: a cell a step, with its formula and what it does."""
    return ipynb(_cells(passed))


def _cells(passed: Trace) -> Iterator[Cell]:
    yield "markdown", f"# {_headline(passed.settings)}"
    yield "code", START
    for phase, steps in _phases(passed):
        yield "markdown", f"## {PHASES[phase]}"
        for done in steps:
            words = done.step.words
            text = " ".join(part for part in (words.lead, words.more, words.why) if part)
            yield "markdown", f"### {words.title}\n\n{text}\n\n$${done.step.formula}$$"
            yield "code", _code(done)


def arrays(passed: Trace) -> bytes:
    """All quantities as a compressed .npz file; the updated ones and those after it are named new_..."""
    return npz(passed.values)


def _headline(settings: Settings) -> str:
    sizes = " → ".join(map(str, settings.sizes))
    return f"One forward and one backward pass through a network of {sizes} units, {count(settings.samples, 'sample')}"


def _phases(passed: Trace) -> Iterator[tuple[str, list[Done]]]:
    for phase in PHASES:
        if steps := [done for done in passed.done if done.step.phase == phase]:
            yield phase, steps


def _comment(done: Done) -> str:
    title = done.step.words.title
    text = f"{title}{'' if title.endswith('?') else '.'} {done.step.words.lead}"
    return textwrap.fill(text, 100, initial_indent="# ", subsequent_indent="# ")


def _code(done: Done) -> str:
    step, problem = done.step, done.problem
    if problem and not problem.type.endswith("Warning"):
        code = textwrap.indent(step.code, "    ")
        return f"try:\n{code}\nexcept {problem.type} as error:\n    print({problem.type!r}, error)\n    print()"
    return "\n".join([step.code, *(f'show("{made.name}", {made.name})' for made, _ in step.makes)])
