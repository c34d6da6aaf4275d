/** What one changed setting does: which settings can differ, and how far two runs are apart on the way. No screen in here. */

import { CARDS, idle, SLIDERS } from "./cards.js";
import { between } from "./chart_math.js";
import { epochName, percent } from "./format.js";
import { CHOICES, MANY_CLASSES } from "./trainer/settings.js";

/** @import { Settings } from "./trainer/settings.js" */

/** @type {Record<string, string>} */
export const NAMES = {
  ...{
    lr: "learning rate",
    units: "hidden layers",
    batch: "batch size",
    epochs: "number of epochs",
    samples: "number of points",
    noise: "noise",
    seed: "seed of the weights"
  },
  ...{
    data_seed: "seed of the points",
    l1: "L1",
    l2: "L2",
    classes: "number of classes",
    test_samples: "number of unseen points",
    activation: "activation",
    init: "first weights"
  },
  ...{ optimizer: "optimizer", shuffle: "shuffling" }
};

/** @type {Record<string, any[]>} */
const SUGGESTED = {
  ...Object.fromEntries(SLIDERS.filter(({ name }) => name !== "units").map(({ name, values }) => [name, values])),
  units: [[], [1], [2], [4], [8], [2, 2], [4, 4], [8, 8], [16, 16], [4, 4, 4], [8, 8, 8, 8], [32, 32]],
  ...{
    epochs: [1, 3, 10, 30, 60, 100, 200],
    samples: [30, 100, 300, 1000, 3000, 10_000, 30_000],
    data_seed: [0, 1, 2, 3, 5, 7, 11, 42],
    classes: [2, 3, 4]
  },
  ...{
    l1: [0, 1e-4, 1e-3, 0.01, 0.1],
    l2: [0, 1e-4, 1e-3, 0.01, 0.1],
    test_samples: [100, 1000, 10_000],
    shuffle: [false, true]
  },
  ...{ seed: [0, 1, 2, 3, 5, 7, 11, 23, 42, 99], ...CHOICES }
};
/** @type {Record<string, any>} what is tried first */
const FIRST = {
  lr: 0.1,
  units: [16, 16],
  batch: 256,
  epochs: 60,
  samples: 300,
  noise: 0.5,
  seed: 11,
  data_seed: 7,
  l1: 0.001,
  l2: 0.01,
  classes: 3,
  test_samples: 1000
};

/** The settings that a second run can differ in. @param {any} settings @returns {(keyof Settings)[]} */
export const names = (settings) =>
  /** @type {(keyof Settings)[]} */ (Object.keys(NAMES)).filter((name) => !idle(settings, MANY_CLASSES).includes(name));

/** Values to choose from, the first run's left out, `own` among them. @param {string} name @param {any} settings @param {any} [own] */
export function values(name, settings, own) {
  const all = SUGGESTED[name].filter((v) => spell(v) !== spell(settings[name]));
  if (own !== undefined && !all.some((v) => spell(v) === spell(own)) && spell(own) !== spell(settings[name]))
    all.unshift(own);
  return all;
}

/** What is tried first of a setting. @param {string} name @param {any} settings */
export function first(name, settings) {
  const list = values(name, settings);
  return list.find((v) => spell(v) === spell(FIRST[name])) ?? list[0];
}

/** A value as text, the same for equal values. @param {any} value */
export const spell = (value) => (Array.isArray(value) ? value.join(", ") || "none" : String(value));

/** As people read it. @param {string} name @param {any} value */
export function shown(name, value) {
  if (typeof value === "boolean") return value ? "on" : "off";
  const option = CARDS.flatMap((card) => card.controls)
    .find((control) => control.name === name)
    ?.options?.find((o) => o.value === value);
  return option?.label ?? (typeof value === "number" && value >= 1000 ? value.toLocaleString("en") : spell(value));
}

/** A run's accuracy at an epoch. @param {any} run @param {number} epoch */
export const accuracyAt = ({ curves }, epoch) => between(curves.epochs, curves.train.accuracy, epoch);

/** By how much b lies above a, as the figures written beside it say: both rounded as they are shown. @param {number} a @param {number} b */
export const apart = (a, b) => (Number((100 * b).toFixed(2)) - Number((100 * a).toFixed(2))) / 100;

/** By how much B's accuracy lies above A's at an epoch. @param {any} a @param {any} b @param {number} epoch */
export const gap = (a, b, epoch) => apart(accuracyAt(a, epoch), accuracyAt(b, epoch));

/** Where two runs are farthest apart in accuracy, over the epochs that both have. @param {any} a @param {any} b */
export function widest(a, b) {
  const end = Math.min(last(a.curves.epochs), last(b.curves.epochs));
  let best = { epoch: 0, gap: 0 };
  for (const epoch of [...a.epochs, ...b.epochs]) {
    const here = epoch <= end ? gap(a, b, epoch) : 0;
    if (Math.abs(here) > Math.abs(best.gap)) best = { epoch, gap: here };
  }
  return best;
}

const last = (/** @type {ArrayLike<number>} */ list) => list[list.length - 1];

/** Percentage points with their sign. @param {number} share */
export const points = (share) =>
  Number.isFinite(share) ? `${share < 0 ? "−" : "+"}${Math.abs(100 * share).toFixed(2)}` : "not a number";

/**
 * What the change did, from the two runs.
 * @param {string} name
 * @param {any} a
 * @param {any} b
 */
export function verdict(name, a, b) {
  const mine = last(a.curves.train.accuracy),
    other = last(b.curves.train.accuracy),
    most = widest(a, b);
  const label = `${NAMES[name]} ${shown(name, b.settings[name])}`;
  if (!Number.isFinite(last(b.curves.train.loss)))
    return `With ${label} the output stops being a number at epoch ${epochName(last(b.epochs))}.`;
  if (!Number.isFinite(last(a.curves.train.loss)))
    return `With ${label} it stays a number; with ${shown(name, a.settings[name])} it does not.`;
  const end =
    apart(mine, other) === 0
      ? "ends where the other does"
      : `ends ${Math.abs(100 * apart(mine, other)).toFixed(2)} percentage points ${other > mine ? "higher" : "lower"}`;
  const onWay =
    Math.abs(most.gap) < 0.005
      ? "They are never half a percentage point apart on the way."
      : `Farthest apart: ${points(most.gap)} at epoch ${epochName(most.epoch)}.`;
  return `With ${label} accuracy ${end} (${percent(other)} against ${percent(mine)}), from one seed each. ${onWay}`;
}
