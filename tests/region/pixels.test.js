import assert from "node:assert/strict";
import { test } from "node:test";
import { classPixels, inputPixels, unitPixels } from "../../assets/region/pixels.js";

const COLOURS = {
  card: "#000000",
  act: "#0000ff",
  soft: "#808080",
  pos: "#00ff00",
  neg: "#ff0000",
  classes: ["#ff0000", "#0000ff"]
};
const SIDE = 8;
/** A plane over the picture that is 0 at the column `zero`. @param {number} zero @param {number} slope */
const plane = (zero, slope = 1) => Float64Array.from({ length: SIDE * SIDE }, (_, p) => slope * ((p % SIDE) - zero));
/** @param {{data: Uint8ClampedArray}} pixels @param {number} p */
const at = ({ data }, p) => [...data.slice(4 * p, 4 * p + 4)];

test("a ReLU unit is the card's colour where it gives 0, has a line where it turns on, and grows stronger", () => {
  const picture = unitPixels(plane(3), "relu", SIDE, COLOURS);
  assert.deepEqual(at(picture, 0), [0, 0, 0, 255]);
  assert.ok(at(picture, 3)[2] > 140);
  assert.ok(at(picture, 7)[2] > at(picture, 5)[2]);
  assert.deepEqual(at(picture, 7), [0, 0, Math.floor(255 * 0.92), 255]);
  assert.equal(unitPixels(plane(20), "relu", SIDE, COLOURS).empty, true);
});

test("another unit is blue above 0 and grey below", () => {
  const picture = unitPixels(plane(3), "tanh", SIDE, COLOURS);
  const [low, , high] = [at(picture, 0), at(picture, 3), at(picture, 7)];
  assert.equal(low[0], low[2]);
  assert.ok(low[0] > 0);
  assert.equal(high[0], 0);
  assert.ok(high[2] > 200);
});

test("a class has the strength of its chance, and none where the sums are no numbers", () => {
  const [a, b] = [plane(3), plane(3, -1)];
  assert.equal(at(classPixels([a, b], 0, COLOURS), 3)[0], Math.floor(0.9 * 255 * 0.5));
  const sure = at(classPixels([a, b], 0, COLOURS), 7)[0];
  assert.ok(Math.abs(sure - (0.9 * 255) / (1 + Math.exp(-8))) <= 1);
  assert.equal(at(classPixels([new Float64Array([Number.NaN]), new Float64Array([0])], 0, COLOURS), 0)[0], 0);
  assert.ok(at(classPixels([new Float64Array([800]), new Float64Array([-800])], 0, COLOURS), 0)[0] >= 228);
  assert.equal(at(classPixels([new Float64Array([-800]), new Float64Array([800])], 0, COLOURS), 0)[0], 0);
});

test("an input has the colours of signs, stronger towards the faces of the cube", () => {
  const picture = inputPixels(Float64Array.from([-2, -1, 0, 1, 2]), { low: [-2], high: [2] }, 0, COLOURS);
  assert.deepEqual(at(picture, 0), [Math.floor(255 * 0.62), 0, 0, 255]);
  assert.deepEqual(at(picture, 2), [0, 0, 0, 255]);
  assert.ok(at(picture, 4)[1] > at(picture, 3)[1]);
});
