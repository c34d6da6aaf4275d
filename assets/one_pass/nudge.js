// A gradient put to the test: the loss with one weight a little higher and a little lower, and the slope between the two.

import { button, make } from "../shared/dom.js";
import { nudge } from "./compute.js";
import { place } from "./labels.js";
import { asNumber, byHand, show } from "./numbers.js";

/** @typedef {import("./types.js").Place} Place */

/** A button that shows the test of the asked cell, where it is a gradient that was tested. @param {any} stage @param {Place} cell */
export function drawNudge(stage, cell) {
  const check = stage.payload.checks?.[cell.id];
  if (!check) return null;
  const where = place(stage.payload.values[cell.id], cell.i, cell.j) ? " here" : "";
  const tell = (/** @type {any} */ event) => {
    const box = make("div", { class: "nudge" }, nudged(stage, cell, check));
    event.currentTarget.closest(".arithmetic").querySelector(".work").replaceChildren(box);
  };
  const title = `The loss with ${check.of}${where} a little higher, and a little lower`;
  return button(`Check it: nudge ${check.of}`, tell, { class: "link check", title });
}

/** The two losses and the slope; of changed numbers, worked out here. @param {any} stage @param {Place} cell @param {any} check */
function tested(stage, { i, j }, check) {
  const at = (/** @type {any} */ table) => asNumber(table[i][j]);
  if (check.up && !stage.payload.changed)
    return {
      up: at(check.up),
      down: at(check.down),
      width: at(check.width),
      estimate: at(check.estimate),
      why: check.why[i][j]
    };
  return { ...nudge(stage.payload, check.of, i, j), why: "" };
}

/** How many leading digits of two numbers agree, 0-15. @param {number} a @param {number} b */
function digitsInCommon(a, b) {
  const gap = Math.abs(a - b);
  if (!Number.isFinite(gap)) return 0;
  return gap === 0 ? 15 : Math.max(0, Math.min(15, Math.floor(-Math.log10(gap / Math.max(Math.abs(a), Math.abs(b))))));
}

/** @param {any} stage @param {Place} cell @param {any} check */
function nudged(stage, cell, check) {
  const { up, down, width, estimate, why } = tested(stage, cell, check);
  const gradient = stage.index.number(cell);
  const digits = digitsInCommon(estimate, gradient);
  const long = (/** @type {number} */ x) => (Number.isFinite(x) ? x.toFixed(12).replace("-", "−") : show(x));
  const row = (/** @type {string} */ label, /** @type {number} */ x) =>
    make("div", { class: "ln" }, make("span", {}, label), make("span", { class: "equals" }, long(x)));
  const only = digits >= 4 ? "." : " only.";
  const agree = `The two agree to ${digits} leading ${digits === 1 ? "digit" : "digits"}${only}`;
  const verdict =
    gradient === estimate
      ? gradient === 0
        ? "Both are exactly 0."
        : "The two are equal."
      : digits > 0
        ? agree
        : "The two do not agree.";
  return [
    make(
      "div",
      { class: "lines proof", role: "group", "aria-label": "Finite difference" },
      row(`loss with ${check.of} + ${byHand(show(width))}`, up),
      row(`loss with ${check.of} − ${byHand(show(width))}`, down),
      row(`difference / (2 × ${byHand(show(width))})`, estimate),
      row("the gradient", gradient)
    ),
    make("p", { class: "hint", role: "status" }, [verdict, why].filter(Boolean).join(" "))
  ];
}
