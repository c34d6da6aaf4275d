// How long a training will take on this device, tried out on a few of its points before it begins.

import { initial, Network } from "./network.js";
import { RandomState } from "./random.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Data} Data */
/** Milliseconds for one point, trained on and measured. @typedef {{learn: number, measure: number, warm: number}} Speed */

const POINTS = 2_000;
const LOOKS = 11; // within the first epoch
export const WARM = 4; // milliseconds before anything is timed
export const WARMER = 120; // until a browser has surely compiled the loops, even while a page loads
const A_TRY = 2;
const TRIES = 4;

/** Milliseconds of so many calls. @param {() => void} call @param {number} calls */
function timed(call, calls) {
  const begun = performance.now();
  for (let k = 0; k < calls; k++) call();
  return performance.now() - begun;
}

/**
 * Milliseconds of one call, once the loops are warm: the best of a few tries, since whatever else the device does can
 * only make one longer. A try lasts two milliseconds or more: a browser's clock is coarse.
 * @param {() => void} call @param {number} warm milliseconds
 */
function quickest(call, warm) {
  for (const end = performance.now() + warm; performance.now() < end; ) call();
  let calls = 1;
  let best = timed(call, calls);
  while (best < A_TRY && calls < 1e6) {
    calls *= 2;
    best = timed(call, calls);
  }
  for (let k = 1; k < TRIES; k++) best = Math.min(best, timed(call, calls));
  return best / calls;
}

/** @param {Data} data @param {Readonly<Settings>} settings @param {number} warm @returns {Speed} */
export function speedOf(data, settings, warm) {
  const sizes = [3, ...settings.units, data.classes.length];
  const network = new Network(sizes, settings, initial(sizes, settings.init, new RandomState(settings.seed)));
  const count = Math.min(POINTS, data.labels.length);
  const size = Math.min(settings.batch, count);
  const [X, labels] = [data.X.subarray(0, 3 * count), data.labels.subarray(0, count)];
  let start = 0;
  const learn = quickest(() => {
    network.learn(X, labels, null, start, Math.min(size, count - start));
    start = start + size < count ? start + size : 0;
  }, warm);
  return { learn: learn / size, measure: quickest(() => void network.measure(X, labels), warm) / count, warm };
}

/**
 * Seconds for runs of these settings on `points` training and `unseen` other points, shared by so many workers.
 * @param {Speed} speed @param {Readonly<Settings>} settings @param {{train: number, test: number}} points
 * @param {number} [runs] @param {number} [workers]
 */
export function seconds(speed, settings, { train, test }, runs = 1, workers = 1) {
  const looks = settings.epochs ? settings.epochs + LOOKS : 1;
  const one = settings.epochs * train * speed.learn + looks * (train + test) * speed.measure;
  return (one * Math.ceil(runs / workers)) / 1000;
}

/**
 * How many points are trained on, and how many are held out, about.
 * @param {Readonly<Settings>} settings @param {import("./datasets.js").Table} [table]
 */
export function pointsOf(settings, table) {
  if (settings.data !== "csv") return { train: settings.samples, test: settings.test_samples };
  const rows = table?.labels.length ?? 0;
  return { train: rows, test: rows / 4 };
}
