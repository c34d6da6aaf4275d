// What the pictures of act 2 are drawn from: the network, its surfaces, its folds.

import assert from "node:assert/strict";
import { test } from "node:test";
import { look } from "../../assets/region/camera.js";
import {
  allSums,
  forward,
  fromArray,
  margin,
  netAt,
  planePoints,
  scores,
  winners
} from "../../assets/region/forward.js";
import { foldable } from "../../assets/region/painter.js";
import { closed, extent, gridOf, surface } from "../../assets/region/surface.js";
import { send } from "../../assets/region/trainer/inside_network.js";
import { netOf } from "./runs.js";

const BOX = { low: [-2, -2, -2], high: [2, 2, 2] };
const places = (/** @type {number} */ n, /** @type {number} */ seed) =>
  netOf([1, n * 3 - 1], "relu", seed).weights.subarray(0, 3 * n);

test("pictures get the same scores as the trainer gives", () => {
  for (const [k, activation] of ["relu", "leaky relu", "tanh", "sigmoid", "linear"].entries()) {
    const net = netOf([3, 7, 5, 4, 3], activation, k + 1);
    const x = places(700, 9 + k);
    const theirs = send(net, 0, Float64Array.from(x)).scores;
    const ours = scores(net, 700, fromArray(x));
    for (let c = 0; c < 3; c++) {
      for (let p = 0; p < 700; p++)
        assert.ok(Math.abs(ours[c][p] - theirs[c * 700 + p]) < 1e-9, `${activation} ${c} ${p}`);
    }
  }
});

test("a state between two frames is their mixture, and a frame is itself", () => {
  const a = netOf([3, 2, 2], "relu", 1).weights;
  const b = netOf([3, 2, 2], "relu", 2).weights;
  const run = { sizes: [3, 2, 2], activation: "relu", weights: Float64Array.from([...a, ...b]) };
  assert.deepEqual([...netAt(run, 1).weights], [...b]);
  for (const [i, w] of netAt(run, 0.25).weights.entries()) assert.ok(Math.abs(w - (0.75 * a[i] + 0.25 * b[i])) < 1e-12);
});

test("the winner is the highest score, the first of equals, and nobody where a score is no number", () => {
  assert.deepEqual([...winners([Float64Array.of(1, 2, Number.NaN), Float64Array.of(1, 3, 0)])], [0, 1, 255]);
});

test("the cut's points lie on the plane and rise with the rows", () => {
  const into = new Float64Array(3 * 512);
  planePoints(BOX, { axis: 1, at: 0.5 }, 8)(0, 64, into);
  for (let p = 0; p < 64; p++) assert.equal(into[512 + p], 1);
  assert.ok(into[1024 + 63] > into[1024] && into[7] > into[0]);
});

test("the surface of a ball lies on it and encloses its volume", () => {
  const grid = gridOf(40, BOX);
  const field = new Float64Array(grid.total);
  for (let k = 0; k < grid.total; k++) {
    const at = [k % 40, Math.floor(k / 40) % 40, Math.floor(k / 1600)].map((i) => grid.low + grid.step * i);
    field[k] = 0.36 - at[0] ** 2 - at[1] ** 2 - at[2] ** 2;
  }
  const shape = surface(field, grid);
  let volume = 0;
  for (let t = 0; t < shape.length; t += 18) {
    const [a, b, c] = [0, 6, 12].map((o) => shape.subarray(t + o, t + o + 3));
    for (const p of [a, b, c]) assert.ok(Math.abs(Math.hypot(...p) - 0.6) < 0.003);
    volume +=
      (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0])) /
      6;
  }
  const ball = (4 / 3) * Math.PI * 0.216;
  assert.ok(Math.abs(Math.abs(volume) - ball) < 0.02 * ball);
  const { share, faces } = extent(field, grid);
  assert.ok(Math.abs(share - ball / 8) < 0.004);
  assert.equal(faces, 0);
});

test("a region that leaves the cube is closed on its faces", () => {
  const grid = gridOf(20, BOX);
  const half = Float64Array.from({ length: grid.total }, (_, k) => (k % 20) - 9.5);
  assert.equal(extent(half, grid).faces, 5);
  const { field, grid: wider } = closed(half, grid);
  const shape = surface(field, wider);
  const most = shape.reduce((m, v, i) => (i % 6 < 3 ? Math.max(m, Math.abs(v)) : m), 0);
  assert.ok(most <= 1.01 && most > 0.99);
});

test("the numbers given to the shader say what the network says", () => {
  for (const sizes of [
    [3, 5, 2],
    [3, 4, 6, 2],
    [3, 8, 8, 2]
  ]) {
    const net = netOf(sizes, "relu", sizes.length);
    const { n1, n2, A, B, D, E } = /** @type {any} */ (foldable(net));
    const last = net.weights.subarray(net.weights.length - 2);
    const x = places(50, 3);
    const z = scores(net, 50, fromArray(x));
    for (let p = 0; p < 50; p++) {
      const first = Array.from(
        { length: n1 },
        (_, i) => A[4 * i] * x[3 * p] + A[4 * i + 1] * x[3 * p + 1] + A[4 * i + 2] * x[3 * p + 2] + A[4 * i + 3]
      );
      let lead = last[0] - last[1];
      for (let j = 0; j < n2; j++)
        lead += E[j] * Math.max(0, D[j] + first.reduce((sum, v, i) => sum + B[8 * j + i] * Math.max(0, v), 0));
      assert.ok(Math.abs(lead - (z[0][p] - z[1][p])) < 1e-4);
    }
  }
  assert.equal(foldable(netOf([3, 9, 2], "relu", 1)), null);
  assert.equal(foldable(netOf([3, 4, 2], "tanh", 1)), null);
  assert.equal(foldable(netOf([3, 4, 3], "relu", 1)), null);
});

test("every layer's sums are given, unit by unit", () => {
  const net = netOf([3, 2, 2], "relu", 4);
  const x = places(3, 1);
  const sums = allSums(net, 3, fromArray(x));
  forward(net, 3, fromArray(x), (l, h) => assert.equal(sums[l][1][2], h[512 + 2]));
  assert.deepEqual(
    [...margin(sums[1], 0)].map((v) => v.toFixed(9)),
    [0, 1, 2].map((p) => (sums[1][0][p] - sums[1][1][p]).toFixed(9))
  );
});

test("no corner of the cube leaves the picture, however it is turned", () => {
  for (const [width, height] of [
    [760, 350],
    [360, 420],
    [120, 120]
  ]) {
    for (let k = 0; k < 60; k++) {
      const view = look({ yaw: k, pitch: -0.5 + (k % 20) / 10.3, zoom: 1 }, width, height, 10);
      for (const x of [-1, 1])
        for (const y of [-1, 1])
          for (const z of [-1, 1]) {
            const [px, py] = view.to([x, y, z]);
            assert.ok(px > 0 && px < width && py > 0 && py < height, `${width} ${k}: ${px} ${py}`);
          }
    }
  }
});
