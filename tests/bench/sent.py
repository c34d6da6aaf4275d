"""The worst that a person can send, at each limit: what reading it takes of the web process."""

import gc
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress

from engine.hand_in import NotHandedIn, read_file
from engine.one_pass.pasted_text import meanings
from engine.one_pass.typed_numbers import Refused
from engine.practice.exercise import _review, review
from engine.practice.progress import NotProgress, from_link, tries_from_file
from engine.practice.reading import NotUnderstood
from engine.practice.splitting import split
from engine.practice.steps import SOLUTION
from engine.region.points_file import Answers, examine
from tests.bench.figure import Figure
from tests.region.test_points_file import BOMBS, GOOD, ROWS, workbook

SECONDS, MEGABYTES = "under 0.5", "under 50"
HEAD = "w,h,d,kind\n"
LARGEST = HEAD + "".join(f"{i}.25,{i * 7 % 90}.5,{i % 13},{'abcdefgh'[i % 8]}\n" for i in range(20_000))
WIDE = "\n".join(",".join([*(f"{i}.{k}" for k in range(63)), "ab"[i % 2]]) for i in range(6_200))
FILES: dict[str, tuple[bytes, Answers | None]] = {
    "20,000 rows": (LARGEST.encode(), None),
    "20,000 rows, 4 MB of spaces": (LARGEST.replace(",", " " * 40 + ",").encode()[:4_000_000], None),
    "20,000 rows in windows-1252": (LARGEST.replace(",a\n", ",Männchen\n").encode("cp1252"), None),
    "20,000 rows with units": (LARGEST.replace(",", " cm,").encode(), None),
    "20,000 rows of German numbers": (LARGEST.replace(",", ";").replace(".", ",").encode(), Answers(decimal="comma")),
    "20,000 rows, half without a label": (
        LARGEST.replace(",a\n", ",\n").replace(",c\n", ",\n").encode(),
        Answers(missing="leave out"),
    ),
    "6,200 rows of 64 cells": (WIDE.encode(), None),
    "a workbook of 20,000 rows": (workbook([ROWS[0], *ROWS[1:] * 1_000]), None),
    "a text in no encoding": ((GOOD + "1,2,3,\x81").encode("latin-1") * 9_000, None),
    **{f"{raw[:8]!r} over and over": (raw, None) for raw in BOMBS},
}
PASTES = {
    "digits": "1" * 10_000,
    "commas": "1," * 5_000,
    "brackets": "[" * 10_000,
    "spaces": " " * 9_999 + "1",
    "points": "1.2.3 " * 1_600,
    "20 × 20": "\n".join("\t".join(["1.234,5"] * 20) for _ in range(20)),
    "LaTeX": r"\begin{matrix}" + r"1 & 2 \\ " * 1_100,
    "quotation marks": '"1","2"\n' * 1_200,
    "no-break spaces": "1\u00a0234\u00a0567 " * 700,
}
CODE = {
    "a loop": "n = 0\nwhile True:\n    n += 1",
    "loops in loops": "for a in range(9999):\n    for b in range(9999):\n        n = a",
    "a large array": "x = np.zeros((3000, 1000))\ny = x + x\nz = y * y",
    "doubling": "a = [1]\n" + "a = a + a\n" * 200,
    "a long text": "a = 'x' * 20000\n" + "b = a + a\n" * 200,
    "many layers": "model = Sequential()\n" + "model.add(Dense(46))\n" * 250,
    "brackets": "x = " + "(" * 2_000 + ")" * 2_000,
    "comprehensions": "x = [[i * j for i in range(400)] for j in range(400)]",
    "newswires counted": "x = [[a.count(i) for i in range(10000)] for a in x_train]",
}


def measure() -> Iterator[Figure]:
    for name, (raw, answers) in FILES.items():
        yield from taken(f"a file: {name}", lambda raw=raw, answers=answers: examine(raw, answers))
    for name, text in PASTES.items():
        yield from taken(f"a paste: {name}", lambda text=text: meanings(text))
    for name, text in CODE.items():
        yield from taken(
            f"code: {name}", lambda text=text: review({**SOLUTION, "articles": {"encoding": "binary", "code": text}})
        )
    script = "(x, y), (a, b) = reuters.load_data()\n" + "x = x + x\nmodel.fit(x, y)\n" * 1_300
    yield from taken("a whole script of 40,000 characters", lambda: split(script[:39_999]))
    yield from taken("a progress file of 400 kB", lambda: tries_from_file(b'{"a": [' + b"[]," * 130_000 + b"[]]}"))
    yield from taken("a file handed in, 300 kB", lambda: read_file("a", b"[" * 299_999))
    yield from taken("a link of 12,000 letters", lambda: from_link("eJ" + "A" * 11_990))


def taken(name: str, work: Callable[[], object]) -> Iterator[Figure]:
    """Seconds of the processor, and the most megabytes at a time."""

    def read() -> None:
        with suppress(Refused, NotUnderstood, NotProgress, NotHandedIn):
            work()

    gc.collect()
    _review.cache_clear()
    start = time.process_time()
    read()
    used = time.process_time() - start
    _review.cache_clear()
    tracemalloc.start()
    read()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    yield Figure(name[:58], used, "s", aim=SECONDS)
    yield Figure("", peak, "MB", aim=MEGABYTES)
