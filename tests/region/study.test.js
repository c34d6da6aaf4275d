import assert from "node:assert/strict";
import { test } from "node:test";
import { Study } from "../../assets/region/study.js";

/** A trainer whose studies end seed by seed, when the test says so. @param {number} seconds  that they are said to take */
function trainer(seconds) {
  /** @type {any[]} */
  const jobs = [];
  return {
    jobs,
    estimate: async () => seconds,
    study: (/** @type {any} */ settings, /** @type {any} */ { count, first, seed }) => {
      const job = { settings, count, first, seed, cancelled: false, end: () => {}, done: Promise.resolve() };
      job.done = new Promise((resolve) => {
        job.end = resolve;
      });
      const cancel = () => {
        job.cancelled = true;
        job.end();
      };
      jobs.push(Object.assign(job, { cancel }));
      return job;
    }
  };
}

/** @param {number} seconds */
function begun(seconds = 1) {
  const own = trainer(seconds);
  /** @type {number[]} */
  const told = [];
  const study = new Study(
    /** @type {any} */ (own),
    { began: () => told.splice(0), seed: ({ seed }) => told.push(seed), changed: () => {} },
    { settings: { lr: 0.01 }, count: 3, first: 5 }
  );
  return { study, jobs: own.jobs, told };
}

test("seeds are told as they end, and the study is finished with the last", async () => {
  const { study, jobs, told } = begun();
  const over = study.begin();
  await new Promise(setImmediate);
  for (const seed of [6, 5, 7]) jobs[0].seed({ seed });
  assert.equal(study.finished, false);
  jobs[0].end();
  await over;
  assert.deepEqual(told, [6, 5, 7]);
  assert.equal(study.finished, true);
  assert.equal(study.job, null);
});

test("begun twice at once, only the later one is trained", async () => {
  const { study, jobs } = begun();
  const both = [study.begin(), study.begin()];
  await new Promise(setImmediate);
  assert.equal(jobs.filter((job) => !job.cancelled).length, 1);
  for (const job of jobs) job.end();
  await Promise.all(both);
});

test("begun anew, what was going on ends and its seeds are heard no more", async () => {
  const { study, jobs, told } = begun();
  const before = study.begin();
  await new Promise(setImmediate);
  const after = study.begin();
  await new Promise(setImmediate);
  assert.equal(jobs[0].cancelled, true);
  jobs[0].seed({ seed: 5 });
  assert.deepEqual(told, []);
  jobs[1].end();
  await Promise.all([before, after]);
});

test("stopped, it is not finished and keeps what there is", async () => {
  const { study, jobs } = begun();
  const over = study.begin();
  await new Promise(setImmediate);
  jobs[0].seed({ seed: 5 });
  study.stop();
  await over;
  assert.equal(study.finished, false);
  assert.deepEqual(study.seeds, [{ seed: 5 }]);
});

test("a study of minutes waits for a press", async () => {
  const { study, jobs } = begun(500);
  await study.begin();
  assert.equal(study.dear, true);
  assert.equal(jobs.length, 0);
  const over = study.begin(true);
  await new Promise(setImmediate);
  assert.equal(jobs.length, 1);
  jobs[0].end();
  await over;
});
