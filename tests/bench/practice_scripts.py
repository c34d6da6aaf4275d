"""Scripts that people really write, read by the exercise and run by Keras: how often the two agree.

Usage:  python -m tests.bench.practice_scripts FOLDER [-v]

Every .py file of the folder is taken for a script about keras.datasets.reuters. The truth is Keras itself, in a process
of its own, on made newswires of the same widths, an epoch at most. Its statements are counted up to the first that
stops.
"""

import ast
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

from engine.practice.errors import Stops, Unread
from engine.practice.interpreter.carry_out import machine
from engine.practice.interpreter.statements import run
from engine.practice.reading import MOST_SCRIPT, NotUnderstood, plain_code, read

STUBS = (
    "matplotlib",
    "matplotlib.pyplot",
    "seaborn",
    "pandas",
    "IPython",
    "IPython.display",
    "IPython.core",
    "IPython.core.magic",
)
TRAIN, TEST = 2_600, 2_246


def truth(path: str) -> list[str]:
    """Of each statement that is reached: "runs", or the name of the error it stops with."""
    import numpy as np

    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    sys.modules |= {name: MagicMock(DataFrame=type("DataFrame", (MagicMock,), {}), Series=list) for name in STUBS}
    import keras
    import tensorflow as tf

    made = made_loader(np)
    for package in (keras, tf.keras):
        package.datasets.reuters = made
        sys.modules[f"{package.__name__}.datasets.reuters"] = made
    keras.datasets.reuters = tf.keras.datasets.reuters = made
    real = keras.Model.fit

    def fit(self: Any, *args: Any, **named: Any) -> Any:
        if "epochs" in named and isinstance(named["epochs"], int):
            named["epochs"] = min(named["epochs"], 1)
        return real(self, *args, **{**named, "verbose": 0})

    keras.Model.fit = keras.Sequential.fit = fit
    source = plain_code(Path(path).read_text(encoding="utf-8"))
    os.chdir(tempfile.mkdtemp())  # a script may write files
    names: dict[str, Any] = {"__name__": "__main__"}
    ends = []
    for node in ast.parse(source).body:
        try:
            exec(compile(ast.Module([node], []), path, "exec"), names)
            ends.append("runs")
        except BaseException as problem:  # whatever stops the script
            print(type(problem).__name__, problem, file=sys.stderr)
            ends.append(type(problem).__name__)
            break
    return ends


def made_loader(np: ModuleType) -> Any:
    """Made newswires in the shape of load_data's."""
    rng = np.random.default_rng(0)

    def load_data(
        path: str = "",
        num_words: int | None = None,
        skip_top: int = 0,
        maxlen: int | None = None,
        test_split: float = 0.2,
        seed: int = 113,
        **marks: int,
    ) -> Any:
        def part(n: int) -> Any:
            limit = num_words or 30_981
            articles = np.empty(n, object)
            articles[:] = [[1, *rng.integers(4, limit, 20).tolist(), limit - 1] for _ in range(n)]
            return articles, np.append(np.arange(n - 1) % 45, 45)

        return part(TRAIN), part(TEST)

    words = {f"word{rank}": rank for rank in range(1, 30_980)}
    return SimpleNamespace(
        load_data=load_data,
        get_word_index=lambda path="": dict(words),
        get_label_names=lambda: tuple(map(str, range(46))),
    )


def ours(path: Path) -> list[tuple[str, str]]:
    """Of each statement: "runs", "stops" or "unread", and what is said of it."""
    m, found = machine(), []
    for node in [each for each in ast.parse(plain_code(path.read_text(encoding="utf-8"))).body]:
        m.begin()
        m.frame = m.whole
        try:
            run([node], m)
            found.append(("runs", ""))
        except Stops as stop:
            found.append(("stops", stop.text))
        except Unread as unread:
            found.append(("unread", unread.text))
    return found


def main() -> None:
    folder, wordy = Path(sys.argv[1]), "-v" in sys.argv
    table: Counter[tuple[str, str]] = Counter()
    scripts = 0
    for path in sorted(folder.glob("*.py")):
        try:
            read(path.read_text(encoding="utf-8"), MOST_SCRIPT)
            own = ours(path)
        except (NotUnderstood, SyntaxError) as refusal:
            print(f"{path.name}: not read ({refusal})")
            continue
        command = [sys.executable, "-m", "tests.bench.practice_scripts", "--truth", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
        ends = json.loads(done.stdout.splitlines()[-1]) if done.stdout else []
        scripts += bool(ends)
        for number, (end, (mine, said)) in enumerate(zip(ends, own, strict=False), start=1):
            there = "runs" if end == "runs" else "stops"
            table[there, mine] += 1
            if wordy and there != mine:
                print(f"{path.name} statement {number}: Keras {end}, here {mine}: {said}", flush=True)
    runs = sum(count for (there, _), count in table.items() if there == "runs")
    print(f"{scripts} scripts, {sum(table.values())} statements")
    for there in ("runs", "stops"):
        print(f"  in Keras {there:5}", {mine: table[there, mine] for mine in ("runs", "stops", "unread")})
    if runs:
        print(f"  of those that run, read rightly: {table['runs', 'runs'] / runs:.1%}")


if __name__ == "__main__":
    if sys.argv[1] == "--truth":
        print(json.dumps(truth(sys.argv[2])))
    else:
        main()
