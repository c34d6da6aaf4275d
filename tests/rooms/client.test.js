import assert from "node:assert/strict";
import { test } from "node:test";
import { newName, reader, tidy } from "../../assets/rooms/client.js";
import { everything, follow, letGo, listen, offer, questions, show, tell } from "../../assets/shared/live.js";

test("events are read however the text is cut", () => {
  const text = 'id: a-1\ndata: {"view":1}\n\n: still there\n\nid: a-2\ndata: {"live":{"x":"ü"}}\n\n';
  for (let size = 1; size < text.length; size++) {
    /** @type {unknown[]} */
    const heard = [];
    const cut = reader((event) => heard.push(event));
    for (let at = 0; at < text.length; at += size) cut(text.slice(at, at + size));
    assert.deepEqual(heard, [
      { id: "a-1", data: { view: 1 } },
      { id: "a-2", data: { live: { x: "ü" } } }
    ]);
  }
});

test("a code may be typed with spaces, hyphens and capitals", () => {
  assert.equal(tidy(" AB2-3 c"), "ab23c");
});

test("a browser's name is long, random and made of letters and digits", () => {
  assert.match(newName(), /^[0-9a-f]{32}$/);
  assert.notEqual(newName(), newName());
});

test("what is told reaches those who listen, and what is shown is not told again", () => {
  /** @type {unknown[]} */
  const told = [];
  const stop = listen((part, state) => told.push([part, state]));
  /** @type {unknown[]} */
  const applied = [];
  show("stage", { step: 1 });
  const leave = follow("stage", (state) => applied.push(state));
  assert.deepEqual(applied, [{ step: 1 }]);
  show("stage", { step: 2 });
  assert.deepEqual(applied, [{ step: 1 }, { step: 2 }]);
  assert.deepEqual(told, []);
  tell("stage", { step: 3 });
  assert.deepEqual(told, [["stage", { step: 3 }]]);
  assert.deepEqual(everything(), { stage: { step: 3 } });
  leave();
  assert.deepEqual(everything(), {});
  stop();
  letGo();
});

test("questions are those of what is on screen", () => {
  const back = offer("stage", () => [{ id: "1", label: "shape", text: "Which?", kind: "choice", right: "a" }]);
  assert.equal(questions()[0].id, "1");
  back();
  assert.deepEqual(questions(), []);
});
