"""The statements of a whole script as pieces, and where those belong that only help others."""

import ast
import re
from dataclasses import dataclass, field

from engine.practice.steps import ORDER

CHANCE = re.compile(r"\b(?:random\.\w+|rng\.\w+|shuffle|permutation|set_random_seed)\(")
CHANGES = {
    *("fit", "compile", "add", "build", "set_weights", "load_weights"),
    *("append", "extend", "update", "pop"),
} | {*("sort", "reverse", "insert", "remove", "clear", "setdefault", "fill")}


@dataclass(slots=True)
class Piece:
    """A statement of the script: its text, the step it belongs to ("" where that is told by what follows)."""

    text: str
    step: str
    node: ast.stmt
    written: set[str] = field(init=False)
    used: set[str] = field(init=False)

    def __post_init__(self) -> None:
        """The names that it writes, or fills, and those that it reads; chance counts as a name that it changes."""
        self.written, self.used = _written(self.node) | filled_in(self.node) | _changed(self.node), used_in(self.node)
        if CHANCE.search(self.text) and not isinstance(self.node, ast.FunctionDef | ast.ClassDef):
            self.written.add("<chance>")

    @property
    def trains(self) -> bool:
        """Whether a network is trained or measured in it."""
        return any(f".{name}(" in self.text for name in ("fit", "evaluate", "predict", "train_on_batch"))


def segment(lines: list[bytes], node: ast.stmt) -> str:
    """The text of a statement. lines: of the source, in bytes, as Python counts columns."""
    assert node.end_lineno is not None
    held = lines[node.lineno - 1 : node.end_lineno]
    held[-1] = held[-1][: node.end_col_offset]
    held[0] = held[0][node.col_offset :]
    return b"\n".join(held).decode()


def filled_in(node: ast.stmt) -> set[str]:
    """The names whose rows a statement sets: `x[i, article] = 1`, `np.add.at(x[i], article, 1)`."""
    nodes = list(ast.walk(node))
    places = [each.value for each in nodes if isinstance(each, ast.Subscript) and isinstance(each.ctx, ast.Store)]
    for each in nodes:
        match each:
            case ast.Call(func=ast.Attribute(attr="at" | "put_along_axis"), args=[first, *_]):
                places.append(first)
    return {each.id for place in places for each in ast.walk(place) if isinstance(each, ast.Name)}


def _changed(node: ast.stmt) -> set[str]:
    """The names of what is changed: by a method, `words[0].sort()`, or after a dot, `layer.trainable = False`."""
    called = node.value if isinstance(node, ast.Expr | ast.Assign) else None
    match called:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)), attr=method)
        ) if method in CHANGES:
            return {name}
        case ast.Call(func=ast.Attribute(attr="shuffle") | ast.Name("shuffle"), args=[ast.Name(id=name), *_]):
            return {name}  # in place
    held = [
        each.value for each in ast.walk(node) if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store)
    ]
    if held and isinstance(node, ast.For):  # of each layer of a model, say
        held.append(node.iter)
    return {each.id for one in held for each in ast.walk(one) if isinstance(each, ast.Name)}


def settle(pieces: list[Piece]) -> None:
    """Gives every statement a step: what only helps goes with the first that uses it, what shows with what it shows."""
    last = ""
    for piece in pieces:  # after training has begun nothing goes back
        if piece.step and last and ORDER.index(piece.step) < ORDER.index(last):
            piece.step = last
        last = piece.step if piece.step and piece.trains else last
    shown = [place for place, piece in enumerate(pieces) if not piece.step and isinstance(piece.node, ast.Expr)]
    for place in range(len(pieces) - 1, -1, -1):
        if not pieces[place].step and place not in shown:
            pieces[place].step = _step_of_help(pieces, place)
    for place in shown:
        made = [other.step for other in pieces[:place] if other.written & pieces[place].used]
        made = [step for step in made if step]
        pieces[place].step = max(made, key=ORDER.index) if made else _step_of_help(pieces, place)
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        bound = [other.step for other in pieces[place + 1 :] if _before(piece, other)]
        piece.step = min([piece.step, *bound], key=ORDER.index) if not piece.trains else piece.step


def _step_of_help(pieces: list[Piece], place: int) -> str:
    """The first step that uses what a statement gives, or else the next one."""
    after = [other for other in pieces[place + 1 :] if other.step]
    users = [other.step for other in after if pieces[place].written & other.used]
    return min(users, key=ORDER.index) if users else ([other.step for other in after] or ["evaluate"])[0]


def _before(piece: Piece, other: Piece) -> bool:
    """Whether a statement has to stay before another: one writes what the other reads or writes."""
    return bool(piece.written & (other.used | other.written) or piece.used & other.written)


def _written(node: ast.stmt) -> set[str]:
    found = {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and not isinstance(each.ctx, ast.Load)}
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        found = {node.name}
    if isinstance(node, ast.Import | ast.ImportFrom):
        found = {(name.asname or name.name).partition(".")[0] for name in node.names}
    return found


def used_in(node: ast.stmt) -> set[str]:
    """The names that a statement reads."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
