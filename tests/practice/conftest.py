"""What holds for every test of the practice: nothing breaks the judging, and a script that Keras carries out
writes into a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _elsewhere(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner's script may keep a model in a file, such as the one that ModelCheckpoint is given."""
    if request.node.get_closest_marker("worker"):
        monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _nothing_is_lost(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """An error of the judging is told a learner as one of ours: here it is a failure."""
    yield
    assert not [record for record in caplog.get_records("call") if record.name == "engine.practice.judging"]
