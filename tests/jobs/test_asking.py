"""A short question whose worker ends under it: who took the memory is found out before anybody is blamed."""

from types import SimpleNamespace
from typing import Any

import pytest
from distributed import KilledWorker

from engine.jobs import WorkerUnavailable, messages
from engine.jobs.asking import Asker
from engine.jobs.estimate import Estimate
from tests.jobs import work


class Lost:
    """A cluster whose worker is lost under the first questions; asked: the memory that each was given."""

    def __init__(self, losses: list[str]) -> None:
        self.losses, self.asked = losses, list[float]()
        self.limits = {"answers": "600 MB", "keras": "1300 MB"}

    def most_mb(self, estimate: Estimate, timeout: float) -> float:
        return 340.0

    def client(self, timeout: float) -> Any:
        workers = {"workers": {"one": {"resources": {"answers": 6, "MB": 340}}}}
        return SimpleNamespace(submit=self._submit, scheduler_info=lambda n_workers: workers)

    def died_of_memory(self, problem: Exception) -> bool:
        return problem.args[0] == "memory"

    def _submit(self, function: Any, *args: Any, resources: dict[str, float], **_: Any) -> Any:
        self.asked.append(resources["MB"])
        left = self.losses.pop(0) if self.losses else ""

        def result(timeout: float) -> Any:
            if left:
                problem = KilledWorker("a task", None, 1)
                problem.args = (left,)
                raise problem
            return function(*args)

        return SimpleNamespace(result=result, done=lambda: True, key="a task")


def asked(*losses: str) -> tuple[Any, list[float]]:
    """What a question is answered when its worker is lost so many times, and the memory it was given each time."""
    lost = Lost(list(losses))
    try:
        return Asker(lost, None).ask(work.add, (1, 2), 5), lost.asked  # type: ignore[arg-type]
    except WorkerUnavailable as problem:
        return str(problem), lost.asked


def test_a_question_whose_worker_another_job_filled_is_asked_again_with_a_worker_to_itself():
    answer, given = asked("memory")
    assert answer == 3
    assert given[0] < given[1] == 340


@pytest.mark.parametrize(
    ("losses", "said"),
    [
        (("memory", "memory"), messages.TOO_MUCH_TO_ASK.format(limit="600 MB")),
        (("lost", "lost"), messages.LOST_ASKING),
        (("lost", "memory", "lost"), messages.LOST_ASKING),
        (("memory", "lost", "memory"), messages.TOO_MUCH_TO_ASK.format(limit="600 MB")),
    ],
)
def test_only_a_question_that_was_alone_is_told_that_it_needs_too_much(losses, said):
    assert asked(*losses)[0] == said
