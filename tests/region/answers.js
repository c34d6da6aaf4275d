// Answers questions of Python's tests: a line of JSON in, a line out; numbers keep every bit.

import { createInterface } from "node:readline";
import { load } from "../../assets/region/trainer/datasets.js";
import { proofOf, unpackRun, unpackTable } from "../../assets/region/trainer/message.js";
import { Network } from "../../assets/region/trainer/network.js";
import { RandomState } from "../../assets/region/trainer/random.js";
import { thin } from "../../assets/region/trainer/run.js";
import { CHOICES, LESSON, MANY_CLASSES, nameOf, problemOf, RANGES } from "../../assets/region/trainer/settings.js";
import { historyCsv, weightsJson, weightsNpz } from "../../assets/region/trainer/take_away.js";
import { Trainer } from "../../assets/region/trainer/trainer.js";
import { historyOf } from "../../assets/region/trainer/training.js";
import { askUnseen } from "../../assets/region/trainer/unseen_points.js";
import { defaults, read, write } from "../../assets/shared/address.js";

/** @param {{accuracy: number, loss: number} | null} measure */
const figures = (measure) => measure && [plain(measure.accuracy), plain(measure.loss)];
const plain = (/** @type {number} */ value) => (Number.isFinite(value) ? value : String(value));
const list = (/** @type {ArrayLike<number>} */ array) => Array.from(array, plain);

/** Each is given what Python asked with. @type {Record<string, (given: any) => unknown>} */
const ANSWERS = {
  drawn: ({ seed, calls }) => {
    const rng = new RandomState(seed);
    return calls.map((/** @type {["uniform" | "permutation" | "gauss", ...any]} */ [name, ...rest]) => {
      if (name === "gauss") return Array.from({ length: rest[0] }, () => rng.gauss());
      return Array.from(/** @type {(...given: any[]) => ArrayLike<number>} */ (rng[name]).apply(rng, rest));
    });
  },
  settings: () => ({ LESSON, CHOICES, RANGES, MANY_CLASSES }),
  problem: ({ settings }) => problemOf(settings),
  name: ({ settings }) => nameOf(settings),
  data: ({ settings, table }) => {
    const data = load(
      settings,
      table && { ...table, X: Float64Array.from(table.X), labels: Uint8Array.from(table.labels) }
    );
    const { X, labels, XTest, labelsTest, center, scale } = data;
    return { X: list(X), labels: list(labels), XTest: list(XTest), labelsTest: list(labelsTest), center, scale };
  },
  update: ({ settings, sizes, X, labels, params, v, s, t }) => {
    const network = new Network(sizes, settings, Float64Array.from(params));
    network.v.set(v);
    network.s.set(s);
    network.t = t;
    const last = network.learn(Float64Array.from(X), Uint8Array.from(labels), null, 0, labels.length, true);
    return { params: list(network.params), v: list(network.v), s: list(network.s), last: figures(last) };
  },
  run: ({ settings }) => {
    return historyOf(load(settings), settings).map(
      ({ epoch, batch, weights, train: trained, test, last, lastSize }) => ({
        ...{ epoch, batch, lastSize, weights: list(weights), train: figures(trained), test: figures(test) },
        last: figures(last)
      })
    );
  },
  film: async ({ settings }) => proofOf(await new Trainer().film(settings).done),
  unpacked: ({ message }) => {
    const { weights, epochs, at, curves, points, box } = unpackRun(message);
    const { train } = points;
    return {
      weights: list(weights),
      epochs: list(epochs),
      at: list(at),
      printed: list(curves.printed.loss),
      box,
      x: list(train.x),
      label: list(train.label)
    };
  },
  table: ({ message, settings }) => {
    const table = unpackTable(message);
    return { name: table.name, labels: list(load({ ...settings, csv: table.name }, table).labels) };
  },
  said: async ({ message }) => {
    const trainer = new Trainer();
    trainer.useRun(unpackRun(message));
    const { fate, findings, way } = await trainer.film(message.settings).done;
    return { fate, findings, way };
  },
  thin: ({ epochs }) => list(thin(epochs)),
  written: ({ fields, settings, prefix }) => write(fields, defaults(fields), settings, prefix),
  read: ({ fields, query, prefix }) => read(fields, { ...LESSON }, query, problemOf, prefix),
  taken: async ({ settings }) => {
    const run = await new Trainer().film(settings).done;
    const npz = Buffer.from(weightsNpz(run)).toString("base64");
    const { weights, epochs, curves } = run;
    return {
      npz,
      csv: historyCsv(run),
      json: weightsJson(run),
      weights: list(weights),
      epochs: list(epochs),
      printed: list(curves.printed.loss)
    };
  },
  unseen: ({ settings, network, which }) => {
    const weights = Float64Array.from(network.weights);
    const { answers, confusion, disputed, accuracy, loss } = askUnseen(settings, { ...network, weights }, which);
    return { answers: list(answers), confusion, disputed, measure: [plain(accuracy), plain(loss)] };
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const { question, ...more } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await ANSWERS[question](more))}\n`);
}
