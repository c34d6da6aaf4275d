// What a typed text is taken for in the browser, before the server has a word.

import assert from "node:assert/strict";
import { test } from "node:test";
import { plainNumber } from "../../assets/one_pass/compute.js";

test("a plain number is read, and whatever is in doubt is left to the server", () => {
  const plain = { 1: 1, "-.5": -0.5, "−2.": -2, " 1e-3 ": 0.001 };
  for (const [text, number] of Object.entries(plain)) assert.equal(plainNumber(text), number);
  const doubtful = ["", "1,5", "1 000", "0x10", "1_000", "1e999", "Infinity", "."];
  for (const text of doubtful) assert.equal(plainNumber(text), null);
});

test("a text of a hundred thousand digits takes no longer than it is long", { timeout: 5_000 }, () => {
  assert.equal(plainNumber(`${"1".repeat(100_000)}x`), null);
});
