"""Machines lent to the app: a scheduler and two workers on hosts of their own, one of them cut off in the middle."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.jobs import Value, Workbench, WorkerUnavailable
from engine.jobs.credentials import from_folder, write
from engine.jobs.folders import ROOT
from tests.jobs import work
from tests.jobs.hosts import MISSING, Hosts, possible
from tests.jobs.test_workbench import wait_until
from tests.jobs.work import Count

pytestmark = [pytest.mark.worker, pytest.mark.skipif(not possible(), reason=MISSING)]


@pytest.fixture(scope="module")
def credentials(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "credentials"
    write(folder)
    return folder


@pytest.fixture(scope="module")
def hosts(tmp_path_factory, credentials):
    hosts = Hosts(tmp_path_factory.mktemp("hosts"))
    try:
        where = {name: hosts.add(name) for name in ("s", "a", "b")}
        command = ["-m", "engine.jobs.machines"]
        scheduler = hosts.start("s", *command, "scheduler", str(credentials), "--host", where["s"])
        hosts.address = scheduler.stdout.readline().split()[-1]
        for name in "ab":
            words = ["worker", str(credentials), hosts.address, "--host", where[name], "--memory", "1200 MB"]
            assert "Worker at" in hosts.start(name, *command, *words).stdout.readline()
        yield hosts
    finally:
        hosts.close()


@pytest.fixture(scope="module")
def joined(hosts, credentials):
    os.environ["GLASSNET_CREDENTIALS"] = str(credentials)
    bench = Workbench(hosts.address, warm={})
    yield bench
    bench.close()
    del os.environ["GLASSNET_CREDENTIALS"]


def test_without_its_credentials_nobody_gets_a_word_out_of_the_cluster(hosts, tmp_path, monkeypatch):
    stranger = Workbench(hosts.address, warm={})
    with pytest.raises(WorkerUnavailable, match="set GLASSNET_CREDENTIALS"):
        stranger.ask(work.pid, timeout=3)
    write(tmp_path / "others")
    monkeypatch.setenv("GLASSNET_CREDENTIALS", str(tmp_path / "others"))
    with pytest.raises(WorkerUnavailable, match="same credentials"):
        stranger.ask(work.pid, timeout=3)
    stranger.close()


def test_what_a_run_left_answers_on_any_machine(joined):
    run = joined.run(work.learn, Count(to=2, salt="to keep"))
    assert run.result(60) == "learned to keep"
    answers = [joined.ask(work.recall, run.value, number) for number in range(20)]
    assert [number for _, number, _ in answers] == list(range(20))
    assert {content for content, _, _ in answers} == {"model of to keep"}
    assert {address for _, _, address in answers} <= set(joined.link.workers())
    for address in joined.link.workers():  # and on each of them, whichever trained it
        client = joined.link.client()
        value = Value(run.value.name, joined.content(run.value))
        assert client.submit(work.recall, value, 0, workers=[address], pure=False).result(30)[2] == address


def test_a_host_cut_off_in_the_middle_costs_nothing_but_time(hosts, joined):
    kept = joined.run(work.learn, Count(to=2, salt="before the cut"))
    assert kept.wait(60)
    runs = [joined.run(work.learn_long, Count(to=100, pause=0.1, salt=f"at once {i}")) for i in range(2)]
    wait_until(lambda: all(len(run.events) > 3 for run in runs), 60)
    assert len({run.events[0]["worker"] for run in runs}) == 2  # one on each host
    hosts.cut_off("b")
    answers = [joined.ask(work.recall, kept.value, number, timeout=90) for number in range(6)]
    assert [(content, number) for content, number, _ in answers] == [("model of before the cut", i) for i in range(6)]
    for run in runs:
        assert run.result(timeout=180).startswith("learned at once")
    assert sum("was lost" in run.note for run in runs) == 1
    for run in runs:
        content, _, _ = joined.ask(work.recall, run.value, 0, timeout=90)
        assert content == f"model of {run.settings.salt}"


def test_credentials_are_for_their_owner_alone_and_are_not_made_twice(credentials):
    for path in from_folder(credentials).values():
        assert Path(path).stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        write(credentials)


def test_a_machine_without_credentials_says_what_to_do(tmp_path):
    command = [sys.executable, "-m", "engine.jobs.machines", "scheduler", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2
    assert "machines credentials" in ended.stderr
