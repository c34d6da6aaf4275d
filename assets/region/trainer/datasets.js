// Points in three dimensions with a class each: the lesson's, and shapes that ask more of a network.
// The same shapes from the same seeds as engine/region/datasets.py.

import { RandomState } from "./random.js";

/** @typedef {import("./settings.js").Settings} Settings */
/**
 * X is point by point, three numbers each. A column as the user knows it is X · scale + center.
 * @typedef {{X: Float64Array, labels: Uint8Array, XTest: Float64Array, labelsTest: Uint8Array, axes: string[],
 *   classes: string[], center: number[], scale: number[]}} Data
 */
/** The user's points as they stand in the file. @typedef {{X: Float64Array, labels: Uint8Array, axes: string[],
 *   classes: string[]}} Table */
/** @typedef {{X: Float64Array, labels: Uint8Array}} Points */

const HELD_OUT = 5;
const CORNERS = [
  [1, 1, 1],
  [-1, -1, 1],
  [-1, 1, -1],
  [1, -1, -1]
];

/** @param {number} n @param {(i: number) => number} label @returns {Uint8Array} */
const labelled = (n, label) => Uint8Array.from({ length: n }, (_, i) => label(i));

/** The distance from the middle, squared, of each point. @param {Float64Array} X */
function squares(X) {
  return Float64Array.from({ length: X.length / 3 }, (_, i) => X[3 * i] ** 2 + X[3 * i + 1] ** 2 + X[3 * i + 2] ** 2);
}

/**
 * A Gaussian cloud, the nearest points to its centre in class 0, the next in class 1, in equal numbers.
 * @param {number} n @param {number} classes @param {number} seed @returns {Points}
 */
function quantiles(n, classes, seed) {
  const rng = new RandomState(seed);
  const drawn = rng.normal(0, 1, 3 * n);
  const far = squares(drawn);
  const nearest = Array.from(far.keys()).sort((a, b) => far[a] - far[b]);
  const order = rng.permutation(n);
  const each = Math.max(Math.floor(n / classes), 1);
  const X = new Float64Array(3 * n);
  for (const [i, rank] of order.entries()) X.set(drawn.subarray(3 * nearest[rank], 3 * nearest[rank] + 3), 3 * i);
  return { X, labels: labelled(n, (i) => Math.min(Math.floor(order[i] / each), classes - 1)) };
}

/**
 * Concentric spherical shells, one a class, with a gap between them.
 * @param {number} n @param {number} classes @param {number} seed @returns {Points}
 */
function shells(n, classes, seed) {
  const rng = new RandomState(seed);
  const X = rng.normal(0, 1, 3 * n);
  const length = squares(X).map(Math.sqrt);
  const away = rng.uniform(0.35, 1, n);
  const labels = labelled(n, (i) => i % classes);
  return {
    X: X.map((x, k) => (x / length[(k / 3) | 0]) * ((3 * (labels[(k / 3) | 0] + away[(k / 3) | 0])) / classes)),
    labels
  };
}

/**
 * Exclusive or in three dimensions: class 1 where an odd number of coordinates is negative.
 * @param {number} n @param {number} _classes @param {number} seed @returns {Points}
 */
function octants(n, _classes, seed) {
  const X = new RandomState(seed).uniform(-2, 2, 3 * n);
  const negative = (/** @type {number} */ k) => (X[k] < 0 ? 1 : 0);
  return { X, labels: labelled(n, (i) => (negative(3 * i) + negative(3 * i + 1) + negative(3 * i + 2)) % 2) };
}

/**
 * Two rings, each through the middle of the other, like links of a chain.
 * @param {number} n @param {number} _classes @param {number} seed @returns {Points}
 */
function rings(n, _classes, seed) {
  const rng = new RandomState(seed);
  const angle = rng.uniform(0, 2 * Math.PI, n);
  const X = rng.normal(0, 0.12, 3 * n);
  angle.forEach((turn, i) => {
    const across = 1.6 * Math.cos(turn);
    X[3 * i] += i % 2 ? across + 0.8 : across - 0.8;
    X[3 * i + 1 + (i % 2)] += 1.6 * Math.sin(turn);
  });
  return { X, labels: labelled(n, (i) => i % 2) };
}

/**
 * Two threads winding around one axis, half a turn apart.
 * @param {number} n @param {number} _classes @param {number} seed @returns {Points}
 */
function helices(n, _classes, seed) {
  const rng = new RandomState(seed);
  const height = rng.uniform(-1, 1, n);
  const X = rng.normal(0, 0.12, 3 * n);
  height.forEach((h, i) => {
    const angle = 2 * Math.PI * h + Math.PI * (i % 2);
    X[3 * i] += 1.5 * Math.cos(angle);
    X[3 * i + 1] += 1.5 * Math.sin(angle);
    X[3 * i + 2] += 2.2 * h;
  });
  return { X, labels: labelled(n, (i) => i % 2) };
}

/**
 * Round clouds, one a class, centred on corners of a tetrahedron.
 * @param {number} n @param {number} classes @param {number} seed @returns {Points}
 */
function blobs(n, classes, seed) {
  const X = new RandomState(seed).normal(0, 0.8, 3 * n);
  return {
    X: X.map((x, k) => CORNERS[((k / 3) | 0) % classes][k % 3] * 1.3 + x),
    labels: labelled(n, (i) => i % classes)
  };
}

/** @type {Record<string, (n: number, classes: number, seed: number) => Points>} */
const SHAPES = { quantiles, shells, octants, rings, helices, blobs };

/**
 * n points of the settings' shape with their labels, noise added.
 * @param {Readonly<Settings>} settings @param {number} n @param {number} seed @returns {Points}
 */
export function points(settings, n, seed) {
  const drawn = SHAPES[settings.data](n, settings.classes, seed);
  if (settings.noise) {
    const noise = new RandomState([seed, 1]).normal(0, settings.noise, 3 * n);
    for (let k = 0; k < 3 * n; k++) drawn.X[k] += noise[k];
  }
  return drawn;
}

/**
 * 1 where a fresh point has another label than the training points' border would give it, else 0.
 * Gaussian quantiles part the points drawn into classes of equal size, so the border lies elsewhere in each draw, by
 * more the fewer there are. Other shapes have a border of their own.
 * @param {Readonly<Settings>} settings @param {number} n @param {number} seed @returns {Uint8Array}
 */
export function disputed(settings, n, seed) {
  if (settings.data !== "quantiles") return new Uint8Array(n);
  const { classes, samples, data_seed: dataSeed } = settings;
  const trained = quantiles(samples, classes, dataSeed);
  const borders = new Float64Array(classes - 1);
  squares(trained.X).forEach((far, i) => {
    const k = trained.labels[i];
    if (k < classes - 1 && far > borders[k]) borders[k] = far;
  });
  const fresh = quantiles(n, classes, seed);
  const far = squares(fresh.X);
  return labelled(n, (i) => Number(borders.filter((border) => border < far[i]).length !== fresh.labels[i]));
}

/**
 * The points to train on, from data_seed, and fresh ones to test on, from the seed after it; of the user's table, a
 * part is held out.
 * @param {Readonly<Settings>} settings @param {Table} [table] @returns {Data}
 */
export function load(settings, table) {
  if (settings.data === "csv") {
    if (!table) throw new Error("The points of your file are not here any more; add the file again.");
    return split(table, settings.data_seed);
  }
  const { X, labels } = points(settings, settings.samples, settings.data_seed);
  const test = points(settings, settings.test_samples, settings.data_seed + 1);
  return {
    X,
    labels,
    XTest: test.X,
    labelsTest: test.labels,
    axes: ["x₁", "x₂", "x₃"],
    classes: Array.from({ length: settings.classes }, (_, k) => String(k)),
    center: [0, 0, 0],
    scale: [1, 1, 1]
  };
}

/**
 * The rows shuffled with the seed, every fifth of a class held out for testing; mean and deviation are those of the
 * rest. Where no class has five rows, the last of each that has two or more is held out.
 * @param {Table} table @param {number} seed @returns {Data}
 */
function split(table, seed) {
  const order = new RandomState(seed).permutation(table.labels.length);
  const seen = table.classes.map(() => 0);
  const ranks = Array.from(order, (row) => seen[table.labels[row]]++);
  let held = ranks.map((rank) => rank % HELD_OUT === HELD_OUT - 1);
  if (!held.includes(true)) {
    const size = Array.from(order, (row) => seen[table.labels[row]]);
    held = ranks.map((rank, i) => rank === size[i] - 1 && rank > 0);
  }
  const train = Array.from(order).filter((_, i) => !held[i]);
  const test = Array.from(order).filter((_, i) => held[i]);
  const columns = [0, 1, 2].map((axis) => standard(train.map((row) => table.X[3 * row + axis])));
  const taken = (/** @type {number[]} */ rows) => ({
    X: Float64Array.from({ length: 3 * rows.length }, (_, k) => {
      const { center, scale } = columns[k % 3];
      return (table.X[3 * rows[(k / 3) | 0] + (k % 3)] - center) / scale;
    }),
    labels: Uint8Array.from(rows, (row) => table.labels[row])
  });
  const [kept, fresh] = [taken(train), taken(test)];
  return {
    ...kept,
    XTest: fresh.X,
    labelsTest: fresh.labels,
    axes: table.axes,
    classes: table.classes,
    center: columns.map(({ center }) => center),
    scale: columns.map(({ scale }) => scale)
  };
}

/**
 * Mean and standard deviation of a column, worked out in its own range: neither rounding nor underflow makes a constant
 * column vary or a varying one constant. The deviation of a constant column counts as 1.
 * @param {number[]} column
 */
function standard(column) {
  const low = column.reduce((a, b) => Math.min(a, b), Infinity);
  const range = column.reduce((a, b) => Math.max(a, b), -Infinity) - low;
  if (!(range > 0)) return { center: column.length ? low : 0, scale: 1 };
  const shares = column.map((x) => (x - low) / range);
  const mean = shares.reduce((sum, t) => sum + t, 0) / shares.length;
  const deviation = Math.sqrt(shares.reduce((sum, t) => sum + (t - mean) ** 2, 0) / shares.length) * range;
  return { center: low + mean * range, scale: deviation > 0 ? deviation : 1 };
}
