"""What is taken away is executed, and has to end where the run ended."""

import re
import subprocess
import sys

import nbformat
import numpy as np
import pytest

from engine.network.settings import RunSettings
from engine.region.export import notebook, script
from engine.region.film import film
from tests.region.tables import table_text

SHORT = {"samples": 300, "epochs": 3}
RUNS = [
    RunSettings(samples=1000, epochs=2),
    RunSettings(**SHORT, optimizer="adam", activation="tanh", shuffle=True, l2=0.01, noise=0.2, init="glorot", seed=5),
    RunSettings(**SHORT, data="shells", classes=4, optimizer="momentum", activation="leaky relu", units=(), lr=0.1),
    RunSettings(**SHORT, data="helices", optimizer="rmsprop", activation="sigmoid", units=(3, 2, 3), l1=0.001),
    RunSettings(data="csv", csv=table_text(), epochs=2, batch=7, init="he"),
    RunSettings(samples=400, lr=1e9),
]


def said(output: str) -> list[tuple[float, float]]:
    return [(float(a), float(b)) for a, b in re.findall(r"accuracy (\S+), loss (\S+)", output)]


def whole_epochs(run) -> list[tuple[float, float]]:
    at = (run.curves.epochs > 0) & (run.curves.epochs % 1 == 0)
    return list(zip(run.curves.train_accuracy[at], run.curves.train_loss[at], strict=True))


@pytest.mark.parametrize("settings", RUNS, ids=lambda s: f"{s.data}, {s.optimizer}, {s.lr:g}")
def test_the_script_prints_the_runs_own_figures(settings, tmp_path):
    (tmp_path / "run.py").write_text(script(settings), encoding="utf-8")
    (tmp_path / "points.csv").write_text(settings.csv, encoding="utf-8")
    command = [sys.executable, "-W", "error", "run.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    run = film(settings)
    unseen = [(run.curves.test_accuracy[-1], run.curves.test_loss[-1])]
    assert np.allclose(said(done.stdout), whole_epochs(run) + unseen, rtol=0, atol=1e-12)


def test_the_notebook_executed_prints_the_runs_own_figures(tmp_path):
    from nbclient import NotebookClient

    settings = RUNS[1]
    book = nbformat.reads(notebook(settings), as_version=4)
    nbformat.validate(book)
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    text = "".join(out.text for cell in book.cells if cell.cell_type == "code" for out in cell.outputs)
    assert np.allclose(said(text)[:-1], whole_epochs(film(settings)), rtol=0, atol=1e-12)


def test_the_script_holds_nothing_the_user_typed_but_numbers_and_known_words():
    assert "import os" not in script(RunSettings(data="csv", csv=table_text(label='");import os#')))
