// The work of a trainer, in turns: it runs in a Worker, or, where none can be started, in the page itself. Between two
// turns questions are heard, so that a run ends at once when it is told to.

import { load } from "./datasets.js";
import { worst } from "./diagnosis.js";
import { speedOf } from "./estimate.js";
import { accountOf, framesOf, growing, historyFrom, sceneOf } from "./run.js";
import { problemOf } from "./settings.js";
import { train } from "./training.js";
import { askUnseen } from "./unseen_points.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./datasets.js").Data} Data */
/** @typedef {import("./datasets.js").Table} Table */
/** @typedef {import("./training.js").Snapshot} Snapshot */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {{id: number, kind: string, [more: string]: any}} Question */
/** @typedef {(answer: {id: number, kind: string, [more: string]: any}) => void} Reply */

const BEAT = 100; // milliseconds between two pictures of a run that goes on
const FEW = 2_000;

/** The end of this turn: whatever waits is done first. @returns {Promise<void>} */
function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

export class Work {
  /** @param {Reply} reply @param {number} slice Milliseconds of a turn. */
  constructor(reply, slice) {
    this.reply = reply;
    this.slice = slice;
    /** @type {Set<number>} */
    this.cancelled = new Set();
    /** @type {Map<string, Table>} */
    this.tables = new Map();
    /** @type {{name: string, data: Data} | null} The points of the last run: a hand on the learning rate keeps them. */
    this.kept = null;
  }

  /** Answers a question, sooner or later. @param {Question} question */
  async hear(question) {
    const { id, kind } = question;
    if (kind === "cancel") return void this.cancelled.add(question.of);
    if (kind === "table") return void this.tables.set(question.table.name, question.table);
    try {
      const answer = await this.answer(question);
      this.reply(answer === null ? { id, kind: "cancelled" } : { id, kind: "done", value: answer });
    } catch (problem) {
      this.reply({ id, kind: "failed", say: problem instanceof Error ? problem.message : String(problem) });
    }
    this.cancelled.delete(id);
  }

  /** @param {Question} question @returns {Promise<any>} null where it was cancelled. */
  async answer(question) {
    if (question.kind === "film") return this.film(question.id, question.settings);
    if (question.kind === "seed") return this.seed(question.id, question.settings);
    if (question.kind === "speed") return this.speed(question.settings, question.warm);
    const { settings, network, which } = question;
    return askUnseen(settings, network, which, this.tables.get(settings.csv));
  }

  /** The points, kept for the next run that needs the same. @param {Readonly<Settings>} settings */
  data(settings) {
    const problem = problemOf(settings);
    if (problem) throw new Error(problem);
    const { data, samples, classes, noise, data_seed: seed, test_samples: tests, csv } = settings;
    const name = JSON.stringify([data, samples, classes, noise, seed, tests, csv]);
    if (this.kept?.name !== name) this.kept = { name, data: load(settings, this.tables.get(csv)) };
    return this.kept.data;
  }

  /**
   * Trains in turns. Gives the history and the milliseconds it took, or null where it was cancelled.
   * @param {number} id @param {Data} data @param {Readonly<Settings>} settings @param {(history: Snapshot[]) => void} [tell]
   */
  async train(id, data, settings, tell = () => {}) {
    /** @type {Snapshot[]} */
    const history = [];
    const begun = performance.now();
    let due = begun + this.slice;
    let told = begun;
    for (const snapshot of train(data, settings)) {
      if (snapshot) history.push(snapshot);
      const now = performance.now();
      if (now - told >= BEAT && history.length > 0) {
        told = now;
        tell(history);
      }
      if (now < due) continue;
      await turn();
      if (this.cancelled.has(id)) return null;
      due = performance.now() + this.slice;
    }
    return { history, milliseconds: performance.now() - begun };
  }

  /** @param {number} id @param {Readonly<Settings>} settings */
  async film(id, settings) {
    const data = this.data(settings);
    this.reply({ id, kind: "begun", scene: sceneOf(data), account: growing(settings, data.classes.length) });
    const begun = performance.now();
    let seen = 0;
    const done = await this.train(id, data, settings, (history) => {
      const { epoch } = history[history.length - 1];
      const share = settings.epochs ? epoch / settings.epochs : 1;
      const left = share ? ((performance.now() - begun) * (1 - share)) / share / 1000 : null;
      this.reply({ id, kind: "progress", progress: { epoch, epochs: settings.epochs, share, left } });
      if (history.length > seen) this.reply({ id, kind: "growing", frames: framesOf(history) });
      seen = history.length;
    });
    if (!done) return null;
    const { history, milliseconds } = done;
    return { frames: framesOf(history), account: accountOf(history, data, settings, milliseconds / 1000) };
  }

  /** How one seed ended. @param {number} id @param {Readonly<Settings>} settings */
  async seed(id, settings) {
    const data = this.data(settings);
    const done = await this.train(id, data, settings);
    if (!done) return null;
    const { train: trained, test, weights } = done.history[done.history.length - 1];
    const { fate, findings, sizes, activation } = accountOf(done.history, data, settings, done.milliseconds / 1000);
    const why = fate === "learnt" ? null : worst(findings);
    return { seed: settings.seed, train: trained, test, fate, why, weights, sizes, activation, box: sceneOf(data).box };
  }

  /** What is to be said of a run that was trained elsewhere and has every snapshot as a frame. @param {Run} run */
  judge(run) {
    const { settings, seconds, way } = run;
    return { ...accountOf(historyFrom(run), this.data(settings), settings, seconds), way };
  }

  /** How fast this device is at these settings. @param {Readonly<Settings>} settings @param {number} warm */
  speed(settings, warm) {
    const problem = problemOf(settings);
    if (problem) throw new Error(problem);
    const few = { ...settings, samples: Math.min(settings.samples, FEW) };
    return speedOf(settings.data === "csv" ? this.data(settings) : load(few), settings, warm);
  }
}
