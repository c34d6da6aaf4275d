import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, base64, chosen, dots, PAIRS, short } from "../../assets/region/points_file.js";

test("choosing a column that is taken lets the two change places", () => {
  assert.deepEqual(chosen({ columns: [0, 1, 2], label: 3 }, 0, 2), { columns: [2, 1, 0], label: 3 });
  assert.deepEqual(chosen({ columns: [0, 1, 2], label: 3 }, 3, 1), { columns: [0, 3, 2], label: 1 });
  assert.deepEqual(chosen({ columns: [0, 1, 2], label: 3 }, 1, 7), { columns: [0, 7, 2], label: 3 });
  assert.deepEqual(chosen({ columns: [0, 1, 2], label: 3 }, 1, 1), { columns: [0, 1, 2], label: 3 });
});

test("other columns or another sheet take back what was said of the old ones", () => {
  const said = { sheet: "a", names: "names", missing: "leave out", totals: "keep", decimal: "comma", single: "keep" };
  const kept = { sheet: "a", names: "names", decimal: "comma" };
  assert.deepEqual(answered(said, "columns", [1, 2, 3]), { ...kept, single: "keep", columns: [1, 2, 3] });
  assert.deepEqual(answered(said, "label", 4), { ...kept, label: 4 });
  assert.deepEqual(answered(said, "sheet", "b"), { sheet: "b" });
  assert.deepEqual(answered({ missing: "leave out" }, "labels", "one"), { missing: "leave out", labels: "one" });
});

test("the picture has every point in its corner, upwards", () => {
  const summary = { line: "", spans: [], classes: [], points: [0, 0, 0, 1, 1, 0.5], labels: [0, 1] };
  assert.deepEqual(dots(summary, PAIRS[0], 100, 0), [
    [0, 100, 0],
    [100, 0, 1]
  ]);
  assert.deepEqual(dots(summary, PAIRS[1], 100, 10), [
    [10, 90, 0],
    [90, 50, 1]
  ]);
});

test("bytes of any length become base64", () => {
  for (const length of [0, 1, 2, 3, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, k) => (k * 7) % 256);
    assert.deepEqual(new Uint8Array(Buffer.from(base64(bytes), "base64")), bytes);
  }
});

test("numbers are short", () => {
  assert.deepEqual([5.1, 1e17, 0.123456789, -3].map(short), ["5.1", "100000000000000000", "0.12346", "-3"]);
});
