import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ACTIVATIONS } from "../../assets/region/trainer/activations.js";
import { load } from "../../assets/region/trainer/datasets.js";
import { WARM, WARMER } from "../../assets/region/trainer/estimate.js";
import { Network } from "../../assets/region/trainer/network.js";
import { RandomState } from "../../assets/region/trainer/random.js";
import { framesOf, thin } from "../../assets/region/trainer/run.js";
import { changed, LESSON, nameOf, same } from "../../assets/region/trainer/settings.js";
import { Cancelled, Trainer } from "../../assets/region/trainer/trainer.js";
import { historyOf } from "../../assets/region/trainer/training.js";

/** @typedef {import("../../assets/region/trainer/settings.js").Settings} Settings */

// Made by NumPy and the taught classes: tests/region/figures.py.
const { streams, runs } = JSON.parse(readFileSync(new URL("figures.json", import.meta.url), "utf-8"));

/** @param {ArrayLike<number>} ours @param {ArrayLike<number>} theirs @param {number} most relative to 1 or the number */
function close(ours, theirs, most) {
  assert.equal(ours.length, theirs.length);
  for (let k = 0; k < ours.length; k++) {
    const gap = Math.abs(ours[k] - theirs[k]) / Math.max(1, Math.abs(theirs[k]));
    assert.ok(gap <= most, `${ours[k]} and ${theirs[k]}, number ${k}, differ by ${gap}`);
  }
}

for (const { seed, uniform, permutation, normal, after } of streams) {
  test(`the stream of seed ${seed} is NumPy's`, () => {
    const rng = new RandomState(seed);
    assert.deepEqual([...rng.uniform(-0.5, 0.5, 700)].slice(-5), uniform);
    assert.deepEqual([...rng.permutation(20)], permutation);
    close(rng.normal(1, 2, 7), normal, 1e-15);
    assert.equal(rng.random(), after);
  });
}

for (const [k, { settings, points, labels, weights, train, test: unseen }] of runs.entries()) {
  const { data, activation, optimizer, init } = settings;
  test(`run ${k} ends where the classes' does: ${data}, ${activation}, ${optimizer}, ${init}`, () => {
    const made = load(settings);
    close(made.X.subarray(0, 9), points, 1e-15);
    assert.deepEqual([...made.labels.subarray(0, 10)], labels);
    const history = historyOf(made, settings);
    const last = history[history.length - 1];
    close(last.weights, weights, 1e-12);
    close([last.train.accuracy, last.train.loss], train, 1e-12);
    close([last.test.accuracy, last.test.loss], unseen, 1e-12);
  });
}

test("the gradient is the slope of the loss: central differences", () => {
  const settings = changed(LESSON, { samples: 20, classes: 3, units: [4, 3], activation: "tanh", l1: 0.01, l2: 0.02 });
  const { X, labels } = load(settings);
  const sizes = [3, 4, 3, 3];
  const params = new RandomState(3).normal(0, 0.8, 46 - 4 + 4);
  const network = new Network(sizes, settings, params.slice(0, 4 * 4 + 5 * 3 + 4 * 3));
  /** @param {Float64Array} at */
  const loss = (at) => {
    let penalty = 0;
    network.starts.forEach((start, l) => {
      for (const w of at.subarray(start, start + sizes[l] * sizes[l + 1])) penalty += 0.01 * Math.abs(w) + 0.02 * w * w;
    });
    return new Network(sizes, settings, at).measure(X, labels).loss + penalty;
  };
  network.forward(X, null, 0, 20);
  network.backward(labels, null, 0, 20, 20);
  network.penalise();
  for (let p = 0; p < network.params.length; p++) {
    const [up, down] = [1e-5, -1e-5].map((step) => loss(network.params.map((w, i) => (i === p ? w + step : w))));
    assert.ok(Math.abs((up - down) / 2e-5 - network.grads[p]) < 1e-8, `parameter ${p}`);
  }
});

test("a batch larger than one block takes the same step as one block of it would", () => {
  const settings = changed(LESSON, { samples: 1000, batch: 1000, epochs: 1 });
  const { X, labels } = load(settings);
  const network = new Network([3, 4, 2], settings, new RandomState(0).uniform(-1, 1, 26));
  network.learn(X, labels, null, 0, 1000);
  const sum = new Float64Array(26);
  for (let k = 0; k < 1000; k++) {
    const one = new Network([3, 4, 2], settings, new RandomState(0).uniform(-1, 1, 26));
    one.forward(X, null, k, 1);
    one.backward(labels, null, k, 1, 1000);
    one.grads.forEach((g, p) => {
      sum[p] += g;
    });
  }
  close(network.grads, sum, 1e-12);
});

test("a probability is kept away from 0 and 1, so that a loss is finite", () => {
  const params = new Float64Array(8).fill(1e6);
  params[0] = -1e6;
  const { loss } = new Network([3, 2], LESSON, params).measure(Float64Array.of(1, 0, 0), Uint8Array.of(0));
  assert.equal(loss, -Math.log(2 ** -52));
});

test("frames carry the weights and figures of their snapshots", () => {
  const settings = changed(LESSON, { samples: 100, epochs: 90, units: [2] });
  const history = historyOf(load(settings), settings);
  const { weights, epochs, at, curves } = framesOf(history);
  assert.equal(at.length, 80);
  assert.deepEqual([epochs[0], epochs[79]], [0, 90]);
  assert.equal(curves.epochs.length, history.length);
  for (const [frame, k] of at.entries()) {
    assert.deepEqual(weights.subarray(14 * frame, 14 * (frame + 1)), history[k].weights);
    assert.equal(curves.train.loss[k], history[k].train.loss);
  }
  assert.ok(Number.isNaN(curves.printed.loss[0]));
  assert.equal(curves.printed.loss[5], /** @type {any} */ (history[5].last).loss * history[5].lastSize);
});

test("runs are thinned after the first epoch only, and evenly", () => {
  const at = thin([...Array(13).keys()].map((k) => k / 12).concat([...Array(499).keys()].map((k) => k + 2)));
  assert.equal(at.length, 80);
  assert.deepEqual([...at.subarray(0, 13)], [...Array(13).keys()]);
  assert.equal(at[79], 511);
  const gaps = at.subarray(14).map((place, k) => place - at[13 + k]);
  assert.ok(Math.max(...gaps) - Math.min(...gaps) <= 1);
});

test("equal settings have equal names, others others", () => {
  assert.ok(same(LESSON, changed(LESSON, {})));
  assert.notEqual(nameOf(LESSON), nameOf(changed(LESSON, { units: [4] })));
  assert.equal(changed(changed(LESSON, { data: "shells", classes: 4 }), { data: "rings" }).classes, 2);
});

test("where there is no Worker the trainer works all the same, and keeps what it has trained", async () => {
  const trainer = new Trainer();
  const settings = changed(LESSON, { samples: 200, epochs: 2 });
  const run = await trainer.film(settings).done;
  assert.equal(trainer.kind, "page");
  assert.equal(run.complete, true);
  assert.equal(await trainer.film(changed(settings, {})).done, run);
  const unseen = await trainer.unseen(run, { n: 50, seed: 4 });
  assert.equal(
    unseen.confusion.flat().reduce((a, b) => a + b),
    50
  );
  assert.equal(unseen.labels.length, 50);
  const runs = await trainer.study(settings, { count: 3, first: 5 }).done;
  assert.deepEqual(
    runs.map(({ seed }) => seed),
    [5, 6, 7]
  );
});

test("a run cancelled before it has begun never begins", async () => {
  const job = new Trainer().film(LESSON);
  job.cancel();
  await assert.rejects(job.done, Cancelled);
});

for (const change of [
  { epochs: 0 },
  { units: [1] },
  { units: [] },
  { lr: 1e9 },
  { lr: 1e300 },
  { samples: 10, batch: 1 },
  { init: "zero" },
  { noise: 2, test_samples: 10 },
  { batch: 100_000 }
]) {
  test(`absurd settings give a run all the same: ${JSON.stringify(change)}`, async () => {
    const run = await new Trainer().film(changed(LESSON, { samples: 100, ...change })).done;
    assert.ok(run.epochs.length >= 1);
    assert.ok(run.complete);
    assert.ok([...run.box.low, ...run.box.high].every(Number.isFinite));
    assert.ok(run.fate !== null);
  });
}

test("a training is priced before it begins, once for each kind of network", async () => {
  const trainer = new Trainer();
  // The longer first: what seems to take a while is tried out once more, and longer.
  const more = await trainer.estimate(changed(LESSON, { samples: 10_000, epochs: 20, lr: 0.3, seed: 4 }));
  const few = await trainer.estimate(changed(LESSON, { samples: 1000, epochs: 2 }));
  assert.ok(few > 0 && more > 20 * few);
  assert.equal(trainer.speeds.values.size, 1);
  const ten = await trainer.estimate(LESSON, 10);
  assert.ok(Math.abs(ten - 10 * (await trainer.estimate(LESSON))) < 1e-9 * ten);
  await trainer.estimate(changed(LESSON, { units: [9] }));
  assert.equal(trainer.speeds.values.size, 2);
  await trainer.film(changed(LESSON, { samples: 100, epochs: 1 })).done;
  assert.equal(await trainer.estimate(changed(LESSON, { samples: 100, epochs: 1 })), 0);
  await assert.rejects(trainer.estimate(changed(LESSON, { units: [99] })), /hidden layers/);
});

test("what seems to take a while is tried out once more, with loops that are surely compiled", async () => {
  const trainer = new Trainer();
  await trainer.estimate(LESSON, 100_000);
  assert.equal(trainer.speeds.get([...trainer.speeds.values.keys()][0])?.warm, WARMER);
  const quick = changed(LESSON, { units: [9], samples: 10, test_samples: 10, epochs: 1 });
  await trainer.estimate(quick);
  assert.equal(trainer.speeds.get([...trainer.speeds.values.keys()][1])?.warm, WARM);
});

test("a ReLU gives the larger of its sum and 0 for every number there is", () => {
  const sums = [3.25, -3.25, 0, -0, 5e-324, -5e-324, 1e300, 1.7e308, -1.7e308, Infinity, -Infinity, NaN];
  for (const sum of sums) {
    const alone = Float64Array.of(sum);
    ACTIVATIONS.relu.forward(alone, 0, 1);
    assert.ok(Object.is(alone[0], Math.max(sum, 0)), String(sum));
  }
  const together = Float64Array.from(sums);
  ACTIVATIONS.relu.forward(together, 0, sums.length);
  assert.deepEqual(
    [...together],
    sums.map((sum) => Math.max(sum, 0))
  );
});

test("two classes get the probabilities that the formula for many gives, to the last bit", () => {
  const rng = new RandomState(7);
  const extreme = [0, -0, 1, -1, 700, -746, 1e300, -1e308, Infinity, -Infinity, NaN];
  const pairs = extreme.flatMap((x) => extreme.map((y) => [x, y]));
  for (let k = 0; k < 2000; k++) pairs.push([...rng.uniform(-40, 40, 2)]);
  for (const [x, y] of pairs) {
    const network = new Network([3, 2], LESSON, Float64Array.of(0, 0, 0, 0, 0, 0, x, y));
    network.forward(Float64Array.of(0, 0, 0), null, 0, 1);
    const top = Math.max(x, y),
      powers = [Math.exp(x - top), Math.exp(y - top)],
      total = powers[0] + powers[1];
    const right = powers.map((power) => Math.min(Math.max(power / total, 2 ** -52), 1 - 2 ** -52));
    assert.deepEqual([network.a[1][0], network.a[1][256]], right, `${x}, ${y}`);
  }
});
