"""What holds for every test: how random settings are searched.

`make test` tries the same examples each time, so that nobody draws a red one by chance; `make fuzz` searches freely.
"""

import os
import sys

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

SLOW_MACHINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("test", derandomize=True, deadline=None, suppress_health_check=SLOW_MACHINE)
settings.register_profile(
    "fuzz", derandomize=False, deadline=None, max_examples=2_000, print_blob=True, suppress_health_check=SLOW_MACHINE
)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "test")
settings.load_profile(PROFILE)
if PROFILE == "test":
    # Hypothesis also draws the constants of every module imported so far: the examples of a test would change with each
    # line of code, and with the tests that ran before it in the same process. (Its own hook; the version is pinned.)
    providers._get_local_constants = lambda: providers._local_constants


@pytest.fixture(autouse=True)
def the_same_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives `__main__` back: Streamlit's AppTest leaves its page there, and a spawned process would run that."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long searches are left to `make fuzz`; browsers get a second try."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))  # printed as R: a machine kept busy may starve a browser
    if "fuzz" not in config.getoption("markexpr"):
        for item in items:
            if item.get_closest_marker("fuzz"):
                item.add_marker(pytest.mark.skip(reason="searched by make fuzz"))
