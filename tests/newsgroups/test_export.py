"""What is taken away runs by itself, and comes to what the app came to."""

import csv
import gzip
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np
import pytest
from sklearn.utils import Bunch

from engine.newsgroups import counts, export, tokens, training
from engine.newsgroups.dataset import dataset
from engine.newsgroups.models import FIRST, SECOND, Settings
from engine.newsgroups.run_record import Record
from engine.newsgroups.vectors import MODES

TRICKY = [replace(SECOND, mode=mode, min_df=3, max_df=0.2, share=0.37) for mode in MODES]


def write_tokens(folder: Path) -> None:
    """What the script keeps after reading the posts, from the shipped counts: the order in a bag is the text's."""
    read = counts.load("newsgroups")
    tokens = [
        [read.words[term] for term, n in zip(*read.document(i), strict=True) for _ in range(n)]
        for i in range(read.n_documents)
    ]
    content = {"tokens": tokens, "labels": read.labels.tolist(), "classes": read.classes}
    (folder / "tokens-newsgroups.json.gz").write_bytes(gzip.compress(json.dumps(content).encode(), 1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("takeaway")
    write_tokens(made)
    return made


@pytest.mark.parametrize("settings", TRICKY, ids=lambda settings: f"{settings.mode} {settings.min_tokens}")
def test_the_scripts_vectors_are_the_apps(settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    names: dict = {}
    for _, code in export.steps(settings, 0)[:4]:
        exec(code, names)
    data = dataset(settings)
    assert names["columns"] == data.columns
    for part, documents in (
        ("train", data.parts.train),
        ("validation", data.parts.validation),
        ("test", data.parts.test),
    ):
        theirs, ours = names[f"X_{part}"], data.vectors(documents)
        np.testing.assert_array_equal(theirs.indptr, ours.indptr)
        np.testing.assert_array_equal(theirs.indices, ours.indices)
        np.testing.assert_allclose(theirs.data, ours.data, rtol=1e-5)
        np.testing.assert_array_equal(names[f"y_{part}"], data.targets(documents))


@pytest.mark.worker
def test_the_script_reads_posts_as_the_app_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["Cats were sleeping on Mars.", "", "The engine's 8 valves stall!", "of the"]
    parts = {
        "train": Bunch(data=texts[:2], target=np.array([1, 0]), target_names=["a", "b"]),
        "test": Bunch(data=texts[2:], target=np.array([0, 1]), target_names=["a", "b"]),
    }
    monkeypatch.setattr("sklearn.datasets.fetch_20newsgroups", lambda subset, remove: parts[subset])
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    exec(export.steps(FIRST, 0)[0][1], names)
    assert names["tokens"] == [tokens.tokens(text) for text in texts]
    assert names["labels"].tolist() == [1, 0, 0, 1]


@pytest.mark.worker
def test_the_script_reproduces_the_test_accuracy(folder: Path) -> None:
    settings = replace(FIRST, epochs=2, units=(16,), min_df=20)
    record = training.train(settings, lambda event: None, lambda: False).result
    (folder / "run.py").write_text(export.script(settings, dataset(settings).columns))
    ended = subprocess.run([sys.executable, "run.py"], cwd=folder, capture_output=True, text=True, timeout=400)
    assert ended.returncode == 0, ended.stderr[-2000:]
    accuracy = float(ended.stdout.rsplit("test accuracy ", 1)[1])
    assert accuracy == pytest.approx(record.accuracy, abs=0.003)
    assert (folder / "newsgroups.keras").exists()


def test_script_and_notebook_hold_the_same_code() -> None:
    read = nbformat.reads(export.notebook(SECOND, 45_394), as_version=4)
    nbformat.validate(read)
    script = export.script(SECOND, 45_394)
    codes = [cell.source for cell in read.cells if cell.cell_type == "code"]
    assert len(codes) == 8
    sentences = [cell.source for cell in read.cells if cell.cell_type == "markdown"]
    cells = [f"# {sentence}\n{code}" for sentence, code in zip(sentences, codes, strict=True)]
    assert script.split() == "\n".join(cells).split()  # the same statements, in the same order
    assert "engine" not in script
    compile(script, "run.py", "exec")


def test_the_history_is_a_row_an_epoch() -> None:
    history = [{"epoch": 1, "loss": 2.5, "accuracy": 0.2, "val_loss": 2.1, "val_accuracy": 0.4, "seconds": 1.5}]
    one = np.array([0])
    record = Record(FIRST, "network", one, np.eye(1, 20, dtype=np.float32), 1, 1, 1, 1, 1, 1, one, one, 1, history)
    rows = list(csv.DictReader(io.StringIO(export.history_csv(record))))
    assert [row["val_loss"] for row in rows] == ["2.1"]
