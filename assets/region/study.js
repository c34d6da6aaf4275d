/** A study: one network from many seeds. Which they are, what has ended, how long it takes. No screen in here. */

const DEAR = 120; // seconds: a longer study waits for a press

export class Study {
  /**
   * @param {import("./trainer/trainer.js").Trainer} trainer
   * @param {{began: () => void, seed: (run: any) => void, changed: () => void}} told
   * @param {{settings: any, count: number, first: number}} which
   */
  constructor(trainer, told, { settings, count, first }) {
    this.trainer = trainer;
    this.told = told;
    this.settings = settings;
    this.count = count;
    this.first = first;
    /** @type {any[]} in the order in which they end */
    this.seeds = [];
    /** @type {any} */
    this.job = null;
    this.problem = "";
    /** seconds that it takes on this device */
    this.seconds = 0;
    /** whether it waits for a press */
    this.dear = false;
    this.finished = false;
    this.turn = 0;
  }

  /** Trains all seeds anew; what was going on ends. @param {boolean} [pressed]  however long it takes */
  async begin(pressed = false) {
    const { settings, count, first, trainer } = this,
      turn = ++this.turn;
    this.job?.cancel();
    Object.assign(this, { job: null, seeds: [], problem: "", seconds: 0, dear: false, finished: false });
    this.told.began();
    const seconds = await trainer.estimate(settings, count);
    if (this.turn !== turn) return;
    this.seconds = seconds;
    this.dear = seconds > DEAR && !pressed;
    if (this.dear) return this.told.changed();
    const job = trainer.study(settings, { count, first, seed: (run) => this.job === job && this.take(run) });
    this.job = job;
    this.told.changed();
    try {
      await job.done;
    } catch (problem) {
      if (this.job === job) this.problem = problem instanceof Error ? problem.message : String(problem);
    }
    if (this.job !== job) return;
    this.job = null;
    this.finished = this.seeds.length === count;
    this.told.changed();
  }

  /** @param {any} run */
  take(run) {
    this.seeds.push(run);
    this.told.seed(run);
  }

  /** Ends it; what there is stays. */
  stop() {
    this.job?.cancel();
  }

  close() {
    this.turn++;
    this.job?.cancel();
  }
}
