// The training loop, and the run's history as it grows: the loop of engine/network/training.py.

import { initial, Network } from "./network.js";
import { RandomState } from "./random.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Data} Data */
/** @typedef {import("./network.js").Measure} Measure */
/**
 * The network at one moment. epoch: epochs behind it, with a fraction within the first. batch: batches of that epoch
 * behind it. last: the last batch alone, before its step, and how many points it has.
 * @typedef {{epoch: number, batch: number, weights: Float64Array, train: Measure, test: Measure, last: Measure | null,
 *   lastSize: number}} Snapshot
 */

const EARLY = [1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 3 / 8, 1 / 2, 5 / 8, 3 / 4, 7 / 8, 1];
const POINTS_A_TURN = 2048;

/** After how many batches to look: in the first epoch up to eleven times, later at the end. @param {number} nBatches @param {number} epoch */
function stops(nBatches, epoch) {
  return epoch > 0 ? [nBatches] : [...new Set(EARLY.map((part) => Math.ceil(nBatches * part)))];
}

/** The output is no longer a number, or, after a whole epoch, the loss is ten times that of guessing and more. @param {Snapshot} now @param {Snapshot} first @param {number} classes */
export function diverged(now, first, classes) {
  if (Number.isNaN(now.train.loss)) return true;
  return Number.isInteger(now.epoch) && now.train.loss > 10 * Math.max(first.train.loss, Math.log(classes));
}

/**
 * Trains, yielding a snapshot before, some within the first epoch and one after each; in between null, often, so that
 * whoever runs it can draw, or stop. A run that diverges ends with the snapshot that shows it.
 * @param {Data} data @param {Readonly<Settings>} settings @returns {Generator<Snapshot | null>}
 */
export function* train(data, settings) {
  const rng = new RandomState(settings.seed);
  const sizes = [3, ...settings.units, data.classes.length];
  const network = new Network(sizes, settings, initial(sizes, settings.init, rng));
  const count = data.labels.length;
  const nBatches = Math.ceil(count / settings.batch);
  const first = look(network, data, 0, 0, null, 0);
  yield first;
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    const order = settings.shuffle ? rng.permutation(count) : null;
    let done = 0;
    for (const stop of stops(nBatches, epoch)) {
      /** @type {Measure | null} */
      let last = null;
      let size = 0;
      for (let sent = 0; done < stop; done++, sent += size) {
        if (sent >= POINTS_A_TURN) {
          sent = 0;
          yield null;
        }
        const start = done * settings.batch;
        size = Math.min(settings.batch, count - start);
        last = network.learn(data.X, data.labels, order, start, size, done === stop - 1);
      }
      yield null;
      const now = look(network, data, epoch + stop / nBatches, stop, last, size);
      yield now;
      if (diverged(now, first, data.classes.length)) return;
    }
  }
}

/** The whole run, without a turn in between. @param {Data} data @param {Readonly<Settings>} settings @returns {Snapshot[]} */
export function historyOf(data, settings) {
  return [...train(data, settings)].filter((snapshot) => snapshot !== null);
}

/**
 * A snapshot of the network now, measured over all training points and all unseen ones.
 * @param {Network} network @param {Data} data @param {number} epoch @param {number} batch @param {Measure | null} last
 * @param {number} lastSize @returns {Snapshot}
 */
function look(network, data, epoch, batch, last, lastSize) {
  const weights = network.params.slice();
  const train = network.measure(data.X, data.labels);
  return { epoch, batch, weights, train, test: network.measure(data.XTest, data.labelsTest), last, lastSize };
}
