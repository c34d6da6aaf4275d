// What goes wrong is recognised where it sets in, and a good run is left in peace.
import assert from "node:assert/strict";
import { test } from "node:test";
import { attainable } from "../../assets/region/trainer/attainable.js";
import { load } from "../../assets/region/trainer/datasets.js";
import { diagnose, KINDS, worst } from "../../assets/region/trainer/diagnosis.js";
import { general, percent } from "../../assets/region/trainer/figures.js";
import { RandomState } from "../../assets/region/trainer/random.js";
import { changed, LESSON } from "../../assets/region/trainer/settings.js";
import { Trainer } from "../../assets/region/trainer/trainer.js";
import { historyOf } from "../../assets/region/trainer/training.js";

/** @typedef {Partial<import("../../assets/region/trainer/settings.js").Settings>} Change */
/** @typedef {Record<string, import("../../assets/region/trainer/diagnosis.js").Finding>} Found */

const run = (/** @type {Change} */ change) => new Trainer().film(changed(LESSON, change)).done;

/** @param {Change} change @returns {Promise<Found>} */
async function kinds(change) {
  const { findings } = await run(change);
  return Object.fromEntries(findings.map((finding) => [finding.kind, finding]));
}

/** @param {Found} found @param {string[]} names */
const only = (found, ...names) => assert.deepEqual(Object.keys(found).sort(), names.sort());

for (const change of [
  {},
  { optimizer: "momentum" },
  { data: "blobs", classes: 4 },
  { activation: "tanh", units: [8], lr: 0.1 },
  { epochs: 0 }
]) {
  test(`a run that learns gets no remark: ${JSON.stringify(change)}`, async () => only(await kinds(change)));
}

test("a learning rate of a billion diverges at once, and training stops", async () => {
  const { divergence } = await kinds({ lr: 1e9 });
  assert.ok(divergence.epoch < 0.1);
  assert.match(divergence.say, /Training stops/);
  assert.match(divergence.advice, /1e\+08/);
});

test("an output that is not a number is said so", async () => {
  assert.match((await kinds({ samples: 200, lr: 1e200, activation: "linear" })).divergence.say, /NaN/);
});

test("units that die are counted by layer, from where they die", async () => {
  const every = await kinds({ data_seed: 11, seed: 42 });
  only(every, "dead units");
  const { say, epoch } = every["dead units"];
  assert.match(say, /^2 of the 4 units of hidden layer 2 are dead/);
  assert.match(
    say,
    /The other 2 fire for fewer than one point in a hundred\. So nearly every point gets the same answer\.$/
  );
  assert.equal(epoch, 4);
});

test("the epoch where a layer dies is the first where it is dead for good", () => {
  const settings = changed(LESSON, { samples: 200, epochs: 3 });
  const data = load(settings);
  const history = historyOf(data, settings);
  for (const { weights } of history.slice(5)) weights.fill(-1e6, 16 + 16, 16 + 20); // the second layer's biases
  const dead = diagnose(history, data, settings).filter(({ kind }) => kind === "dead units");
  assert.equal(dead.length, 1);
  assert.equal(dead[0].epoch, history[5].epoch);
  assert.match(dead[0].say, /^All 4 units of hidden layer 2 /);
});

test("with zero weights it depends on the activation what moves", () => {
  for (const activation of ["relu", "leaky relu", "tanh", "linear", "sigmoid"]) {
    const settings = changed(LESSON, { init: "zero", activation, samples: 300, epochs: 2 });
    const data = load(settings),
      history = historyOf(data, settings);
    const moved = [...history[history.length - 1].weights].filter((v) => v !== 0).length;
    const { say } = diagnose(history, data, settings)[0];
    assert.equal(moved > data.classes.length, /copies/.test(say), activation);
    assert.equal(moved <= data.classes.length, /only the output biases/.test(say), activation);
  }
});

test("zero weights are recognised", async () => {
  only(await kinds({ samples: 500, init: "zero" }), "symmetry");
});

test("a step too small is told from a plateau", async () => {
  const slow = await kinds({ lr: 1e-5 });
  only(slow, "small step");
  assert.match(slow["small step"].advice, /larger, 0\.0001,/);
  only(await kinds({ activation: "sigmoid" }), "plateau");
});

test("a plateau that ends is told from one that does not", async () => {
  assert.match((await kinds({ lr: 1e-3 })).plateau.say, /then it falls\.$/);
  const { plateau } = await kinds({ units: [] });
  assert.match(plateau.say, /to the end\.$/);
  assert.match(plateau.advice, /flat plane/);
});

test("overfitting is dated to the best loss on unseen points", async () => {
  const { findings, curves } = await run({
    ...{ samples: 60, units: [32, 32], epochs: 300, lr: 0.1, noise: 0.5, test_samples: 1000 }
  });
  const found = findings.find(({ kind }) => kind === "overfitting");
  const best = Math.min(...curves.test.loss);
  assert.ok(Math.abs(/** @type {any} */ (found).epoch - curves.epochs[curves.test.loss.indexOf(best)]) < 10);
  assert.ok(/** @type {any} */ (curves.test.loss.at(-1)) > 1.15 * best);
});

test("a run that is still learning is told from one that stands still", async () => {
  const slow = { data_seed: 7, seed: 3 };
  assert.match((await kinds(slow)).unfinished.say, /from 0\.475 to 0\.395 in the last 7 epochs/);
  only(await kinds({ ...slow, epochs: 60 }), "plateau");
  assert.match((await kinds({ data_seed: 5, seed: 9 })).standstill.say, /82\.4% classified correctly/);
  only(await kinds({ epochs: 6 }), "unfinished");
});

test("steps that are too large and penalties that are too strong are named", async () => {
  for (const seed of [0, 1, 3]) {
    const found = await kinds({ optimizer: "rmsprop", lr: 0.5, activation: "leaky relu", data: "octants", seed });
    assert.ok("large step" in found && !("standstill" in found || "unfinished" in found), `seed ${seed}`);
  }
  only(await kinds({ activation: "tanh", l2: 0.1 }), "penalty");
});

test("a border that lies elsewhere among few unseen points is not overfitting", async () => {
  assert.equal((await kinds({ samples: 30_000, units: [16, 16] })).overfitting, undefined);
});

test("few points are not taken for classes that overlap", async () => {
  only(await kinds({ data: "helices", noise: 0.3, samples: 60, lr: 1e-4 }), "small step");
});

test("classes that overlap are not called a standstill", async () => {
  const noisy = { noise: 1, samples: 3000, test_samples: 100, lr: 0.03 };
  const found = await kinds(noisy);
  assert.equal(found.standstill ?? found.plateau, undefined);
  const settings = changed(LESSON, noisy);
  const best = attainable(load(settings), settings);
  assert.ok(best > 0.6 && best < 0.75);
  assert.ok(found.overlap.say.includes(`is right for about ${percent(best)} of the points`));
});

test("the attainable accuracy is known where classes are apart, and estimated elsewhere", () => {
  const apart = changed(LESSON, { samples: 500 });
  assert.equal(attainable(load(apart), apart), 1);
  const clear = changed(LESSON, { data: "blobs", noise: 0.01, samples: 2000 });
  assert.ok(attainable(load(clear), clear) > 0.97);
  const told = changed(LESSON, { data: "csv", csv: "mine" });
  const rng = new RandomState(1);
  const X = rng.normal(0, 1, 6000);
  const labels = Uint8Array.from({ length: 2000 }, () => Number(rng.random() < 0.5));
  assert.ok(attainable(load(told, { X, labels, axes: ["x", "y", "z"], classes: ["0", "1"] }), told) < 0.57);
});

test("sixteen seeds say how many learn, and why others do not", async () => {
  const runs = await new Trainer().study(LESSON, { count: 16 }).done;
  assert.equal(runs.filter(({ fate }) => fate === "learnt").length, 12);
  assert.equal(runs[0].train.accuracy, 0.9455);
  for (const { fate, train, why } of runs) {
    assert.equal(fate === "learnt", train.accuracy >= 0.9);
    assert.equal(fate === "learnt", why === null);
  }
  const alone = await run({ seed: 2 });
  assert.equal(alone.curves.train.accuracy.at(-1), runs[2].train.accuracy);
});

test("the finding that explains most is the one that stops learning", () => {
  const finding = (/** @type {any} */ kind) => ({ epoch: 0, kind, say: "", advice: "", whole: false });
  assert.equal(worst([finding("overfitting"), finding("dead units"), finding("plateau")])?.kind, "dead units");
  assert.equal(worst([]), null);
  assert.equal(KINDS[0], "divergence");
});

test("numbers in sentences have so many figures and no more", () => {
  const told = [0.123456, 1e8, 1e-5, 0.0001, 1234.5, 12, 0, 0.5, 100, 999.6, NaN].map((value) => general(value));
  assert.deepEqual(told, ["0.123", "1e+08", "1e-05", "0.0001", "1.23e+03", "12", "0", "0.5", "100", "1e+03", "nan"]);
  assert.equal(general(0.4812118, 6), "0.481212");
});
