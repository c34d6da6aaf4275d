// How a run ended, between always naming the largest class and the best that is possible.

import { attainable } from "./attainable.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Data} Data */
/** @typedef {import("./network.js").Measure} Measure */
/** @typedef {"learnt" | "in part" | "guessing" | "diverged"} Fate */

export const UNSURE = 0.03; // twice the standard error of an accuracy estimated from 1,000 points

/**
 * How much of the way from always naming the largest class to the best that is possible the accuracy has gone: four
 * fifths is "learnt", and so is what comes as near to the best as its estimate is sure; less than one fifth is "guessing".
 * @param {Measure} now @param {Data} data @param {Readonly<Settings>} settings @returns {Fate}
 */
export function fateOf(now, data, settings) {
  if (!Number.isFinite(now.loss)) return "diverged";
  let gone = wayGone(now, data, 1);
  if (gone < 0.8) {
    const best = attainable(data, settings);
    if (now.accuracy > Math.max(best - UNSURE, largest(data))) return "learnt";
    gone = wayGone(now, data, best);
  }
  return gone >= 0.8 ? "learnt" : gone >= 0.2 ? "in part" : "guessing";
}

/** @param {Measure} now @param {Data} data @param {number} best */
export function wayGone(now, data, best) {
  return (now.accuracy - largest(data)) / Math.max(best - largest(data), 0.02);
}

/** The share of each class that has points. @param {Data} data */
function shares(data) {
  const counts = data.classes.map(() => 0);
  for (const label of data.labels) counts[label]++;
  return counts.filter((count) => count > 0).map((count) => count / data.labels.length);
}

/** The share of the largest class: the accuracy of always naming it. @param {Data} data */
export const largest = (data) => Math.max(...shares(data));

/** The loss of always answering with the classes' shares, their entropy. @param {Data} data */
export const guessing = (data) => shares(data).reduce((sum, share) => sum - share * Math.log(share), 0);
