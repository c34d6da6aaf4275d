"""The ways in which carrying a learner's statement out can end early."""


class Stops(Exception):
    """The statement would end with an error in Python or Keras.

    kind: the error's name there. text: what happens, a sentence or two. line: of the learner's text, 0 if unknown.
    """

    def __init__(self, kind: str, text: str, line: int = 0) -> None:
        super().__init__(text)
        self.kind, self.text, self.line = kind, text, line


class Unread(Exception):
    """The statement may well run, but is outside what is carried out here."""

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(text)
        self.text, self.line = text, line


def quoted(text: object, most: int = 40) -> str:
    """A learner's own text, or a value, as it is typed, in code marks and cut short: none of it is read as Markdown."""
    shown = repr(text) if isinstance(text, str | int | float | bool | None) else "…"
    if isinstance(text, list | tuple) and len(text) < 5 and all(type(each) in (int, float, str) for each in text):
        shown = repr(type(text)(text)) if type(text) in (list, tuple) else repr(list(text))
    short = shown if len(shown) <= most + 2 else shown[:most] + "…'"
    return f"`{short.replace('`', '?')}`"


def said(problem: BaseException) -> str:
    """What a library says of an error, on one line, none of it read as Markdown."""
    return f"`{' '.join(str(problem).split())[:120].replace('`', '?')}`"
