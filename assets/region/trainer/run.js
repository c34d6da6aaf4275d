// A run as the screen plays it: everything by frame, in arrays.
//
// A frame is a snapshot: the first is the untrained network, then up to eleven within the first epoch, then one an
// epoch, the later ones thinned evenly so that there are at most 80. The last is where training ended, or where it
// stopped being numbers. The curves keep every snapshot's figures, thinned or not.

import { diagnose } from "./diagnosis.js";
import { fateOf } from "./outcome.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Data} Data */
/** @typedef {import("./training.js").Snapshot} Snapshot */
/** @typedef {import("./diagnosis.js").Finding} Finding */
/** @typedef {{accuracy: Float64Array, loss: Float64Array}} Curve NaN where the output was not a number. */
/** printed: what the loop of many tutorials prints. @typedef {{epochs: Float64Array, train: Curve, test: Curve, printed: Curve}} Curves */
/** @typedef {{x: Float32Array, label: Uint8Array}} Shown Points, three numbers each. */
/**
 * What a screen needs of the data: at most 4,000 points of each kind (n says how many there are), the names of the axes
 * and classes, how a column reads as the user knows it (x · scale + center), and the cube drawn.
 * @typedef {{points: {train: Shown, test: Shown}, n: {train: number, test: number}, axes: string[], classes: string[],
 *   center: number[], scale: number[], box: {low: number[], high: number[]}}} Scene
 */
/**
 * F frames with their weights, frame by frame, layer by layer, W row by row and then b. at: which snapshot a frame is.
 * @typedef {{weights: Float64Array, epochs: Float64Array, at: Int32Array, curves: Curves}} Frames
 */
/**
 * fate: null while it is trained. way: "classes" where Python's classes trained it, else "browser". complete: whether
 * it was trained to its end.
 * @typedef {{settings: Settings, sizes: number[], activation: string, findings: Finding[],
 *   fate: import("./outcome.js").Fate | null, way: string, seconds: number, complete: boolean}} Account
 */
/** @typedef {Scene & Frames & Account} Run */

const MOST_FRAMES = 80;
const MOST_POINTS = 4_000;
const BOXED = 1_000;

/** @param {Data} data @returns {Scene} */
export function sceneOf(data) {
  const shown = (/** @type {Float64Array} */ X, /** @type {Uint8Array} */ labels) => ({
    x: Float32Array.from(X.subarray(0, 3 * MOST_POINTS)),
    label: labels.slice(0, MOST_POINTS)
  });
  const { axes, classes, center, scale } = data;
  return {
    points: { train: shown(data.X, data.labels), test: shown(data.XTest, data.labelsTest) },
    n: { train: data.labels.length, test: data.labelsTest.length },
    ...{ axes, classes, center, scale },
    box: boxOf(data.X)
  };
}

/**
 * The cube drawn: all but the outermost three in a hundred of the points at each end of an axis, with some room; an axis along which
 * all points agree gets a width of 1.
 * @param {ArrayLike<number>} X
 */
function boxOf(X) {
  const n = Math.min(X.length / 3, BOXED);
  const sides = [0, 1, 2].map((axis) => {
    const column = Float64Array.from({ length: n }, (_, k) => X[3 * k + axis]).sort();
    const [low, high] = [quantile(column, 0.03), quantile(column, 0.97)];
    const room = high > low ? 0.08 * (high - low) : 0.5;
    return [low - room, high + room];
  });
  return { low: sides.map(([low]) => low), high: sides.map(([, high]) => high) };
}

/** @param {Float64Array} sorted @param {number} share */
function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const next = sorted[Math.min(below + 1, sorted.length - 1)];
  return sorted[below] + (next - sorted[below]) * (at - below);
}

/** Which snapshots are frames: those of the first epoch, and of the rest as many as fit, the last included. @param {readonly number[]} epochs */
export function thin(epochs) {
  const early = epochs.filter((epoch) => epoch <= 1).length;
  const last = epochs.length - 1;
  const steps = Math.min(epochs.length, MOST_FRAMES) - early - 1;
  const late = Array.from(
    { length: steps + 1 },
    (_, i) => last - Math.floor(((last - early) * i + Math.floor(steps / 2)) / Math.max(steps, 1))
  );
  return Int32Array.from([...Array(early).keys(), ...late.reverse()]);
}

/** The history as frames and curves. @param {Snapshot[]} history @returns {Frames} */
export function framesOf(history) {
  const at = thin(history.map(({ epoch }) => epoch));
  const count = history[0].weights.length;
  const weights = new Float64Array(count * at.length);
  for (const [frame, snapshot] of at.entries()) weights.set(history[snapshot].weights, frame * count);
  const figures = (/** @type {(now: Snapshot) => number} */ of) => Float64Array.from(history, of);
  const curve = (/** @type {"train" | "test"} */ set) => ({
    accuracy: figures((now) => now[set].accuracy),
    loss: figures((now) => now[set].loss)
  });
  const printed = {
    accuracy: figures(({ last }) => last?.accuracy ?? NaN),
    loss: figures(({ last, lastSize }) => (last ? last.loss * lastSize : NaN))
  };
  const epochs = figures(({ epoch }) => epoch);
  const curves = { epochs, train: curve("train"), test: curve("test"), printed };
  return { weights, epochs: Float64Array.from(at, (snapshot) => epochs[snapshot]), at, curves };
}

/**
 * What is said of a run that has ended.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @param {number} seconds
 * @returns {Account}
 */
export function accountOf(history, data, settings, seconds) {
  const fate = fateOf(history[history.length - 1].train, data, settings);
  return {
    ...growing(settings, data.classes.length),
    findings: diagnose(history, data, settings),
    fate,
    seconds,
    complete: true
  };
}

/** What is said of a run that goes on. @param {Readonly<Settings>} settings @param {number} classes @returns {Account} */
export function growing(settings, classes) {
  const sizes = [3, ...settings.units, classes];
  const way = "browser";
  return {
    ...{ settings, sizes, activation: settings.activation, findings: [], fate: null, way, seconds: 0, complete: false }
  };
}

/** The history that a run shows, as far as its frames go. @param {Run} run @returns {Snapshot[]} */
export function historyFrom({ weights, epochs, at, curves }) {
  const count = weights.length / epochs.length;
  const figures = (/** @type {Curve} */ curve, /** @type {number} */ k) => ({
    accuracy: curve.accuracy[k],
    loss: curve.loss[k]
  });
  return Array.from(at, (k, frame) => ({
    epoch: epochs[frame],
    batch: 0,
    weights: weights.slice(frame * count, (frame + 1) * count),
    train: figures(curves.train, k),
    test: figures(curves.test, k),
    last: null,
    lastSize: 0
  }));
}

/** Bytes that a run keeps, roughly. @param {Run} run */
export function bytesOf({ weights, curves, points }) {
  return (
    weights.byteLength + 7 * curves.epochs.byteLength + 13 * (points.train.label.length + points.test.label.length)
  );
}
