"""A run to take away as code: a script and a notebook that run it again."""

from collections.abc import Iterator

from engine.export import notebook as notebooks
from engine.network.settings import RunSettings
from engine.region.script import recipe

TITLE = "A small neural network in NumPy, trained from scratch: one run of Glassnet, to run again and to change."


def script(settings: RunSettings) -> str:
    """A Python file that needs NumPy alone and runs the settings again.

    The user's own points it reads from points.csv in the folder where it is run.
    Raises: ValueError if the user's file cannot be used.
    """
    pieces = [f"# {words}\n{code}\n" for words, code in recipe(settings)]
    return "\n\n".join([f'"""{TITLE}"""\n', *pieces])


def notebook(settings: RunSettings) -> str:
    """The same as a Jupyter notebook, one cell per piece, each with a line of words before it."""
    return notebooks.notebook(_cells(settings))


def _cells(settings: RunSettings) -> Iterator[notebooks.Cell]:
    yield "markdown", f"# Glassnet\n\n{TITLE}"
    for words, code in recipe(settings):
        yield "markdown", words
        yield "code", code
