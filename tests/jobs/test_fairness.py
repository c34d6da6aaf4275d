"""Whose turn it is, who may stop what, what ends when nobody watches, and what is begun at all."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.jobs import NeedsPress, Workbench
from engine.jobs.estimate import Estimate, spoken
from engine.jobs.lanes import Lanes
from engine.jobs.memory import nbytes
from engine.jobs.run import Run
from engine.jobs.turns import in_turn
from tests.jobs import work
from tests.jobs.test_workbench import wait_until
from tests.jobs.work import Count


def asked(salt, *visitors, lesson=False):
    run = Run(work.count, Count(salt=salt), lesson=lesson)
    for visitor in visitors:
        run.watch(visitor)
    return run


def into(lanes, run):
    return lanes.known_or(run.name, (), lambda: run)


def salts(runs):
    return [run.settings.salt for run in runs]


def test_one_visitors_queue_does_not_keep_another_waiting():
    waiting = [*(asked(f"first {i}", "a") for i in range(16)), asked("second", "b")]
    assert salts(in_turn(waiting))[:3] == ["first 0", "second", "first 1"]


def test_who_has_a_run_going_lets_others_go_first():
    waiting = [asked("mine again", "a"), asked("yours", "b")]
    assert salts(in_turn(waiting, [asked("mine", "a")])) == ["yours", "mine again"]


def test_the_lesson_goes_first_where_somebody_asks_for_it_and_last_where_nobody_does():
    waiting = [asked("alone", lesson=True), asked("experiment", "a"), asked("wanted", "b", lesson=True)]
    assert salts(in_turn(waiting)) == ["wanted", "experiment", "alone"]


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=3))
def test_turns_are_fair_whoever_asks_for_how_much(visitors, going):
    waiting = [asked(str(number), visitor) for number, visitor in enumerate(visitors)]
    order = in_turn(waiting, [asked(f"going {i}", visitor) for i, visitor in enumerate(going)])
    assert set(order) == set(waiting)
    had = Counter(going)
    for place, run in enumerate(order):
        (visitor,) = run.visitors
        still = {next(iter(one.visitors)) for one in order[place:]}
        assert had[visitor] == min(had[one] for one in still)  # nobody's turn comes twice before another's once
        had[visitor] += 1
    for visitor in set(visitors):  # and one's own runs keep their order
        own = [int(run.settings.salt) for run in order if visitor in run.visitors]
        assert own == sorted(own)


def test_places_in_the_queue_are_true():
    lanes = Lanes()
    runs = [into(lanes, asked(str(i), "ab"[i == 3])) for i in range(4)]
    assert lanes.take("training") is runs[0]
    assert [run.place for run in runs] == [0, 2, 3, 1]
    began = [runs[0]]
    lanes.put_down(runs[0])
    runs[0].finish(None)
    while len(began) < 4:
        expected = min((run for run in runs if not run.over), key=lambda run: run.place)
        began.append(lanes.take("training"))
        assert began[-1] is expected
        began[-1].finish(None)
        lanes.put_down(began[-1])
    assert salts(began) == ["0", "3", "1", "2"]


def test_who_stops_watching_ends_a_run_only_where_nobody_else_watches():
    run = asked("shared", "a", "b")
    assert run.others("a") == 1
    run.leave("a")
    assert not run.stop_asked
    run.leave("b")
    assert run.stop_asked


def test_a_visitor_who_is_gone_does_not_hold_a_run():
    run = asked("shared", "a", "gone")
    run.connected = lambda visitor: visitor != "gone"
    run.leave("a")
    assert run.stop_asked


def test_nobody_stops_the_lesson():
    run = asked("lesson", "a", lesson=True)
    run.leave("a")
    run.stop()
    assert not run.stop_asked


def test_what_costs_more_than_twenty_seconds_needs_a_press():
    bench = Workbench(warm={})
    with pytest.raises(NeedsPress, match="about 40 s"):
        bench.run(work.priced, Count(to=40))
    assert bench.runs == []
    bench.close()


def test_what_would_take_hours_is_refused_in_a_sentence_whoever_presses():
    bench = Workbench(warm={})
    run = bench.run(work.priced, Count(to=170_000), pressed=True, visitor="a")
    assert run.state == "failed"
    assert "about 47 hours; at most 30 minutes" in run.problem
    assert bench.link.processes() == []
    bench.close()


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (40, "40 s"), (200, "3 minutes"), (5400, "2 hours"), (165_600, "46 hours")]
)
def test_durations_are_spoken(seconds, said):
    assert spoken(seconds) == said


def test_a_lesson_that_nobody_asked_for_waits_for_memory_to_spare():
    free = [100.0]
    lanes = Lanes(free=lambda: free[0])
    run = into(lanes, asked("lesson", lesson=True))
    assert not lanes._may_begin(run)
    free[0] = 5000
    assert lanes._may_begin(run)
    free[0] = 100
    run.watch("a")
    assert lanes._may_begin(run)


class Big:
    """A result of so many bytes."""

    def __init__(self, size):
        self.nbytes = size


def test_results_are_kept_by_their_bytes_and_the_oldest_go_first():
    lanes = Lanes()
    lanes.keep_mb = 10
    into(lanes, asked("lesson", lesson=True)).finish(Big(20_000_000))
    for number in range(6):
        into(lanes, asked(str(number))).finish(Big(4_000_000))
    into(lanes, asked("next"))
    assert salts(lanes.runs) == ["lesson", "4", "5", "next"]


def test_the_newest_result_stays_however_large():
    lanes = Lanes()
    into(lanes, asked("huge")).finish(Big(10**10))
    into(lanes, asked("next"))
    assert salts(lanes.runs) == ["huge", "next"]


def test_sizes_count_what_is_inside():
    assert nbytes([Big(1000), {"a": Big(500)}]) > 1500
    assert nbytes("x" * 10_000) >= 10_000
    assert nbytes(Count(salt="y" * 5000)) >= 5000


def test_only_the_latest_batch_of_a_run_is_kept_and_none_when_it_is_over():
    run = asked("events")
    for step in range(100):
        run.hear({"kind": "batch", "step": step})
    run.hear({"kind": "epoch", "epoch": 1})
    run.hear({"kind": "batch", "step": 100})
    assert [event.get("step") for event in run.events] == [None, 100]
    run.finish(None)
    assert [event["kind"] for event in run.events] == ["epoch"]


def test_a_run_that_is_over_is_not_called_lost_nor_begun_anew():
    run = asked("over", "a")
    run.end_unstarted()
    run.start_over("The worker process was lost.")
    assert (run.state, run.note) == ("stopped", "")


@pytest.fixture
def watched_bench():
    """A workbench whose visitors come and go: those in `there` are connected."""
    bench = Workbench(limits={"answers": "500 MB"}, warm={})
    bench.there = {"a", "b"}
    bench.connected = lambda visitor: visitor in bench.there
    bench.lanes.unwatched_seconds = 0.3
    yield bench
    bench.close()


@pytest.mark.worker
def test_what_nobody_watches_ends_and_what_somebody_watches_goes_on(watched_bench):
    left = watched_bench.run(work.count, Count(to=10_000, salt="left"), visitor="a", lane="quick")
    kept = watched_bench.run(work.count, Count(to=10_000, salt="kept"), visitor="b", lane="quick")
    behind = watched_bench.run(work.count, Count(to=10_000, salt="behind"), visitor="a", lane="quick")
    wait_until(lambda: left.state == kept.state == "running")
    watched_bench.there = {"b"}
    assert left.wait(20)
    assert behind.wait(20)
    assert (left.state, behind.state) == ("stopped", "stopped")
    assert "Nobody had watched" in left.note
    assert left.result() > 0  # what it had is kept
    assert not kept.over
    watched_bench.there = set()
    assert kept.wait(20)


@pytest.mark.worker
def test_a_long_run_ends_when_others_wait_and_not_before(watched_bench):
    watched_bench.lanes.long_seconds = 0.5
    long = watched_bench.run(work.count, Count(to=10_000, salt="long"), visitor="a")
    wait_until(lambda: long.state == "running")
    time.sleep(1.5)
    watched_bench.lanes.end_unwatched()
    assert not long.stop_asked
    other = watched_bench.run(work.count, Count(salt="other"), visitor="b")
    assert other.result(30) == 3
    assert long.state == "stopped"
    assert "while others waited" in long.note


@pytest.mark.worker
def test_one_fills_the_queue_and_another_takes_the_lesson(watched_bench):
    first = [
        watched_bench.run(work.count, Count(to=30, salt=f"experiment {i}"), visitor="a", pressed=True) for i in range(8)
    ]
    lesson = watched_bench.lesson(work.count, Count(salt="the lesson's"))
    watched_bench.run(work.count, Count(salt="the lesson's"), visitor="b")
    assert lesson.place <= 1
    assert lesson.result(60) == 3
    assert sum(run.over for run in first) <= 2
    for run in first:
        run.leave("a")


def test_an_estimate_is_attached_to_the_function_that_it_is_for():
    assert work.priced.cost(Count(to=7)) == Estimate(seconds=7)
