// What a unit makes of its weighted sum, and the derivative; the same functions as engine/network/activations.py.
// Each pair works in place on `count` numbers from `at` on; ACTIVATE has the same for one number, for pictures.

const SLOPE = 0.01;
const HUGE = 1e300; // up to there (h + |h|) / 2 is max(h, 0), and no processor guesses wrongly which it will be

/** @type {Record<string, (h: number) => number>} */
export const ACTIVATE = {
  relu: (h) => Math.max(h, 0),
  "leaky relu": (h) => (h > 0 ? h : SLOPE * h),
  tanh: Math.tanh,
  sigmoid: (h) => 0.5 * (1 + Math.tanh(0.5 * h)),
  linear: (h) => h
};

/** @typedef {(a: Float64Array, at: number, count: number) => void} Forward a: the weighted sums, replaced. */
/** @typedef {(signal: Float64Array, a: Float64Array, at: number, count: number) => void} Backward a: what forward left. */

/** @param {(h: number) => number} f @returns {Forward} */
const each = (f) => (a, at, count) => {
  for (let k = at; k < at + count; k++) a[k] = f(a[k]);
};

/** h = 0 passes on 0, and so has derivative 0: above 0 the output tells all. @type {Record<string, {forward: Forward, backward: Backward}>} */
export const ACTIVATIONS = {
  relu: {
    forward(a, at, count) {
      let size = 0;
      for (let k = at; k < at + count; k++) size += Math.abs(a[k]);
      if (size < HUGE) for (let k = at; k < at + count; k++) a[k] = 0.5 * (a[k] + Math.abs(a[k]));
      else for (let k = at; k < at + count; k++) a[k] = Math.max(a[k], 0);
    },
    backward(signal, a, at, count) {
      for (let k = at; k < at + count; k++) signal[k] *= Number(a[k] > 0);
    }
  },
  "leaky relu": {
    forward(a, at, count) {
      for (let k = at; k < at + count; k++) if (!(a[k] > 0)) a[k] *= SLOPE;
    },
    backward(signal, a, at, count) {
      for (let k = at; k < at + count; k++) signal[k] *= a[k] > 0 ? 1 : SLOPE;
    }
  },
  tanh: {
    forward: each(ACTIVATE.tanh),
    backward(signal, a, at, count) {
      for (let k = at; k < at + count; k++) signal[k] *= 1 - a[k] * a[k];
    }
  },
  sigmoid: {
    forward: each(ACTIVATE.sigmoid),
    backward(signal, a, at, count) {
      for (let k = at; k < at + count; k++) signal[k] *= a[k] * (1 - a[k]);
    }
  },
  linear: { forward() {}, backward() {} }
};
