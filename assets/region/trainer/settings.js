// Everything that decides a run, as one value: equal settings, equal run. The same fields, limits and sentences as
// `RunSettings` in engine/network/settings.py; a test compares the two.

/**
 * @typedef {object} Settings
 * @property {string} data @property {number} samples @property {number} classes @property {number} noise
 * @property {number} data_seed @property {number} test_samples @property {string} csv The name of the user's table.
 * @property {number[]} units @property {string} activation @property {string} init @property {number} seed
 * @property {string} optimizer @property {number} lr @property {number} batch @property {number} epochs
 * @property {boolean} shuffle @property {number} l1 @property {number} l2
 */

/** @type {Readonly<Record<string, readonly string[]>>} */
export const CHOICES = Object.freeze({
  data: ["quantiles", "shells", "octants", "rings", "helices", "blobs", "csv"],
  activation: ["relu", "leaky relu", "tanh", "sigmoid", "linear"],
  init: ["uniform", "he", "glorot", "zero"],
  optimizer: ["sgd", "momentum", "rmsprop", "adam"]
});

/** Lowest and highest value. @type {Readonly<Record<string, readonly [number, number]>>} */
export const RANGES = Object.freeze({
  samples: [10, 100_000],
  classes: [2, 4],
  noise: [0, 2],
  data_seed: [0, 2 ** 32 - 2],
  test_samples: [10, 10_000],
  seed: [0, 2 ** 32 - 2],
  batch: [1, 100_000],
  epochs: [0, 500],
  l1: [0, 1],
  l2: [0, 1]
});
const WHOLE = ["samples", "classes", "data_seed", "test_samples", "seed", "batch", "epochs"];
export const MANY_CLASSES = Object.freeze(["quantiles", "shells", "blobs"]);
const MOST_LAYERS = 5;
const MOST_UNITS = 32;

/** @type {Readonly<Settings>} */
export const LESSON = Object.freeze({
  data: "quantiles",
  samples: 10_000,
  classes: 2,
  noise: 0,
  data_seed: 0,
  test_samples: 100,
  csv: "",
  units: [4, 4],
  activation: "relu",
  init: "uniform",
  seed: 0,
  optimizer: "sgd",
  lr: 0.01,
  batch: 32,
  epochs: 30,
  shuffle: false,
  l1: 0,
  l2: 0
});

/**
 * The settings with some of them changed; classes go back to two where the data set has no more.
 * @param {Readonly<Settings>} settings @param {Partial<Settings>} change @returns {Settings}
 */
export function changed(settings, change) {
  const next = { ...settings, ...change };
  return MANY_CLASSES.includes(next.data) ? next : { ...next, classes: 2 };
}

/**
 * What makes the settings impossible, in a sentence; "" for settings that can be run.
 * @param {Readonly<Settings>} settings @returns {string}
 */
export function problemOf(settings) {
  const values = /** @type {Record<string, any>} */ (settings);
  for (const [name, choices] of Object.entries(CHOICES)) {
    if (!choices.includes(values[name]))
      return `${name} is '${values[name]}'; it must be one of ${choices.join(", ")}.`;
  }
  for (const [name, [low, high]] of Object.entries(RANGES)) {
    const fits =
      values[name] >= low && values[name] <= high && (!WHOLE.includes(name) || Number.isInteger(values[name]));
    if (!fits) return `${name} is ${grouped(values[name])}; it must lie between ${grouped(low)} and ${grouped(high)}.`;
  }
  if (!(Number.isFinite(settings.lr) && settings.lr > 0)) {
    return `lr is ${settings.lr}; the learning rate must be a number above 0.`;
  }
  const { units, data, classes } = settings;
  if (units.length > MOST_LAYERS || units.some((n) => !(Number.isInteger(n) && n >= 1 && n <= MOST_UNITS))) {
    return `units is ${units.join(", ")}; up to five hidden layers of 1 to 32 units each.`;
  }
  if (classes !== 2 && ![...MANY_CLASSES, "csv"].includes(data)) {
    return `${data} has two classes; ${MANY_CLASSES.join(", ")} take 2 to 4.`;
  }
  return "";
}

/** @param {number} value */
const grouped = (value) => value.toLocaleString("en", { maximumFractionDigits: 20 });

/** A name for the settings: equal settings, equal name. @param {Readonly<Settings>} settings */
export function nameOf(settings) {
  return JSON.stringify(Object.keys(LESSON).map((name) => /** @type {Record<string, any>} */ (settings)[name]));
}

/** @param {Readonly<Settings>} a @param {Readonly<Settings>} b */
export const same = (a, b) => nameOf(a) === nameOf(b);
