// Looking inside a trained network: what every unit makes of any points.
// Everything lies unit by unit: the number of unit j for point k of n is at j · n + k.

import { ACTIVATIONS } from "./activations.js";
import { addProducts, parameterCount } from "./dense.js";

/** Weights as a Run keeps them, frame by frame. @typedef {{sizes: readonly number[], activation: string, weights: Float64Array}} Weights */
/**
 * h, a: the weighted sums of each hidden layer and what its activation makes of them. scores, preds: before and after
 * softmax, class by class.
 * @typedef {{h: Float64Array[], a: Float64Array[], scores: Float64Array, preds: Float64Array}} Passage
 */

const AT_ONCE = 1_000;

/**
 * Points, three numbers each, sent through all layers of a frame, everything on the way kept.
 * @param {Weights} network @param {number} frame @param {ArrayLike<number>} points @returns {Passage}
 */
export function send(network, frame, points) {
  const { sizes, weights } = network;
  const n = points.length / sizes[0];
  const activate = ACTIVATIONS[network.activation].forward;
  let at = frame * parameterCount(sizes);
  let x = Float64Array.from({ length: points.length }, (_, k) => points[(k % n) * sizes[0] + Math.floor(k / n)]);
  const h = [];
  const a = [];
  for (let l = 1; l < sizes.length; l++) {
    const units = sizes[l];
    const sums = new Float64Array(units * n);
    for (let j = 0; j < units; j++) sums.fill(weights[at + sizes[l - 1] * units + j], j * n, (j + 1) * n);
    addProducts(weights, at, units, 1, x, sizes[l - 1], sums, units, n, n);
    at += (sizes[l - 1] + 1) * units;
    h.push(sums);
    if (l === sizes.length - 1) break;
    x = sums.slice();
    activate(x, 0, x.length);
    a.push(x);
  }
  const scores = /** @type {Float64Array} */ (h.pop());
  return { h, a, scores, preds: softmax(scores, n) };
}

/** @param {Float64Array} scores @param {number} n */
function softmax(scores, n) {
  const preds = new Float64Array(scores.length);
  const edge = 2 ** -52;
  for (let k = 0; k < n; k++) {
    let top = scores[k];
    for (let at = k; at < scores.length; at += n) top = Math.max(top, scores[at]);
    let total = 0;
    for (let at = k; at < scores.length; at += n) total += preds[at] = Math.exp(scores[at] - top);
    for (let at = k; at < scores.length; at += n) {
      preds[at] = Math.min(Math.max(preds[at] / total, edge), 1 - edge);
    }
  }
  return preds;
}

/**
 * Per hidden layer, for how many of the points each unit's weighted sum is not 0 or below.
 * @param {Weights} network @param {number} frame @param {Float64Array} points @returns {Int32Array[]}
 */
export function firing(network, frame, points) {
  const counts = network.sizes.slice(1, -1).map((units) => new Int32Array(units));
  for (let start = 0; start < points.length; start += 3 * AT_ONCE) {
    const few = points.subarray(start, start + 3 * AT_ONCE);
    const n = few.length / 3;
    send(network, frame, few).h.forEach((sums, l) => {
      for (let k = 0; k < sums.length; k++) if (!(sums[k] <= 0)) counts[l][Math.floor(k / n)]++;
    });
  }
  return counts;
}

/**
 * Per hidden layer, true where a ReLU unit passes on 0 for every one of the points.
 * @param {Weights} network @param {number} frame @param {Float64Array} points
 */
export function deadUnits(network, frame, points) {
  return firing(network, frame, points).map((layer) =>
    Array.from(layer, (count) => count === 0 && network.activation === "relu")
  );
}
