// The sum behind the asked number, for the last row of a lecture hall.

import { make } from "../shared/dom.js";
import { place } from "./labels.js";
import { cellText } from "./numbers.js";

/** @typedef {import("./types.js").Place} Place */

/** Type sizes in pixels, and the height that two lines of the largest one take. */
const SIZES = { largest: 28, smallest: 17, height: 74 };

/** The arithmetic of a sum on one line, for the last row of a lecture hall: "1 × −0.479 + … = −2.265". @param {any} stage @param {Place} cell */
function flatLine(stage, cell) {
  const lines = stage.index.explain(cell).lines();
  if (lines.length < 2 || lines.length > 10) return null;
  const decimals = 3;
  const value = cellText(stage.payload.values[cell.id].data[cell.i][cell.j], decimals);
  /** @type {import("./types.js").Explained} */
  const explained = stage.index.explain(cell);
  const width = explained.cells.length;
  const rule = stage.index.origin.get(cell.id).rule;
  const texts = explained.cells.map((each) => cellText(each.value, decimals));
  let terms = texts;
  if (rule.kind === "affine" || rule.kind === "matmul") {
    const bias = rule.kind === "affine" ? 1 : 0;
    const half = (width - bias) / 2;
    terms = [...Array(half).keys()].map((k) => `${texts[k]} × ${texts[half + k]}`);
    if (bias) terms.push(texts[width - 1]);
  }
  return { terms, value, where: place(stage.payload.values[cell.id], cell.i, cell.j) };
}

/** Writes it on one line or two, as large as it fits; nothing where there is no such sum. @param {any} stage @param {Place | null} cell */
export function drawFlat(stage, cell) {
  const { frame, flat } = stage.parts;
  const line = cell && stage.large ? flatLine(stage, cell) : null;
  frame.classList.toggle("has-flat", line !== null);
  if (!line) return flat.replaceChildren();
  const terms = line.terms.flatMap((text, k) => [k ? make("i", {}, " + ") : "", make("span", {}, text)]);
  const sum = make("div", { class: "flat-sum" }, terms, make("i", {}, " = "), make("b", {}, line.value));
  flat.replaceChildren(make("div", { class: "where" }, line.where), sum);
  for (let size = SIZES.largest; size >= SIZES.smallest; size--) {
    sum.style.fontSize = `${size}px`;
    if (sum.scrollHeight <= SIZES.height) break;
  }
}
