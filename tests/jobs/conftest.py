"""One workbench for the tests of this folder, with workers that import nothing slow."""

import pytest

from engine.jobs import Workbench


@pytest.fixture(scope="session")
def bench():
    bench = Workbench(limits={"answers": "500 MB"}, warm={})
    yield bench
    bench.close()
