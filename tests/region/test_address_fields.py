"""Act 2's settings in an address, spelled and read by Python and by the browser alike."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.network.settings import LESSON, RunSettings
from engine.region.address_fields import CODEC, read
from tests.region.browser import ask, told
from tests.region.test_trainer import runs

FIELDS = CODEC.table()


@given(runs(), st.floats(1e-300, 1e300), st.floats(0, 1))
def test_the_browser_spells_the_same_address_and_reads_it_back(run, lr, l1):
    run = replace(run, lr=lr, l1=l1)
    query = CODEC.write(run)
    assert ask("written", fields=FIELDS, settings=told(run), prefix="") == query
    theirs = ask("read", fields=FIELDS, query=query, prefix="")
    settings = theirs["settings"] | {name: float(theirs["settings"][name]) for name in ("noise", "lr", "l1", "l2")}
    assert (settings, theirs["problems"]) == (told(run), [])
    assert read(query) == (run, [])


def test_the_lesson_needs_no_parameter_and_a_second_run_has_its_own():
    assert ask("written", fields=FIELDS, settings=told(LESSON), prefix="") == CODEC.write(LESSON) == {}
    other = replace(LESSON, lr=0.1)
    assert ask("written", fields=FIELDS, settings=told(other), prefix="b_") == CODEC.write(other, prefix="b_")


@pytest.mark.parametrize(
    "query",
    [
        {"lr": "fast"},
        {"lr": "nan"},
        {"lr": "-1"},
        {"units": "4,x"},
        {"units": ""},
        {"units": "99"},
        {"epochs": "1e3"},
        {"data": "moons", "seed": "3"},
        {"classes": "3", "data": "rings"},
        {"shuffle": "yes"},
        {"samples": "9" * 400},
        {"l1": "1_0"},
    ],
    ids=str,
)
def test_what_an_address_cannot_mean_is_left_out_by_both(query):
    ours, problems = read(query)
    theirs = ask("read", fields=FIELDS, query=query, prefix="")
    assert theirs["settings"] == told(ours)
    assert len(theirs["problems"]) == len(problems)
    assert (ours == LESSON) == (len(problems) == len(query))


@pytest.mark.parametrize(
    ("query", "run"),
    [
        ({"units": "8,8", "lr": "0.1"}, RunSettings(units=(8, 8), lr=0.1)),
        ({"units": "none", "shuffle": "1"}, RunSettings(units=(), shuffle=True)),
        ({"data": "shells", "classes": "4", "noise": "0.25"}, RunSettings(data="shells", classes=4, noise=0.25)),
        ({"lr": "1e-05", "activation": "leaky relu"}, RunSettings(lr=1e-5, activation="leaky relu")),
        ({"units": "3 2 1"}, RunSettings(units=(3, 2, 1))),
    ],
)
def test_old_links_open_the_same_run(query, run):
    assert read(query) == (run, [])


def test_points_of_ones_own_are_not_part_of_a_link():
    settings, problems = read({"data": "csv", "lr": "0.5"})
    assert settings == replace(LESSON, lr=0.5)
    assert problems == [
        "“data” in the address was left out: your own points are not part of a link. Add the file again."
    ]
    assert read({"data": "csv"}, csv="1,2,3,a")[0].csv == "1,2,3,a"
