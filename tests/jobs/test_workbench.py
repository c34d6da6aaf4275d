import os
import time

import pytest

from engine.jobs import RunFailed, Workbench
from tests.jobs import work
from tests.jobs.work import Count

pytestmark = pytest.mark.worker


def wait_until(condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


def test_a_question_is_answered_in_another_process(bench):
    assert bench.ask(work.add, 2, 3) == 5
    assert bench.ask(work.pid) != os.getpid()


def test_an_error_of_the_question_reaches_whoever_asked(bench):
    with pytest.raises(ValueError, match="minus one inputs"):
        bench.ask(work.raise_value_error)


def test_a_question_that_takes_too_long_times_out(bench):
    with pytest.raises(TimeoutError, match="did not answer within 1 seconds"):
        bench.ask(work.sleep, 5, timeout=1)


def test_a_run_reports_its_steps_and_gives_its_result(bench):
    run = bench.run(work.count, Count(to=4, salt="steps"))
    assert run.result(timeout=30) == 4
    assert run.state == "done"
    assert [event["step"] for event in run.events if event["kind"] == "step"] == [1, 2, 3, 4]
    assert run.began <= run.ended


def test_equal_settings_give_the_same_run_finished_or_not(bench):
    first = bench.run(work.count, Count(salt="same"))
    assert bench.run(work.count, Count(salt="same")) is first
    first.wait(30)
    assert bench.run(work.count, Count(salt="same")) is first
    assert bench.run(work.count, Count(salt="other")) is not first
    assert bench.find(first.name) is first


def test_a_question_is_answered_while_a_run_goes_on(bench):
    run = bench.run(work.count, Count(to=1000, salt="long"))
    wait_until(lambda: run.state == "running")
    assert bench.ask(work.add, 1, 1, timeout=5) == 2
    assert run.state == "running"
    run.stop()
    assert run.wait(10)


def test_a_stopped_run_keeps_what_it_had_and_stopping_twice_does_no_harm(bench):
    run = bench.run(work.count, Count(to=1000, salt="stop twice"))
    wait_until(lambda: len(run.events) > 3)
    run.stop()
    run.stop()
    assert 0 < run.result(timeout=10) < 1000
    assert run.state == "stopped"
    run.stop()
    assert run.state == "stopped"


def test_a_stopped_run_can_be_begun_again(bench):
    run = bench.run(work.count, Count(to=500, salt="again"))
    wait_until(lambda: run.state == "running")
    run.stop()
    assert run.wait(10)
    assert bench.run(work.count, Count(to=500, salt="again")) is run
    anew = bench.run(work.count, Count(to=500, salt="again"), again=True)
    assert anew is not run
    assert bench.find(run.name) is anew
    anew.stop()
    assert anew.wait(10)


def test_runs_wait_their_turn_and_know_their_place(bench):
    runs = [bench.run(work.count, Count(to=1000, salt=f"place {i}")) for i in range(3)]
    wait_until(lambda: runs[0].state == "running")
    assert [run.state for run in runs] == ["running", "waiting", "waiting"]
    assert [run.place for run in runs] == [0, 1, 2]
    runs[1].stop()
    assert runs[1].state == "stopped"
    assert runs[1].result() is None
    assert runs[2].place == 1
    runs[0].stop()
    wait_until(lambda: runs[2].state == "running")
    runs[2].stop()
    assert runs[2].wait(10)


def test_a_run_of_another_lane_does_not_wait(bench):
    long = bench.run(work.count, Count(to=2000, pause=0.02, salt="long"))
    other = bench.run(work.count, Count(to=3, salt="other lane"), lane="quick")
    assert other.result(60) == 3
    assert other.place == 0
    assert not long.over
    long.stop()
    assert long.wait(60)


def test_a_finished_run_is_begun_anew_only_when_asked_for(bench):
    done = bench.run(work.count, Count(salt="anew"))
    assert done.wait(30)
    assert bench.run(work.count, Count(salt="anew"), again=True) is done
    anew = bench.run(work.count, Count(salt="anew"), anew=True)
    assert anew is not done
    assert anew.result(timeout=30) == 3


def test_what_is_to_be_on_the_web_processs_disk_is_done_beside_it():
    bench = Workbench(address="tcp://127.0.0.1:9", warm={})  # no cluster is asked
    run = bench.run(work.count_here, Count(salt="here"), lane="quick")
    assert run.result(30) == os.getpid()
    assert [event["kind"] for event in run.events].count("step") == 3
    long = bench.run(work.count_here, Count(to=10_000, salt="here, stopped"), lane="quick")
    wait_until(lambda: long.state == "running")
    long.stop()
    assert long.wait(30)
    assert long.state == "stopped"
    bench.close()


def test_a_run_that_fails_says_so_in_a_sentence(bench):
    run = bench.run(work.fail, Count())
    with pytest.raises(RunFailed, match="the number of units must be positive"):
        run.result(timeout=30)
    assert run.state == "failed"
    odd = bench.run(work.fail_oddly, Count())
    assert odd.wait(30)
    assert "KeyError" in odd.problem
    assert "Traceback" not in odd.problem
