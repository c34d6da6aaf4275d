// A trained network asked about points it has never seen.

import { disputed, load, points } from "./datasets.js";
import { send } from "./inside_network.js";
import { measure, unsure, winners } from "./measuring.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Table} Table */
/** @typedef {import("./inside_network.js").Weights} Weights */
/**
 * confusion: how many points of class [row] were answered with class [column]. disputed: how many have another label
 * than the training points' border would give them. unsure: by how much the accuracy may be off, 95 %.
 * @typedef {{x: Float64Array, labels: Uint8Array, answers: Uint8Array, accuracy: number, loss: number, unsure: number,
 *   confusion: number[][], disputed: number}} Unseen
 */

/**
 * n fresh points of the run's distribution, drawn from the seed, answered by the network with these weights. Of the
 * user's file the rows held out are used, all of them, whatever n and seed.
 * @param {Readonly<Settings>} settings @param {Weights} network One frame. @param {{n?: number, seed?: number}} [which]
 * @param {Table} [table] @returns {Unseen}
 */
export function askUnseen(settings, network, { n = 100, seed = 1 } = {}, table = undefined) {
  if (!(n >= 1 && n <= 20_000)) throw new RangeError(`n is ${n}; 1 to 20,000 fresh points can be drawn.`);
  const { X, labels } = settings.data === "csv" ? heldOut(settings, table) : points(settings, n, seed);
  const count = labels.length;
  const { preds } = send(network, 0, X);
  const answers = winners(preds, count);
  const classes = network.sizes[network.sizes.length - 1];
  const confusion = Array.from({ length: classes }, () => new Array(classes).fill(0));
  for (const [k, answer] of answers.entries()) confusion[labels[k]][answer]++;
  const { accuracy, loss } = measure(preds, labels);
  const elsewhere = disputed(settings, count, seed).reduce((sum, is) => sum + is, 0);
  return { x: X, labels, answers, accuracy, loss, unsure: unsure(accuracy, count), confusion, disputed: elsewhere };
}

/** @param {Readonly<Settings>} settings @param {Table} [table] */
function heldOut(settings, table) {
  const { XTest, labelsTest } = load(settings, table);
  return { X: XTest, labels: labelsTest };
}
