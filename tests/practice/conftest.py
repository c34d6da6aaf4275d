"""What holds for every test of the practice: scripts that Keras carries out write into a folder of their own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _elsewhere(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner's script may keep a model in a file, such as the one that ModelCheckpoint is given."""
    if request.node.get_closest_marker("worker"):
        monkeypatch.chdir(tmp_path)
