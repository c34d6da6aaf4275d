"""How many random settings a test tries: a few in `make test`, fifty times as many in `make fuzz`."""

import os

FREELY = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
LONGER = 50


def examples(usual: int) -> int:
    """The number of examples of a search that usually tries so many."""
    return usual * LONGER if FREELY else usual
