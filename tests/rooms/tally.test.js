import assert from "node:assert/strict";
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

test("an answer may be rounded, spelled with a comma or a real minus, or with other spaces", () => {
  for (const [answer, right] of [
    ["0.7302", "0.7301727"],
    ["0,42", "0.42"],
    ["−3", "-3"],
    ["(5,4)", "(5, 4)"]
  ])
    assert.ok(same(answer, right), answer);
  for (const [answer, right] of [
    ["0.7", "0.7301727"],
    ["", "0"],
    ["4", "-4"],
    ["x", "y"]
  ])
    assert.ok(!same(answer, right), answer);
});
