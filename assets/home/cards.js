// The three acts as cards: each a link as a whole, with one motif of its own.

import { drawn, make } from "../shared/dom.js";
import { followPageLink, pageAddress } from "../shared/navigate.js";

/** @import { Component } from "../shared/types.js" */

/**
 * @typedef {object} Act
 * @property {number} number
 * @property {string} title
 * @property {string} promise
 * @property {number} minutes
 * @property {string} needs
 * @property {string} path of its first page
 * @typedef {{ row: number[], column: number[], result: number }} Product
 * @typedef {{ acts: Act[], product: Product, words: { text: string, kept: boolean }[], dark: boolean }} Data
 */

/** @param {number} value */
const two = (value) => value.toFixed(2).replace("-", "−").replace("0.", ".");

/**
 * @param {number} x
 * @param {number} y
 * @param {string} kind
 * @param {string} [text]
 */
const cell = (x, y, kind, text = "") => [
  drawn("rect", { x, y, width: 36, height: 26, rx: 5, class: kind }),
  text && drawn("text", { x: x + 18, y: y + 18, class: kind }, text)
];

/**
 * One row times one column, and the number they make.
 * @param {Product} product
 */
function rowTimesColumn({ row, column, result }) {
  const parts = [];
  for (let i = 0; i < 4; i++) {
    const own = i === 1;
    for (const [j, value] of row.entries()) {
      parts.push(...cell(10 + 40 * j, 98 + 30 * i, own ? "in" : "in pale", own ? String(value) : ""));
    }
    for (let j = 0; j < 2; j++) {
      const asked = own && !j;
      parts.push(...cell(138 + 40 * j, 98 + 30 * i, asked ? "asked" : "out pale", asked ? result.toFixed(1) : ""));
    }
  }
  for (let j = 0; j < 2; j++) {
    for (const [i, value] of column.entries()) {
      parts.push(...cell(138 + 40 * j, 2 + 30 * i, j ? "par pale" : "par", j ? "" : two(value)));
    }
  }
  return drawn("svg", { viewBox: "20 0 180 200", preserveAspectRatio: "xMaxYMid slice" }, ...parts);
}

/** @returns {any} the lesson's region, as a picture for each theme */
function region() {
  const at = (/** @type {string} */ theme) => new URL(`./region-${theme}.webp`, import.meta.url).href;
  return make("span", { class: "region", style: `--light: url("${at("light")}"); --dark: url("${at("dark")}")` });
}

/** @param {Data["words"]} words */
const text = (words) =>
  make("span", { class: "text" }, ...words.map(({ text, kept }) => [make(kept ? "b" : "s", {}, text), " "]));

/** @param {Act} act @param {any} motif */
function card(act, motif) {
  const { number, title, promise, minutes, needs, path } = act;
  const words = make(
    "span",
    { class: "words" },
    make("span", { class: "act" }, `Act ${number}`),
    make("strong", {}, title),
    make("span", {}, promise),
    make("span", { class: "needs" }, `about ${minutes} min · needs ${needs}`)
  );
  const attributes = { class: "card", href: pageAddress(path), "data-page": path };
  return make("a", attributes, make("span", { class: "motif", "aria-hidden": "true" }, motif), words);
}

/** @param {Component<Data>} component */
export default function ({ data, parentElement }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".cards"));
  root.classList.toggle("dark", data.dark);
  const motifs = [rowTimesColumn(data.product), region(), text(data.words)];
  root.replaceChildren(...data.acts.map((act, i) => card(act, motifs[i])));
  root.onclick = followPageLink;
}
