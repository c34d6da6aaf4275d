"""What holds for every test of the practice: scripts that are carried out write into a folder of their own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner's script may keep a model in a file, such as the one that ModelCheckpoint is given."""
    monkeypatch.chdir(tmp_path)
