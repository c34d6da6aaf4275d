/**
 * The network evaluated in the browser, for pictures: many points at once, in blocks.
 *
 * A `Net` is one state of a network: its sizes, its activation, and its weights layer by layer, W row by row before b.
 * @typedef {{sizes: number[], activation: string, weights: Float64Array}} Net
 * @typedef {(start: number, count: number, into: Float64Array) => void} Fill writes coordinates, axis by axis, BLOCK each
 */

import { ACTIVATIONS } from "./trainer/activations.js";
import { addProducts, parameterCount } from "./trainer/dense.js";

export const BLOCK = 512;
export const NOBODY = 255;

/** Multiplications per point. @param {number[]} sizes */
export function cost(sizes) {
  let total = 0;
  for (let l = 1; l < sizes.length; l++) total += sizes[l - 1] * sizes[l];
  return total;
}

/**
 * The network at a frame of a run; between two frames (a fraction) the weights are mixed, for motion alone.
 * @param {{sizes: number[], activation: string, weights: Float64Array}} run
 * @param {number} frame
 * @returns {Net}
 */
export function netAt(run, frame) {
  const n = parameterCount(run.sizes),
    at = Math.floor(frame),
    share = frame - at;
  let weights = run.weights.subarray(at * n, (at + 1) * n);
  if (share > 0) {
    const next = run.weights.subarray((at + 1) * n, (at + 2) * n);
    weights = Float64Array.from(weights, (w, i) => w + share * (next[i] - w));
  }
  return { sizes: run.sizes, activation: run.activation, weights };
}

/**
 * The layers of a net: views, no copies. Each W is (inputs, units) row by row.
 * @param {Net} net
 */
export function layersOf(net) {
  const layers = [];
  let at = 0;
  for (let l = 1; l < net.sizes.length; l++) {
    const n = net.sizes[l - 1],
      units = net.sizes[l],
      b = at + n * units;
    layers.push({ n, units, W: net.weights.subarray(at, b), b: net.weights.subarray(b, b + units) });
    at = b + units;
  }
  return layers;
}

/** The inputs and sums of one block, filled anew in every call. */
let blocks = [new Float64Array(0), new Float64Array(0)];

/**
 * Sends `total` points through. `see` gets every layer's weighted sums of every block, before the activation.
 * @param {Net} net
 * @param {number} total
 * @param {Fill} fill
 * @param {(layer: number, h: Float64Array, start: number, count: number) => void} see
 */
export function forward(net, total, fill, see) {
  const layers = layersOf(net),
    activate = ACTIVATIONS[net.activation].forward;
  const size = Math.max(3, ...net.sizes) * BLOCK;
  if (blocks[0].length < size) blocks = [new Float64Array(size), new Float64Array(size)];
  let [a, h] = blocks;
  for (let start = 0; start < total; start += BLOCK) {
    const count = Math.min(BLOCK, total - start);
    fill(start, count, a);
    for (let l = 0; l < layers.length; l++) {
      const { n, units, W, b } = layers[l];
      for (let j = 0; j < units; j++) h.fill(b[j], j * BLOCK, j * BLOCK + count);
      addProducts(W, 0, units, 1, a, n, h, units, count, BLOCK);
      see(l, h, start, count);
      if (l === layers.length - 1) continue;
      for (let j = 0; j < units; j++) activate(h, j * BLOCK, count);
      [a, h] = [h, a];
    }
  }
}

/**
 * The weighted sums of every layer, one array of `total` numbers per unit: sums[layer][unit].
 * @param {Net} net
 * @param {number} total
 * @param {Fill} fill
 */
export function allSums(net, total, fill) {
  const sums = net.sizes.slice(1).map((units) => Array.from({ length: units }, () => new Float64Array(total)));
  forward(net, total, fill, (l, h, start, count) => {
    for (const [j, unit] of sums[l].entries()) unit.set(h.subarray(j * BLOCK, j * BLOCK + count), start);
  });
  return sums;
}

/**
 * Scores of the output layer: one array of `total` numbers per class.
 * @param {Net} net
 * @param {number} total
 * @param {Fill} fill
 */
export function scores(net, total, fill) {
  const last = net.sizes.length - 2;
  const out = Array.from({ length: net.sizes[last + 1] }, () => new Float64Array(total));
  forward(net, total, fill, (l, h, start, count) => {
    if (l !== last) return;
    for (const [c, unit] of out.entries()) unit.set(h.subarray(c * BLOCK, c * BLOCK + count), start);
  });
  return out;
}

/**
 * By how much class c's score leads the best of the others: positive where the network says c, 0 on its boundary.
 * @param {Float64Array[]} z
 * @param {number} c
 */
export function margin(z, c) {
  const lead = z[c].slice();
  for (let p = 0; p < lead.length; p++) {
    let best = -Infinity;
    for (let k = 0; k < z.length; k++) if (k !== c && !(z[k][p] <= best)) best = z[k][p];
    lead[p] -= best;
  }
  return lead;
}

/**
 * The class with the highest score, the first of equals; NOBODY where a score is not a number.
 * @param {Float64Array[]} z
 */
export function winners(z) {
  const won = new Uint8Array(z[0].length);
  for (let p = 0; p < won.length; p++) {
    let best = 0;
    for (let k = 1; k < z.length; k++) if (z[k][p] > z[best][p]) best = k;
    won[p] = z.some((score) => Number.isNaN(score[p])) ? NOBODY : best;
  }
  return won;
}

/** Probabilities from one point's scores. @param {number[]} z */
export function softmax(z) {
  const top = Math.max(...z),
    e = z.map((v) => Math.exp(v - top)),
    sum = e.reduce((s, v) => s + v, 0);
  return e.map((v) => v / sum);
}

/**
 * Fills in coordinates that lie point by point, three per point; from the first one on.
 * @param {Float32Array | Float64Array} x
 * @param {number} [first]
 * @returns {Fill}
 */
export const fromArray =
  (x, first = 0) =>
  (start, count, into) => {
    for (let p = 0, k = 3 * (first + start); p < count; p++, k += 3) {
      into[p] = x[k];
      into[BLOCK + p] = x[k + 1];
      into[2 * BLOCK + p] = x[k + 2];
    }
  };

/**
 * Points of the plane on which an axis has one value: side × side of them, rows along the second free axis, upwards.
 * @param {{low: number[], high: number[]}} box
 * @param {{axis: number, at: number}} plane at: −1 … 1 across the box
 * @param {number} side
 * @returns {Fill}
 */
export function planePoints(box, { axis, at }, side) {
  const [u, v] = [0, 1, 2].filter((k) => k !== axis);
  const place = (/** @type {number} */ k, /** @type {number} */ t) => box.low[k] + (box.high[k] - box.low[k]) * t;
  return (start, count, into) => {
    for (let p = 0, k = start; p < count; p++, k++) {
      into[axis * BLOCK + p] = place(axis, (at + 1) / 2);
      into[u * BLOCK + p] = place(u, ((k % side) + 0.5) / side);
      into[v * BLOCK + p] = place(v, (Math.floor(k / side) + 0.5) / side);
    }
  };
}
