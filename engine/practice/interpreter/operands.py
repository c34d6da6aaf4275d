"""Operators on numbers, texts, lists and arrays; arrays of sampled rows are matched by their places."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread, said
from engine.practice.interpreter.objects import Opaque
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

PLAIN = (int, float, bool, str, list, tuple, set, dict, range, np.ndarray, np.generic, type(None))


def elementwise(work: Callable[[Any, Any], Any], left: Any, right: Any, m: "Machine") -> Any:
    """An operator's outcome, row by row where rows are sampled.

    Raises: Stops with the shapes, where they do not fit; Unread for values that are not worked out here.
    """
    if isinstance(left, Opaque) or isinstance(right, Opaque):
        return left if isinstance(left, Opaque) else right
    if isinstance(left, Sampled) or isinstance(right, Sampled):
        return _by_rows(work, left, right, m)
    if not isinstance(left, PLAIN) or not isinstance(right, PLAIN):
        raise Unread(f"Working with {kind_of(left if not isinstance(left, PLAIN) else right)} is not read here.")
    m.budget.hold([left, right], joined=True)
    if isinstance(left, np.ndarray) or isinstance(right, np.ndarray):
        m.budget.room(_together(left, right))
    if isinstance(left, str | tuple | list) and isinstance(right, str | tuple | list):
        m.budget.text(len(left) + len(right))
    found = guarded(work, left, right)
    if isinstance(found, list) and not isinstance(found, Items):
        m.budget.text(len(found))
        made = Items(found)
        if isinstance(left, Items) and isinstance(right, Items) and left.at is not None and right.at is not None:
            made.at, made.total = np.append(left.at, right.at + left.total), left.total + right.total
        return made
    return found


def _by_rows(work: Callable[[Any, Any], Any], left: Any, right: Any, m: "Machine") -> Sampled:
    pattern = left if isinstance(left, Sampled) else right
    others = [side.rows if isinstance(side, Sampled) else side for side in (left, right)]
    if pattern.sparse:
        raise Unread("Arithmetic on a sparse array is not carried out here.")
    if isinstance(left, Sampled) and isinstance(right, Sampled):
        if left.total != right.total and 1 not in (left.total, right.total):
            raise Stops("ValueError", f"Arrays of the shapes {left.shape} and {right.shape} do not go together.")
        if len(left.at) != len(right.at):
            raise Unread("These two arrays are not matched here.")
    elif isinstance(left if pattern is right else right, list | tuple | np.ndarray):
        other = np.asarray(left if pattern is right else right, dtype=object if pattern.ragged else None)
        if other.ndim >= max(1, pattern.rows.ndim) and other.shape[0] not in (1, pattern.rows.shape[-1]):
            raise Stops("ValueError", f"Arrays of the shapes {pattern.shape} and {other.shape} do not go together.")
    m.budget.hold(others, joined=True)
    if not _fits(*others) and (not pattern.ragged or isinstance(right if pattern is left else left, Sampled)):
        shapes = " and ".join(
            str(side.shape if isinstance(side, Sampled) else np.shape(side)) for side in (left, right)
        )
        if len({side.shape if isinstance(side, Sampled) else np.shape(side) for side in (left, right)}) == 1:
            raise Unread("These two arrays are not matched here.")
        flat = not pattern.ragged and sorted(np.ndim(side) for side in others) == [1, 2]
        hint = " Rows with a single 1, or of probabilities, become numbers by .argmax(axis=1)." if flat else ""
        raise Stops("ValueError", f"Arrays of the shapes {shapes} do not go together.{hint}")
    m.budget.room(pattern.rows.size if pattern.ragged else _together(*others))
    return pattern.like(np.asarray(guarded(work, *others)))


def _fits(left: Any, right: Any) -> bool:
    """Whether NumPy can lay two values side by side."""
    try:
        np.broadcast_shapes(np.shape(left), np.shape(right))
    except ValueError:
        return False
    return True


def _together(left: Any, right: Any) -> int:
    """How many numbers an operator makes of two arrays, a column and a row, say."""
    try:
        return math.prod(np.broadcast_shapes(np.shape(left), np.shape(right)))
    except ValueError:  # they do not fit, as the operator itself says
        return 0


def guarded(work: Callable[..., Any], *values: Any) -> Any:
    """Carries work out; an error of Python's or NumPy's own becomes Stops."""
    try:
        with np.errstate(all="ignore"):
            return work(*values)
    except ZeroDivisionError:
        raise Stops("ZeroDivisionError", "Nothing can be divided by 0.") from None
    except (TypeError, ValueError, IndexError, OverflowError, KeyError, AttributeError) as problem:
        kind = type(problem).__name__
        raise Stops(kind, f"Python stops with {'an' if kind[0] in 'AEIOU' else 'a'} {kind}: {said(problem)}") from None


def truth(found: Any) -> bool:
    """Whether a value counts as true.

    Raises: Stops for an array of several values, as NumPy does.
    """
    if isinstance(found, Sampled) or (isinstance(found, np.ndarray) and found.size > 1):
        raise Stops("ValueError", "An array of several values is neither true nor false; take .any() or .all().")
    return bool(found) if isinstance(found, PLAIN) else True
