import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept } from "../../assets/shared/kept.js";

test("what is kept never exceeds its room, and the least recently used gives way", () => {
  /** @type {Kept<number>} */
  const kept = new Kept(100);
  kept.put("a", 1, 40);
  kept.put("b", 2, 40);
  assert.equal(kept.get("a"), 1);
  kept.put("c", 3, 40);
  assert.equal(kept.get("b"), undefined);
  assert.deepEqual([kept.get("a"), kept.get("c"), kept.bytes], [1, 3, 80]);
});

test("a value put again is counted once, and one larger than the room is not kept", () => {
  /** @type {Kept<string>} */
  const kept = new Kept(100);
  kept.put("a", "first", 60);
  kept.put("a", "second", 70);
  assert.deepEqual([kept.get("a"), kept.bytes], ["second", 70]);
  assert.equal(kept.put("huge", "given back all the same", 101), "given back all the same");
  assert.deepEqual([kept.get("huge"), kept.get("a")], [undefined, "second"]);
});
