// One number has one look, wherever it stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cellText, exactText, matrixText } from "../../assets/one_pass/numbers.js";

test("a small number is written as in a matrix, however few decimals there are", () => {
  for (const decimals of [0, 1, 2, 3, 4]) assert.equal(cellText(-0.00034, decimals), "−0.0003");
  assert.equal(cellText(0.0123, 2), "0.01");
  assert.equal(cellText(0.0012, 2), "0.0012");
  assert.equal(matrixText(-0.00034, 4, 1), "−0.0003");
});

test("what four decimals cannot tell from 0 has an exponent", () => {
  assert.equal(cellText(-0.000034, 3), "−3.4·10⁻⁵");
  assert.equal(cellText(0, 2), "0");
  assert.equal(cellText(2 ** -52), "2.2·10⁻¹⁶");
  assert.equal(exactText(2 ** -52), "2.220446049250313·10⁻¹⁶");
  assert.equal(exactText(0.1 + 0.2), "0.30000000000000004");
  assert.equal(cellText(123456.5), "1.2·10⁵");
});
