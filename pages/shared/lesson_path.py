"""The lesson's way: its acts and their pages in order. Menu, strip, "next" and Home are all drawn from this table."""

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Stop:
    """A page. path: in the address; file: its script under pages/; act: 1 to 3, or 0 for what belongs to none.

    title: its one name, in the menu, as its heading and in the browser's tab. promise: what it shows, in one sentence.
    """

    path: str
    file: str
    act: int
    title: str
    promise: str


@dataclass(frozen=True, slots=True)
class Act:
    """An act as Home shows it. minutes: about how long its straight way takes. needs: what is taken for granted."""

    number: int
    title: str
    promise: str
    minutes: int
    needs: str


HOME = Stop("", "home.py", 0, "Home", "What the three acts show, and how to move through them.")
STOPS = (
    Stop(
        "one_pass",
        "one_pass/one_pass.py",
        1,
        "One pass",
        "One forward and one backward pass on five samples, every number open to question.",
    ),
    Stop(
        "library",
        "region/library.py",
        2,
        "Library",
        "Act 1's network as three small Python classes, and what each keeps on the way forward and back.",
    ),
    Stop(
        "region",
        "region/region.py",
        2,
        "Decision region",
        "A network trained from scratch, its 3D decision region forming epoch by epoch.",
    ),
    Stop(
        "seeds", "region/seeds.py", 2, "Seeds", "The same network from 16 to 256 seeds: how much of the result is luck."
    ),
    Stop(
        "side_by_side",
        "region/side_by_side.py",
        2,
        "Side by side",
        "Two runs that differ in one setting, moved through their epochs together.",
    ),
    Stop(
        "newsgroups",
        "newsgroups/newsgroups.py",
        3,
        "Newsgroups",
        "Posts of 20 newsgroups, told apart with Keras, a Python library: trained, tested and questioned live.",
    ),
    Stop(
        "practice",
        "practice/practice.py",
        3,
        "Practice",
        "Your turn: design, train and judge a classifier of Reuters newswires.",
    ),
)
ASIDE = (
    Stop(
        "glossary",
        "glossary/glossary.py",
        0,
        "Glossary",
        "Every word of the field that the app uses, each with the place that shows it.",
    ),
    Stop(
        "lessons",
        "lessons/lessons.py",
        0,
        "Lessons",
        "Ready-made ways through the app, lessons of one's own, and what a class has handed in.",
    ),
)
ACTS = (
    Act(
        1,
        "By hand",
        "Five samples go forward through a tiny network, and their error comes back. Every number is on the table.",
        15,
        "the product of two matrices",
    ),
    Act(
        2,
        "As code",
        "The same mathematics as Python code: a network learns to tell inner from outer points. See its border close.",
        20,
        "act 1 and a little Python",
    ),
    Act(
        3,
        "On text",
        "Nearly ten thousand posts train a model that reads. Ask it about a paragraph of your own.",
        30,
        "act 2",
    ),
)


def before_and_after(path: str) -> tuple[Stop | None, Stop | None]:
    """The pages before and after one, along the way from Home; the way ends where it began.

    What lies aside leads back to Home, and to the beginning.
    """
    if any(stop.path == path for stop in ASIDE):
        return HOME, STOPS[0]
    way = (HOME, *STOPS, HOME)
    after = {here.path: there for here, there in pairwise(way)}
    before = {there.path: here for here, there in pairwise(way) if there is not HOME}
    return before.get(path), after.get(path)
