"""What is worked out once, by whoever comes first."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.once import once


def test_a_class_that_asks_at_once_has_it_worked_out_once():
    worked, all_here = [], threading.Barrier(8)

    @once()
    def square(x: int) -> int:
        worked.append(x)
        return x * x

    def ask(x: int) -> int:
        all_here.wait()
        return square(x)

    with ThreadPoolExecutor(8) as crowd:
        assert list(crowd.map(ask, [3, 4] * 4)) == [9, 16] * 4
    assert sorted(worked) == [3, 4]


def test_only_so_many_answers_are_kept_and_a_failure_is_not():
    worked = []

    @once(1)
    def half(x: int) -> int:
        worked.append(x)
        if x % 2:
            raise ValueError(f"{x} is odd")
        return x // 2

    assert [half(x) for x in (2, 4, 4, 2)] == [1, 2, 2, 1]
    assert worked == [2, 4, 2]
    for _ in range(2):
        with pytest.raises(ValueError, match="3 is odd"):
            half(3)
    assert worked[-2:] == [3, 3]
