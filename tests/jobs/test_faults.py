"""Faults of the machine, done for real: processes that come at once, are stopped or killed; disks full or read-only."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest

from engine.jobs import Reference, ValueGone, Workbench, WorkerUnavailable
from engine.jobs import workbench as the_workbench
from engine.jobs.credentials import security, temporary
from engine.jobs.folders import ROOT, Folder, sweep
from engine.jobs.memory import free_mb
from engine.jobs.run import name_of
from engine.jobs.values import Store
from tests.jobs import work
from tests.jobs.test_workbench import wait_until
from tests.jobs.work import Count

needs_mounts = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.getuid() != 0, reason="needs Linux and root to mount a small disk"
)
needs_locks = pytest.mark.skipif(os.name == "nt", reason="leftovers are told by locks that Windows does not have")


def python(script, **options):
    """A process of its own that runs the script from the project's folder."""
    return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True, **options)


def test_twenty_first_visitors_at_once_get_one_workbench_and_one_cluster():
    script = (
        "import threading\nfrom engine.jobs import workbench\nfrom tests.jobs import work\nimport "
        "sys\nsys.modules['engine.jobs.workbench'].WARM.clear()\ngate, found, pids = threading.Barrier(20), [], "
        "[]\ndef visit():\n    gate.wait(); bench = workbench(); found.append(bench); "
        "pids.append(bench.ask(work.pid))\nthreads = [threading.Thread(target=visit) for _ in "
        "range(20)]\n[one.start() for one in threads]; [one.join() for one in threads]\nimport psutil\nchildren = "
        "psutil.Process().children()\nprint(len(set(map(id, found))), len(set(pids)), len(children), "
        "len(pids))\nfound[0].close()"
    )
    with python(script) as web:
        assert web.stdout.read().split() == ["1", "1", "1", "20"]


def test_the_workbench_is_made_once_however_many_ask_at_the_same_moment(monkeypatch):
    module = sys.modules["engine.jobs.workbench"]
    for _ in range(100):
        monkeypatch.setattr(module, "_workbench", None)
        gate, found = threading.Barrier(8), []

        def ask(gate=gate, found=found):
            gate.wait()
            found.append(the_workbench())

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(map(id, found))) == 1


class Slow:
    """A client that hands a run over only once it has been stopped."""

    def __init__(self, client, run_of):
        self.client, self.run_of = client, run_of

    def submit(self, *args, **options):
        self.run_of().stop()
        return self.client.submit(*args, **options)

    def __getattr__(self, name):
        return getattr(self.client, name)


@pytest.mark.worker
def test_a_stop_in_the_moment_of_handing_over_reaches_the_worker(bench, monkeypatch):
    settings = Count(to=100_000, salt="handed over")
    client = bench.link.client()
    slow = Slow(client, lambda: bench.find(name_of(work.count, settings)))
    monkeypatch.setattr(bench.link, "client", lambda timeout=60: slow)
    run = bench.run(work.count, settings)
    assert run.wait(20)
    monkeypatch.undo()
    assert run.state == "stopped"
    assert bench.run(work.count, Count(salt="next in line")).result(20) == 3  # the clerk and the worker are free
    wait_until(lambda: "handed over" not in bench.ask(work.counting), 20)


@pytest.mark.worker
def test_a_run_stopped_while_dask_has_no_room_for_it_is_not_called_lost(bench):
    pair = [bench.run(work.half, Count(to=1000, salt=f"no room {number}"), lane="quick") for number in (1, 2)]
    wait_until(lambda: any(run.state == "running" for run in pair))
    wait_until(lambda: all(run in bench._carrier.given for run in pair))  # either may be first
    first, second = sorted(pair, key=lambda run: run.state != "running")
    assert second.state == "waiting"
    second.stop()
    assert second.wait(10)
    assert (second.state, second.note, second.problem) == ("stopped", "", "")
    wait_until(lambda: second not in bench._carrier.given)
    assert (second.state, second.note) == ("stopped", "")
    first.stop()
    assert first.wait(20)


@pytest.mark.worker
def test_memory_is_admitted_against_a_sum(bench):
    runs = [bench.run(work.half, Count(to=20, salt=f"half {number}"), lane="quick") for number in (1, 2)]
    assert all(run.wait(60) for run in runs)
    assert {event["beside"] for run in runs for event in run.events if event["kind"] == "step"} == {0}
    assert [run.result() for run in runs] == [20, 20]


@pytest.mark.worker
def test_the_innocent_is_begun_again_and_not_blamed_for_another_that_took_too_much(bench):
    innocent = bench.run(work.count, Count(to=400, salt="innocent"), lane="quick")
    wait_until(lambda: innocent.state != "waiting")
    assert innocent.state == "running", innocent.problem
    guilty = bench.run(work.eat_memory, Count(salt="guilty"), lane="quick")
    assert guilty.wait(90)
    assert guilty.state == "failed"
    assert "more memory than the worker may use" in guilty.problem
    assert innocent.result(90) == 400
    assert "began anew" in innocent.note
    assert innocent.problem == ""


@pytest.mark.worker
def test_who_waits_behind_another_that_takes_too_much_is_not_blamed_either(bench, monkeypatch):
    innocent = bench.run(work.count, Count(to=200, salt="innocent behind"), lane="quick")
    wait_until(lambda: innocent.state != "waiting")
    assert innocent.state == "running", innocent.problem
    attempt, second, ready = bench._carrier._attempt, [], threading.Event()

    def guilty_first(run, client, mb):
        if mb is not None and run is innocent:
            ready.set()
            wait_until(lambda: second and guilty.state != "waiting")
        elif mb is not None:
            assert ready.wait(60)
            second.append(run)
        return attempt(run, client, mb)

    monkeypatch.setattr(bench._carrier, "_attempt", guilty_first)
    guilty = bench.run(work.eat_memory, Count(salt="guilty before"), lane="quick")
    assert guilty.wait(90)
    assert "more memory than the worker may use" in guilty.problem
    assert innocent.result(90) == 200
    assert (innocent.problem, second) == ("", [guilty])


@pytest.mark.worker
def test_a_worker_too_small_for_its_own_libraries_is_said_as_such():
    bench = Workbench(limits={"answers": "200 MB"}, warm={})
    run = bench.run(work.count, Count(salt="too small"))
    assert run.wait(60)
    assert "libraries alone take about 260 MB" in run.problem
    assert "GLASSNET_ANSWERS_MEMORY" in run.problem
    with pytest.raises(WorkerUnavailable, match="libraries alone"):
        bench.ask(work.pid)
    bench.close()


@pytest.mark.worker
def test_a_worker_that_prints_without_end_is_not_held_up(bench):
    assert bench.ask(work.shout, 300_000, timeout=20) == 300_000
    assert bench.ask(work.add, 1, 2, timeout=20) == 3


@pytest.mark.worker
def test_another_user_of_the_machine_cannot_speak_to_the_cluster(bench):
    from distributed import Client

    address = bench.link.client().scheduler.address
    assert address.startswith("tls://127.0.0.1:")
    with pytest.raises((OSError, TimeoutError)):
        Client(address, security=security(temporary()), timeout=3, set_as_default=False)


@pytest.mark.worker
def test_a_question_to_a_process_that_stands_still_is_answered_when_it_goes_on(bench):
    worker = psutil.Process(bench.ask(work.pid))
    worker.suspend()
    threading.Timer(2, worker.resume).start()
    assert bench.ask(work.add, 1, 2, timeout=30) == 3


@pytest.mark.worker
def test_the_worker_with_tensorflow_comes_when_it_is_needed_and_goes_when_it_is_not():
    bench = Workbench(limits={"keras": "900 MB"}, warm={}, linger=1)
    try:
        bench.ask(work.pid)
        before = set(bench.link.workers())
        run = bench.run(work.learn_long, Count(to=5, salt="needs keras"))
        assert run.result(60) == "learned needs keras"
        assert run.value is not None
        wait_until(lambda: set(bench.link.workers()) == before, 60)
        answered = bench.ask(work.recall, run.value, 1)  # what it learned outlives it
        assert answered[:2] == ("model of needs keras", 1)
        again = bench.run(work.learn_long, Count(to=5, salt="and again"))
        assert again.result(60) == "learned and again"
    finally:
        bench.close()


def test_values_come_back_as_they_went_in_and_the_oldest_unused_makes_room(tmp_path):
    store = Store(lambda: tmp_path, disk_mb=3)
    kept = [store.put(bytes([number]) * 1_000_000) for number in range(3)]
    assert store.get(kept[0]) == bytes([0]) * 1_000_000
    kept.append(store.put(b"new" * 300_000))
    assert store.mb[0] <= 3
    with pytest.raises(ValueGone, match="Train it once more"):
        store.get(kept[1])
    assert store.get(kept[0])[:1] == b"\0"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_damaged_value_is_gone_rather_than_wrong(tmp_path):
    store = Store(lambda: tmp_path)
    reference = store.put(b"weights")
    (tmp_path / f"{reference.name}.value").write_bytes(b"height!")
    with pytest.raises(ValueGone):
        store.get(reference)
    with pytest.raises(ValueGone):
        store.get(Reference("never there", 3))


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 1 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)], check=True)
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@needs_mounts
def test_a_full_or_read_only_disk_costs_nothing_but_memory(small_disk):
    store = Store(lambda: small_disk, memory_mb=5)
    small, large = store.put(b"s" * 100_000), store.put(b"l" * 3_000_000)
    assert store.get(large) == b"l" * 3_000_000
    assert store.mb == (0.1, 3.0)
    assert not list(small_disk.glob("*.partial"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    later = store.put(b"r" * 1000)
    assert store.get(later) == b"r" * 1000
    assert store.get(small) == b"s" * 100_000


@needs_mounts
@pytest.mark.worker
def test_a_disk_that_fills_up_costs_no_finished_training(small_disk):
    bench = Workbench(limits={"answers": "500 MB"}, warm={}, folder=Folder([small_disk]))
    try:
        assert bench.ask(work.add, 1, 2) == 3
        (small_disk / "full").write_bytes(b"x" * (os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_bsize))
        run = bench.run(work.learn, Count(to=3, salt="no space left"))
        assert run.result(30) == "learned no space left"
        assert bench.ask(work.recall, run.value, 5)[0] == "model of no space left"
    finally:
        bench.close()


NO_FOLDER = """
import ctypes, os, subprocess, tempfile
from streamlit.testing.v1 import AppTest

assert ctypes.CDLL(None, use_errno=True).unshare(0x20000) == 0  # a file system of this process's own
here = os.getcwd()
places = ("/tmp", "/var/tmp", "/dev/shm")
mounts = ["mount --make-rprivate /", *(f"mount -t tmpfs -o ro none {place}" for place in places)]
mounts += [f"mount --bind {here} {here}", f"mount -o remount,bind,ro {here}"]
subprocess.run(" && ".join(mounts), shell=True, check=True)
os.chdir(here)
tempfile.tempdir = None

app = AppTest.from_file(f"{here}/pages/frame.py", default_timeout=120).run()
assert not app.exception
for page in ("one_pass/one_pass.py", "region/library.py", "newsgroups/newsgroups.py", "practice/practice.py"):
    app.switch_page(page).run()
    assert not app.exception, (page, app.exception)

from engine.jobs import WorkerUnavailable, workbench
from tests.jobs import work
try:
    workbench().ask(work.pid)
except WorkerUnavailable as problem:
    print(problem, flush=True)
os._exit(0)
"""


@needs_mounts
@pytest.mark.skipif(
    any(ROOT.is_relative_to(place) for place in ("/tmp", "/var/tmp", "/dev/shm")),
    reason="the project itself lies in a folder that is taken away here",
)
def test_without_any_folder_to_write_to_every_page_opens_and_the_worker_says_why():
    command = [sys.executable, "-c", NO_FOLDER]
    options = os.environ | {"HOME": "/nonexistent"}
    ended = subprocess.run(command, env=options, cwd=ROOT, capture_output=True, text=True, timeout=200)
    assert "no folder that it may write to" in ended.stdout, ended.stderr[-2000:]


def of_folder(folder):
    """The processes of the cluster whose files are in that folder."""
    words = [process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"])]
    return [one for one in words if str(folder) in one]


@needs_locks
def test_what_a_killed_server_left_is_swept_and_nothing_else_is(tmp_path):
    script = (
        "import time\nfrom pathlib import Path\nfrom engine.jobs import Workbench\n"
        "from engine.jobs.folders import Folder\nfrom tests.jobs import work\n"
        f"bench = Workbench(warm={{}}, folder=Folder([Path({str(tmp_path)!r})]))\n"
        "bench.ask(work.pid); print(bench.folder.path, flush=True); time.sleep(100)"
    )
    with python(script, start_new_session=True) as web:
        folder = Path(web.stdout.readline().strip())
        alive = Folder([tmp_path])
        assert alive.path.exists()
        (tmp_path / "glassnet-link").symlink_to(ROOT)
        assert sweep(tmp_path) == []
        os.killpg(web.pid, signal.SIGKILL)
    wait_until(lambda: not of_folder(folder))
    assert folder.exists()
    assert sweep(tmp_path) == [folder]
    assert not folder.exists()
    assert alive.path.exists()
    alive.close()
    assert not alive.path


def test_a_containers_limit_counts_as_the_memory_that_is_free(tmp_path):
    (tmp_path / "memory.max").write_text("700000000\n")
    (tmp_path / "memory.current").write_text("600000000\n")
    (tmp_path / "memory.stat").write_text("anon 400000000\ninactive_file 150000000\n")
    assert free_mb(tmp_path) == 250
    (tmp_path / "memory.max").write_text("max\n")
    assert free_mb(tmp_path) > 250
