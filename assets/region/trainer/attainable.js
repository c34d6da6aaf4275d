// How often the class of a point can be told at all, where classes overlap.

import { points } from "./datasets.js";
import { RandomState } from "./random.js";
import { LESSON } from "./settings.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Data} Data */

const APART = ["quantiles", "shells", "octants"]; // without noise, no two classes share a place
const NEIGHBOURS = [5, 15, 45];
const MOST = 45;
const ASKED = 1_000;
const AMONG = 5_000;
const KEPT = 8;

/** @type {Map<string, number>} */
const ofDistributions = new Map();
/** @type {WeakMap<Data, number>} */
const ofFiles = new WeakMap();

/**
 * The best accuracy, estimated: 1 where the classes are apart, else that of a vote of the nearest neighbours. These are
 * fresh points, as many as it takes, however few the run has; of a file, the rows trained on.
 * @param {Data} data @param {Readonly<Settings>} settings
 */
export function attainable(data, settings) {
  const { data: kind, noise, classes } = settings;
  if (kind === "csv") {
    const known =
      ofFiles.get(data) ?? vote(data.X.subarray(0, 3 * AMONG), data.labels.subarray(0, AMONG), data.classes.length);
    ofFiles.set(data, known);
    return known;
  }
  if (APART.includes(kind) && !noise) return 1;
  const name = JSON.stringify([kind, noise, classes]);
  const known = ofDistributions.get(name) ?? ofDistribution({ ...LESSON, data: kind, classes, noise });
  ofDistributions.delete(name);
  ofDistributions.set(name, known);
  for (const oldest of [...ofDistributions.keys()].slice(0, -KEPT)) ofDistributions.delete(oldest);
  return known;
}

/** @param {Settings} settings */
function ofDistribution(settings) {
  const drawn = points(settings, AMONG, 0);
  const order = new RandomState(0).permutation(AMONG);
  const X = new Float64Array(3 * AMONG);
  for (const [to, from] of order.entries()) X.set(drawn.X.subarray(3 * from, 3 * from + 3), 3 * to);
  return vote(
    X,
    Uint8Array.from(order, (from) => drawn.labels[from]),
    settings.classes
  );
}

/**
 * How often the nearest points to one agree with its label: up to 1,000 are asked, among all the others. The number of
 * neighbours that serves best is taken.
 * Source: Cover, Hart 1967: with enough points, neighbours come close to the best that is possible.
 * @param {Float64Array} X @param {Uint8Array} labels @param {number} classes
 */
function vote(X, labels, classes) {
  const asked = Math.min(ASKED, labels.length);
  const most = Math.min(MOST, labels.length - 1);
  const right = NEIGHBOURS.map(() => 0);
  for (let one = 0; one < asked; one++) {
    const near = nearest(X, one, most);
    NEIGHBOURS.forEach((k, i) => {
      const votes = new Array(classes).fill(0);
      for (const other of near.subarray(0, k)) votes[labels[other]]++;
      if (votes.indexOf(Math.max(...votes)) === labels[one]) right[i]++;
    });
  }
  return Math.max(...right) / asked;
}

/** The `most` points nearest to one, itself left out, nearest first. @param {Float64Array} X @param {number} one @param {number} most */
function nearest(X, one, most) {
  const near = new Int32Array(most);
  const far = new Float64Array(most).fill(Infinity);
  const [x, y, z] = X.subarray(3 * one, 3 * one + 3);
  for (let k = 0; 3 * k < X.length; k++) {
    const distance = (X[3 * k] - x) ** 2 + (X[3 * k + 1] - y) ** 2 + (X[3 * k + 2] - z) ** 2;
    if (!(distance < far[most - 1]) || k === one) continue;
    let at = most - 1;
    for (; at > 0 && far[at - 1] > distance; at--) {
      far[at] = far[at - 1];
      near[at] = near[at - 1];
    }
    far[at] = distance;
    near[at] = k;
  }
  return near;
}
