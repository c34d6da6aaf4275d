// How a step is taken, given the gradients; constants and formulas as in engine/network/optimizers.py and in Keras.

const EPS = 1e-7;

/**
 * v, s: running averages, as long as the parameters. t: steps taken, this one included.
 * @typedef {(params: Float64Array, grads: Float64Array, v: Float64Array, s: Float64Array, t: number, lr: number) => void}
 *   Step
 */

/** @type {Record<string, Step>} */
export const OPTIMIZERS = {
  sgd(params, grads, _v, _s, _t, lr) {
    for (let p = 0; p < params.length; p++) params[p] -= lr * grads[p];
  },
  momentum(params, grads, v, _s, _t, lr) {
    for (let p = 0; p < params.length; p++) {
      v[p] = 0.9 * v[p] - lr * grads[p];
      params[p] += v[p];
    }
  },
  rmsprop(params, grads, _v, s, _t, lr) {
    for (let p = 0; p < params.length; p++) {
      s[p] = 0.9 * s[p] + (1 - 0.9) * grads[p] * grads[p];
      params[p] -= (lr * grads[p]) / Math.sqrt(s[p] + EPS);
    }
  },
  adam(params, grads, v, s, t, lr) {
    const corrected = (lr * (1 - 0.999 ** t) ** 0.5) / (1 - 0.9 ** t);
    for (let p = 0; p < params.length; p++) {
      v[p] = 0.9 * v[p] + (1 - 0.9) * grads[p];
      s[p] = 0.999 * s[p] + (1 - 0.999) * grads[p] * grads[p];
      params[p] -= (corrected * v[p]) / (Math.sqrt(s[p]) + EPS);
    }
  }
};
