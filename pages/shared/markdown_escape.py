"""Text that a user typed or a file holds, shown as it is."""

import re


def plain(text: object) -> str:
    """The text with everything escaped that Markdown would read as its own."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", str(text))
