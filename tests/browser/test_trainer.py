"""The trainer in Chromium: in Workers, from a page on a disk, without a network, and where there are no Workers."""

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from engine.export import bundle as bundling
from engine.network.settings import LESSON, RunSettings
from engine.network.training import taught
from engine.region.datasets import load
from tests.region.browser import flat, gap, told

ENTRY = """import { Cancelled, Trainer } from "./region/trainer/trainer.js";

export default function (data) {
  globalThis.Cancelled = Cancelled;
  globalThis.trainer = new Trainer(data);
}
"""

Ask = Callable[[str, Any], Any]
pytestmark = pytest.mark.browser


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser):
    """Opens a page made of the trainer's modules alone, from a file; gives a function that runs JavaScript in it."""
    assets = tmp_path / "assets"
    for folder in ("region/trainer", "shared"):
        shutil.copytree(bundling.ASSETS / folder, assets / folder)
    (assets / "entry.js").write_text(ENTRY, encoding="utf-8")
    monkeypatch.setattr(bundling, "ASSETS", assets)
    context = browser.new_context(offline=True)

    def opened(before: str = "", **data: Any) -> Ask:
        file = tmp_path / "page.html"
        file.write_text(bundling.page("entry.js", [], data, "Trainer"), encoding="utf-8")
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        page.add_init_script(before)
        page.goto(file.as_uri())

        def ask(script: str, argument: Any = None) -> Any:
            answer = page.evaluate(f"async (a) => JSON.stringify(await ({script})(a))", argument)
            assert problems == []
            return json.loads(answer)

        return ask

    yield opened
    context.close()


FILM = """async (settings) => {
  const run = await trainer.film(settings).done;
  return { weights: Array.from(run.weights), kind: trainer.kind,
    right: run.curves.train.accuracy.at(-1), fate: run.fate };
}"""


@pytest.mark.parametrize(
    "run",
    [
        LESSON,
        RunSettings(
            data="helices", samples=400, epochs=2, activation="tanh", optimizer="adam", shuffle=True, noise=0.2
        ),
        RunSettings(data="blobs", classes=4, samples=300, epochs=2, activation="sigmoid", optimizer="rmsprop", l2=0.01),
    ],
    ids=lambda run: run.data,
)
def test_a_page_on_a_disk_trains_in_a_worker_as_the_classes_do(disk, run):
    seen = disk()(FILM, told(run))
    theirs = np.concatenate([flat(snapshot.weights) for snapshot in taught(load(run), run)])
    assert seen["kind"] == "workers"
    assert gap(np.array(seen["weights"]), theirs) < 1e-12


@pytest.mark.parametrize(
    "broken", ["delete globalThis.Worker;", "globalThis.Worker = class { constructor() { throw 1; } };"]
)
def test_without_workers_the_page_itself_trains(disk, broken):
    seen = disk(before=broken)(FILM, told(LESSON))
    assert seen["kind"] == "page"
    assert (seen["right"], seen["fate"]) == (0.9455, "learnt")


def test_sixteen_seeds_come_one_by_one_from_as_many_workers_as_are_asked_for(disk):
    study = """async (settings) => {
      const told = [];
      const runs = await trainer.study(settings, { count: 16, seed: (run) => told.push(run.done) }).done;
      return { told, seeds: runs.map((run) => run.seed), fates: runs.map((run) => run.fate), why: runs[2].why.kind };
    }"""
    seen = disk(workers=2)(study, told(LESSON))
    assert seen["told"] == list(range(1, 17))
    assert seen["seeds"] == list(range(16))
    assert seen["fates"].count("learnt") == 12
    assert seen["why"] == "dead units"


@pytest.mark.parametrize("before", ["", "delete globalThis.Worker;"])
def test_a_cancelled_run_ends_at_once_and_the_next_one_begins(disk, before):
    cancel = """async (settings) => {
      const long = trainer.film({ ...settings, epochs: 500, samples: 100_000, units: [32, 32, 32] });
      await new Promise((resolve) => setTimeout(resolve, 100));
      long.cancel();
      const ended = await long.done.catch((problem) => problem instanceof Cancelled);
      const next = await trainer.film({ ...settings, samples: 200, epochs: 1 }).done;
      return { ended, next: next.epochs.at(-1) };
    }"""
    assert disk(before=before)(cancel, told(LESSON)) == {"ended": True, "next": 1}


def test_a_study_stopped_gives_what_has_ended(disk):
    stop = """async (settings) => {
      const job = trainer.study(settings, { count: 64, seed: (run) => run.done === 3 && job.cancel() });
      const runs = await job.done;
      return { count: runs.length, stopped: job.stopped, places: trainer.places.size };
    }"""
    assert disk(workers=2)(stop, told(LESSON)) == {"count": 3, "stopped": True, "places": 0}


def test_settings_that_cannot_be_run_are_answered_with_a_sentence(disk):
    refused = "async (settings) => (await trainer.film(settings).done.catch((problem) => problem)).message"
    ask = disk()
    assert ask(refused, told(LESSON) | {"samples": 5}) == "samples is 5; it must lie between 10 and 100,000."
    assert "add the file again" in ask(refused, told(LESSON) | {"data": "csv", "csv": "gone"})


def test_a_long_run_shows_itself_as_it_grows_and_says_how_long_it_will_be(disk):
    grow = """async (settings) => {
      const grown = [], left = [];
      const seconds = await trainer.estimate(settings);
      const tell = { growing: (run) => grown.push(run.epochs.length), progress: (p) => left.push(p.left) };
      const job = trainer.film(settings, tell);
      const run = await job.done;
      return { grown, left, seconds, frames: run.epochs.length };
    }"""
    seen = disk()(grow, told(RunSettings(units=(16, 16), epochs=60)))
    assert seen["grown"] == sorted(seen["grown"])
    assert len(seen["grown"]) >= 2
    assert seen["grown"][-1] <= seen["frames"] == 71
    assert math.isfinite(seen["seconds"])
    assert seen["seconds"] > 0


def test_a_worker_that_breaks_down_is_said_and_replaced(disk):
    broken = """async (settings) => {
      const job = trainer.film({ ...settings, epochs: 500, samples: 100_000 });
      await new Promise((resolve) => setTimeout(resolve, 300));
      started.forEach((worker) => worker.onerror(new ErrorEvent("error")));
      const said = await job.done.catch((problem) => problem.message);
      const next = await trainer.film({ ...settings, samples: 200, epochs: 1 }).done;
      return [said, next.epochs.at(-1), trainer.kind];
    }"""
    before = """globalThis.started = [];
      const Real = Worker;
      globalThis.Worker = class extends Real { constructor(...all) { super(...all); started.push(this); } };"""
    said, epoch, kind = disk(before=before)(broken, told(LESSON))
    assert "could not go on" in said
    assert (epoch, kind) == (1, "workers")
