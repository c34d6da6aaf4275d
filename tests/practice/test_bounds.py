"""What a learner's text may cost: whatever it asks for, it is answered, without much memory."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from engine.practice.exercise import review
from engine.practice.reading import NotUnderstood
from engine.practice.splitting import split
from engine.practice.steps import SOLUTION

# Each would take gigabytes, or minutes, in Python.
COSTLY = (
    "a, *b = range(10**9)",
    "x = []\nx.extend(range(10**9))",
    "x = []\nx += range(10**9)",
    "x = max(range(10**9))",
    "x = 0.5 in range(10**9)",
    "x = list(reversed(range(10**9)))",
    "x = sum(i for i in range(10**12))",
    "x = [0] * 10**9",
    "x = 'a' * 10**9",
    "x = '{:1000000000}'.format(1)",
    "x = f'{1:>1000000000}'",
    "x = 'a'.center(10**9)",
    "x = 9 ** 9 ** 9",
    "x = 1\nfor i in range(10**5):\n    x = x << 1000",
    "while True:\n    pass",
    "def f(n):\n    return f(n + 1)\nf(0)",
    "x = [[[i * j * k for i in range(10**4)] for j in range(10**4)] for k in range(10**4)]",
    "x = [1]\nfor i in range(60):\n    x = [x, x]\ny = str(x)",
    "x, y = [1], [1]\nfor i in range(60):\n    x, y = [x, x], [y, y]\nz = x == y",
    "t = (1,)\nfor i in range(60):\n    t = (t, t)\nd = {t: 1}",
    "d = {}\nfor i in range(60):\n    d = {'a': d, 'b': d}\nx = str(d)",
    "x = []\nfor i in range(60):\n    y = []\n    y.append(x)\n    y.append(x)\n    x = y\nz = str(x)",
    "x = [1, 2]\nfor i in range(60):\n    y = [0, 0]\n    y[0] = x\n    y[1] = x\n    x = y\nz = str(x)",
    "x = 1\nfor i in range(60):\n    x = list(zip([x], [x]))\ny = str(x)",
    "two = lambda a: [a, a]\nmany = lambda a: two(two(two(two(two(two(a))))))\nx = str(many(many(many(many([1])))))",
    "x = [0] * 20000\ny = [x[:] for i in range(20000)]",
    "x = [0] * 20000\ny = [[*x] for i in range(20000)]",
    "y = [tuple(range(20000)) for i in range(20000)]",
    "y = ['a' * 20000 for i in range(20000)]",
    "d = {i: i for i in range(20000)}\ny = [{**d} for i in range(20000)]",
    "s = set(range(20000))\ny = [set(s) for i in range(20000)]",
    "x = [0] * 10000\ny = []\nfor i in range(20000):\n    z = []\n    z += x\n    y.append(z)",
    "x = sorted([[0] * 20000] * 20000)",
    "import numpy as np\nx = np.array(range(10**9))",
    "import numpy as np\nx = np.zeros((10**5, 10**5))",
    "import numpy as np\nx = np.arange(3) + range(10**9)",
    "import numpy as np\nx = np.array([[0] * 20000] * 20000)",
    "import numpy as np\nx = [1]\nfor i in range(24):\n    x = [x, x]\ny = np.array(x)",
    "import numpy as np\na = np.zeros((1000, 1000))\nx = np.array([a] * 20000)",
    "import numpy as np\nx = np.ones((1500, 1, 1)) * np.ones((1, 1500, 1)) * np.ones((1, 1, 1500))",
    "import numpy as np\nx = y_train[:, None, None] * np.ones((1, 1500, 1500))",
    "import numpy as np\na = np.zeros(10**5)\ny = [a.astype('float64') for i in range(20000)]",
    "import numpy as np\nx = np.pad([1], 10**9)",
    "import numpy as np\nx = np.bincount([10**9])",
    "import numpy as np\nx = np.diag(np.arange(60000))",
    "import numpy as np\nx = np.diag([0] * 20000)",
    "import numpy as np\nx = np.diagflat(np.arange(60000))",
    "import numpy as np\nx = np.delete(x_train, range(10**9), axis=0)",
    "import numpy as np\nx = np.delete(np.zeros(5), range(10**9))",
    "import numpy as np\nx = np.zeros((5, 5))\nnp.add.at(x, (0, range(10**9)), 1)",
    "import numpy as np\nx = np.zeros((5, 5))\nnp.add.at(x, range(10**9), 1)",
    "import numpy as np\nx = np.zeros((5, 5))\nnp.put_along_axis(x, range(10**9), 1, axis=1)",
    "import numpy as np\nx = np.zeros((5, 5))\nnp.put_along_axis(x, x.astype(int), range(10**9), axis=1)",
    "import numpy as np\nx = np.roll(range(10**9), 1)",
    "import numpy as np\nx = np.zeros((1000, 1000))\ny = [x[x == 0] for i in range(20000)]",
    "import numpy as np\nx = np.trace(range(10**9))",
    "import tensorflow as tf\nx = tf.gather(x_train, range(10**9))",
    "x = slice(10**9)\ny = list(range(10**9)[x])",
    "x = (y := [0] * 10**9)",
    "x = [[0] * 20000] * 20000\nx.sort()",
    "x, y = [0] * 20000, [0] * 20000\nz = [x, y] * 10000\nz.sort()",
    "x, y = [0] * 20000, [0] * 20000\nz = max([x, y] * 10000)",
    "x = [[0] * 20000] * 20000\ny = x.index([0] * 19999 + [1])",
    "x = [[0] * 20000] * 20000\ny = ([0] * 19999 + [1]) in x",
    "x = list(range(20000))\nfor i in range(20000):\n    x.sort(key=lambda a: -a)",
    "import numpy as np\nx = np.sort(range(10**9))",
    "from sklearn.preprocessing import OneHotEncoder\nx = OneHotEncoder(categories=[range(10**9)]).fit([[1]])",
    "from sklearn.preprocessing import OneHotEncoder\nx = OneHotEncoder().fit_transform([[i] for i in range(20000)])",
    "from sklearn.preprocessing import MultiLabelBinarizer\n"
    "x = MultiLabelBinarizer(classes=range(150000))\nfor i in range(200):\n    y = x.fit_transform(x_train)",
    "import numpy as np\nx = np.zeros((1000, 1000))\nfor i in range(20000):\n    x.sort()",
)
ALLOWED = 150_000_000  # bytes beside what the process has when it begins: measured, 25 MB are needed


@pytest.mark.parametrize("code", COSTLY)
def test_what_would_cost_too_much_is_answered(code: str) -> None:
    verdict = review({"load": SOLUTION["load"], "articles": {"encoding": "count", "code": code}}).verdicts["articles"]
    assert not verdict.passed
    assert verdict.remarks


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded here by Linux")
def test_nothing_that_is_asked_for_takes_much_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.practice.test_bounds"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == [str(2 * len(COSTLY))]


def main() -> None:
    """Every text of COSTLY, as a step and in a script, with little memory: MemoryError for one that takes more."""
    import resource

    review(SOLUTION)
    with open("/proc/self/statm") as held:
        pages = int(held.read().split()[0])
    most = pages * resource.getpagesize() + ALLOWED
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    answered = 0
    for code in COSTLY:
        review({"load": SOLUTION["load"], "articles": {"encoding": "count", "code": code}})
        with suppress(NotUnderstood):
            split(f"from tensorflow.keras.datasets import reuters\n(a, b), (c, d) = reuters.load_data()\n{code}\n")
        answered += 2
    print(answered)


if __name__ == "__main__":
    main()
