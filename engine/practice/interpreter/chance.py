"""Chance: NumPy's, Python's and scikit-learn's ways to mix rows.

Orders are drawn for real, so that rows mixed alike still go together and rows mixed apart do not: the rows that are
there change places among themselves. A number drawn otherwise stands for any other.
"""

from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.array_making import arange, filled
from engine.practice.interpreter.objects import Chance, Opaque
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

UNIFORM = ("random", "rand", "random_sample", "ranf", "uniform")
NORMAL = ("randn", "normal", "standard_normal")


def call(name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A call of a function of `numpy.random`.

    Raises: Stops, where NumPy would; Unread, for what is not carried out here.
    """
    if name in ("RandomState", "default_rng"):
        return m.chance(_seed(args[0] if args else named.get("seed"), name))
    if name == "seed":
        m.chances["numpy"] = m.chance(_seed(args[0] if args else named.get("seed"), "np.random.seed"))
        return None
    return method(m.chances["numpy"], name, args, named, m)


def of_python(name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A call of a function of Python's `random`. Raises: as `call`."""
    chance = m.chances["random"]
    match name:
        case "seed":
            m.chances["random"] = m.chance(_seed(args[0] if args else None, "random.seed"))
            return None
        case "shuffle" if args and isinstance(args[0], list | Sampled | np.ndarray):
            return shuffle(chance, args[0], m)
        case "sample" if len(args) > 1 and isinstance(args[0], list | range) and args[1] == len(args[0]):
            return mixed(chance, Items(args[0]), m)
        case "random" | "uniform" | "gauss":
            return float(_numbers(chance, 1, name == "gauss")[0])
        case "randint" | "randrange" if args and isinstance(args[0], int):
            return args[0] if len(args) > 1 else 0
    return Opaque(f"random.{name}()")


def method(chance: Chance, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """A method of a generator, or a function of `numpy.random`, which has one of its own. Raises: as `call`."""
    held = args[0] if args else named.get("x", named.get("a"))
    match name:
        case "shuffle" if isinstance(held, list | Sampled | np.ndarray):
            return shuffle(chance, held, m)
        case "permutation" if isinstance(held, int | np.integer):
            held = arange([held], {}, m)
            shuffle(chance, held, m)
            return held
        case "permutation" | "permuted" if isinstance(held, Sampled | np.ndarray | list):
            return mixed(chance, held, m)
        case "shuffle" | "permutation":
            raise Stops("TypeError", f"`{name}` mixes rows, not {kind_of(held)}.")
        case "choice" if (size := _once_each(args, named)) is not None:
            order = method(chance, "permutation", [held], {}, m)
            return m.known_places(order.part(slice(0, size))) if isinstance(order, Sampled) else order[:size]
        case "randint" | "integers" | "choice" if args:
            return _whole(name, args, named, m)
        case _ if name in (*UNIFORM, *NORMAL):
            return _drawn(chance, name, args, named, m)
    raise Unread(f"`np.random.{name[:40]}` is not carried out here.")


def alike(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`sklearn.utils.shuffle(x, y, random_state=0)`: arrays mixed alike, one alone by itself.

    Raises: Stops, where scikit-learn would.
    """
    if word := next((word for word in named if word not in ("random_state", "n_samples", "replace", "stratify")), ""):
        raise Stops("TypeError", f"`shuffle` has no argument `{word[:40]}`.")
    if named.get("n_samples") is not None or named.get("replace"):
        raise Unread("`shuffle` is carried out with all rows here.")
    if not args or not all(isinstance(each, list | Sampled | np.ndarray) for each in args):
        raise Unread("`shuffle` is carried out on arrays and lists here.")
    lengths = {each.total if isinstance(each, Sampled) else len(each) for each in args}
    if len(lengths) > 1:
        raise Stops("ValueError", f"Arrays of {' and '.join(map(str, sorted(lengths)))} rows are not mixed alike.")
    seed = m.chance(named.get("random_state")).seed
    found = Items(mixed(Chance(seed), each, m) for each in args)
    return found if len(found) > 1 else found[0]


def shuffle(chance: Chance, held: Any, m: "Machine") -> None:
    """Mixes rows in place, as `np.random.shuffle` does."""
    if isinstance(held, Sampled):
        held.rows[:] = held.rows[_order(chance, len(held.at))]
        return
    if isinstance(held, Items) and held.at is not None:
        held[:] = [held[number] for number in _order(chance, len(held))]
        return
    total = len(held)
    m.budget.room(total)
    at = m.places.get(total, np.arange(total))  # of a list of every row's number, those of the rows that are there
    items = [held[int(place)] for place in at]
    for place, number in zip(at, _order(chance, len(at)), strict=True):
        held[int(place)] = items[number].copy() if isinstance(items[number], np.ndarray) else items[number]


def mixed(chance: Chance, held: Any, m: "Machine") -> Any:
    """The rows in another order, as `np.random.permutation` gives them: a copy."""
    if isinstance(held, Items):
        made: Any = Items.of(held, held.at, held.total)
    elif isinstance(held, Sampled):
        m.budget.room(held.rows.size)
        made = Sampled(held.rows.copy(), held.at, held.total, held.sparse)
    else:
        m.budget.room(len(held))
        made = held.copy()
    shuffle(chance, made, m)
    return made


def _order(chance: Chance, rows: int) -> NDArray[np.intp]:
    """So many numbers from 0 on, mixed: none stands behind the one before it, so that two rows tell that they are."""
    rng = _generator(chance)
    order = rng.permutation(rows)
    for _ in range(40):  # one in three is such an order
        if rows < 4 or not (np.diff(order) == 1).any():
            break
        order = rng.permutation(rows)
    return order


def _numbers(chance: Chance, rows: int, normal: bool) -> NDArray[np.float64]:
    rng = _generator(chance)
    return rng.normal(size=rows) if normal else rng.random(rows)


def _generator(chance: Chance) -> np.random.Generator:
    """Of the next draw: equal for equal seeds and equally many draws before."""
    chance.drawn += 1
    return np.random.default_rng([chance.seed & 0xFFFF_FFFF, chance.seed < 0, chance.drawn])


def _once_each(args: list[Any], named: dict[str, Any]) -> int | None:
    """How many `choice` draws, each once; None where one may be drawn again, or only one is."""
    size = named.get("size", args[1] if len(args) > 1 else None)
    replace = named.get("replace", args[2] if len(args) > 2 else True)
    return int(size) if replace is False and isinstance(size, int | np.integer) else None


def _whole(name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """Whole numbers, all of them the first."""
    place = 1 if name == "choice" else 2
    size = named.get("size", args[place] if len(args) > place else None)
    first = args[0] if name != "choice" and len(args) > 1 else 0
    return first if size is None else filled(size, int(first) if isinstance(first, int) else 0, "int64", m)


def _drawn(chance: Chance, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """Numbers between 0 and 1, or normal ones: of rows that are there, each its own."""
    third = args[2] if len(args) > 2 else ()
    sides = tuple(args) if name in ("rand", "randn") else args[0] if args else ()
    shape = named.get("size", third if name in ("normal", "uniform") else sides)
    if shape in ((), None):
        return float(_numbers(chance, 1, name in NORMAL)[0])
    made = filled(shape, 0.5, None, m)
    rows = made.rows if isinstance(made, Sampled) else made
    rows[:] = _numbers(chance, rows.size, name in NORMAL).reshape(rows.shape)
    return made


def _seed(given: Any, of: str) -> int | None:
    """Raises: Stops, where it is no seed."""
    if given is None or (isinstance(given, int | np.integer) and given >= 0):
        return None if given is None else int(given)
    if isinstance(given, float | str) and of != "random.seed":
        raise Stops("TypeError", f"A seed is a whole number, not {kind_of(given)}.")
    if isinstance(given, int | np.integer) and of != "random.seed":
        raise Stops("ValueError", "A seed is a whole number from 0 on.")
    return crc32(str(given).encode())
