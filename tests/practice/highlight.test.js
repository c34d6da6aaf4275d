// Python source in pieces: nothing is lost, and each piece is of its kind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { indentation, pieces } from "../../assets/practice/highlight.js";

const SOURCES = [
  "x_train = vectorise(x_train, ___)  # the width\n",
  'def rows(a, width=10_000):\n    """Rows."""\n    return np.zeros((len(a), width))\n',
  "model.add(Dense(64, activation='relu'))",
  'y = f"{acc:.2f}" \'unfinished\n1.5e-3 .5 x1 ünder → 🎈',
  "'''never closed",
  ""
];

test("the pieces put together are the source again", () => {
  for (const source of SOURCES)
    assert.equal(
      pieces(source)
        .map((piece) => piece.text)
        .join(""),
      source
    );
});

test("each piece is of its kind", () => {
  const kinds = (/** @type {string} */ source) =>
    Object.fromEntries(pieces(source).map(({ text, kind }) => [text, kind]));
  const first = kinds(SOURCES[0]);
  assert.equal(first.vectorise, "call");
  assert.equal(first.___, "blank");
  assert.equal(first["# the width"], "comment");
  const second = kinds(SOURCES[1]);
  assert.equal(second.def, "keyword");
  assert.equal(second["10_000"], "number");
  assert.equal(second['"""Rows."""'], "text");
  assert.equal(second.width, "name");
  assert.equal(kinds("x1 = 0.001")["0.001"], "number");
  assert.equal(kinds("x1 = 2").x1, "name");
});

test("a new line keeps the indentation, and gets four more where something opens", () => {
  assert.equal(indentation("x = 1"), "");
  assert.equal(indentation("    x = 1"), "    ");
  assert.equal(indentation("for i in x:"), "    ");
  assert.equal(indentation("    model = Sequential(["), "        ");
  assert.equal(indentation("a\n  b"), "  ");
});
