// The equation on stage, as large as it fits. Where its numbers would become too small to be read, a phone puts its matrices
// on lines of their own; elsewhere columns away from the asked one are shut: they keep their tints, and open when one of their
// cells is asked for.

import { DENSE, decimalsOf, drawEquation, scaleOf } from "./matrix.js";
import { matrixText } from "./numbers.js";

/** @typedef {import("./types.js").Value} Value */
/** @typedef {import("./types.js").Step} Step */
/** @typedef {import("./types.js").Place} Place */

/**
 * Type sizes in pixels: at most; with fewer decimals rather than below `wished`; with shut columns rather than below `least`; at
 * the very least. In em: the height of a row, and of one where there are many; what stands around a number.
 * @typedef {"row" | "folded" | "stacked"} Layout  on one line; a product with its factors above and beside it; on several lines
 * @typedef {{largest: number, wished: number, least: number, smallest: number, row: number, dense: number, cell: number}} Sizes
 * @type {Record<"desk" | "phone" | "large", Sizes>}
 */
const SIZES = {
  desk: { largest: 19, wished: 12.2, least: 12, smallest: 9, row: 1.66, dense: 1.32, cell: 0.76 },
  phone: { largest: 17, wished: 11, least: 11, smallest: 9.5, row: 1.86, dense: 1.86, cell: 0.76 },
  large: { largest: 42, wished: 28.5, least: 28, smallest: 20, row: 1.78, dense: 1.36, cell: 0.42 }
};
const BRACKETS = 1.2;
/** Type at most so large where an equation takes several lines: two small matrices still stand side by side. */
const STACKED = 13;

/** The values of a step in the order drawn: the equation's, then those beside it. @param {Step} step */
const drawnIds = (step) => [
  ...step.equation.flatMap((part) => (part.value ? [part.value] : [])),
  ...(step.beside ?? [])
];

const total = (/** @type {number[]} */ widths) => widths.reduce((a, b) => a + b, 0);

/** Widths of a value's columns, in em, with so many decimals. @param {Value} value @param {number} decimals @param {number} cell  around a number */
function columnsOf(value, decimals, cell) {
  const scale = scaleOf(value);
  const longest = (/** @type {number} */ j) =>
    Math.max(...value.data.map((row) => matrixText(row[j], decimalsOf(value, decimals), scale).length));
  return value.data[0].map((_, j) => longest(j) * 0.605 + cell);
}

/** Of a folded product: column widths that the second factor, the bias and the result share. @param {Step} step @param {Record<string, Value>} values @param {number} decimals @param {number} cell */
function sharedColumns(step, values, decimals, cell) {
  const all = drawnIds(step)
    .slice(1)
    .map((id) => columnsOf(values[id], decimals, cell));
  return all[0].map((_, j) => Math.max(...all.map((widths) => widths[j] ?? 0)));
}

/**
 * The width an equation takes, in em, with so many decimals.
 * @param {Step} step @param {Record<string, Value>} values @param {number} decimals @param {Layout} layout @param {number} cell
 */
function widthInEm(step, values, decimals, layout, cell) {
  const tables = drawnIds(step).map((id) => total(columnsOf(values[id], decimals, cell)) + BRACKETS);
  if (layout === "folded") return tables[0] + total(sharedColumns(step, values, decimals, cell)) + BRACKETS + 0.5;
  const ops = step.equation.map((part) => (part.op === undefined ? 0 : 0.75 * part.op.length + 0.75));
  if (layout === "stacked") return Math.max(...tables) + Math.max(0, ...ops);
  return total([...tables, ...ops]);
}

/**
 * Decimals with which an equation is to be drawn, and the type size that its height allows.
 * @param {Step} step @param {Record<string, Value>} values @param {{width: number, height: number}} box @param {Sizes} sizes @param {Layout} layout
 */
export function fitting(step, values, box, sizes, layout) {
  const rows = Math.max(1, ...drawnIds(step).map((id) => values[id].data.length));
  const largest = layout === "stacked" ? STACKED : sizes.largest;
  const tallest = Math.min(largest, box.height / (rows * (rows > DENSE ? sizes.dense : sizes.row) + 0.4));
  for (let decimals = 4; ; decimals--) {
    const size = box.width / widthInEm(step, values, decimals, layout, sizes.cell);
    if (size >= Math.min(sizes.wished, tallest) || decimals === 2) return { decimals, tallest };
  }
}

export class Equation {
  /** @param {any} zone  what scrolls, should it come to that @param {any} node  the equation in it */
  constructor(zone, node) {
    this.zone = zone;
    this.node = node;
    this.sizes = SIZES.desk;
    this.width = this.tallest = 0;
    this.narrowed = false;
    /** @type {string | null | undefined} the value that the step makes */
    this.result = null;
    /** @type {Set<number>[]} columns to be kept open, by table */
    this.open = [];
  }

  /**
   * The room that an equation has: asked before a step is drawn, while the page is laid out.
   * @param {boolean} phone
   */
  room(phone) {
    const { zone } = this;
    const caption = parseFloat(getComputedStyle(zone).paddingTop) || 0;
    return { width: zone.clientWidth - 8, height: phone ? 420 : zone.clientHeight - caption - 10 };
  }

  /**
   * Draws a step's equation.
   * @param {import("./trace_index.js").TraceIndex} index @param {Step} step @param {"desk" | "phone" | "large"} where
   * @param {{width: number, height: number}} box  its room
   * @returns {Map<string, any[]>}  its cells by key
   */
  draw(index, step, where, box) {
    const phone = where === "phone";
    this.sizes = SIZES[where];
    let cells = this.drawAs(phone && isProduct(step) ? "folded" : "row", index, step, box);
    if (phone && (this.narrowed || step.beside?.length)) cells = this.drawAs("stacked", index, step, box);
    this.zone.scrollLeft = 0;
    this.told();
    return cells;
  }

  /** @param {Layout} layout @param {import("./trace_index.js").TraceIndex} index @param {Step} step @param {{width: number, height: number}} box */
  drawAs(layout, index, step, box) {
    const { node, sizes } = this;
    const { values } = index.payload;
    const { decimals, tallest } = fitting(step, values, box, sizes, layout);
    Object.assign(this, { width: box.width, tallest, result: step.result, open: [] });
    const cells = drawEquation(node, index, step, decimals);
    node.classList.toggle("folded", layout === "folded");
    node.classList.toggle("stacked", layout === "stacked");
    if (layout === "folded") this.align(sharedColumns(step, values, decimals, sizes.cell));
    this.narrowed = this.fit() < Math.min(sizes.least, tallest);
    node.classList.toggle("result-first", layout === "stacked" && equals(step) && node.offsetHeight > box.height);
    return cells;
  }

  /**
   * The largest type with which the equation fits as it is drawn; returns what it would take, however small.
   * @param {number} [known]  a size with which it is known to fit
   */
  fit(known = 0) {
    const { node, zone, width, sizes, tallest } = this;
    const stacked = node.classList.contains("stacked"); // which is as wide as its room, whatever its type
    const trial = Math.max(1, stacked ? tallest : Math.min(tallest, sizes.wished));
    node.style.fontSize = `${trial}px`;
    let size = floored(Math.min(tallest, (trial * width) / node.scrollWidth));
    node.style.fontSize = `${size}px`;
    if (node.scrollWidth > width) size *= width / node.scrollWidth; // captions and brackets do not grow with the type
    node.style.fontSize = `${floored(Math.max(size, known, sizes.smallest))}px`;
    zone.classList.toggle("scrolls", node.scrollWidth > zone.clientWidth + 2);
    return size;
  }

  /**
   * Opens the columns that a number and its sources stand in, where not all can be open.
   * @param {Place} asked @param {Place[]} sources
   */
  show(asked, sources) {
    if (!this.narrowed) return;
    const tables = [...this.node.querySelectorAll(".matrix")];
    const of = (/** @type {any} */ table, /** @type {Place[]} */ places) =>
      places.filter(({ id }) => id === table.dataset.value).map(({ j }) => j);
    if (asked.id === this.result || !this.open.length)
      this.open = tables.map((table) => new Set(of(table, [asked, ...sources])));
    const open = tables.map((table, t) => [...this.open[t], ...of(table, [asked])]);
    const cells = tables.flatMap((table, t) =>
      [...table.querySelectorAll("td")].map((td) => ({
        td,
        away: Math.min(...(open[t].length ? open[t] : [asked.j]).map((j) => Math.abs(j - td.at.j)))
      }))
    );
    const readable = Math.min(this.sizes.least, this.tallest);
    this.node.style.fontSize = `${readable}px`;
    for (let most = Math.max(...cells.map(({ away }) => away)); most >= 0; most--) {
      for (const { td, away } of cells) td.toggleAttribute("data-shut", away > most);
      if (this.node.scrollWidth <= this.width) break;
    }
    this.fit(this.node.scrollWidth <= this.width ? readable : 0);
    this.told();
  }

  /** Captions keep to the room above their matrices. */
  told() {
    const matrices = [...this.node.querySelectorAll(".matrix")];
    for (const matrix of matrices) matrix.classList.remove("terse");
    const crowded = matrices.filter((each) => each.querySelector("caption").scrollWidth > each.offsetWidth + 18);
    for (const matrix of crowded) matrix.classList.add("terse");
  }

  /** Columns of a folded product stand above each other. @param {number[]} widths  in em */
  align(widths) {
    for (const matrix of [...this.node.querySelectorAll(".matrix")].slice(1))
      for (const row of matrix.querySelectorAll("tr"))
        [...row.cells].forEach((td, j) => {
          td.style.minWidth = `${widths[j] - 0.14}em`;
        });
  }
}

/** Pixels, to a hundredth. @param {number} size */
const floored = (size) => Math.floor(size * 100) / 100;

/** Whether the step's equation ends in "= result", which can be read from its end as well. @param {Step} step */
function equals({ equation, result }) {
  return equation.at(-1)?.value === result && equation.at(-2)?.op?.trim() === "=";
}

/** @param {Step} step */
function isProduct(step) {
  return ["affine", "matmul"].includes(step.rule.kind) && Boolean(step.result) && !step.beside?.length;
}
