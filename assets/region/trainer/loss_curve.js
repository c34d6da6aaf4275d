// What the course of the loss says of a run that did not diverge: why it did not learn, or not all.

import { attainable } from "./attainable.js";
import { general, percent } from "./figures.js";
import { fateOf, guessing, largest, UNSURE, wayGone } from "./outcome.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Data} Data */
/** @typedef {import("./training.js").Snapshot} Snapshot */
/** @typedef {import("./diagnosis.js").Finding} Finding */

const FLAT = 0.015; // a loss that changes by a smaller share than that stays where it is
const BOUNCE = 0.03;

/** @param {number[]} list */
const spread = (list) => Math.max(...list) - Math.min(...list);
/** @param {number[]} list */
const mean = (list) => list.reduce((sum, v) => sum + v, 0) / list.length;
/** @param {number[]} list */
const steps = (list) => list.slice(1).map((v, i) => v - list[i]);

/** @param {number[]} list */
function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * What explains the end, after a plateau that was left before.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @returns {Finding[]}
 */
export function course(history, data, settings) {
  const slow = smallStep(history, data, settings);
  if (slow) return [slow];
  const learnt = fateOf(history[history.length - 1].train, data, settings) === "learnt";
  const pulled = learnt ? null : penalty(history, data, settings);
  const flat = plateau(history, data, settings);
  const ends = pulled ?? (flat?.whole ? flat : null);
  if (ends) return [ends];
  const reasons = learnt ? [] : [largeStep(history, settings), unfinished(history)];
  reasons.push(settled(history, data, settings));
  return [flat, reasons.find((reason) => reason)].filter((finding) => finding != null);
}

/** The whole epochs and the loss after each. @param {Snapshot[]} history */
function atEpochs(history) {
  const whole = history.filter(({ epoch }) => Number.isInteger(epoch));
  return { epochs: whole.map(({ epoch }) => epoch), losses: whole.map(({ train }) => train.loss) };
}

/**
 * Hardly better than guessing, and no faster or slower at the end than at the beginning.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @returns {Finding | null}
 */
function smallStep(history, data, settings) {
  const { losses } = atEpochs(history);
  const middle = losses.length >> 1;
  const [first, last] = [losses[0], losses[losses.length - 1]];
  if (losses.length < 4 || last <= 0.97 * guessing(data) || !steps(losses).every((step) => step < 0)) return null;
  if (losses[middle] - last <= (first - losses[middle]) / 3) return null;
  return {
    epoch: 0,
    kind: "small step",
    say: `The loss falls every epoch, but by little: from ${general(first, 6)} to ${general(last, 6)} in ${losses.length - 1} epochs.`,
    advice: `Try a learning rate ten times larger, ${general(10 * settings.lr)}, Adam, or smaller batches.`,
    whole: false
  };
}

/**
 * A layer whose weights have shrunk to nearly nothing, under L1 or L2.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @returns {Finding | null}
 */
function penalty(history, data, settings) {
  const { l1, l2, units } = settings;
  if (!(l1 || l2) || history.length < 2) return null;
  const sizes = [3, ...units, data.classes.length];
  const largestOf = history.map(({ weights }) => largestWeights(weights, sizes));
  const small = largestOf.map((layers) => layers.some((size, l) => size < 0.2 * largestOf[0][l]));
  if (!small[small.length - 1]) return null;
  const names = [l1 ? "L1" : "", l2 ? "L2" : ""].filter(Boolean).join(" and ");
  const verb = names.includes(" and ") ? "pull" : "pulls";
  return {
    epoch: history[Math.min(small.lastIndexOf(false) + 1, small.length - 1)].epoch,
    kind: "penalty",
    say: `${names} ${verb} the weights towards 0 harder than the points pull them away: the weights of one layer are almost 0.`,
    advice: `Try ${names} ten times smaller.`,
    whole: false
  };
}

/** The largest size of a weight in each layer. @param {Float64Array} weights @param {number[]} sizes */
function largestWeights(weights, sizes) {
  let at = 0;
  return sizes.slice(1).map((units, l) => {
    const count = sizes[l] * units;
    const size = weights.subarray(at, at + count).reduce((most, w) => Math.max(most, Math.abs(w)), 0);
    at += count + units;
    return size;
  });
}

/**
 * The loss goes up and down through the second half, and no further down.
 * @param {Snapshot[]} history @param {Readonly<Settings>} settings @returns {Finding | null}
 */
function largeStep(history, settings) {
  const losses = history.map(({ train }) => train.loss);
  const half = losses.length >> 1;
  const late = losses.slice(half);
  const rises = steps(late).map((step) => step > 0);
  const [low, high] = [Math.min(...late), Math.max(...late)];
  if (losses.length < 8 || high - low < BOUNCE * low || rises.filter(Boolean).length / rises.length < 0.3) return null;
  const middle = late.length >> 1;
  const bounce = mean(steps(late).map(Math.abs));
  if (median(late.slice(0, middle)) - median(late.slice(middle)) > bounce) return null; // it falls all the same
  return {
    epoch: history[half + rises.indexOf(true)].epoch,
    kind: "large step",
    say: `The steps are too large: the loss goes up and down, between ${general(low)} and ${general(high)}.`,
    advice: `Try a smaller learning rate, ${general(settings.lr / 10)}.`,
    whole: false
  };
}

/**
 * The last quarter of the epochs still brought a tenth of all that was gained, or a fiftieth of the loss.
 * @param {Snapshot[]} history @returns {Finding | null}
 */
function unfinished(history) {
  const { epochs, losses } = atEpochs(history);
  if (losses.length < 2) return null;
  const back = Math.max(1, (losses.length - 1) >> 2);
  const [before, last] = [losses[losses.length - 1 - back], losses[losses.length - 1]];
  if (before - last < Math.min(Math.max(0.1 * (losses[0] - last), 0.005 * last), 0.02 * last)) return null;
  const span = back === 1 ? "epoch" : `${back} epochs`;
  return {
    epoch: epochs[epochs.length - 1 - back],
    kind: "unfinished",
    say: `The loss is still falling: from ${general(before)} to ${general(last)} in the last ${span}.`,
    advice: "Train for more epochs, or with momentum or Adam.",
    whole: false
  };
}

/**
 * Many epochs with hardly any change, far from a good solution.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @returns {Finding | null}
 */
function plateau(history, data, settings) {
  const { epochs, losses } = atEpochs(history);
  const [start, end] = flatStretch(losses);
  if (end - start < Math.max(4, Math.floor(epochs.length / 5)) || losses[start] < 0.6 * guessing(data)) return null;
  const stretch = losses.slice(start, end + 1);
  const say = `For ${end - start} epochs the loss stays near ${general(median(stretch))}, `;
  const found = { epoch: epochs[start], kind: /** @type {const} */ ("plateau") };
  if (end === losses.length - 1) {
    if (fateOf(history[history.length - 1].train, data, settings) === "learnt") return null; // no more to learn
    const advice = flatForGood(settings)
      ? "Without a bend between layers every border is a flat plane: take a hidden layer with ReLU or tanh."
      : "Try momentum or Adam, a larger learning rate, He’s first weights or another seed.";
    return { ...found, say: `${say}to the end.`, advice, whole: true };
  }
  if (Math.min(...losses.slice(end + 1)) >= Math.min(...stretch) * (1 - FLAT)) return null;
  return { ...found, say: `${say}then it falls.`, advice: "Momentum or Adam would shorten it.", whole: false };
}

/** First and last index of the longest stretch in which the loss stays within FLAT of its largest. @param {number[]} losses */
function flatStretch(losses) {
  let best = [0, 0];
  let start = 0;
  for (let end = 0; end < losses.length; end++) {
    for (; ; start++) {
      const stretch = losses.slice(start, end + 1);
      if (!(spread(stretch) > FLAT * Math.max(...stretch))) break;
    }
    if (end - start > best[1] - best[0]) best = [start, end];
  }
  return best;
}

/** Whether the network cannot bend its boundaries. @param {Readonly<Settings>} settings */
const flatForGood = (settings) => !settings.units.length || settings.activation === "linear";

/**
 * Not right where it could be: because boundaries are flat, progress has stopped, or classes overlap.
 * @param {Snapshot[]} history @param {Data} data @param {Readonly<Settings>} settings @returns {Finding | null}
 */
function settled(history, data, settings) {
  const last = history[history.length - 1].train;
  const best = attainable(data, settings);
  const learnt = fateOf(last, data, settings) === "learnt";
  if (history.length < 2 || (learnt && (wayGone(last, data, 1) >= 0.8 || last.accuracy < best - UNSURE))) return null;
  const epoch = /** @type {Snapshot} */ (history.find(({ train }) => train.loss <= 1.05 * last.loss)).epoch;
  if (learnt || best - largest(data) < 0.05) {
    const say = `The classes overlap: naming the class of a point’s nearest neighbours is right for about ${percent(best)} of the points.`;
    const reached = `The network reaches ${percent(last.accuracy, 1)}.`;
    return {
      epoch,
      kind: "overlap",
      say: `${say} ${reached}`,
      advice: "Only other measurements of the points would help.",
      whole: false
    };
  }
  const possible =
    best === 1
      ? ""
      : ` About ${percent(best)} would be possible: so many a rule classifies correctly that asks a point’s nearest neighbours.`;
  const right = `with ${percent(last.accuracy, 1)} classified correctly.${possible}`;
  const reached = `the loss hardly moves any more: ${general(last.loss)}, ${right}`;
  return flatForGood(settings) ? flatEnd(epoch, reached) : standstill(epoch, reached);
}

/** @param {number} epoch @param {string} reached @returns {Finding} */
function flatEnd(epoch, reached) {
  const say = `Without a bend between layers every border is a flat plane, and ${reached}`;
  return { epoch, kind: "standstill", say, advice: "Take a hidden layer with ReLU or tanh.", whole: false };
}

/** @param {number} epoch @param {string} reached @returns {Finding} */
function standstill(epoch, reached) {
  const advice =
    "More epochs would tell a slow stretch from a poor solution; another seed, more units or Adam may do better.";
  return { epoch, kind: "standstill", say: `At the end ${reached}`, advice, whole: false };
}
