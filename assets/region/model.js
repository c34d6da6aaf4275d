/** What a page of act 2 is about: the settings, the run they give, and the training that makes it. No screen in here. */
import { changed, LESSON, problemOf, same } from "./trainer/settings.js";

const LONG = 1.5; // seconds: a longer run waits until the hand lets go
const ASK = 20; // seconds: a longer run waits for a press

/**
 * @typedef {{changed: () => void, run: (run: any, how: {held: boolean, fresh: boolean, growing: boolean}) => void,
 *   settled: () => void}} Told
 */

export class Model {
  /** @param {any} trainer @param {Told} told */
  constructor(trainer, told) {
    this.trainer = trainer;
    this.told = told;
    this.settings = { ...LESSON };
    /** @type {any} */
    this.run = null;
    this.table = { name: "", problem: "" };
    /** @type {any} */
    this.job = null;
    /** @type {any} what is said while a run goes on */
    this.progress = null;
    this.problem = "";
    /** seconds a run would take that waits for a press; 0 if none does */
    this.price = 0;
    this.stopped = false;
    /** whether a training of the settings is under way or about to begin */
    this.busy = false;
    /** counts what was asked for: what is still estimated for an earlier one is dropped */
    this.turn = 0;
    /** whether a training was under way when the page was taken away */
    this.broken = false;
    /** until then no further part of a growing run is shown */
    this.rests = 0;
  }

  /** A setting changed and settled. @param {any} change */
  set(change) {
    this.begin(change, false);
    this.told.settled();
  }

  /** A setting changed by a hand that still holds it. @param {any} change */
  held(change) {
    this.begin(change, true);
  }

  /** @param {any} change @param {boolean} held */
  begin(change, held) {
    const next = changed(this.settings, change),
      problem = problemOf(next);
    this.problem = problem;
    if (problem) return this.told.changed();
    const before = this.settings;
    this.settings = next;
    this.told.changed();
    const known = this.run?.complete && same(this.run.settings, next);
    if (same(next, before) && (this.job || known)) return undefined;
    return this.train({ held, fresh: pointsOf(next) !== pointsOf(before) && !held });
  }

  /**
   * Trains the settings; whatever was being trained ends.
   * @param {{held?: boolean, fresh?: boolean, pressed?: boolean}} [how] fresh: other points, so the film begins anew
   */
  async train({ held = false, fresh = false, pressed = false } = {}) {
    const { settings, trainer } = this,
      turn = ++this.turn;
    this.job?.cancel();
    Object.assign(this, { job: null, progress: null, price: 0, stopped: false, busy: true });
    this.told.changed();
    const seconds = await trainer.estimate(settings);
    if (this.turn !== turn) return;
    if (held && seconds > LONG) {
      this.busy = false;
      return;
    }
    if (seconds > ASK && !pressed) {
      Object.assign(this, { price: seconds, busy: false });
      this.told.changed();
      return;
    }
    const here = { held, fresh, growing: false };
    const job = trainer.film(settings, {
      progress: (/** @type {any} */ p) => this.job === job && this.tell({ ...p, seconds }),
      growing: (/** @type {any} */ run) => this.job === job && !held && this.take(run, { ...here, growing: true })
    });
    this.job?.cancel();
    this.job = job;
    try {
      const run = await job.done;
      if (this.job !== job) return;
      Object.assign(this, { job: null, progress: null, busy: false });
      this.take(run, here);
    } catch (problem) {
      if (this.job !== job) return;
      Object.assign(this, {
        job: null,
        progress: null,
        busy: false,
        problem: problem instanceof Error ? problem.message : String(problem)
      });
    }
    this.told.changed();
  }

  /** @param {any} progress */
  tell(progress) {
    this.progress = progress;
    this.told.changed();
  }

  /** @param {any} run @param {{held: boolean, fresh: boolean, growing: boolean}} how */
  take(run, how) {
    const now = performance.now();
    if (how.growing && now < this.rests) return;
    this.run = run;
    this.told.run(run, how);
    how.fresh = false;
    this.rests = performance.now() + Math.max(120, 4 * (performance.now() - now)); // the page stays quick while a run grows
  }

  /** Ends the training; what there is of it stays. */
  stop() {
    this.turn++;
    this.job?.cancel();
    Object.assign(this, { job: null, progress: null, stopped: true, busy: false });
    this.told.changed();
  }

  /** Whether what is shown belongs to other points than those set. */
  get stale() {
    return Boolean(this.run) && pointsOf(this.run.settings) !== pointsOf(this.settings);
  }

  /** The page is taken away: what is being trained ends, until it is shown again. */
  close() {
    this.turn++;
    this.job?.cancel();
    Object.assign(this, { job: null, progress: null, broken: this.busy || this.broken, busy: false });
  }

  /** The page is shown again: what was being trained when it was taken away is trained anew. */
  resume() {
    if (!this.broken) return undefined;
    this.broken = false;
    return this.train();
  }
}

/** What decides the points. @param {any} settings */
const pointsOf = ({ data, samples, classes, noise, data_seed, csv }) =>
  [data, samples, classes, noise, data_seed, csv].join();
