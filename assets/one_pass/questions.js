// Predict first: what is asked about a step, and what there is to choose from. A wrong choice is a slip that people make,
// worked out from the numbers of this very step. No screen needed.

import { place } from "./labels.js";
import { asNumber, show } from "./numbers.js";
import { signInWords, slipsInNumber, slipsInShape } from "./slips.js";

/** @typedef {{text: string, right: boolean, why: string, slip?: string}} Choice  slip: what was got wrong, alone */
/** @typedef {{kind: "shape" | "number" | "sign", cell: any, asks: string, choices: Choice[]}} Question */

const SIGNED = ["affine", "matmul", "elementwise", "reduce"];
/** Wrong numbers have to differ by so much from the right one and from each other. */
const APART = 0.08;
const CHOICES = 3;

/** The cell to ask about: one whose number is worth a thought. @param {any} index @param {any} step @param {number} turn */
function cellOf(index, step, turn) {
  const cells = index.cellsOf(step.result).map((/** @type {any} */ cell) => ({ ...cell, x: index.number(cell) }));
  const finite = cells.filter((/** @type {any} */ cell) => Number.isFinite(cell.x));
  const telling = finite.filter(
    (/** @type {any} */ cell) => cell.x !== 0 || ["relu", "relu_grad"].includes(step.rule.fn)
  );
  const from = telling.length ? telling : finite;
  return from.length ? from[turn % from.length] : null;
}

/** The kinds of question that fit a step. @param {any} index @param {any} step @param {any} cell */
function kindsFor(index, step, cell) {
  const value = index.payload.values[step.result];
  const kinds = [];
  const shaped = ["affine", "matmul", "transpose", "reduce"].includes(step.rule.kind) && value.shape.length === 2;
  if (shaped && shapeChoices(index, step).length > 1) kinds.push("shape");
  if (cell && numberChoices(index, cell).length > 1) kinds.push("number");
  if (cell && SIGNED.includes(step.rule.kind) && value.data.flat().some((/** @type {any} */ v) => asNumber(v) < 0))
    kinds.push("sign");
  return kinds;
}

/**
 * A question about a step; null where there is nothing to predict.
 * @param {any} index @param {any} step @param {number} turn  which question, of several
 * @returns {Question | null}
 */
export function question(index, step, turn) {
  if (!step.result || step.rule.kind === "given") return null;
  const cell = cellOf(index, step, turn * 3 + index.stepNumber(step.id) * 7);
  const kinds = kindsFor(index, step, cell);
  if (!kinds.length) return null;
  const kind = /** @type {any} */ (kinds[(index.stepNumber(step.id) + turn) % kinds.length]);
  const value = index.payload.values[step.result];
  const where = cell && place(value, cell.i, cell.j).replace(" · ", ", ");
  const at = where ? ` for ${where}` : "";
  const asks = {
    shape: `What shape will ${value.name} have?`,
    number: `What will ${value.name} be${at}?`,
    sign: `Which sign will ${value.name} have${at}?`
  }[/** @type {"shape"} */ (kind)];
  const all = {
    shape: () => shapeChoices(index, step),
    number: () => numberChoices(index, cell),
    sign: () => signChoices(index, cell)
  };
  return { kind, cell, asks, choices: mixed(all[/** @type {"shape"} */ (kind)](), turn + index.stepNumber(step.id)) };
}

/** The right choice among the others, at a place that changes. @param {Choice[]} choices @param {number} turn */
function mixed(choices, turn) {
  const shift = turn % choices.length;
  return [...choices.slice(shift), ...choices.slice(0, shift)];
}

/** @param {any} index @param {any} step @returns {Choice[]} */
function shapeChoices(index, step) {
  const { slips, right } = slipsInShape(index, step);
  const text = (/** @type {number[]} */ shape) => shape.join(" × ");
  const wanted = text(index.payload.values[step.result].shape);
  /** @type {Choice[]} */
  const found = [{ text: wanted, right: true, why: right }];
  for (const slip of slips) {
    const wrong = text(slip.shape);
    if (slip.shape.length && found.every((each) => each.text !== wrong))
      found.push({ text: wrong, right: false, why: `${slip.why} ${right}`, slip: slip.why });
  }
  return found.slice(0, CHOICES);
}

/** @param {any} index @param {any} cell @returns {Choice[]} */
function numberChoices(index, cell) {
  const digits = 3;
  /** @type {(Choice & {value: number})[]} */
  const found = [{ value: cell.x, text: show(cell.x, digits), right: true, why: `It is ${show(cell.x)}.` }];
  for (const { value, why } of slipsInNumber(index, cell)) {
    const text = show(value, digits);
    const apart = found.every(
      (each) =>
        each.text !== text && Math.abs(each.value - value) > APART * Math.max(Math.abs(each.value), Math.abs(value))
    );
    if (Number.isFinite(value) && apart)
      found.push({ value, text, right: false, why: `${why} It is ${show(cell.x)}.`, slip: why });
    if (found.length === CHOICES) break;
  }
  return found;
}

/** @param {any} index @param {any} cell @returns {Choice[]} */
function signChoices(index, cell) {
  const why = signInWords(index, cell);
  const signs = [
    ["negative", -1],
    ["zero", 0],
    ["positive", 1]
  ];
  return signs.map(([text, sign]) => ({ text: String(text), right: sign === Math.sign(cell.x), why }));
}
