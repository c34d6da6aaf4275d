"""What is left out of an import is left out for that thread alone, and only there."""

import subprocess
import sys
import threading

import pytest

from engine.newsgroups.light_imports import without

UNUSED = "wave"  # of the standard library, and nobody here imports it

LOADED = """
import sys
from engine.newsgroups import questions
questions.warm()
print(*sorted({"keras", "spacy", "pandas", "sklearn", "IPython"} & set(sys.modules)))
"""


def importable() -> bool:
    sys.modules.pop(UNUSED, None)
    try:
        __import__(UNUSED)
    except ModuleNotFoundError:
        return False
    return True


def test_an_import_fails_inside_for_this_thread_alone_and_works_again_outside() -> None:
    found: list[bool] = []
    with without(UNUSED):
        assert not importable()
        other = threading.Thread(target=lambda: found.append(importable()))
        other.start()
        other.join()
        assert found == [True]
        sys.modules.pop(UNUSED)
        with pytest.raises(ModuleNotFoundError, match="left out"):
            __import__(UNUSED)
    assert importable()


@pytest.mark.worker
def test_a_worker_that_answers_has_spacy_and_neither_keras_nor_the_extras() -> None:
    warm = subprocess.run([sys.executable, "-W", "ignore", "-c", LOADED], capture_output=True, text=True, timeout=120)
    assert warm.stdout.split() == ["spacy"], warm.stderr
