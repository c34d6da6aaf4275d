"""scikit-learn's ways to hold rows back: `train_test_split`, `ShuffleSplit`, and the folds of `KFold`.

The shares are right. Which rows go where is chance where rows are mixed; those of folds keep their order here.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.catalogue import Signature, bind
from engine.practice.interpreter.chance import mixed
from engine.practice.interpreter.objects import Chance, Event, Made
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Drawn, Items, Sampled

if TYPE_CHECKING:
    from engine.practice.interpreter.machine import Machine

HOME = "sklearn.model_selection"
FOLDS = ("KFold", "StratifiedKFold", "ShuffleSplit", "StratifiedShuffleSplit")
OF_FOLDS = Signature(
    "class", ("n_splits",), ("shuffle", "random_state"), {"n_splits": 5, "shuffle": False, "random_state": None}, False
)
OF_SHUFFLED = Signature(
    "class", ("n_splits",), ("test_size", "train_size", "random_state"), {"n_splits": 10, "random_state": None}, False
)
OF_SPLIT = Signature("function", ("X", "y", "groups"), (), {"y": None, "groups": None}, False)
MOST_FOLDS = 50


def folds(name: str, args: list[Any], named: dict[str, Any]) -> Made:
    """`KFold(n_splits=5, shuffle=True)`.

    Raises: Stops, where scikit-learn would.
    """
    if name.endswith("ShuffleSplit"):
        return _shuffled(name, {"n_splits": 10, **bind(name, args, named, OF_SHUFFLED)})
    bound = {"n_splits": 5, **bind(name, args, named, OF_FOLDS)}
    number, shuffle = bound["n_splits"], bound.get("shuffle", False)
    if isinstance(number, bool) or not isinstance(number, int | np.integer) or number < 2:
        raise Stops("ValueError", f"`{name}` makes two parts at least: `n_splits` is a whole number from 2 on.")
    if not isinstance(shuffle, bool):
        raise Stops("TypeError", "`shuffle` is True or False.")
    if bound.get("random_state") is not None and not shuffle:
        raise Stops("ValueError", "`random_state` goes with `shuffle=True`; alone scikit-learn refuses it.")
    if number > MOST_FOLDS:
        raise Unread(f"More than {MOST_FOLDS} parts are not made here.")
    return Made(f"{HOME}.{name}", bound)


def _shuffled(name: str, bound: dict[str, Any]) -> Made:
    """`ShuffleSplit(n_splits=1, test_size=0.1)`: a part held back, so often anew."""
    number = bound["n_splits"]
    if isinstance(number, bool) or not isinstance(number, int | np.integer) or number < 1:
        raise Stops("ValueError", f"`{name}` splits once at least: `n_splits` is a whole number from 1 on.")
    if number > MOST_FOLDS:
        raise Unread(f"More than {MOST_FOLDS} splits are not made here.")
    if bound.get("test_size") is None and bound.get("train_size") is None:
        bound["test_size"] = 0.1
    return Made(f"{HOME}.{name}", bound)


def is_folds(held: Any) -> bool:
    """Whether a value is what `folds` makes."""
    return isinstance(held, Made) and held.kind.startswith(HOME)


def method(owner: Made, name: str, args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`split` and `get_n_splits` of the folds."""
    number = int(owner.bound["n_splits"])
    if name == "get_n_splits":
        return number
    if name != "split":
        raise Stops("AttributeError", f"`{owner.last}` has no `{name[:40]}`; its folds come from `split`.")
    bound = bind("split", args, named, OF_SPLIT)
    total = _rows(bound["X"])
    labels = bound.get("y")
    if labels is not None and _rows(labels) != total:
        raise Stops("ValueError", f"{total:,} rows and {_rows(labels):,} labels: there are not equally many.")
    if owner.last.startswith("Stratified"):
        _check_labels(owner.last, labels)
    if number > total:
        raise Stops("ValueError", f"{total} rows do not make {number} parts.")
    at = bound["X"].at if isinstance(bound["X"], Sampled) else np.arange(total)
    m.events.append(Event("split", {}, line=m.line))
    if owner.last.endswith("ShuffleSplit"):
        held = _test_rows(owner.bound.get("test_size"), owner.bound.get("train_size"), total)
        return Drawn([_fold(at, total - held, total, total)] * number)
    sizes = [total // number + (part < total % number) for part in range(number)]
    ends = np.cumsum(sizes).tolist()
    return Drawn(_fold(at, end - size, end, total) for size, end in zip(sizes, ends, strict=True))


def _fold(at: Any, first: int, last: int, total: int) -> tuple[Sampled, Sampled]:
    """The numbers of the rows outside and inside a part."""
    inside = (at >= first) & (at < last)
    others = at[~inside]
    learned = Sampled(others, np.where(others < first, others, others - (last - first)), total - (last - first))
    return learned, Sampled(at[inside], at[inside] - first, last - first)


def _check_labels(name: str, labels: Any) -> None:
    if labels is None:
        raise Stops("TypeError", f"`{name}` needs the labels too: split(x_train, y_train).")
    if name == "StratifiedKFold" and len(labels.shape if isinstance(labels, Sampled) else np.shape(labels)) > 1:
        raise Stops("ValueError", "`StratifiedKFold` takes topic numbers, not rows: give it the labels as loaded.")


def _rows(held: Any) -> int:
    if isinstance(held, Sampled):
        return held.total
    if isinstance(held, Items):
        return held.length
    if isinstance(held, np.ndarray | list | tuple | range):
        return len(held)
    raise Stops("TypeError", f"Rows are split here, not {kind_of(held)}.")


OF_TEST_SPLIT = ("test_size", "train_size", "random_state", "shuffle", "stratify")


def train_test_split(args: list[Any], named: dict[str, Any], m: "Machine") -> Any:
    """`train_test_split(x, y, test_size=0.2)`.

    Raises: Stops, where scikit-learn would.
    """
    if word := next((word for word in named if word not in OF_TEST_SPLIT), ""):
        near = " It is called `test_size`." if "test" in word or "size" in word else ""
        raise Stops("TypeError", f"`train_test_split` has no argument `{word[:40]}`.{near}")
    if any(isinstance(each, int | float) for each in args):
        raise Stops("TypeError", "`train_test_split` takes arrays by place; the share has a name, test_size=0.2.")
    if not args or not all(isinstance(each, Sampled | np.ndarray) for each in args):
        raise Unread("`train_test_split` is carried out on arrays alone here.")
    lengths = {each.shape[0] for each in args}
    if len(lengths) > 1:
        raise Stops("ValueError", f"Arrays of {' and '.join(map(str, sorted(lengths)))} rows cannot be split together.")
    (total,) = lengths
    test = _test_rows(named.get("test_size"), named.get("train_size"), total)
    m.events.append(Event("split", {}, line=m.line))
    found = []
    seed = m.chance(named.get("random_state")).seed
    for each in args:
        whole = each if isinstance(each, Sampled) else Sampled(each, np.arange(total), total)
        if named.get("shuffle", True) is not False:
            whole = mixed(Chance(seed), whole, m)
        found += [m.known_places(whole.part(slice(0, total - test))), whole.part(slice(total - test, None))]
        m.known_places(found[-1])
    return Items(found)


def _test_rows(size: Any, kept: Any, total: int) -> int:
    if size is None:
        size = 0.25 if kept is None else (1 - kept if isinstance(kept, float) else total - kept)
    if (
        isinstance(size, bool)
        or not isinstance(size, int | float)
        or not 0 < size < (1 if isinstance(size, float) else total)
    ):
        raise Stops("ValueError", "`test_size` is a share between 0 and 1, or a number of rows.")
    return int(np.ceil(size * total)) if isinstance(size, float) else size
