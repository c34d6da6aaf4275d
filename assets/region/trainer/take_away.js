// A run to take away: its history as a table, its weights for NumPy and as JSON.

import { npz } from "../../shared/npz.js";

/** @typedef {import("./run.js").Run} Run */

/** A row for every measurement: epochs behind it, accuracy and loss over all points, and what the loop prints. @param {Run} run */
export function historyCsv({ curves }) {
  /** @type {[string, Float64Array][]} */
  const columns = [["epochs", curves.epochs]];
  for (const set of /** @type {const} */ (["train", "test", "printed"])) {
    columns.push([`${set}_accuracy`, curves[set].accuracy], [`${set}_loss`, curves[set].loss]);
  }
  const rows = Array.from(curves.epochs, (_, k) =>
    columns.map(([, values]) => (Number.isNaN(values[k]) ? "" : values[k])).join()
  );
  return `${[columns.map(([name]) => name).join(), ...rows].join("\n")}\n`;
}

/**
 * W1, b1, W2, … of every frame: (frames, inputs, units) and (frames, 1, units).
 * @param {Run} run @returns {Record<string, import("../../shared/npz.js").NumpyArray>}
 */
function layers({ sizes, weights, epochs }) {
  const frames = epochs.length;
  const each = weights.length / frames;
  const gathered = (/** @type {number} */ from, /** @type {number} */ count) => {
    const values = new Float64Array(frames * count);
    for (let f = 0; f < frames; f++) values.set(weights.subarray(f * each + from, f * each + from + count), f * count);
    return values;
  };
  /** @type {Record<string, import("../../shared/npz.js").NumpyArray>} */
  const arrays = {};
  let at = 0;
  sizes.slice(1).forEach((units, l) => {
    const count = sizes[l] * units;
    arrays[`W${l + 1}`] = { shape: [frames, sizes[l], units], values: gathered(at, count) };
    arrays[`b${l + 1}`] = { shape: [frames, 1, units], values: gathered(at + count, units) };
    at += count + units;
  });
  return arrays;
}

/** The weights of every frame, with `epochs` (frames,), as NumPy's .npz. @param {Run} run */
export function weightsNpz(run) {
  return npz({ epochs: { shape: [run.epochs.length], values: run.epochs }, ...layers(run) });
}

/** Settings, epochs and the weights of every frame as JSON; what is not a number is null. @param {Run} run */
export function weightsJson(run) {
  const weights = Object.fromEntries(
    Object.entries(layers(run)).map(([name, { shape, values }]) => [name, { shape, values: Array.from(values) }])
  );
  const { csv: _, ...settings } = run.settings;
  return JSON.stringify({
    settings,
    sizes: run.sizes,
    activation: run.activation,
    epochs: Array.from(run.epochs),
    weights
  });
}
