"""What a learner calls the four arrays that `load_data` gives, told from the names that the answers begin with."""

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine.practice.interpreter.carry_out import LOADED
from engine.practice.reading import NotUnderstood, read
from engine.practice.steps import ORDER

LABELS = re.compile(r"label|target|topic|class|^y|_y(_|$)|categor|answer")
DATA = re.compile(r"data|^x|_x(_|$)|input|seq|wire|article|text|sample|feature|doc|news|^train$|^test$|image|review")


def loaded_names(answers: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """(training newswires, their labels, test newswires, their labels): the learner's names, Keras' usual ones else."""
    given = str(answers.get("load", {}).get("names") or "").split()
    if len(given) == len(LOADED) == len(set(given)) and all(name.isidentifier() for name in given):
        return tuple(given)
    found: dict[str, str] = {}
    for name in _first_used(answers):
        if name in LOADED:
            found.setdefault(name, name)
        elif place := slot(name):
            found.setdefault(place, name)
    return tuple(found.get(name, name) for name in LOADED)


def slot(name: str) -> str:
    """Which of the four a name is for; "" if it is for none."""
    small = name.lower()
    part = "test" if "test" in small else "train" if "train" in small else ""
    if not part:
        return ""
    rest = small.replace(part, "").strip("_") or part
    kind = (
        "y" if LABELS.search(rest) or LABELS.search(small) else "x" if DATA.search(rest) or DATA.search(small) else ""
    )
    return f"{kind}_{part}" if kind else ""


def _first_used(answers: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The names that are used before anything is written under them, in order."""
    written: set[str] = set()
    for step in ORDER:  # whatever order the answers come in
        code = str(answers.get(step, {}).get("code") or "")
        if step == "load" or not code.strip():
            continue
        try:
            statements = read(code)
        except NotUnderstood:
            continue
        for statement in statements:
            if isinstance(statement, ast.FunctionDef):
                written.add(statement.name)
                continue
            names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
            inner = {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)}
            yield from (
                node.id
                for node in names
                if isinstance(node.ctx, ast.Load) and node.id not in written and node.id not in inner
            )
            written |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
