"""The English of everything that the acts, Home, the glossary and the lessons say: habits that a machine can find.

Texts are taken from where they stand: all strings of the TOML files, and the sentences among the strings of the code.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
TOML = ("engine/one_pass/captions", "engine/glossary", "engine/lessons/shipped", "engine/newsgroups")
ENGINE = ("one_pass", "network", "region", "newsgroups", "practice", "classifier")
PAGES = ("one_pass", "region", "newsgroups", "practice", "glossary", "lessons", "shared")
PYTHON = (*(f"engine/{name}" for name in ENGINE), *(f"pages/{name}" for name in PAGES))
SCRIPTS = ("one_pass", "region", "newsgroups", "practice", "shared", "frame", "home", "lessons", "glossary", "rooms")
HABITS = {
    "classified correctly": r"\bput right\b|\bwere called\b",
    "per": (
        r"\b(?:[Oo]ne|a|each) (?!is\b|adds\b)\w+(?: number)? a "
        r"(?:sample|unit|class|layer|line|row|column|post|label|topic|newswire)\b"
    ),
    "per, after a number": r"\d (?:(?!is\b)\w+s )?a (?:sample|unit|class|row|column|post|newswire|step|second)\b",
    "subtract": r"\btak(?:e|en|ing) off\b|\btake \w+ off\b",
    "multiplied by": r"\bmultiplied with\b|\bmultiply with\b",
    "memorise": r"\bby heart\b",
    "found in many tutorials": r"\bcirculat",
    "class's": r"\bclass'(?=\s)",
    "learned": r"\blearnt\b",
    "British spelling": (
        r"\b(?:color(?!:)|(?<!:)gray|center|behavior|neighbor|favor|analyze"
        r"|\w+(?:aliz|imiz|ariz|oniz|iviz)(?:e|es|ed|ing|ation))\b"
    ),
    "one full stop": r"[.?!]\.(?!\.)(?=\s|$)",
    "a true minus sign": r"(?<=[a-z] )-\d",
}


def strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for each in content.values() if isinstance(content, dict) else content:
            yield from strings(each)


def told_by_python(source: str) -> Iterator[str]:
    """The strings of a module that are no docstrings; 9 stands for what an f-string fills in."""
    tree = ast.parse(source)
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            aside |= {id(part) for part in node.values}
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "9" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node.value


def told_by_scripts(source: str) -> Iterator[str]:
    """The strings of a module of the browser, as far as lines tell them apart from remarks."""
    code = re.sub(r"(?m)^\s*//.*$", "", re.sub(r"/\*.*?\*/", "", source, flags=re.S))
    yield from (
        text for pair in re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', code) for text in pair if text
    )


def texts(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        yield from strings(tomllib.loads(source))
    else:
        yield from told_by_python(source) if path.suffix == ".py" else told_by_scripts(source)


def is_prose(text: str) -> bool:
    """Whether a string is said to people: words with blanks between them, no style, no address, no code."""
    return " " in text.strip() and not re.search(r"[{};]\s*$|prefers-|px\b|var\(--|=>|\bdef |Object\.|```", text)


FILES = sorted(
    {
        *(path for folder in TOML for path in (ROOT / folder).glob("*.toml")),
        *(path for folder in PYTHON for path in (ROOT / folder).glob("*.py")),
        *(path for folder in SCRIPTS for path in (ROOT / "assets" / folder).rglob("*.js")),
        ROOT / "pages/home.py",
    }
)


@pytest.mark.parametrize("better", HABITS)
def test_a_habit_that_misleads_is_gone(better: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {text}"
        for path in FILES
        for text in texts(path)
        if is_prose(text) and re.search(HABITS[better], text)
    ]
    assert found == []


def test_the_texts_are_found() -> None:
    found = [text for path in FILES for text in texts(path) if text.count(" ") > 4]
    assert len(found) > 900
    assert any("A neural network is made of units" in text for text in found)
    assert any("Cross-entropy says what they cost" in text for text in found)
    assert any("Which lines are to blame" in text for text in found)
