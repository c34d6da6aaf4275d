// The confusion matrix as a table: one row per true class, one column per predicted one, every cell a button.
// Arrow keys move from cell to cell; names only ever enter as textContent. With `blocks` the classes stand in groups of
// related ones, small enough to be seen at once: the count is in the cell's label, the groups stand on top.

import { colour } from "./colours.js";

/** @import { Component } from "./types.js" */

/**
 * What pages/shared/confusion_matrix.py sends; its docstring says what each means.
 * @typedef {{counts: number[][], classes: string[], short: string[] | null, shares: boolean, chosen: number[],
 *   blocks: [name: string, classes: number[]][] | null, colours: Record<string, string>, deepest: number}} Data
 */

/** @type {Record<string, [down: number, right: number]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {string} text
 */
function element(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** @param {number} count @param {number} total @param {string} row @param {string} column */
function said(count, total, row, column) {
  const share = `${((100 * count) / Math.max(total, 1)).toFixed(1)}%`;
  return row === column
    ? `${count} of ${row} classified correctly (${share})`
    : `${count} of ${row} predicted as ${column} (${share})`;
}

/** @param {[string, number[]][]} blocks */
function groups(blocks) {
  const row = document.createElement("tr");
  row.append(element("th", "true ↓  predicted →", "corner"));
  for (const [name, numbers] of blocks) {
    const cell = element("th", name, "first group");
    cell.colSpan = numbers.length;
    cell.scope = "colgroup";
    row.append(cell);
  }
  return row;
}

/** @param {string[]} classes */
function head(classes) {
  const row = document.createElement("tr");
  row.append(element("th", "true ↓  predicted →", "corner"));
  for (const name of classes) {
    const cell = element("th", "", "column");
    cell.scope = "col";
    cell.append(element("span", name));
    row.append(cell);
  }
  return row;
}

/** @param {Data} data @param {number} i @param {number} j */
function cell({ counts, classes, shares, chosen, blocks }, i, j) {
  const total = counts[i].reduce((sum, n) => sum + n, 0);
  const share = counts[i][j] / Math.max(total, 1);
  const written = blocks || !counts[i][j] ? "" : shares ? `${Math.round(100 * share)}` : `${counts[i][j]}`;
  const button = element("button", written);
  button.style.setProperty("--share", String(Math.sqrt(share)));
  button.className = `${share > 0.3 ? "strong" : ""} ${i === j ? "right" : "wrong"}`;
  button.title = said(counts[i][j], total, classes[i], classes[j]);
  button.setAttribute("aria-label", button.title);
  const open = i === chosen[0] && j === chosen[1];
  button.setAttribute("aria-pressed", String(open));
  button.tabIndex = open ? 0 : -1;
  button.dataset.at = `${i} ${j}`;
  return button;
}

/** @param {KeyboardEvent} event @param {HTMLElement} root @param {number[]} order  of the classes on screen */
function move(event, root, order) {
  const step = ARROWS[event.key];
  const button = /** @type {HTMLElement} */ (event.target);
  if (!step || !button.dataset.at) return;
  const [i, j] = button.dataset.at.split(" ").map(Number);
  const to = [order[order.indexOf(i) + step[0]], order[order.indexOf(j) + step[1]]];
  const next = /** @type {HTMLElement | null} */ (root.querySelector(`button[data-at="${to.join(" ")}"]`));
  event.preventDefault();
  if (!next) return;
  button.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

/** Whether there is more to the right than is seen: its edge fades. @param {HTMLElement} root */
const fade = (root) => root.classList.toggle("more", root.scrollLeft + root.clientWidth < root.scrollWidth - 2);

/** @type {WeakSet<HTMLElement>} */
const looked = new WeakSet();

/** @param {Component<Data>} component */
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".confusion"));
  root.style.setProperty("--deepest", String(data.deepest));
  colour(root, data.colours);
  const focused = root.contains(/** @type {ShadowRoot} */ (root.getRootNode()).activeElement);
  const order = data.blocks ? data.blocks.flatMap(([, numbers]) => numbers) : data.classes.map((_, i) => i);
  const firsts = new Set(data.blocks?.map(([, numbers]) => numbers[0]));
  const table = document.createElement("table");
  root.classList.toggle("grouped", Boolean(data.blocks));
  table.append(data.blocks ? groups(data.blocks) : head(data.classes));
  for (const i of order) {
    const row = document.createElement("tr");
    if (firsts.has(i)) row.className = "first";
    const title = element("th", data.short?.[i] ?? data.classes[i]);
    title.title = data.classes[i];
    title.scope = "row";
    row.append(title);
    for (const j of order) {
      const box = document.createElement("td");
      if (firsts.has(j)) box.className = "first";
      box.append(cell(data, i, j));
      row.append(box);
    }
    table.append(row);
  }
  root.replaceChildren(table);
  root.onclick = ({ target }) => {
    const { at } = /** @type {HTMLElement} */ (target).dataset;
    if (at) setTriggerValue("cell", at);
  };
  root.onkeydown = (event) => move(event, root, order);
  root.onscroll = () => fade(root);
  if (!looked.has(root)) new ResizeObserver(() => fade(root)).observe(root);
  looked.add(root);
  const pressed = /** @type {HTMLElement | null} */ (root.querySelector('button[aria-pressed="true"]'));
  if (focused) pressed?.focus({ preventScroll: true });
}
