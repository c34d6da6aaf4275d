// The page's side of training: questions go to Workers, as many as there are cores, each run to one of them. Where no
// Worker can be started the same work is done here, in short turns.

import { Kept } from "../../shared/kept.js";
import { parameterCount } from "./dense.js";
import { pointsOf, seconds, WARM, WARMER } from "./estimate.js";
import { unpackTable } from "./message.js";
import { bytesOf } from "./run.js";
import { changed, nameOf } from "./settings.js";
import { Work } from "./work.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./datasets.js").Table} Table */
/** @typedef {import("./unseen_points.js").Unseen} Unseen */
/** left: seconds, null while unknown. @typedef {{epoch: number, epochs: number, share: number, left: number | null}} Progress */
/**
 * How one seed ended; weights: the last.
 * @typedef {{seed: number, train: import("./network.js").Measure, test: import("./network.js").Measure,
 *   fate: import("./outcome.js").Fate, why: import("./diagnosis.js").Finding | null, weights: Float64Array,
 *   sizes: number[], activation: string, box: {low: number[], high: number[]}, done: number, count: number}} SeedRun
 */
/** Where questions go. @typedef {{ask: (question: any) => void, end: () => void}} Place */
/** @typedef {{resolve: (value: any) => void, reject: (problem: Error) => void, hear: (answer: any) => void, place: Place}} Waiting */

const KEPT = 32_000_000;
const MOST_WORKERS = 16;
const A_WHILE = 1; // seconds
const PATIENCE = 15_000; // milliseconds for a Worker to start

/** What a film rejects with that was cancelled. */
export class Cancelled extends Error {}

const start = () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" });

/** Cores to train on. */
const cores = () => Math.max(1, Math.min(globalThis.navigator?.hardwareConcurrency || 2, MOST_WORKERS));

export class Trainer {
  /** @param {{workers?: number}} [options] */
  constructor({ workers = cores() } = {}) {
    this.workers = workers;
    /** @type {"workers" | "page"} */
    this.kind = typeof Worker === "undefined" ? "page" : "workers";
    this.last = 0;
    /** @type {Map<number, Waiting>} */
    this.waiting = new Map();
    /** @type {Map<string, Table & {name: string}>} */
    this.tables = new Map();
    /** @type {Kept<Run>} */
    this.runs = new Kept(KEPT);
    /** @type {Kept<import("./estimate.js").Speed>} Of the last hundred kinds of network. */
    this.speeds = new Kept(100);
    /** @type {Promise<Place> | null} */
    this.first = null;
    /** @type {Set<Place>} */
    this.places = new Set();
  }

  /** Takes the user's points as Python sends them; gives the name that settings know them by. @param {any} message */
  useTable(message) {
    const table = unpackTable(message);
    this.tables.set(table.name, table);
    for (const place of this.places) place.ask({ id: 0, kind: "table", table });
    return table.name;
  }

  /** Keeps a run, one trained elsewhere, say: a film of its settings is there at once. @param {Run} run */
  useRun(run) {
    this.runs.put(nameOf(run.settings), run, bytesOf(run));
  }

  /**
   * What is to be said of a run that came without it, and the run kept with it: at once, here, while a Worker begins.
   * @param {Run} run @returns {Promise<Run>}
   */
  async judge(run) {
    void this.films();
    const judged = { ...run, ...new Work(() => {}, 0).judge(run) };
    this.useRun(judged);
    return judged;
  }

  /** A place to work: a Worker, or the page where there is none. @returns {Promise<Place>} */
  async open() {
    const place = (this.kind === "workers" && (await this.worker())) || this.page();
    this.places.add(place);
    for (const table of this.tables.values()) place.ask({ id: 0, kind: "table", table });
    return place;
  }

  /** @returns {Promise<Place | null>} null where no Worker starts */
  worker() {
    return new Promise((resolve) => {
      let given = false;
      const give = (/** @type {Place | null} */ place) => {
        if (given) return;
        given = true;
        clearTimeout(late);
        if (!place) this.kind = "page";
        resolve(place);
      };
      const late = setTimeout(() => give(null), PATIENCE);
      try {
        const worker = start();
        const place = { ask: (/** @type {any} */ q) => worker.postMessage(q), end: () => worker.terminate() };
        worker.onmessage = ({ data }) => (data.kind === "ready" ? give(place) : this.heard(data));
        worker.onerror = (event) => {
          event.preventDefault?.();
          worker.terminate();
          give(null);
          this.lost(place);
        };
      } catch {
        give(null);
      }
    });
  }

  /** @returns {Place} */
  page() {
    const work = new Work((answer) => this.heard(answer), 8);
    return { ask: (question) => void work.hear(question), end: () => {} };
  }

  /** @param {any} answer */
  heard(answer) {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return;
    if (!["done", "failed", "cancelled"].includes(answer.kind)) return waiting.hear(answer);
    this.waiting.delete(answer.id);
    if (answer.kind === "done") waiting.resolve(answer.value);
    else waiting.reject(answer.kind === "cancelled" ? new Cancelled() : new Error(answer.say));
  }

  /** A worker that broke down, for want of memory, say: its questions fail. @param {Place} place */
  lost(place) {
    this.places.delete(place);
    this.first = null;
    for (const [id, waiting] of this.waiting) {
      if (waiting.place !== place) continue;
      this.waiting.delete(id);
      waiting.reject(
        new Error("This device could not go on with the training; it may lack memory. Try fewer points or units.")
      );
    }
  }

  /** Asks a place. @param {Place} place @param {any} question @param {(answer: any) => void} [hear] */
  ask(place, question, hear = () => {}) {
    const id = ++this.last;
    const answer = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject, hear, place }));
    place.ask({ id, ...question });
    const cancel = () => {
      if (!this.waiting.has(id)) return;
      place.ask({ id: 0, kind: "cancel", of: id });
      this.heard({ id, kind: "cancelled" });
    };
    return { answer, cancel };
  }

  /** The place where films are trained. */
  films() {
    this.first ??= this.open();
    return this.first;
  }

  /**
   * Trains a run and gives it. growing: called with the run as far as it is, about ten times a second.
   * @param {Readonly<Settings>} settings @param {{progress?: (p: Progress) => void, growing?: (run: Run) => void}} [tell]
   * @returns {{done: Promise<Run>, cancel: () => void}}
   */
  film(settings, { progress = () => {}, growing = () => {} } = {}) {
    const own = { ...settings, units: [...settings.units] };
    const known = this.runs.get(nameOf(own));
    if (known) return { done: known.fate ? Promise.resolve(known) : this.judge(known), cancel: () => {} };
    let over = false;
    let cancel = () => {};
    /** @type {any} */
    let begun = {};
    const hear = (/** @type {any} */ answer) => {
      if (answer.kind === "begun") begun = answer;
      else if (answer.kind === "progress") progress(answer.progress);
      else growing({ ...begun.scene, ...begun.account, ...answer.frames });
    };
    const train = async () => {
      const place = await this.films();
      if (over) throw new Cancelled();
      const asked = this.ask(place, { kind: "film", settings: own }, hear);
      cancel = asked.cancel;
      const { frames, account } = await asked.answer;
      const run = { ...begun.scene, ...account, ...frames };
      this.useRun(run);
      return run;
    };
    const stop = () => {
      over = true;
      cancel();
    };
    return { done: train(), cancel: stop };
  }

  /**
   * The same settings from many seeds, as many at a time as there are workers; `seed` is called as each ends.
   * @param {Readonly<Settings>} settings
   * @param {{count: number, first?: number, seed?: (run: SeedRun) => void}} which
   * @returns {{done: Promise<SeedRun[]>, cancel: () => void, stopped: boolean}} done: in the order of the seeds, after a
   *   stop those that had ended.
   */
  study(settings, { count, first = 0, seed: tell = () => {} }) {
    if (!(count >= 2 && count <= 256)) throw new RangeError(`count is ${count}; 2 to 256 seeds can be compared.`);
    /** @type {SeedRun[]} */
    const ended = [];
    /** @type {Set<() => void>} */
    const ends = new Set();
    const job = { done: Promise.resolve(ended), stopped: false, cancel: () => {} };
    job.cancel = () => {
      job.stopped = true;
      for (const end of ends) end();
    };
    let next = 0;
    const work = async () => {
      const place = await this.open();
      while (next < count && !job.stopped) {
        const asked = this.ask(place, { kind: "seed", settings: changed(settings, { seed: first + next++ }) });
        ends.add(asked.cancel);
        try {
          const run = { ...(await asked.answer), done: ended.length + 1, count };
          if (job.stopped) break;
          ended.push(run);
          tell(run);
        } catch (problem) {
          if (!(problem instanceof Cancelled)) throw problem;
        } finally {
          ends.delete(asked.cancel);
        }
      }
      this.places.delete(place);
      place.end();
    };
    const hands = Math.min(count, this.kind === "page" ? 1 : this.workers);
    job.done = Promise.all(Array.from({ length: hands }, work)).then(() => ended.sort((a, b) => a.seed - b.seed));
    return job;
  }

  /**
   * Seconds that runs of these settings would take on this device: tried out in some 30 milliseconds, once for each kind
   * of network, and longer before it is said that they take a while; 0 for a run that is kept.
   * @param {Readonly<Settings>} settings @param {number} [runs] @returns {Promise<number>}
   */
  async estimate(settings, runs = 1) {
    return runs === 1 && this.runs.get(nameOf(settings)) ? 0 : this.price(settings, runs);
  }

  /** The same, kept runs or not: asked beforehand, it lets the first training begin at once. @param {Readonly<Settings>} settings @param {number} [runs] @returns {Promise<number>} */
  async price(settings, runs = 1) {
    const { data, csv, classes, units, activation, optimizer, batch, l1, l2 } = settings;
    const points = pointsOf(settings, this.tables.get(csv));
    const kind = JSON.stringify([
      data === "csv" && csv,
      classes,
      units,
      activation,
      optimizer,
      batch,
      Boolean(l1 || l2)
    ]);
    const tried = async (/** @type {number} */ warm) => {
      const speed = await this.ask(await this.films(), { kind: "speed", settings, warm }).answer;
      this.speeds.put(kind, speed, 1);
      return speed;
    };
    const taking = (/** @type {import("./estimate.js").Speed} */ speed) =>
      seconds(speed, settings, points, runs, Math.min(runs, this.kind === "page" ? 1 : this.workers));
    const speed = this.speeds.get(kind) ?? (await tried(WARM));
    if (taking(speed) < A_WHILE || speed.warm === WARMER) return taking(speed);
    return taking(await tried(WARMER));
  }

  /**
   * A frame of a run (the last by default) asked about points it has never seen.
   * @param {Run} run @param {{n?: number, seed?: number, frame?: number}} [which] @returns {Promise<Unseen>}
   */
  async unseen(run, { n, seed, frame = run.epochs.length - 1 } = {}) {
    const { sizes, activation } = run;
    const count = parameterCount(sizes);
    const weights = run.weights.slice(frame * count, (frame + 1) * count);
    const question = {
      kind: "unseen",
      settings: run.settings,
      network: { sizes, activation, weights },
      which: { n, seed }
    };
    return this.ask(await this.films(), question).answer;
  }

  /** Ends all work. */
  close() {
    for (const place of this.places) place.end();
    this.places.clear();
    this.first = null;
    for (const id of [...this.waiting.keys()]) this.heard({ id, kind: "cancelled" });
  }
}
