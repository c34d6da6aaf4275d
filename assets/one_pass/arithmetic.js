// One cell's arithmetic, written out with numbers that add up as shown, and the ways on from it.

import { button, make } from "../shared/dom.js";
import { drawField, isEditable } from "./editing.js";
import { cellName, plainText } from "./labels.js";
import { drawNudge } from "./nudge.js";
import { asNumber, byHand, cellText, exactText, read } from "./numbers.js";
import { picture, waterfall } from "./pictures.js";

/** @typedef {import("./types.js").Place} Place */

/** @param {string} text @param {Place} cell @param {any} stage */
function term(text, cell, stage) {
  const label = `${text}: ${cellName(stage.payload, cell)}`;
  return button(byHand(text), () => stage.follow(cell), {
    class: "term",
    title: "Go to where this number is made",
    "aria-label": label
  });
}

/** The parts of a line; a number among them leads to where it is made. @param {any[]} parts @param {any} stage */
const drawParts = (parts, stage) =>
  parts.map((each) => (typeof each === "string" ? byHand(each) : term(each.text, each.cell, stage)));

const bar = (/** @type {any} */ { left, width }, /** @type {string} */ className) => {
  const node = make("i", { class: className });
  node.style.left = `${left.toFixed(2)}%`;
  node.style.width = `${width.toFixed(2)}%`;
  node.hidden = width === 0;
  return make("span", { class: "bar", "aria-hidden": "true" }, node);
};

const FLOWING = ["", "+", "sum"]; // what stands before the terms of a sum that reads as one line

/** A sum: a line a term with its bar, and the total. @param {any[]} lines @param {any} stage */
function drawSum(lines, stage) {
  const [lastParts, total] = lines.at(-1);
  const terms = lines.slice(0, -1);
  const numbers = terms.map(([, text]) => read(text));
  const summed = ["", "≈"].includes(plainText(lastParts)) && numbers.every(Number.isFinite);
  const fall = summed && terms.length <= 5 ? waterfall(numbers) : null;
  const flows = !fall && terms.every(([parts]) => FLOWING.includes(plainText(parts).trim()));
  const rows = terms.map(([parts, text, cell], k) => {
    const equals = make(
      "span",
      { class: "equals" },
      cell ? term(text, cell, stage) : byHand(parts.length ? `= ${text}` : text)
    );
    const drawn = fall && bar(fall.bars[k], numbers[k] < 0 ? "neg" : "pos");
    const said = flows && parts[0] === "sum" ? [] : drawParts(parts, stage); // in a line, "=" says it
    return make("div", { class: "ln" }, make("span", {}, said), equals, drawn);
  });
  const label = plainText(lastParts);
  const end = make(
    "div",
    { class: "ln total" },
    make("span", { class: "label" }, label === "≈" || label === "" ? "together" : label),
    make("span", { class: "equals" }, label === "≈" ? `≈ ${byHand(total)}` : `= ${byHand(total)}`),
    fall && bar(fall.total, "all")
  );
  const form = flows ? " flow" : terms.length > 5 ? " many" : "";
  const box = make("div", { class: `lines${fall ? " barred" : ""}${form}` }, rows, end);
  if (fall) box.style.setProperty("--zero", `${fall.zero.toFixed(2)}%`);
  return box;
}

/** @param {any[]} lines @param {any} stage */
function drawLines(lines, stage) {
  if (lines.length > 1) return drawSum(lines, stage);
  const [parts, value] = lines[0];
  const long = plainText(parts).length > 44 ? " long" : "";
  return make(
    "div",
    { class: `line${long}` },
    drawParts(parts, stage),
    make("b", {}, make("span", {}, " = "), byHand(value))
  );
}

/** What Python or NumPy really said, and how to mend it. @param {{type: string, message: string, mend: string}} error */
function drawError({ type, message, mend }) {
  const said = make("code", {}, type ? `${type}: ${message}` : message);
  return make("div", { class: "error", role: "note" }, said, mend && make("p", { class: "mend" }, mend));
}

/** Place, exact number where no field has it, and the step that uses it next. @param {any} stage @param {Place} cell */
function drawHead(stage, cell) {
  const { payload } = stage;
  const value = payload.values[cell.id];
  const x = asNumber(value.data[cell.i][cell.j]);
  const exact =
    Number.isFinite(x) && !Number.isInteger(x) && !isEditable(stage, cell)
      ? make("span", { class: "exact", title: "The number with all its digits" }, exactText(x))
      : null;
  const name = make("b", {}, cellName(payload, cell));
  return make("header", { class: "head" }, name, exact, drawNudge(stage, cell), onward(stage, cell));
}

/** "Goes on to": one button for every step that uses this cell; the first ones, by their titles. @param {any} stage @param {Place} cell */
function onward(stage, cell) {
  const seen = new Map(); // by step: several values may be made by one
  for (const next of stage.index.feeds(cell)) {
    const { step } = stage.index.origin.get(next.id);
    if (!seen.has(step)) seen.set(step, next);
  }
  if (!seen.size) return null;
  const buttons = [...seen].slice(0, 2).map(([step, next]) => {
    const { title } = stage.payload.steps[step];
    return button(`${title} (${step + 1}) →`, () => stage.follow(next), { class: "link", "data-to": next.id });
  });
  const [first, ...rest] = buttons;
  return make("span", { class: "onward" }, make("span", { class: "first-link" }, "goes on to ", first), rest);
}

/** @param {any} stage @param {Place} cell */
function drawGiven(stage, cell) {
  const value = stage.payload.values[cell.id];
  const field = drawField(stage, cell);
  const said =
    field || cell.id === "targets"
      ? "Given, not computed: type another number in its place."
      : "Made by the line above, from no other number.";
  const text = make("div", { class: "line" }, make("b", {}, cellText(value.data[cell.i][cell.j])));
  return make("div", { class: "one" }, make("div", {}, text, make("p", { class: "hint" }, said)), field);
}

/** How far each matrix has moved, at most, since the pass before. @param {any} payload @param {[string, string][]} changes */
function drawMoved(payload, changes) {
  const rows = changes.flatMap(([before, after]) => {
    const [old, now] = [payload.values[before], payload.values[after]];
    if (!old || !now) return [];
    const gaps = old.data.flatMap((/** @type {any[]} */ row, /** @type {number} */ i) =>
      row.map((v, j) => Math.abs(asNumber(now.data[i][j]) - asNumber(v)))
    );
    return [make("i", {}, old.name), make("span", {}, cellText(Math.max(...gaps)))];
  });
  return make("div", { class: "moved" }, make("b", {}, "moved by at most"), rows);
}

/** Fills the panel for the cell that is asked about. @param {any} panel @param {any} stage @param {Place | null} cell */
export function drawArithmetic(panel, stage, cell) {
  const step = stage.payload.steps[stage.at];
  const error = step.error && drawError(step.error);
  if (!cell) {
    const hint =
      step.result || step.equation.length
        ? make("p", { class: "hint" }, "Point at a number to see where it comes from.")
        : null;
    return panel.replaceChildren(...[error || hint].filter(Boolean));
  }
  const explained = stage.index.explain(cell);
  const lines = explained.lines();
  if (!lines.length)
    return panel.replaceChildren(...[drawHead(stage, cell), drawGiven(stage, cell), error].filter(Boolean));
  const moved = step.changes?.length ? drawMoved(stage.payload, step.changes) : null;
  const beside = error || moved || picture(stage.index.origin.get(cell.id).rule, explained, stage.payload.values);
  const work = make("div", { class: "work" }, drawLines(lines, stage), drawField(stage, cell));
  return panel.replaceChildren(
    drawHead(stage, cell),
    make("div", { class: error ? "one failed" : beside ? "one" : "whole" }, work, beside)
  );
}

/** The way that was followed from cell to cell, to walk back on. @param {any} row @param {any} stage */
export function drawTrail(row, stage) {
  row.hidden = stage.trail.length === 0;
  if (row.hidden) return;
  const { payload } = stage;
  const crumbs = stage.trail.map((/** @type {Place} */ cell, /** @type {number} */ k) => [
    button(cellName(payload, cell), () => stage.backTo(k), { class: "link" }),
    " › "
  ]);
  row.replaceChildren(
    make("span", {}, "came from "),
    ...crumbs.flat(),
    make("span", {}, stage.asked ? cellName(payload, stage.asked) : "")
  );
}
