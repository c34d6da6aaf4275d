import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { frameAt, runOf, said } from "../../assets/home/prepared_run.js";

const run = runOf(JSON.parse(readFileSync("assets/home/region.json", "utf8")));

test("the prepared run has the weights of every frame, and points inside the ball with a class each", () => {
  const perFrame = run.sizes.slice(1).reduce((sum, units, l) => sum + (run.sizes[l] + 1) * units, 0);
  assert.equal(run.weights.length, perFrame * run.epochs.length);
  assert.ok(run.points.length >= 4 * 500);
  for (let k = 0; k < run.points.length; k += 4) {
    assert.ok(Math.hypot(run.points[k], run.points[k + 1], run.points[k + 2]) <= 1.0001);
    assert.ok([0, 1].includes(run.points[k + 3]));
  }
});

test("an epoch is found between the frames around it", () => {
  const film = { epochs: [0, 0.5, 1, 3] };
  assert.deepEqual(
    [0, 0.25, 0.5, 2, 3, 9].map((epoch) => frameAt(film, epoch)),
    [0, 0.5, 1, 2.5, 3, 3]
  );
});

test("what is said of the end is the last frame's accuracy", () => {
  const share = run.accuracy[run.accuracy.length - 1];
  assert.equal(said(run, run.last), `epoch 30 of 30 · ${(100 * share).toFixed(1)}% classified correctly`);
});
