// One value as a table: name, shape, what rows and columns mean, and cells tinted by size and sign.

import { make } from "../shared/dom.js";
import { formula } from "./formula.js";
import { cellKey, cellLabel, nth, shapeText } from "./labels.js";
import { asNumber, matrixText } from "./numbers.js";

/** @typedef {import("./types.js").Value} Value */
/** @typedef {import("./types.js").Step} Step */

/** Strength of a tint in percent: least, and what the largest number of its matrix has on top. */
const TINT = { least: 9, more: 35 };
/** In the dark theme a tint is stronger, and a negative one lighter than a positive one, so that both are told apart. */
const DARK_TINT = { least: 20, more: 60 };

/** Size of the largest finite number of a value, 1 where all are 0. @param {Value} value */
export function scaleOf(value) {
  const sizes = value.data.flat().map(asNumber).filter(Number.isFinite).map(Math.abs);
  return Math.max(0, ...sizes) || 1;
}

/** A number that stands alone, as a loss does, keeps its four decimals. @param {Value} value @param {number} decimals */
export const decimalsOf = (value, decimals) => (value.shape.length ? decimals : 4);

/** @param {Value} value @param {number} i @param {number} j @param {number} scale */
function lookOf(value, i, j, scale) {
  const v = value.data[i][j];
  const x = typeof v === "boolean" ? 0 : asNumber(v);
  if (typeof v === "boolean") return { className: "flag" };
  if (!Number.isFinite(x)) return { className: "broken" };
  if (x === 0) return { className: "zero" };
  const share = Math.abs(x) / scale;
  return { className: x < 0 ? "neg" : "pos", share, strong: share > 0.7 };
}

/**
 * Fills one cell with the number as it stands now.
 * @param {any} td @param {Value} value @param {number} i @param {number} j @param {number} scale @param {number} decimals
 */
function fillCell(td, value, i, j, scale, decimals) {
  const look = lookOf(value, i, j, scale);
  td.textContent = matrixText(value.data[i][j], decimals, scale);
  td.className = look.className + (look.strong ? " strong" : "");
  if (look.share === undefined) return;
  td.style.setProperty("--t", `${Math.round(TINT.least + TINT.more * look.share)}%`);
  td.style.setProperty("--td", `${Math.round(DARK_TINT.least + DARK_TINT.more * look.share)}%`);
}

/**
 * A value's table. part: which operand of the equation it is, "result" for the last.
 * @param {string} id @param {Value} value @param {string} part @param {number} decimals
 */
function drawMatrix(id, value, part, decimals) {
  const meaning = [value.rows, value.cols].filter(Boolean).join(" × ");
  const shape = shapeText(value.shape);
  const caption = make(
    "caption",
    {},
    formula(value.math, "name"),
    make(
      "span",
      { class: "told" },
      make("span", { class: "shape" }, shape),
      meaning && make("span", { class: "meaning" }, meaning)
    )
  );
  const scale = scaleOf(value);
  const digits = decimalsOf(value, decimals);
  const body = make("tbody");
  value.data.forEach((row, i) => {
    const line = make("tr", { "aria-label": value.data.length > 1 ? nth(value.rows, i) || `row ${i + 1}` : null });
    row.forEach((_, j) => {
      const td = make("td", { tabindex: i || j ? "-1" : "0", "aria-label": cellLabel(value, i, j), "data-part": part });
      fillCell(td, value, i, j, scale, digits);
      td.at = { id, i, j, part };
      line.append(td);
    });
    body.append(line);
  });
  const label = `${value.name}, ${shape}${meaning ? `, ${meaning}` : ""}`;
  const dense = value.data.length > DENSE ? " dense" : "";
  const tall = value.math.includes("<mfrac") ? " fraction" : "";
  return make(
    "div",
    { class: `matrix role-${value.role}${tall}${dense}`, "data-value": id, "data-part": part },
    make("table", { "aria-label": label }, caption, body)
  );
}

/** With more rows than this, the rows stand closer. */
export const DENSE = 5;

/**
 * The equation of a step, and the cells in it by key.
 * @param {any} box @param {import("./trace_index.js").TraceIndex} index @param {Step} step @param {number} decimals
 * @returns {Map<string, any[]>}
 */
export function drawEquation(box, index, step, decimals) {
  const { values, steps } = index.payload;
  const last = step.equation.length - 1;
  // An operator stays with the matrix after it, so that a line breaks before it.
  /** @type {any[][]} */
  const operands = [[]];
  step.equation.forEach((part, k) => {
    if (part.op !== undefined) {
      operands.at(-1)?.push(make("span", { class: "op", "aria-hidden": "true" }, part.op));
      return;
    }
    const id = /** @type {string} */ (part.value);
    const name = id === step.result && k === last ? "result" : `operand${k}`;
    operands.at(-1)?.push(drawMatrix(id, values[id], name, decimals));
    operands.push([]);
  });
  const nodes = operands.filter((each) => each.length).map((each) => make("div", { class: "operand" }, each));
  const beside = (step.beside ?? []).map((id) => {
    const made = make("code", { class: "made" }, steps[index.origin.get(id)?.step ?? 0].code);
    return make("div", { class: "variant" }, drawMatrix(id, values[id], "beside", decimals), made);
  });
  box.replaceChildren(
    ...nodes,
    ...(beside.length ? [make("div", { class: "beside", role: "group", "aria-label": "To compare" }, beside)] : [])
  );
  /** @type {Map<string, any[]>} */
  const cells = new Map();
  for (const td of box.querySelectorAll(".matrix td")) {
    const key = cellKey(td.at.id, td.at.i, td.at.j);
    cells.set(key, [...(cells.get(key) ?? []), td]);
  }
  return cells;
}
