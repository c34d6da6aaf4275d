// The browser's trainer for the bench: a line of JSON in, a line out when the work is done.

import { createInterface } from "node:readline";
import { load } from "../../assets/region/trainer/datasets.js";
import { initial, Network } from "../../assets/region/trainer/network.js";
import { RandomState } from "../../assets/region/trainer/random.js";
import { nameOf } from "../../assets/region/trainer/settings.js";
import { Trainer } from "../../assets/region/trainer/trainer.js";

/** @typedef {import("../../assets/region/trainer/settings.js").Settings} Settings */

/** @type {Map<string, import("../../assets/region/trainer/datasets.js").Data>} */
const kept = new Map();

/** Trains and nothing else; the points are made once. @param {Settings} settings */
function learn(settings) {
  const data = kept.get(nameOf(settings)) ?? load(settings);
  kept.set(nameOf(settings), data);
  const rng = new RandomState(settings.seed);
  const sizes = [3, ...settings.units, settings.classes];
  const network = new Network(sizes, settings, initial(sizes, settings.init, rng));
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let start = 0; start < settings.samples; start += settings.batch) {
      network.learn(data.X, data.labels, null, start, Math.min(settings.batch, settings.samples - start));
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { work, settings } = JSON.parse(line);
  if (work === "learn") learn(settings);
  else await new Trainer().film(settings).done;
  process.stdout.write("done\n");
}
