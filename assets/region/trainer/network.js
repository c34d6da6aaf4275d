// A network of dense layers with softmax and cross-entropy at the end, trained a batch at a time: the mathematics of
// the classes in engine/network, in loops over typed arrays. Only the order of additions differs.
//
// Parameters are one vector, layer after layer, W row by row (inputs × units) and then b.

import { ACTIVATIONS } from "./activations.js";
import { addGradients, addProducts, parameterCount } from "./dense.js";
import { OPTIMIZERS } from "./optimizers.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** Both are NaN where the output is not a number. @typedef {{accuracy: number, loss: number}} Measure */

const BLOCK = 256; // points sent through together
const CLIP = 2 ** -52;
const ZERO = 1e-12; // a weight nearer to 0 than that counts as 0 for L1

/** Initial weights are drawn uniformly from [-limit, limit). @param {string} init @param {number} n @param {number} units */
function limit(init, n, units) {
  if (init === "zero") return 0;
  return init === "uniform" ? 0.5 : (6 / (init === "he" ? n : n + units)) ** 0.5;
}

/** Weights drawn layer by layer, biases 0. @param {readonly number[]} sizes @param {string} init @param {import("./random.js").RandomState} rng */
export function initial(sizes, init, rng) {
  const params = new Float64Array(parameterCount(sizes));
  let at = 0;
  for (let l = 1; l < sizes.length; l++) {
    const count = sizes[l - 1] * sizes[l];
    const edge = limit(init, sizes[l - 1], sizes[l]);
    params.set(rng.uniform(-edge, edge, count), at);
    at += count + sizes[l];
  }
  return params;
}

export class Network {
  /**
   * @param {readonly number[]} sizes @param {Readonly<Settings>} settings @param {Float64Array} params Kept and changed.
   */
  constructor(sizes, settings, params) {
    this.sizes = sizes;
    this.settings = settings;
    this.params = params;
    this.grads = new Float64Array(params.length);
    this.v = new Float64Array(params.length);
    this.s = new Float64Array(params.length);
    this.t = 0;
    this.activation = ACTIVATIONS[settings.activation];
    this.step = OPTIMIZERS[settings.optimizer];
    this.a = sizes.map((units) => new Float64Array(units * BLOCK));
    this.signals = sizes.map((units) => new Float64Array(units * BLOCK));
    this.starts = sizes.slice(1).map((_, l) => parameterCount(sizes.slice(0, l + 1)));
  }

  /**
   * Sends n points through, the point numbers `order` says from `start` on, or those of X itself.
   * this.a: the inputs and what each layer passes on; its last the probabilities.
   * @param {Float64Array} X @param {Int32Array | null} order @param {number} start @param {number} n
   */
  forward(X, order, start, n) {
    const { a, sizes, starts, params } = this;
    const last = sizes.length - 1;
    gather(X, order, start, n, a[0]);
    for (let l = 0; l < last; l++) {
      const nInputs = sizes[l];
      const units = sizes[l + 1];
      const bias = starts[l] + nInputs * units;
      for (let j = 0; j < units; j++) a[l + 1].fill(params[bias + j], j * BLOCK, j * BLOCK + n);
      addProducts(params, starts[l], units, 1, a[l], nInputs, a[l + 1], units, n, BLOCK);
      if (l < last - 1) for (let j = 0; j < units; j++) this.activation.forward(a[l + 1], j * BLOCK, n);
    }
    softmax(a[last], sizes[last], n);
  }

  /**
   * Adds the gradient of the mean loss over a batch of `size` points, n of them sent forward just before.
   * @param {Uint8Array} labels @param {Int32Array | null} order @param {number} start @param {number} n
   * @param {number} size
   */
  backward(labels, order, start, n, size) {
    const { a, signals, sizes, starts, params, grads } = this;
    const last = sizes.length - 1;
    for (let c = 0; c < sizes[last]; c++) {
      for (let k = 0; k < n; k++) {
        const right = Number(labels[order ? order[start + k] : start + k] === c);
        signals[last][c * BLOCK + k] = (a[last][c * BLOCK + k] - right) / size;
      }
    }
    for (let l = last - 1; l >= 0; l--) {
      const units = sizes[l + 1];
      addGradients(grads, starts[l], a[l], sizes[l], signals[l + 1], units, n, BLOCK);
      if (l === 0) return;
      for (let i = 0; i < sizes[l]; i++) signals[l].fill(0, i * BLOCK, i * BLOCK + n);
      addProducts(params, starts[l], 1, units, signals[l + 1], units, signals[l], sizes[l], n, BLOCK);
      for (let i = 0; i < sizes[l]; i++) this.activation.backward(signals[l], a[l], i * BLOCK, n);
    }
  }

  /** Adds the pull of L1 and L2 on the weights, not the biases. */
  penalise() {
    const { params, grads, sizes, starts } = this;
    const { l1, l2 } = this.settings;
    starts.forEach((start, l) => {
      for (let p = start; p < start + sizes[l] * sizes[l + 1]; p++) {
        grads[p] += l1 * (Math.abs(params[p]) < ZERO ? 0 : Math.sign(params[p])) + 2 * l2 * params[p];
      }
    });
  }

  /**
   * One batch: `size` points from `start` on, and the step. Gives how many were right and the sum of their losses,
   * before the step, if `measured`.
   * @param {Float64Array} X @param {Uint8Array} labels @param {Int32Array | null} order @param {number} start
   * @param {number} size @param {boolean} measured
   */
  learn(X, labels, order, start, size, measured = false) {
    const sum = { right: 0, loss: 0 };
    this.grads.fill(0);
    for (let at = start; at < start + size; at += BLOCK) {
      const n = Math.min(BLOCK, start + size - at);
      this.forward(X, order, at, n);
      if (measured) this.count(labels, order, at, n, sum);
      this.backward(labels, order, at, n, size);
    }
    if (this.settings.l1 || this.settings.l2) this.penalise();
    this.step(this.params, this.grads, this.v, this.s, ++this.t, this.settings.lr);
    return measured ? honest(sum, size) : null;
  }

  /** Accuracy and mean loss over all of X. @param {Float64Array} X @param {Uint8Array} labels @returns {Measure} */
  measure(X, labels) {
    const sum = { right: 0, loss: 0 };
    for (let start = 0; start < labels.length; start += BLOCK) {
      const n = Math.min(BLOCK, labels.length - start);
      this.forward(X, null, start, n);
      this.count(labels, null, start, n, sum);
    }
    return honest(sum, labels.length);
  }

  /**
   * @param {Uint8Array} labels @param {Int32Array | null} order @param {number} start @param {number} n
   * @param {{right: number, loss: number}} sum
   */
  count(labels, order, start, n, sum) {
    const last = this.sizes.length - 1;
    const preds = this.a[last];
    for (let k = 0; k < n; k++) {
      const label = labels[order ? order[start + k] : start + k];
      let best = 0;
      for (let c = 1; c < this.sizes[last]; c++) if (preds[c * BLOCK + k] > preds[best * BLOCK + k]) best = c;
      if (best === label) sum.right++;
      sum.loss -= Math.log(preds[label * BLOCK + k]);
    }
  }
}

/** The points' three numbers, laid on their side. @param {Float64Array} X @param {Int32Array | null} order @param {number} start @param {number} n @param {Float64Array} into */
function gather(X, order, start, n, into) {
  for (let k = 0; k < n; k++) {
    const from = 3 * (order ? order[start + k] : start + k);
    into[k] = X[from];
    into[BLOCK + k] = X[from + 1];
    into[2 * BLOCK + k] = X[from + 2];
  }
}

/** No accuracy where the output is not a number. @param {{right: number, loss: number}} sum @param {number} n @returns {Measure} */
function honest({ right, loss }, n) {
  return { accuracy: Number.isNaN(loss) ? NaN : right / n, loss: loss / n };
}

/** Scores to probabilities, in place, kept away from 0 and 1 so that the logarithm is finite. @param {Float64Array} a @param {number} classes @param {number} n */
function softmax(a, classes, n) {
  for (let k = 0; k < n; k++) {
    const lead = a[k] - a[BLOCK + k];
    if (classes === 2 && Math.abs(lead) < Infinity) {
      // The same two numbers, with one exponential, and without a turn that depends on which is larger.
      const less = Math.exp(-Math.abs(lead));
      const behind = BLOCK * Number(lead >= 0);
      a[k + behind] = Math.max(less / (1 + less), CLIP);
      a[k + BLOCK - behind] = Math.min(1 / (1 + less), 1 - CLIP);
      continue;
    }
    let top = a[k];
    for (let c = 1; c < classes; c++) top = Math.max(top, a[c * BLOCK + k]);
    let total = 0;
    for (let c = 0; c < classes; c++) total += a[c * BLOCK + k] = Math.exp(a[c * BLOCK + k] - top);
    for (let c = 0; c < classes; c++) {
      a[c * BLOCK + k] = Math.min(Math.max(a[c * BLOCK + k] / total, CLIP), 1 - CLIP);
    }
  }
}
