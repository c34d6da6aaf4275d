// What things are called: a cell, its place, a value, a shape. No screen needed.

import { cellText } from "./numbers.js";

/** @typedef {import("./types.js").Payload} Payload */
/** @typedef {import("./types.js").Value} Value */
/** @typedef {import("./types.js").Place} Place */

/** A cell as a key. @param {string} id @param {number} i @param {number} j */
export const cellKey = (id, i, j) => `${id}/${i}/${j}`;

/** "hidden units", 3 -> "hidden unit 4"; nothing to say -> "". @param {string} plural @param {number} k */
export function nth(plural, k) {
  return plural ? `${plural.replace(/s$/, "")} ${k + 1}` : "";
}

/**
 * Where a cell stands, in words: "sample 2 · hidden unit 4".
 * @param {Value} value @param {number} i @param {number} j
 */
export function place(value, i, j) {
  const row = value.data.length > 1 ? nth(value.rows, i) : "";
  const col = value.col_names?.[j] ?? (value.data[0].length > 1 ? nth(value.cols, j) : "");
  return [row, col].filter(Boolean).join(" · ");
}

/** @param {number[]} shape */
export function shapeText(shape) {
  if (shape.length === 0) return "one number";
  return shape.length === 1 ? `(${shape[0]},)` : shape.join(" × ");
}

/** A value's name; after the update the same names stand for new values. @param {Payload} payload @param {string} id */
function valueName(payload, id) {
  return id.startsWith("new_") ? `new ${payload.values[id].name}` : payload.values[id].name;
}

/** @param {Payload} payload @param {Place} cell */
export function cellName(payload, { id, i, j }) {
  const where = place(payload.values[id], i, j);
  return where ? `${valueName(payload, id)} · ${where}` : valueName(payload, id);
}

/** The label of a cell in its table. @param {Value} value @param {number} i @param {number} j */
export function cellLabel(value, i, j) {
  const where = place(value, i, j);
  return `${value.name}${where ? `, ${where.replace(" · ", ", ")}` : ""}: ${cellText(value.data[i][j])}`;
}

/** The parts of a line of arithmetic as plain text. @param {any[]} parts */
export const plainText = (parts) => parts.map((each) => each.text ?? each).join("");

/**
 * The arithmetic as one sentence, for screen readers.
 * @param {Payload} payload @param {Place} cell @param {any} explained
 */
export function spoken(payload, cell, explained) {
  const name = cellName(payload, cell).replaceAll(" · ", ", ");
  const lines = explained.lines();
  if (!lines.length) return `${name}: ${cellText(payload.values[cell.id].data[cell.i][cell.j])}, given, not computed`;
  const last = lines.length - 1;
  const sentences = lines.map(
    (/** @type {any} */ [parts, value], /** @type {number} */ k) =>
      `${plainText(parts) || (k === last ? "together" : "")} = ${value}`
  );
  return `${name}: ${sentences.join("; ")}`;
}
