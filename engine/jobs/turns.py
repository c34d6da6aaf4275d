"""Whose turn it is: the lesson's runs first, then one run of each visitor after another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from engine.jobs.run import Run


def in_turn(
    waiting: Sequence[Run], running: Sequence[Run] = (), served: Mapping[str, int] = MappingProxyType({})
) -> list[Run]:
    """The waiting runs in the order in which they will begin, if nothing else is asked for.

    A visitor's first run goes before anybody's second; who has a run running has had a first; among equals goes who
    was served longest ago. A run that several ask for goes with the earliest of their turns. The lesson's runs go first
    where a visitor asked for them, else last.
    waiting, running: in the order in which they were asked for. served: a visitor's last turn, counted from 1.
    """
    had = Counter(visitor for run in running for visitor in run.visitors)
    turns = {}
    for place, run in enumerate(waiting):
        turn = min((had[visitor] for visitor in run.visitors), default=0)
        had.update(run.visitors.keys())
        last = min((served.get(visitor, 0) for visitor in run.visitors), default=0)
        turns[run] = (_class(run), turn, last, place)
    return sorted(waiting, key=turns.__getitem__)


def _class(run: Run) -> int:
    if run.lesson:
        return 0 if run.visitors else 2
    return 1
