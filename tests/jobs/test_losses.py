"""What happens when processes die, done for real."""

import os
import subprocess
import sys

import psutil
import pytest

from engine.jobs import Workbench, WorkerUnavailable
from engine.jobs.cluster_client import ROOT
from tests.browser.app import free_port
from tests.jobs import work
from tests.jobs.test_workbench import wait_until
from tests.jobs.work import Count

pytestmark = pytest.mark.worker


@pytest.fixture
def finished(bench):
    """A finished run that no loss may touch."""
    run = bench.run(work.count, Count(salt="finished before"))
    assert run.wait(60)
    return run


def test_a_run_whose_worker_is_killed_begins_anew_and_says_so(bench, finished, tmp_path):
    run = bench.run(work.die_once, Count(salt=str(tmp_path / "marker")))
    assert run.result(timeout=60) == "survived"
    assert "was lost" in run.note
    assert finished.result() == 3
    assert finished.result() == 3


def test_a_run_whose_worker_is_killed_twice_fails_with_a_sentence(bench, finished):
    run = bench.run(work.die_always, Count(salt="twice"))
    assert run.wait(60)
    assert run.state == "failed"
    assert "lost twice" in run.problem
    assert bench.ask(work.add, 1, 2) == 3
    assert finished.result() == 3


def test_a_run_that_outgrows_the_workers_memory_fails_with_a_sentence(bench, finished):
    run = bench.run(work.eat_memory, Count(salt="hungry"))
    assert run.wait(60)
    assert run.state == "failed"
    assert "to itself" in run.note
    assert "more memory than the worker may use (500 MB)" in run.problem
    assert bench.ask(work.add, 1, 2) == 3


def test_a_run_waiting_behind_one_that_kills_the_worker_is_not_touched(bench):
    killer = bench.run(work.die_always, Count(salt="killer"))
    behind = bench.run(work.count, Count(salt="behind"))
    assert behind.result(timeout=60) == 3
    assert behind.note == ""
    assert killer.state == "failed"


def test_a_question_is_asked_again_when_its_worker_is_lost_and_then_given_up(bench):
    with pytest.raises(WorkerUnavailable, match="lost twice"):
        bench.ask(work.die)
    assert bench.ask(work.add, 1, 2) == 3


def test_a_run_goes_on_after_the_scheduler_is_killed(bench, finished):
    run = bench.run(work.count, Count(to=100, salt="scheduler"))
    wait_until(lambda: len(run.events) > 3)
    psutil.Process(bench.link.processes()[0]).kill()
    assert run.result(timeout=90) == 100
    assert "was lost" in run.note
    assert finished.result() == 3
    assert bench.ask(work.add, 1, 2) == 3


def test_no_process_outlives_a_web_process_that_is_killed():
    script = (
        "from engine.jobs import Workbench; from tests.jobs import work; import time\n"
        "b = Workbench(limits={'answers': '500 MB'}, warm={}); b.ask(work.pid)\n"
        "print(*b.link.processes(), b.folder.path, flush=True)\ntime.sleep(60)"
    )
    web = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with web:
        *pids, folder = web.stdout.readline().split()
        assert len(pids) >= 2
        web.kill()
    wait_until(lambda: not any(psutil.pid_exists(int(pid)) for pid in pids), 10)
    wait_until(lambda: not os.path.exists(folder), 10)


def test_a_scheduler_that_is_not_there_is_reported_in_a_sentence():
    bench = Workbench(address="tcp://127.0.0.1:9", warm={})
    try:
        with pytest.raises(WorkerUnavailable, match=r"tcp://127.0.0.1:9 does not answer"):
            bench.ask(work.add, 1, 2, timeout=3)
    finally:
        bench.close()


class TheirCluster:
    """A scheduler and a worker that the app did not start."""

    def __init__(self):
        self.port = str(free_port())
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        here = ["--host", "127.0.0.1", "--no-dashboard"]
        self.processes = [
            self.command("dask_scheduler", "--port", self.port, *here),
            self.command("dask_worker", self.address, "--nthreads", "3", "--no-nanny", *here),
        ]

    def command(self, name, *words):
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{name}", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )

    def kill(self):
        for process in self.processes:
            process.kill()
            process.wait()


def test_a_cluster_that_is_there_can_be_joined_and_started_again():
    cluster = TheirCluster()
    bench = Workbench(address=cluster.address, warm={})
    try:
        assert bench.run(work.count, Count(salt="joined")).result(timeout=60) == 3
        assert bench.link.processes() == []
        run = bench.run(work.count, Count(to=200, salt="joined, then lost"))
        wait_until(lambda: len(run.events) > 3)
        cluster.kill()
        cluster.start()
        assert run.result(timeout=60) == 200
        assert "was lost" in run.note
    finally:
        bench.close()
        cluster.kill()
