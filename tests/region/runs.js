// Whole runs for tests, trained here and now.

import { load } from "../../assets/region/trainer/datasets.js";
import { accountOf, framesOf, sceneOf } from "../../assets/region/trainer/run.js";
import { changed, LESSON } from "../../assets/region/trainer/settings.js";
import { historyOf } from "../../assets/region/trainer/training.js";

const made = new Map();

/** The film of the lesson's settings with some changed. @param {any} [change] */
export function filmOf(change = {}) {
  const name = JSON.stringify(change);
  if (!made.has(name)) {
    const settings = changed(LESSON, change),
      data = load(settings),
      history = historyOf(data, settings);
    made.set(name, {
      ...sceneOf(data),
      ...framesOf(history),
      ...accountOf(history, data, settings, 0),
      complete: true
    });
  }
  return made.get(name);
}

/** Weights from a small generator of its own. @param {number[]} sizes @param {string} activation @param {number} seed */
export function netOf(sizes, activation, seed) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const count = sizes.slice(1).reduce((sum, units, l) => sum + (sizes[l] + 1) * units, 0);
  return { sizes, activation, weights: Float64Array.from({ length: count }, () => 3 * random()) };
}
