// What went wrong in a run, if anything: found in its history, said in a sentence, with what to try.

import { disputed } from "./datasets.js";
import { general } from "./figures.js";
import { deadUnits, firing, send } from "./inside_network.js";
import { course } from "./loss_curve.js";
import { measure } from "./measuring.js";
import { fateOf } from "./outcome.js";
import { diverged } from "./training.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Data} Data */
/** @typedef {import("./training.js").Snapshot} Snapshot */
/** @typedef {import("./inside_network.js").Weights} Weights */
/** @typedef {"divergence" | "symmetry" | "dead units" | "penalty" | "large step" | "plateau" | "small step" |
 *   "unfinished" | "standstill" | "overlap" | "overfitting"} Kind */
/**
 * One thing to know about a run. epoch: where it sets in. say: what is seen. advice: what to try. whole: nothing more
 * need be said about why the run did not learn.
 * @typedef {{epoch: number, kind: Kind, say: string, advice: string, whole: boolean}} Finding
 */

/** The kinds in the order in which they explain a run, what stops learning first. @type {readonly Kind[]} */
export const KINDS = Object.freeze([
  "divergence",
  "symmetry",
  "dead units",
  "penalty",
  "large step",
  "plateau",
  "small step",
  "unfinished",
  "standstill",
  "overlap",
  "overfitting"
]);
const LOOKED_AT = 1_000;
const HARDLY = 0.01; // a unit that fires for a smaller share of the points is as good as dead

/**
 * What the history shows, in the order in which it sets in; an empty list for a run with nothing to remark.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @returns {Finding[]}
 */
export function diagnose(history, data, settings) {
  const copies = symmetry(history, settings);
  const apart = divergence(history, data, settings);
  const found = [copies, apart];
  if (!copies) found.push(...dead(history, data, settings));
  if (!found.some((finding) => finding?.whole)) found.push(...course(history, data, settings));
  const bounces = found.some((finding) => finding?.kind === "large step");
  if (!copies && !apart && !bounces) found.push(overfitting(history, data, settings));
  return found.filter((finding) => finding != null).sort((a, b) => a.epoch - b.epoch);
}

/** The finding that explains most: what stops learning before what slows it. @param {Finding[]} findings */
export function worst(findings) {
  const rank = (/** @type {Finding} */ finding) => KINDS.indexOf(finding.kind);
  return findings.reduce((a, b) => (a && rank(a) <= rank(b) ? a : b), /** @type {Finding | null} */ (null));
}

/**
 * All weights start at 0: every unit of a layer is the same unit, and stays it.
 * @param {Snapshot[]} history @param {Readonly<Settings>} settings @returns {Finding | null}
 */
function symmetry(history, settings) {
  if (settings.init !== "zero" || history.length < 2 || !settings.units.length) return null;
  // Only the sigmoid gives something else than 0 for a sum of 0; from outputs of 0 no weight above gets a gradient.
  const say =
    settings.activation === "sigmoid"
      ? "All weights start at 0, so all units of a layer get the same gradient and stay copies of one another."
      : "All weights start at 0, so every unit gives 0 and every weight's gradient is exactly 0: only the output biases ever move.";
  return {
    epoch: 0,
    kind: "symmetry",
    say,
    advice: "Start from small random weights, which make the units different.",
    whole: true
  };
}

/**
 * The output stopped being a number, or the loss ended far above where it began.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @returns {Finding | null}
 */
function divergence(history, data, settings) {
  const [first, last] = [history[0], history[history.length - 1]];
  const advice = `Try a learning rate ten times smaller, ${general(settings.lr / 10)}.`;
  const found = { kind: /** @type {const} */ ("divergence"), advice, whole: true };
  if (Number.isNaN(last.train.loss)) {
    const say =
      "The weights have grown past what a number can hold and the output is not a number (NaN): training stops.";
    return { ...found, epoch: last.epoch, say };
  }
  if (!(last.train.loss > 2 * first.train.loss)) return null;
  const onset = /** @type {Snapshot} */ (history.find(({ train }) => train.loss > 2 * first.train.loss)).epoch;
  const say = `The loss rises, from ${general(first.train.loss)} to ${general(last.train.loss)}: each step overshoots.`;
  const ending = diverged(last, first, data.classes.length) ? " Training stops." : "";
  return { ...found, epoch: onset, say: say + ending };
}

/** @param {Float64Array} weights @param {Data} data @param {Readonly<Settings>} settings @returns {Weights} */
function network(weights, data, { units, activation }) {
  return { sizes: [3, ...units, data.classes.length], activation, weights };
}

/**
 * ReLU units that pass on 0 for every training point at the end: per layer, since when all of them have.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @returns {Finding[]}
 */
function dead(history, data, settings) {
  if (settings.activation !== "relu") return [];
  const last = history[history.length - 1];
  const fine = fateOf(last.train, data, settings) === "learnt";
  const n = data.labels.length;
  return firing(network(last.weights, data, settings), 0, data.X).flatMap((counts, layer) => {
    if (!counts.includes(0)) return [];
    const carried = fine && counts.some((count) => count > 0);
    const advice = carried ? "The others carry the task." : "Try another seed, He’s first weights or smaller steps.";
    return {
      epoch: deadSince(history, data, settings, layer, counts),
      kind: /** @type {const} */ ("dead units"),
      say: deadSentence(counts, n, layer, layer === settings.units.length - 1),
      advice: `${advice} Leaky ReLU units never die.`,
      whole: counts.every((count) => count < HARDLY * n)
    };
  });
}

/**
 * The epoch from which the units that never fire at the end are dead for good: sought with some points, then all.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @param {number} layer
 * @param {Int32Array} counts
 */
function deadSince(history, data, settings, layer, counts) {
  const gone = (/** @type {number} */ at, /** @type {Float64Array} */ X) =>
    deadUnits(network(history[at].weights, data, settings), 0, X)[layer].every((is, unit) => is || counts[unit] > 0);
  let at = history.length - 1;
  while (at && gone(at - 1, data.X.subarray(0, 3 * LOOKED_AT))) at--;
  while (!gone(at, data.X)) at++;
  return history[at].epoch;
}

/**
 * @param {Int32Array} counts for how many of the points each unit fires
 * @param {number} points @param {number} layer @param {boolean} last whether no hidden layer follows
 */
function deadSentence(counts, points, layer, last) {
  const where = `hidden layer ${layer + 1}`;
  const n = counts.filter((count) => count === 0).length;
  const few = counts.filter((count) => count > 0 && count < HARDLY * points).length;
  const of = counts.length;
  if (n === of) {
    const units = of === 1 ? `The one unit of ${where} is` : `${of === 2 ? "Both" : `All ${of}`} units of ${where} are`;
    const rest = last ? "no weight has a gradient, and the output biases alone learn" : "all that can be learned is";
    return `${units} dead: every point gets the same answer, ${rest} how common each class is.`;
  }
  const say = `${n} of the ${of} units of ${where} ${n === 1 ? "is" : "are"} dead: 0 for every point, so no gradient passes through ${n === 1 ? "it" : "them"}.`;
  if (!few) return say;
  const rest = few === of - n ? `The other${few > 1 ? ` ${few}` : ""}` : `${few} more`;
  const same = few === of - n && few < 10 ? " So nearly every point gets the same answer." : "";
  return `${say} ${rest} ${few === 1 ? "fires" : "fire"} for fewer than one point in a hundred.${same}`;
}

/**
 * The loss on unseen points has risen clearly since its best while that on training points went on falling.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @returns {Finding | null}
 */
function overfitting(history, data, settings) {
  if (history.length < 5 || !data.labelsTest.length) return null;
  const smooth = (/** @type {"train" | "test"} */ set) =>
    history.slice(2).map((now, i) => middle(history[i][set].loss, history[i + 1][set].loss, now[set].loss));
  const [train, test] = [smooth("train"), smooth("test")];
  const best = test.indexOf(Math.min(...test));
  const last = test.length - 1;
  if (test[last] < 1.15 * test[best] + 0.01 || train[last] > train[best]) return null;
  if (!risesAmongUndisputed(history[best + 1], history[history.length - 1], data, settings)) return null;
  return {
    epoch: history[best + 1].epoch,
    kind: "overfitting",
    say: `Loss on unseen points rises from ${general(test[best])} to ${general(test[last])} while that on training points falls.`,
    advice: "Stop here, take more points or fewer units, or add L2.",
    whole: false
  };
}

/** @param {number} a @param {number} b @param {number} c */
const middle = (a, b, c) => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/**
 * Whether the loss rises also on those unseen points that lie on the same side of both borders.
 * @param {Snapshot} best @param {Snapshot} last @param {Data} data @param {Readonly<Settings>} settings
 */
function risesAmongUndisputed(best, last, data, settings) {
  const elsewhere = disputed(settings, data.labelsTest.length, settings.data_seed + 1);
  const labels = data.labelsTest.filter((_, i) => !elsewhere[i]);
  const X = data.XTest.filter((_, k) => !elsewhere[Math.floor(k / 3)]);
  const [before, after] = [best, last].map(
    ({ weights }) => measure(send(network(weights, data, settings), 0, X).preds, labels).loss
  );
  return after > 1.15 * before + 0.01;
}
