"""One workbench for the tests of this folder, with a worker that imports nothing slow."""

import pytest

from engine.jobs import Workbench


@pytest.fixture(scope="session")
def bench():
    bench = Workbench(memory="500 MB", warm="")
    yield bench
    bench.close()
