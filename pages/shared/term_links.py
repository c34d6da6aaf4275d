"""Words of the field in a text become links to their entry in the glossary, with the entry's own text on pointing."""

import re
from functools import cache

import streamlit as st

from engine.glossary import Entry, entries

# What stays as it is: code, formulas, links, names of views and experiments in italics, icons and coloured text.
KEPT = re.compile(
    r"```.*?```|`[^`]*`|\$[^$]*\$|!?\[[^\]]*\]\([^)]*\)|(?<!\*)\*[A-Z][^*]*\*(?!\*)|:material/\w+:", re.DOTALL
)


def prose(text: str) -> None:
    """Draws a Markdown text, each word of the glossary linked to its entry once."""
    st.markdown(linked(text))


def small_prose(text: str) -> None:
    """The same, in small type: what stands under a picture or a table."""
    st.caption(linked(text))


def linked(text: str) -> str:
    """The text, with the first mention of each entry of the glossary as a Markdown link to it."""
    done: set[str] = set()
    parts, end = [], 0
    for kept in KEPT.finditer(text):
        parts += [_linked(text[end : kept.start()], done), kept.group()]
        end = kept.end()
    return "".join([*parts, _linked(text[end:], done)])


def _linked(text: str, done: set[str]) -> str:
    pattern, entry_of = _words()

    def link(match: re.Match[str]) -> str:
        entry = entry_of[match["begins"].lower()]
        if entry.key in done:
            return match.group()
        done.add(entry.key)
        return f'[{match.group()}](glossary?term={entry.key} "{entry.text.replace(chr(34), chr(39))}")'

    return pattern.sub(link, text)


@cache
def _words() -> tuple[re.Pattern[str], dict[str, Entry]]:
    """A pattern of all beginnings of words, the longest first, and the entry of each: the earliest of the lesson."""
    entry_of: dict[str, Entry] = {}
    for entry in entries().values():
        for word in entry.words:
            if word[0].isalpha() and not word.endswith(" "):
                entry_of.setdefault(word, entry)
    begins = "|".join(map(re.escape, sorted(entry_of, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?P<begins>{begins})\w*", re.IGNORECASE), entry_of
