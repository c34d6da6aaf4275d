// What act 3's pictures compute without a screen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { range, spoken } from "../../assets/newsgroups/compare_plot.js";
import { argmax, logPlace, patched, percent, signed, strength, ticks } from "../../assets/newsgroups/numbers.js";
import { asked } from "../../assets/newsgroups/pipeline.js";
import { columnAt, placeOf } from "../../assets/newsgroups/spy_plot.js";

test("a probability never reads as a false 0 or 100 percent", () => {
  assert.equal(percent(0.5), "50.0%");
  assert.equal(percent(0.0001), "<0.1%");
  assert.equal(percent(0), "<0.1%");
  assert.equal(percent(0.99999), ">99.9%");
  assert.equal(percent(1), "100.0%");
});

test("an effect is written with its sign", () => {
  assert.equal(signed(1.234), "+1.23");
  assert.equal(signed(-0.4), "−0.40");
});

test("the logarithmic axis runs from 0 to 1", () => {
  assert.equal(logPlace(1, 1000), 0);
  assert.ok(Math.abs(logPlace(1000, 1000) - 1) < 1e-12);
  assert.ok(logPlace(10, 1000) < logPlace(100, 1000));
});

test("the largest number's place, the first of equals", () => {
  assert.equal(argmax([0.2, 0.5, 0.5]), 1);
});

test("an axis is marked at round numbers inside it", () => {
  assert.deepEqual(ticks(0, 3, 4), [0, 1, 2, 3]);
  const marks = ticks(0.6, 0.85, 6).map((value) => Number(value.toFixed(4)));
  assert.deepEqual(marks, [0.6, 0.65, 0.7, 0.75, 0.8, 0.85]);
});

test("a word is marked by its effect against the largest", () => {
  assert.equal(strength({ a: -2, b: 1 }, "b"), 0.5);
  assert.equal(strength({ a: -2, b: 1 }, "c"), 0);
  assert.equal(strength({}, "c"), 0);
});

/** @type {[string, string, string][]} */
const PIECES = [
  ["My", "dropped", ""],
  [" ", "", ""],
  ["car", "kept", "car"],
  [" is ", "", ""],
  ["red", "kept", "red"]
];
const joined = (/** @type {[string, ...unknown[]][]} */ pieces) => pieces.map(([text]) => text).join("");

for (const typed of [
  "My car is red",
  "My car is redder",
  "My scar is red",
  "My car",
  "",
  "x",
  "My car is is red",
  "Mycar is red"
]) {
  test(`marks stay on their own words while "${typed}" is typed`, () => {
    const found = /** @type {[string, string?, string?][]} */ (patched(PIECES, typed));
    assert.equal(joined(found), typed);
    const at = (/** @type {number} */ i) => joined(found.slice(0, i)).length;
    found.forEach(([text, , lemma], i) => {
      if (!lemma) return;
      assert.ok(!/\w/.test(typed[at(i) - 1] ?? " "), `${text} begins a word`);
      assert.ok(!/\w/.test(typed[at(i) + text.length] ?? " "), `${text} ends one`);
    });
  });
}

test("a text that has not changed keeps all its marks", () => {
  assert.deepEqual(patched(PIECES, joined(PIECES)), PIECES);
});

test("a place in the picture of the matrix and its column undo each other", () => {
  const edges = [0, 1, 2, 4, 9, 30, 100];
  for (const column of [0, 1, 2, 3, 8, 29, 99]) assert.equal(columnAt(placeOf(column, edges) + 1e-9, edges), column);
  assert.equal(columnAt(1, edges), 99);
  assert.equal(columnAt(-1, edges), 0);
});

test("the plot has room for every interval", () => {
  const row = { title: "a", group: "", question: "?", state: /** @type {const} */ ("done"), accuracy: 0.5, half: 0.03 };
  const [low, high] = range([row, { ...row, accuracy: 0.9 }]);
  assert.ok(low <= 0.47 && high >= 0.93);
});

test("a row says whether it was run, and what a press does", () => {
  const row = { title: "Adam", group: "", question: "?", state: /** @type {const} */ ("untried") };
  assert.match(spoken(row), /press to run/);
  assert.match(spoken({ ...row, state: "recorded", accuracy: 0.7, half: 0.02 }), /70\.0% .*recorded/);
});

test("a class is asked among the network's likeliest answers", () => {
  const classes = ["a", "b", "c", "d", "e"];
  const sample = { epoch: 0, probabilities: [0.1, 0.05, 0.5, 0.3, 0.05], effects: {}, layers: [] };
  const question = asked(/** @type {any} */ ({ classes, text: "some post" }), sample);
  assert.equal(question.right, "c");
  assert.equal(question.options?.length, 4);
  assert.ok(question.options?.includes("c") && question.options?.includes("d"));
});
