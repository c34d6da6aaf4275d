import assert from "node:assert/strict";
import { test } from "node:test";
import { meant, register, registered } from "../../assets/shared/keys.js";

/** @param {string} key @param {object} target */
const event = (key, target = {}, more = {}) =>
  /** @type {any} */ ({ key, composedPath: () => [target], altKey: false, ctrlKey: false, metaKey: false, ...more });
/** @param {string} key @param {() => boolean} [when] */
const does = (key, when) => ({ keys: [key], does: key, run() {}, when });
const matching = (/** @type {string} */ part) => ({
  matches: (/** @type {string} */ list) => list.includes(part),
  closest: (/** @type {string} */ list) => (list.includes(part) ? {} : null)
});

test("the part registered last is asked first, and a key that does nothing now is passed on", () => {
  const first = register("first", [does("a"), does("b")]);
  const second = register("second", [does("a", () => false), does("b")]);
  assert.equal(meant(event("a"), registered(), true), registered()[1][1][0]);
  assert.equal(meant(event("b"), registered(), true), registered()[0][1][1]);
  second();
  first();
  assert.deepEqual(registered(), []);
});

test("taking a part's keys away leaves those that were registered under its name since", () => {
  const old = register("part", [does("a")]);
  const table = [does("b")];
  const gone = register("part", table);
  old();
  assert.deepEqual(registered(), [["part", table]]);
  gone();
});

test("a capital counts as its letter, and no key with Control, Alt or Command does", () => {
  const parts = /** @type {any} */ ([["part", [does("f")]]]);
  assert.ok(meant(event("F"), parts, true));
  for (const name of ["ctrlKey", "altKey", "metaKey"])
    assert.equal(meant(event("f", {}, { [name]: true }), parts, true), undefined);
});

test("with letters switched off, letters and digits do nothing and all other keys work", () => {
  const parts = /** @type {any} */ ([["part", [does("f"), does("é"), does("1"), does("?"), does("ArrowRight")]]]);
  for (const key of ["f", "é", "1"]) assert.equal(meant(event(key), parts, false), undefined);
  for (const key of ["?", "ArrowRight"]) assert.ok(meant(event(key), parts, false));
});

test("what is typed into a field is no key", () => {
  const parts = /** @type {any} */ ([["part", [does("f")]]]);
  assert.equal(meant(event("f", matching("textarea")), parts, true), undefined);
  assert.equal(meant(event("f", { isContentEditable: true }), parts, true), undefined);
});

test("arrows belong to a slider that has the focus, and Space to a button", () => {
  const parts = /** @type {any} */ ([["part", [does("ArrowRight"), does(" ")]]]);
  assert.equal(meant(event("ArrowRight", matching("[role=slider]")), parts, true), undefined);
  assert.ok(meant(event("ArrowRight", matching("button")), parts, true));
  assert.equal(meant(event(" ", matching("button")), parts, true), undefined);
});
