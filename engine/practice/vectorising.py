"""Judges how newswires and labels become arrays, by the arrays that come out."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

import numpy as np

from engine.practice.articles import survey
from engine.practice.design import TOPICS, Encoding, Labels, Vectors
from engine.practice.identifying import Identity, labels_among, labels_in, newswires_in, parts_in
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.newswires import handful
from engine.practice.interpreter.objects import Opaque
from engine.practice.interpreter.rounds import kind_of
from engine.practice.interpreter.sampled import Items, Sampled
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, good, misleads, raises
from engine.practice.loaded_names import slot
from engine.practice.reuters import Loading

ENCODINGS = {
    "binary": "1 where a word occurs",
    "count": "how often a word occurs",
    "tf-idf": "how often, weighted by how rare the word is",
    "padded": "the integers as they are, padded to one length",
}
LABELS = {
    "one-hot": "a row of 46 for each label, a single 1 in it (one-hot)",
    "integers": "leave the topic numbers as they are",
}
MOST_COLUMNS, MOST_WORDS = 40_000, 500
PLURAL = {"train": "training", "test": "test"}


def changed(m: Machine, before: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The names that stand for something else than before, and what for."""
    for name, held in m.whole.names.items():
        if before.get(name) is not held:
            yield name, held


def judging_articles(
    m: Machine, before: Mapping[str, Any], loading: Loading
) -> Judging[tuple[Vectors, tuple[str, str]]]:
    """The rows that the statements have made of the newswires, judged; with them, what they are called."""
    drawn, found = handful(loading), dict[str, tuple[str, Identity]]()
    strange = ""
    for name, held in changed(m, before):
        what = newswires_in(held, drawn)
        if what is not None and what.kind != "lists" and _is_part(what, found.get(what.part), loading):
            _check_part(name, what.part)
            found[what.part] = (name, what)
        elif (isinstance(held, Sampled) and held.rows.ndim == 2 and labels_in(held, drawn) is None) or (
            isinstance(held, Items) and held.at is not None and held and hasattr(held[0], "__len__")
        ):
            strange = strange or name
    if not found or (strange and len(found) < 2):
        raise _nothing(strange, m, before, loading)
    for part, other in (("train", "test"), ("test", "train")):
        if part not in found:
            raise Wrong(
                Kind.RAISES,
                f"The {PLURAL[part]} newswires stay as they were. Keras then stops with an error when it meets them: "
                f"the network sees one shape in `{found[other][0]}` and another in the {PLURAL[part]} part.",
            )
    train, test = found["train"][1], found["test"][1]
    if train.width != test.width:
        raise Wrong(
            Kind.RAISES,
            f"The training rows get {train.width:,} columns and the test rows {test.width:,}. The network is built "
            "for one width, and stops with an error at the other.",
        )
    sides = next((each for each in train.fits if each in test.fits), None)
    if train.kind != test.kind or (train.kind == "padded" and sides is None):
        raise Wrong(
            Kind.MISLEADS,
            f"Training rows and test rows are of different kinds ({_kind(train)} and {_kind(test)}): the network is "
            "asked about rows unlike those it learned from.",
        )
    yield from _judge_rows(train, loading)
    yield from _named(m, "rows", (0, found["train"][0]), (2, found["test"][0]))
    made = Vectors(cast(Encoding, train.kind), train.width, *(sides or train.sides))
    return made, (found["train"][0], found["test"][0])


def _kind(what: Identity) -> str:
    """The kind of rows; of padded ones, at which ends they are filled and cut."""
    return what.kind if what.kind != "padded" else f"padding={what.sides[0]!r}, truncating={what.sides[1]!r}"


def _rows(part: str, loading: Loading) -> int:
    kept = survey(loading)
    return kept.train if part == "train" else kept.test


def _is_part(what: Identity, other: tuple[str, Identity] | None, loading: Loading) -> bool:
    """Whether rows stand for their part: all of it, or the most of it where newswires were held back before."""
    whole = _rows(what.part, loading)
    most = what.part == "train" and 2 * what.total > whole and (other is None or other[1].total < what.total)
    return what.total == whole or most


def _check_part(name: str, part: str, as_many: bool = False) -> None:
    """as_many: whether there are as many rows as newswires of the other part."""
    other = "test" if part == "train" else "train"
    if as_many or (other in name.lower() and part not in name.lower()):
        raise Wrong(
            Kind.MISLEADS,
            f"`{name}` is made from the {PLURAL[part]} newswires: the rows of one part under the name of the other. "
            "They no longer go with their labels, and unless there happen to be equally many of both, Keras stops "
            "later.",
        )


def _of_another(held: Opaque) -> Wrong:
    return beyond(f"What `{held.path[:60]}` gives is not worked out here. Rows that the script fills itself are.")


def _nothing(strange: str, m: Machine, before: Mapping[str, Any], loading: Loading) -> Wrong:
    """Why no rows were found."""
    for _, held in changed(m, before):
        if isinstance(held, Opaque) and held.of_data:
            return _of_another(held)
    if strange:
        held = m.whole.names[strange]
        if isinstance(held, Items):
            return Wrong(
                Kind.RAISES, f"`{strange}` is a list of rows, and Keras takes an array: put np.array(…) around it."
            )
        if parts_in(held, handful(loading)) == {"train", "test"}:
            return beyond(
                f"In `{strange}` stand newswires of both parts, put together and cut anew. Here the parts stay as "
                "`load_data` gives them; its `test_split` says how large the test part is."
            )
        for part in parts_in(held, handful(loading)):
            other = "test" if part == "train" else "train"
            _check_part(strange, part, held.total == _rows(other, loading))
        shape = tuple(held.shape)
        filled = int((held.rows.reshape(len(held.rows), -1) != 0).any(axis=1).sum()) if held.rows.dtype != object else 0
        if filled <= 1:
            why = "all of its rows but the first stay 0" if filled else "all of its rows stay 0"
            return Wrong(
                Kind.MISLEADS,
                f"`{strange}` has the shape {shape}, but {why}. Does a `return`, or the loop, end too early?",
            )
        if held.rows.ndim == 2 and _is_shifted(held, loading):
            return beyond(
                f"In `{strange}` each word has its column, but not the one of its own index. That trains as well; here "
                "column j stands for index j, so that nobody has to count."
            )
        return Wrong(
            Kind.MISLEADS,
            f"`{strange}` has the shape {shape}, but its rows do not say which words a newswire holds: column j should "
            "be filled where index j occurs. Compare a row with its newswire.",
        )
    for name, held in changed(m, before):
        if held is None and slot(name).startswith("x"):
            return _nothing_returned(name)
        if isinstance(held, Opaque) and slot(name).startswith("x"):
            return _of_another(held)
    if any(event.kind == "vectorised" for event in m.events):
        return _thrown_away("vectorise", "newswires")
    return Wrong(
        Kind.UNCLEAR,
        "No rows are made of the newswires yet. Each line here is such as `x_train = vectorise(x_train, …)`; a "
        "function of your own that fills a table does as well.",
    )


def _is_shifted(held: Sampled, loading: Loading) -> bool:
    """Whether rows say which words a newswire holds, each one column to the left of its index."""
    drawn = handful(loading)
    for wires in (drawn.train[0], drawn.test[0]):
        if wires.total == held.total and np.array_equal(wires.at, held.at):
            return all(
                np.array_equal(np.flatnonzero(row), np.unique(np.array(each, int)) - 1)
                for row, each in zip(held.rows, wires.rows, strict=True)
            )
    return False


def _judge_rows(rows: Identity, loading: Loading) -> Judging[None]:
    needed = survey(loading).width
    if rows.kind == "padded":
        yield advice(
            f"The integers stay, in order, {rows.width:,} per newswire. An index is a name, not a quantity: the "
            "network has to begin with `Embedding`, which looks words up. A Dense layer alone would take word 5,000 "
            "for a thousand times word 5."
        )
        if rows.width > MOST_WORDS:
            raise beyond(f"Here a row has at most {MOST_WORDS} words: longer ones take too long to train.")
        yield good(f"{rows.width:,} indices per newswire: shorter ones get zeros, longer ones are cut.")
        return
    if rows.kind == "weights":
        raise beyond(
            "The rows are filled in the right columns, with weights of your own. Ones, counts, shares and TF-IDF "
            "are the kinds that are trained here."
        )
    if rows.width > MOST_COLUMNS:
        raise beyond(f"Here a row has at most {MOST_COLUMNS:,} columns; {needed:,} are needed.")
    if rows.width > needed:
        more = rows.width - needed
        idle = (
            f"The other {more:,} stay 0 in every newswire: their weights"
            if more > 1
            else ("One more stays 0 in every newswire: its weights")
        )
        yield advice(f"{needed:,} columns are enough. {idle} are stored and never used.")
    elif rows.width < needed:
        yield advice(
            f"Indices from {rows.width:,} on find no column and are left out: of the {needed:,} loaded, the network "
            "sees those below."
        )
    else:
        why = "num_words" if loading.num_words else "the largest index plus one"
        yield good(f"One column for each index from 0 to {rows.width - 1:,}: {why}, since counting starts at 0.")
    if rows.kind == "frequency":
        yield advice("Each row holds shares: how often a word occurs, divided by the newswire's length.")


def judging_numbers() -> Judging[Labels]:
    """The topic numbers as they are."""
    yield advice(
        "That works too, with a loss that expects numbers: remember it when you compile. Nothing is to be typed here."
    )
    return "integers"


def encoded_in(code: str, name: str) -> bool:
    """Whether labels of that name stand first in a call, as in `to_categorical(test_labels)`."""
    return bool(name) and re.search(rf"\w\(\s*{re.escape(name)}\b", code) is not None


def judging_labels(m: Machine, before: Mapping[str, Any], loading: Loading, later: str = "") -> Judging[Labels]:
    """The labels that the statements have made, judged. later: the code of the steps that follow."""
    drawn, found = handful(loading), dict[str, tuple[str, Identity]]()
    for name, held in changed(m, before):
        if isinstance(held, Sampled) and held.rows.ndim == 3:
            raise Wrong(
                Kind.RAISES,
                f"`{name}` has the shape {held.shape}: it is encoded twice. Encoding what is encoded already gives the "
                "wrong shape; once is right.",
            )
        what = labels_among(held, drawn, m.whole.names.values())
        if what is not None and _is_part(what, found.get(what.part), loading):
            _check_part(name, what.part)
            found[what.part] = (name, what)
    if lost := next((name for name, _ in found.values() if name in (m.loaded[0], m.loaded[2])), ""):
        raise Wrong(
            Kind.RAISES,
            f"`{lost}` holds labels now, and its newswires are gone: Keras stops at the first batch because the shapes "
            f"do not fit. Labels stay under their own names, `{m.loaded[1]}` and `{m.loaded[3]}`.",
        )
    if not found:
        raise _no_labels(m, before)
    yield from _asked(m)
    for part, other in (("train", "test"), ("test", "train")):
        if part not in found:
            stays = m.loaded[1 if part == "train" else 3] if len(m.loaded) > 3 else ""
            if found[other][1].kind == "integers" or encoded_in(later, stays):
                continue
            raise Wrong(
                Kind.RAISES,
                f"The {PLURAL[part]} labels stay as they were. Keras then stops with an error when it meets them: it "
                f"sees rows in `{found[other][0]}` and single numbers in the {PLURAL[part]} part.",
            )
    widths = {name: what.width for name, what in found.values() if what.kind == "one-hot"}
    if not widths:
        yield advice(
            "The topic numbers stay as they are, with a loss that expects numbers: remember it when you compile."
        )
        return "integers"
    for name, width in widths.items():
        if width < TOPICS:
            yield misleads(f"The rows of `{name}` have {width} places, not {TOPICS}: its largest label plus one.")
        elif width != TOPICS:
            yield raises(
                f"There are {TOPICS} topics, not {width:,}: {width - TOPICS:,} more would never hold a 1. And with the "
                f"{TOPICS} outputs that the topics need, Keras stops at the first batch because the shapes differ."
            )
    if len(found) == 2:
        yield from _named(m, "labels", (1, found["train"][0]), (3, found["test"][0]))
    yield good("46 numbers per newswire, all 0 but a single 1: the shape of the softmax layer's output.")
    return "one-hot"


def _no_labels(m: Machine, before: Mapping[str, Any]) -> Wrong:
    """Why no labels were found."""
    here = {name: held for name, held in changed(m, before) if name in (m.loaded[1], m.loaded[3])}
    for name, held in here.items():
        if isinstance(held, Opaque):
            return beyond(f"What `{held.path[:40]}` gives is not worked out here. `to_categorical` is.")
        if held is None:
            return _nothing_returned(name)
        if isinstance(held, Sampled):
            return _strange_labels(name, held)
        if not isinstance(held, str):
            shape = f" of the shape {held.shape}" if isinstance(held, np.ndarray) else ""
            return Wrong(
                Kind.RAISES,
                f"`{name}` no longer holds a label for each newswire: here stands {kind_of(held)}{shape}, and Keras "
                "stops later. First the labels, then the number of classes, as in to_categorical(y_train, 46).",
            )
    if any(event.kind == "one hot" for event in m.events):
        return _thrown_away("to_categorical", "labels")
    return Wrong(
        Kind.UNCLEAR, "No labels are encoded yet. Each line here is such as `y_train = to_categorical(y_train, …)`."
    )


def _named(m: Machine, what: str, *made: tuple[int, str]) -> Judging[None]:
    """What is made under a name of its own, while the name that was loaded stands for what it was."""
    others = [(m.loaded[place], name) for place, name in made if name != m.loaded[place]]
    if others and all(m.whole.names.get(loaded) is not None for loaded, _ in others):
        names = " and ".join(f"`{name}`" for _, name in others)
        old = " and ".join(f"`{loaded}`" for loaded, _ in others)
        yield advice(
            f"The {what} are called {names} from here on; {old} stay{'s' if len(others) == 1 else ''} as loaded."
        )


def _thrown_away(call: str, what: str) -> Wrong:
    """For a call whose array nobody keeps."""
    return Wrong(
        Kind.MISLEADS,
        f"`{call}` returns a new array. Without a name and = in front, it is thrown away and the {what} stay as they "
        "were, so that `fit` stops later.",
    )


def _nothing_returned(name: str) -> Wrong:
    """For a name that a function without `return` gives None."""
    return Wrong(
        Kind.RAISES,
        f"`{name}` is None now, and `fit` stops later: what stands right of = gives nothing back. A function of your "
        "own ends with `return` and what it has made.",
    )


def _strange_labels(name: str, held: Sampled) -> Wrong:
    """What to say of labels that no longer are the newswires' own."""
    if held.rows.ndim == 1:
        return Wrong(
            Kind.MISLEADS,
            f"`{name}` holds other numbers than the topics' own, which run from 0 to 45. Encode the labels as they "
            "are: to_categorical(y_train, 46).",
        )
    single = held.rows.ndim == 2 and bool((held.rows != 0).sum(axis=1).max() == 1)
    why = (
        "the 1 in a row does not stand at the topic's own number, so that outputs and topics go by different numbers"
        if single
        else "its rows do not hold a single 1 at the topic's number"
    )
    return Wrong(Kind.MISLEADS, f"`{name}` has the shape {tuple(held.shape)}, but {why}. Topic 3 is a 1 in place 3.")


def _asked(m: Machine) -> Judging[None]:
    """Calls of `to_categorical` that leave the number of classes to chance."""
    if any(event.kind == "one hot" and not event.bound.get("num_classes") for event in m.events):
        yield advice(
            "Without `num_classes` Keras takes the largest label plus one. Both parts do hold label 45, so it comes "
            "out right, but by luck: say 46."
        )
