import assert from "node:assert/strict";
import { test } from "node:test";

/** A document that hears clicks, and a page at an address. @type {any} */
const page = globalThis;
page.location = { pathname: "/side_by_side" };
page.Element = class {
  /** @param {boolean} link */
  constructor(link) {
    this.link = link;
  }
  matches() {
    return this.link;
  }
};
/** @type {(event: any) => void} */
let press = () => {};
let state = "notRunning"; // of the server's work, as Streamlit says it
page.document = {
  addEventListener: (/** @type {string} */ _, /** @type {any} */ heard) => (press = heard),
  querySelector: () => ({ getAttribute: () => state })
};
const pressed = (/** @type {boolean} */ link) => press({ composedPath: () => [new page.Element(link)] });

const { styled } = await import("../../assets/shared/styled.js");

/** A mounted component: what it may send with, and what has been sent. */
function mounted() {
  /** @type {any[]} */
  const sent = [];
  const parentElement = { isConnected: true };
  const component = {
    ...{ data: { n: 1 }, key: "k", name: "n", parentElement },
    setStateValue: (/** @type {string} */ name, /** @type {any} */ value) => sent.push([name, value]),
    setTriggerValue: (/** @type {string} */ name, /** @type {any} */ value) => sent.push([name, value])
  };
  /** @type {any} */
  let own = null;
  const mount = (/** @type {any} */ given) => {
    own = given;
  };
  styled(mount, "", "https://example.org/")(/** @type {any} */ (component));
  return { own, sent, parentElement };
}
const later = () => new Promise((done) => setTimeout(done, 130));

test("a component has its data, and sends at once while its page stays", () => {
  const { own, sent } = mounted();
  pressed(false);
  own.setStateValue("place", 1);
  own.setTriggerValue("go", 2);
  assert.equal(own.data.n, 1);
  assert.deepEqual(sent, [
    ["place", 1],
    ["go", 2]
  ]);
});

test("once another page has been asked for it is silent until that has come, and says nothing if it is gone then", async () => {
  const stays = mounted();
  const goes = mounted();
  pressed(true);
  stays.own.setStateValue("place", 1);
  goes.own.setStateValue("place", 1);
  await later();
  assert.deepEqual([...stays.sent, ...goes.sent], []);
  goes.parentElement.isConnected = false;
  page.location.pathname = "/newsgroups";
  await later();
  assert.deepEqual(stays.sent, [["place", 1]]);
  assert.deepEqual(goes.sent, []);
});

test("it stays silent for as long as a busy server takes to show the page, and no longer", async (t) => {
  const { own, sent } = mounted();
  const start = performance.now();
  let passed = 0;
  t.mock.method(performance, "now", () => start + passed);
  pressed(true);
  state = "running";
  passed = 30_000;
  own.setStateValue("place", 1);
  await later();
  assert.deepEqual(sent, []);
  state = "notRunning";
  await later();
  assert.deepEqual(sent, [["place", 1]]);
});

test("a press that nobody answers does not silence a page for good", async (t) => {
  const { own, sent } = mounted();
  const start = performance.now();
  t.mock.method(performance, "now", () => start + 61_000);
  state = "running";
  own.setStateValue("place", 1);
  assert.deepEqual(sent, [["place", 1]]);
});
