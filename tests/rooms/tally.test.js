import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { explained, same, slips } from "../../assets/rooms/tally.js";

const question = {
  right: "0.42",
  slip: (/** @type {string} */ answer) =>
    Number(answer) === 0.4 ? "left the bias out" : Number(answer) < 0 ? "went uphill" : null
};

test("wrong answers are put together by the slip behind them", () => {
  const rows = explained(
    [
      ["0.4", 9],
      ["-0.42", 3],
      ["0.42", 7],
      ["-1", 1],
      ["x", 1]
    ],
    question
  );
  assert.deepEqual(slips(rows), ["9 left the bias out", "4 went uphill"]);
  assert.equal(rows.find((row) => row.answer === "0.42")?.right, true);
});

test("an answer may be rounded, spelled with a comma or a real minus, or with other spaces, as Python takes it", () => {
  const cases = JSON.parse(readFileSync(new URL("../lessons/same_answers.json", import.meta.url), "utf-8"));
  for (const [answer, right, alike] of cases) assert.equal(same(answer, right), alike, `${answer} for ${right}`);
});
