import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../assets/region/model.js";
import { noticeOf } from "../../assets/region/notice.js";
import { LESSON } from "../../assets/region/trainer/settings.js";

/** A trainer whose runs are there at once; seconds: what it thinks that a run takes. @param {() => Promise<number>} estimate */
function trained(estimate) {
  /** @type {any[]} */
  const asked = [];
  const trainer = {
    estimate,
    film: (/** @type {any} */ settings) => {
      asked.push(settings);
      return { done: Promise.resolve({ settings, complete: true }), cancel() {} };
    }
  };
  const model = new Model(trainer, { changed() {}, run() {}, settled() {} });
  model.run = { settings: LESSON, complete: true };
  return { model, asked };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("a run too long for a hand that moves is trained once the hand lets go", async () => {
  const { model, asked } = trained(async () => 5);
  model.held({ lr: 0.2 });
  await settled();
  assert.equal(asked.length, 0);
  assert.equal(model.busy, false);
  model.set({ lr: 0.2 });
  await settled();
  assert.deepEqual(
    asked.map(({ lr }) => lr),
    [0.2]
  );
  assert.equal(model.run.settings.lr, 0.2);
});

test("who lets go while it is still estimated has the run trained, once", async () => {
  /** @type {((seconds: number) => void)[]} */
  const waiting = [];
  const { model, asked } = trained(() => new Promise((resolve) => waiting.push(resolve)));
  model.held({ lr: 0.2 });
  model.set({ lr: 0.2 });
  for (const answer of waiting) answer(5);
  await settled();
  assert.equal(asked.length, 1);
  assert.equal(model.run.settings.lr, 0.2);
});

test("a press on Stop holds while the time is still estimated", async () => {
  /** @type {((seconds: number) => void)[]} */
  const waiting = [];
  const { model, asked } = trained(() => new Promise((resolve) => waiting.push(resolve)));
  model.set({ lr: 0.2 });
  model.stop();
  for (const answer of waiting) answer(0.1);
  await settled();
  assert.equal(asked.length, 0);
});

test("settings that are shown already are not trained again", async () => {
  const { model, asked } = trained(async () => 0.1);
  model.set({ lr: LESSON.lr });
  await settled();
  assert.equal(asked.length, 0);
});

test("a training is told by what it costs, how far it is and where it was stopped, each with its way on", async () => {
  const { model, asked } = trained(async () => 0.1);
  assert.deepEqual(noticeOf(model), {});
  model.price = 130;
  assert.match(noticeOf(model).text ?? "", /takes .*2 min/);
  noticeOf(model).press?.();
  await settled();
  assert.equal(asked.length, 1); // pressed, so it is trained whatever it costs
  model.progress = { epoch: 7.6, epochs: 30, share: 0.25, seconds: 3, left: 2 };
  assert.match(noticeOf(model).text ?? "", /^Training: epoch 7 of 30, .*left$/);
  model.stop();
  model.run = { settings: LESSON, complete: false, epochs: [0, 1, 2] };
  assert.equal(noticeOf(model).text, "Stopped at epoch 2.");
  model.problem = "no such table";
  assert.deepEqual(noticeOf(model), { text: "no such table" });
});

test("a page taken away in the middle of a training has it trained when it is shown again", async () => {
  const { model, asked } = trained(async () => 0.1);
  model.resume();
  await settled();
  assert.equal(asked.length, 0); // nothing was cut off
  model.set({ lr: 0.2 });
  model.close();
  await settled();
  assert.equal(model.busy, false);
  assert.equal(asked.length, 0);
  model.resume();
  await settled();
  assert.equal(model.run.settings.lr, 0.2);
  assert.equal(model.busy, false);
});
