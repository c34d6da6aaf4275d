import assert from "node:assert/strict";
import { test } from "node:test";
import { ENDS, endOf, rateQuestion } from "../../assets/region/rate_question.js";
import { changed } from "../../assets/region/trainer/settings.js";
import { Trainer } from "../../assets/region/trainer/trainer.js";
import { filmOf } from "./runs.js";

const small = { samples: 400, epochs: 4, units: [4] };

test("where a loss ends is said of every pair of losses, and of what is no number", () => {
  for (const [before, now, then, expected] of [
    [0.7, 0.3, 0.2, 0],
    [0.7, 0.3, 0.304, 1],
    [0.7, 0.3, 0.5, 2],
    [0.7, 0.3, 0.7, 3],
    [0.7, 0.3, Number.NaN, 3],
    [0.7, Number.NaN, 0.3, 0],
    [0.7, 0, 0, 1]
  ])
    assert.equal(endOf(before, now, then), ENDS[expected], `${before} ${now} ${then}`);
});

for (const [lr, expected] of [
  [0.01, 0],
  [5, 3]
])
  test(`at ten times ${lr} the answer is what a run of those settings does`, async () => {
    const run = filmOf({ ...small, lr }),
      trainer = new Trainer({ workers: 1 });
    const [question] = rateQuestion(run, trainer);
    assert.equal(question.right, "");
    await question.work?.();
    const other = filmOf(changed(run.settings, { lr: 10 * lr })).curves.train.loss.at(-1);
    const { loss } = run.curves.train;
    assert.equal(question.right, endOf(loss[0], loss.at(-1), other));
    assert.equal(question.right, ENDS[expected]);
    for (const [k, answer] of ENDS.entries())
      assert.equal(question.slip?.(answer) === null, k === expected, `a slip behind a wrong answer alone: ${answer}`);
    trainer.close();
  });

test("a run that is not finished, or whose tenfold rate cannot be set, is not asked about", () => {
  const trainer = new Trainer({ workers: 1 }),
    run = filmOf(small);
  assert.deepEqual(rateQuestion(null, trainer), []);
  assert.deepEqual(rateQuestion({ ...run, complete: false }, trainer), []);
  assert.deepEqual(rateQuestion({ ...run, settings: { ...run.settings, lr: Number.MAX_VALUE } }, trainer), []);
});
