// Looking inside: every unit, fresh points; each number against the network's own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deadUnits, firing, send } from "../../assets/region/trainer/inside_network.js";
import { measure, unsure } from "../../assets/region/trainer/measuring.js";
import { Network } from "../../assets/region/trainer/network.js";
import { RandomState } from "../../assets/region/trainer/random.js";
import { CHOICES, changed, LESSON } from "../../assets/region/trainer/settings.js";
import { askUnseen } from "../../assets/region/trainer/unseen_points.js";

const sizes = [3, 5, 4, 3];
const count = 20 + 24 + 15;
const drawn = new RandomState(1).normal(0, 1, 2 * count);
const network = (activation = "relu") => ({ sizes, activation, weights: drawn.slice() });

for (const activation of CHOICES.activation) {
  test(`a frame's passage is what the network itself measures: ${activation}`, () => {
    const X = new RandomState(2).normal(0, 1, 30);
    const labels = Uint8Array.of(0, 1, 2, 0, 1, 2, 0, 1, 2, 0);
    const { preds, h, a } = send(network(activation), 1, X);
    const settings = changed(LESSON, { classes: 3, units: [5, 4], activation });
    const own = new Network(sizes, settings, drawn.slice(count));
    const [ours, theirs] = [measure(preds, labels), own.measure(X, labels)];
    assert.equal(ours.accuracy, theirs.accuracy);
    assert.ok(Math.abs(ours.loss - theirs.loss) < 1e-12);
    own.forward(X, null, 0, 10);
    for (let unit = 0; unit < 4; unit++) {
      for (let k = 0; k < 10; k++) assert.ok(Math.abs(a[1][unit * 10 + k] - own.a[2][unit * 256 + k]) < 1e-14);
    }
    assert.deepEqual(
      [h, a].map((layers) => layers.map(({ length }) => length)),
      [
        [50, 40],
        [50, 40]
      ]
    );
  });
}

test("dead units are those that are zero for every point", () => {
  const dying = network();
  dying.weights[15 + 3] = -1e6; // the bias of the fourth unit
  const points = new RandomState(0).normal(0, 1, 3 * 2500);
  assert.deepEqual(deadUnits(dying, 0, points)[0], [false, false, false, true, false]);
  assert.equal(firing(dying, 0, points)[0][3], 0);
  assert.ok(
    deadUnits({ ...dying, activation: "tanh" }, 0, points)
      .flat()
      .every((dead) => !dead)
  );
  assert.ok(firing(dying, 1, points)[0].every((fired) => fired > 0 && fired < 2500));
});

test("fresh points are counted in the confusion matrix", () => {
  const settings = changed(LESSON, { classes: 3, units: [5, 4] });
  const seen = askUnseen(settings, network(), { n: 300, seed: 9 });
  const right = seen.confusion.reduce((sum, row, k) => sum + row[k], 0);
  assert.equal(right / 300, seen.accuracy);
  assert.deepEqual(
    seen.confusion.map((row) => row.reduce((a, b) => a + b)),
    [0, 1, 2].map((k) => seen.labels.filter((label) => label === k).length)
  );
  assert.equal(seen.unsure, unsure(seen.accuracy, 300));
});

test("too many or no fresh points are refused", () => {
  for (const n of [0, 20_001]) assert.throws(() => askUnseen(LESSON, network(), { n }), /fresh points/);
});

test("an accuracy measured on few points is unsure, even one of 0 or 1", () => {
  assert.ok(unsure(1, 10) > 0.1);
  assert.ok(Math.abs(unsure(0.5, 10_000) - 0.01) < 1e-4);
});

test("a network of NaN answers without an error", () => {
  const broken = { sizes: [3, 2], activation: "relu", weights: new Float64Array(8).fill(Number.NaN) };
  assert.ok(Number.isNaN(askUnseen(changed(LESSON, { units: [] }), broken).accuracy));
});
