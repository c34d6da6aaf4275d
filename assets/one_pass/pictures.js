// Small pictures beside the arithmetic of one number: a function's curve with the number on it, what was said beside what
// is true, and a step on the slope of the loss.

import { drawn } from "../shared/dom.js";
import { ELEMENTWISE } from "./functions.js";

/** @typedef {import("./types.js").Explained} Explained */
/** @typedef {import("./types.js").Rule} Rule */

const WIDTH = 230;
const HEIGHT = 104;
/** Functions of one number worth a curve, and the least width of its axis to either side. */
const CURVES = { relu: 1, leaky_relu: 1, tanh: 2.5, sigmoid: 5, exp: 1.5, relu_grad: 1, leaky_relu_grad: 1 };

const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ label, anchor = "start") => {
  const node = drawn("text", { x, y, "text-anchor": anchor });
  node.textContent = label;
  return node;
};
const frame = (/** @type {any[]} */ ...parts) =>
  drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "picture", "aria-hidden": "true" }, ...parts);

/** The curve of a function, with the argument and the result marked. @param {import("./types.js").Elementwise} rule @param {Explained} explained @param {string} name of the argument */
function curve(rule, { cells, value }, name) {
  const [, of] = ELEMENTWISE[rule.fn];
  const x0 = cells[0].value;
  const reach = Math.max(1.25 * Math.abs(x0), CURVES[/** @type {keyof typeof CURVES} */ (rule.fn)]);
  const xs = [...Array(81).keys()].map((k) => -reach + (k * reach) / 40);
  const ys = xs.map((x) => of(x, rule.params ?? {}));
  const [low, high] = [Math.min(0, ...ys), Math.max(0.2, ...ys)];
  const at = (/** @type {number} */ x, /** @type {number} */ y) =>
    `${(8 + ((x + reach) / (2 * reach)) * (WIDTH - 16)).toFixed(1)} ${(10 + ((high - y) / (high - low)) * (HEIGHT - 30)).toFixed(1)}`;
  const [cx, cy] = at(x0, value).split(" ");
  const [axisX, axisY] = at(0, 0).split(" ");
  return frame(
    drawn("path", { d: `M8 ${axisY}H${WIDTH - 8}M${axisX} 8V${HEIGHT - 14}`, class: "axis" }),
    drawn("path", { d: `M${xs.map((x, k) => at(x, ys[k])).join("L")}`, class: "curve" }),
    drawn("circle", { cx, cy, r: 6.5, class: "point" }),
    text(WIDTH - 8, HEIGHT - 2, name, "end")
  );
}

/** What was said, and what is true. @param {Explained} explained */
function saidAndTrue({ cells }) {
  const [said, is] = cells.map((cell) => cell.value);
  const x = (/** @type {number} */ share) => 10 + share * (WIDTH - 30);
  const way = is < said ? 1 : -1;
  return frame(
    text(10, 14, "said"),
    drawn("rect", { x: 10, y: 20, width: Math.max(2, x(said) - 10), height: 14, rx: 4, class: "said" }),
    drawn("path", { d: `M${x(said)} 46H${x(is)}m${6 * way} -5l${-6 * way} 5l${6 * way} 5`, class: "pull" }),
    text(10, 66, "true"),
    drawn("rect", { x: 10, y: 72, width: Math.max(2, x(is) - 10), height: 14, rx: 4, class: "true" })
  );
}

/** A step against the slope. @param {Explained} explained */
function slope({ cells }) {
  const gradient = cells[1].value;
  const [cx, way] = gradient > 0 ? [148, -1] : [62, 1];
  const arrow = gradient
    ? [drawn("path", { d: `M${cx + 6 * way} 88h${26 * way}m${-6 * way} -5l${6 * way} 5l${-6 * way} 5`, class: "move" })]
    : [];
  return frame(
    drawn("path", { d: "M14 10Q105 138 196 10", class: "hill" }),
    drawn("circle", { cx: gradient ? cx : 105, cy: gradient ? 61 : 74, r: 6.5, class: "point" }),
    ...arrow,
    text(WIDTH - 4, 14, "loss", "end"),
    text(WIDTH - 4, HEIGHT - 2, "this number", "end")
  );
}

/**
 * A picture for the arithmetic of a cell; null where none helps.
 * @param {Rule} rule @param {Explained} explained @param {Record<string, {name: string}>} values what things are called
 */
export function picture(rule, explained, values) {
  if (rule.kind !== "elementwise" || !explained.cells.every((cell) => Number.isFinite(cell.value))) return null;
  if (rule.fn in CURVES && Math.abs(explained.cells[0].value) < 50)
    return curve(rule, explained, values[explained.cells[0].id].name);
  if (rule.fn === "error_share") return saidAndTrue(explained);
  return rule.fn === "step" ? slope(explained) : null;
}

/**
 * Terms of a sum as bars, each beginning where the one before ended, and the whole sum below: [left, width, size of the
 * number] in percent, and the place of 0.
 * @param {number[]} terms
 */
export function waterfall(terms) {
  const ends = [0];
  for (const term of terms) ends.push(ends[ends.length - 1] + term);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const span = high - low || 1;
  const at = (/** @type {number} */ x) => 2 + (96 * (x - low)) / span;
  const bar = (/** @type {number} */ a, /** @type {number} */ b) => ({
    left: at(Math.min(a, b)),
    width: (96 * Math.abs(b - a)) / span
  });
  return { zero: at(0), bars: terms.map((_, k) => bar(ends[k], ends[k + 1])), total: bar(0, ends[ends.length - 1]) };
}
