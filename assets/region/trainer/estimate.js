// How long a training will take on this device, tried out on a few of its points before it begins.

import { initial, Network } from "./network.js";
import { RandomState } from "./random.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Data} Data */
/** Milliseconds for one point, trained on and measured. @typedef {{learn: number, measure: number}} Speed */

const POINTS = 2_000;
const LOOKS = 11; // within the first epoch
const WARM = 5; // milliseconds
const TIMED = 8;

/** Milliseconds of one call, after the loops are warm. @param {() => void} call */
function timed(call) {
  for (const end = performance.now() + WARM; performance.now() < end; ) call();
  let calls = 0;
  const begun = performance.now();
  do {
    call();
    calls++;
  } while (performance.now() < begun + TIMED);
  return (performance.now() - begun) / calls;
}

/** @param {Data} data @param {Readonly<Settings>} settings @returns {Speed} */
export function speedOf(data, settings) {
  const sizes = [3, ...settings.units, data.classes.length];
  const network = new Network(sizes, settings, initial(sizes, settings.init, new RandomState(settings.seed)));
  const count = Math.min(POINTS, data.labels.length);
  const size = Math.min(settings.batch, count);
  const [X, labels] = [data.X.subarray(0, 3 * count), data.labels.subarray(0, count)];
  let start = 0;
  const learn = timed(() => {
    network.learn(X, labels, null, start, Math.min(size, count - start));
    start = start + size < count ? start + size : 0;
  });
  return { learn: learn / size, measure: timed(() => void network.measure(X, labels)) / count };
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
