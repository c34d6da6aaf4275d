"""What the columns of a table are: whether the first row names them, and which hold numbers, which the labels."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from engine.region.csv_points import LONGEST_LABEL, MOST_CLASSES
from engine.region.points_file import spellings
from engine.region.points_file.answers import Answers, Doubt, Row

SAMPLE = 500
LABELS = {"class", "label", "labels", "target", "species", "kind", "type", "category", "group", "outcome", "diagnosis"}
KEYS = {"id", "index", "idx", "key", "no", "no.", "nr", "nr.", "#", "row", "number", "unnamed: 0", "date"}
NAMES = (("names", "It names the columns"), ("data", "It is a point like the others"))


def head(rows: list[Row], answers: Answers) -> tuple[list[str] | None, list[Row], list[Doubt]]:
    """The names of the columns, the rows of points, and a question where the first row could be either."""
    number, first = rows[0]
    if answers.names:
        return (first, rows[1:], []) if answers.names == "names" else (None, rows, [])
    numeric = [k for k in range(len(first)) if _share(rows[1:], k, spellings.looks_numeric) > 0.8]
    if not numeric or len(rows) < 2:
        return (first, rows[1:], []) if not any(map(spellings.looks_numeric, first)) else (None, rows, [])
    odd = [first[k] for k in numeric if not spellings.looks_numeric(first[k])]
    if odd and all(spellings.is_missing(cell) or spellings.is_infinite(cell) for cell in odd):
        return None, rows, []
    if len(odd) == len(numeric):
        below = rows[1][1]
        if (
            len(rows) > 2
            and any(below)
            and not any(spellings.looks_numeric(below[k]) for k in numeric)
            and not any(spellings.is_missing(below[k]) for k in numeric)
        ):
            return [" ".join(filter(None, pair)) for pair in zip(first, below, strict=True)], rows[2:], []
        return first, rows[1:], []
    if odd:
        said = f"Row {number} ({_shown(first)}) holds numbers and words. Does it name the columns?"
        return None, rows, [Doubt("names", said, NAMES)]
    others = [k for k in range(len(first)) if k not in numeric]
    seen = {k: Counter(line[k] for _, line in rows[1:]) for k in others or [len(first) - 1]}
    counted = first == [str(k) for k in range(len(first))]  # as pandas names columns without names
    strange = counted or all(first[k] not in counts and _repeats(counts) for k, counts in seen.items())
    if not strange:
        return None, rows, []
    why = "numbers the columns" if counted else "holds numbers, but its label is in no other row"
    said = f"Row {number} ({_shown(first)}) {why}. Does it name the columns?"
    return None, rows, [Doubt("names", said, NAMES)]


def take_units(rows: list[Row]) -> tuple[dict[int, str], dict[int, dict[int, str]]]:
    """Leaves, in place, bare numbers in each column in which one unit or sign stands in every cell below the first.

    Returns the units by column, and what stood by row in columns with few different cells, which may be the labels.
    """
    units: dict[int, str] = {}
    written: dict[int, dict[int, str]] = {}
    table: list[Sequence[str]] = list(zip(*(line for _, line in rows), strict=True))
    for k, cells in enumerate(table):
        seen = [cell for cell in cells[1 : SAMPLE // 10 + 1] if not spellings.is_missing(cell)]
        found = [spellings.with_unit(cell) for cell in seen]
        if not found or None in found:
            continue
        unit, bare = _bare(list(cells), found[0][1])  # type: ignore[index]
        if not unit:
            continue
        units[k] = unit
        if len(set(cells[:SAMPLE])) <= MOST_CLASSES + 1 >= len(set(cells)):
            written[k] = {place: cell for (place, _), cell in zip(rows, cells, strict=True)}
        table[k] = bare
    if units:
        for (_, line), cells in zip(rows, zip(*table, strict=True), strict=True):
            line[:] = cells
    return units, written


def _bare(cells: list[str], unit: str) -> tuple[str, list[str]]:
    """The unit that stands in every cell below the first, and the cells without it; "" where that is not so."""
    head, *below = cells
    first = spellings.with_unit(head)
    if first is None and spellings.looks_numeric(head):  # a number like the others, and no name
        return "", cells
    quick = _without(unit, below)
    if quick:
        return unit, [first[0] if first else head, *quick]
    found = [spellings.with_unit(cell) for cell in below]
    if any(each is None and not spellings.is_missing(cell) for each, cell in zip(found, below, strict=True)):
        return "", cells
    named = {each[1] for each in found if each}
    if len(named) != 1:
        return "", cells
    rest = [each[0] if each else cell for each, cell in zip(found, below, strict=True)]
    return named.pop(), [first[0] if first else head, *rest]


def _without(unit: str, cells: list[str]) -> list[str]:
    """The cells without the unit, where each is a plain number with it behind; else none. All are looked at at once."""
    joined = "\n".join([*cells, ""])
    parted = f" {unit}\n" if joined.count(f" {unit}\n") == len(cells) else f"{unit}\n"
    if joined.count("\n") != len(cells) or joined.count(parted) != len(cells):
        return []
    found = joined.split(parted)[:-1]
    return found if spellings.are_plain(found) else []


def _shown(line: list[str]) -> str:
    return ", ".join(cell[:LONGEST_LABEL] for cell in line[:5])


def _repeats(counts: Counter[str]) -> bool:
    """Whether most values of a column occur more than once."""
    return len(counts) > 0 and sum(n for n in counts.values() if n > 1) > 0.5 * sum(counts.values())


def _share(rows: Sequence[Row], k: int, is_one: Callable[[str], bool]) -> float:
    """The share of the cells of a column with anything in them that are so, by a sample of its rows."""
    some = rows[:: max(1, len(rows) // SAMPLE)]
    filled = [line[k] for _, line in some if not spellings.is_missing(line[k])]
    return sum(map(is_one, filled)) / len(filled) if filled else 0.0


def columns(body: list[Row], names: Sequence[str], answers: Answers) -> tuple[tuple[int, int, int], int]:
    """Three columns of numbers and one of labels: those chosen, or the likeliest by what they hold and are called."""
    width = len(names)
    numeric = [k for k in range(width) if _share(body, k, spellings.looks_numeric) > 0.8]
    if answers.label is not None and 0 <= answers.label < width:
        label = answers.label
    else:
        kinds = {k: _kinds(body, k) for k in range(width)}
        full = [k for k in range(width) if _filled(body, k) > 0.8]
        words = [k for k in full if k not in numeric and kinds[k] >= 2]
        few = [k for k in full if 2 <= kinds[k] <= MOST_CLASSES]
        fit = [k for k in few if names[k].casefold() in LABELS] or [k for k in words if k in few] or words
        fit = fit or (few if width - 1 in numeric and width - 1 not in few else [])
        label = fit[-1] if fit else width - 1
    if answers.columns is not None and all(0 <= k < width for k in answers.columns):
        return answers.columns, label
    headed = any(name != f"column {k}" for k, name in enumerate(names, 1))
    found = [k for k in numeric if k != label and not _counts_rows(body, k) and not _is_key(body, k, names[k], headed)]
    found += [k for k in numeric if k != label and k not in found]
    found += [k for k in range(width) if k != label and k not in found]
    first, second, third = sorted(found[:3])
    return (first, second, third), label


def _filled(rows: Sequence[Row], k: int) -> float:
    """The share of rows with something in a column, "none" too, which may be a class, by a sample of them."""
    some = rows[:: max(1, len(rows) // SAMPLE)]
    return sum(bool(line[k]) for _, line in some) / len(some) if some else 0.0


def _kinds(body: Sequence[Row], k: int) -> int:
    """How many different cells a column has; no more are counted than there can be classes, and one."""
    seen: set[str] = set()
    for _, line in body:
        seen.add(line[k])
        if len(seen) > MOST_CLASSES:
            break
    return len(seen)


def _counts_rows(body: list[Row], k: int) -> bool:
    """Whether a column only numbers the rows, as many programs add one."""
    first = spellings.number(body[0][1][k]) if body else None
    return first in (0, 1) and all(spellings.number(line[k]) == first + i for i, (_, line) in enumerate(body))


def _is_key(body: list[Row], k: int, name: str, headed: bool) -> bool:
    """Whether a column names the rows: by what it is called, or, alone without a name, by numbers all different."""
    if name.casefold() in KEYS or re.search(r"[_ .-]id$", name, re.IGNORECASE):
        return True
    cells = [line[k] for _, line in body[:SAMPLE]]
    unnamed = headed and k == 0 and name == "column 1"
    return unnamed and len(set(cells)) == len(cells) and all(re.fullmatch(r"\d{1,9}", cell) for cell in cells)


def names_of(head: list[str] | None, width: int) -> tuple[str, ...]:
    """The names of the columns, no two the same and none a number."""
    if head is None:
        return tuple(f"column {k}" for k in range(1, width + 1))
    names = [cell[:LONGEST_LABEL] or f"column {k}" for k, cell in enumerate(head, 1)]
    names = [f"column {name}"[:LONGEST_LABEL] if spellings.looks_numeric(name) else name for name in names]
    return tuple(_apart(names))


def _apart(names: list[str]) -> list[str]:
    """Names of which no two are the same: those that stand more than once are numbered."""
    taken = {name for name in names if names.count(name) == 1}
    apart = []
    for name in names:
        numbered = (f"{name[: LONGEST_LABEL - 5]} ({number})" for number in range(1, 2 * len(names) + 2))
        apart.append(name if names.count(name) == 1 else next(one for one in numbered if one not in taken))
        taken.add(apart[-1])
    return apart
