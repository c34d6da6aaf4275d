// Answers questions of Python's tests: a line of JSON in, a line out; numbers keep every bit.

import { createInterface } from "node:readline";
import { CARDS, SLIDERS } from "../../assets/region/cards.js";
import { NAMES, verdict } from "../../assets/region/difference.js";
import { EXPERIMENTS } from "../../assets/region/experiments.js";
import { luck, result } from "../../assets/region/fates.js";
import { netAt } from "../../assets/region/forward.js";
import { againstLoss, unseen, wholeEpochs } from "../../assets/region/measuring_panel.js";
import { load } from "../../assets/region/trainer/datasets.js";
import { proofOf, unpackRun, unpackTable } from "../../assets/region/trainer/message.js";
import { Network } from "../../assets/region/trainer/network.js";
import { RandomState } from "../../assets/region/trainer/random.js";
import { accountOf, framesOf, sceneOf, thin } from "../../assets/region/trainer/run.js";
import { CHOICES, LESSON, MANY_CLASSES, nameOf, problemOf, RANGES } from "../../assets/region/trainer/settings.js";
import { historyCsv, weightsJson, weightsNpz } from "../../assets/region/trainer/take_away.js";
import { Trainer } from "../../assets/region/trainer/trainer.js";
import { historyOf } from "../../assets/region/trainer/training.js";
import { askUnseen } from "../../assets/region/trainer/unseen_points.js";
import { account, DATA, drawnPoints, said, shares } from "../../assets/region/words.js";
import { defaults, read, write } from "../../assets/shared/address.js";
import { pieces, useTerms } from "../../assets/shared/terms.js";

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
  marked: ({ terms, texts }) => {
    useTerms(terms, "");
    return texts.map((/** @type {string} */ text) =>
      pieces(text).flatMap((piece) => (typeof piece === "string" ? [] : [piece.term.key]))
    );
  },
  cards: () => [
    ...CARDS.flatMap(({ title, text, controls }) => [
      title,
      text,
      ...controls.flatMap(({ label, options = [] }) => [label, ...options.map((o) => `${o.label} ${o.text}`)])
    ]),
    ...SLIDERS.map(({ label }) => label),
    ...Object.values(DATA).map(({ title, text }) => `${title} ${text}`),
    ...Object.values(NAMES),
    ...EXPERIMENTS.flatMap(({ title, ask, choices }) => [title, ask, ...choices.map(([, text]) => text)])
  ],
  sentences: ({ settings }) => {
    const data = load(settings),
      history = historyOf(data, settings),
      run = {
        ...{ ...sceneOf(data), ...framesOf(history), ...accountOf(history, data, settings, 0) },
        ...{ complete: true }
      };
    const last = run.epochs.length - 1,
      region = shares(netAt(run, last), run.box, 8),
      { train, test } = run.curves,
      end = train.accuracy.length - 1;
    const seed = { seed: 0, fate: run.fate, why: run.findings[0] ?? null, train: { accuracy: train.accuracy[end] } };
    return [
      ...[0, last >> 1, last].map((frame) => said(run, frame).join("")),
      ...run.findings.map(({ say, advice }) => `${say} ${advice}`),
      account(run, last, region),
      drawnPoints(run),
      againstLoss(run, wholeEpochs(run.curves.epochs)),
      unseen(run, test.accuracy[end], train.accuracy[end]),
      result([seed]).join(""),
      luck([seed, { ...seed, fate: "guessing" }]),
      verdict("lr", run, run),
      ...EXPERIMENTS.filter(({ id }) => id !== "few").map(
        ({ answer }) => answer({ run, fate: String(run.fate), region, lesson: { accuracy: 0.9 } }).say
      )
    ].filter(Boolean);
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
