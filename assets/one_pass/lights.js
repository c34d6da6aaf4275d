// What is lit among the numbers on stage: the asked one, what it comes from, what it goes into, and, once, what has changed.

import { cellKey } from "./labels.js";

/** @typedef {import("./types.js").Place} Place */

export class Lights {
  constructor() {
    /** @type {any[]} */
    this.lit = [];
  }

  clear() {
    for (const td of this.lit) td.classList.remove("src", "q", "fed");
    this.lit = [];
  }

  /**
   * @param {Map<string, any[]>} cells on stage @param {Place} asked @param {Place[]} sources  what it comes from
   * @param {Place[]} feeds  what it goes into
   */
  show(cells, asked, sources, feeds) {
    const mark = (/** @type {Place} */ one, /** @type {string} */ className) => {
      for (const td of cells.get(cellKey(one.id, one.i, one.j)) ?? []) {
        td.classList.add(className);
        this.lit.push(td);
      }
    };
    for (const fed of feeds) mark(fed, "fed");
    for (const source of sources) mark(source, "src");
    mark(asked, "q");
  }
}

/** Marks, once, the cells whose number has changed. @param {Map<string, any[]>} cells @param {Map<string, string>} before  texts by cell */
export function flash(cells, before) {
  for (const [key, tds] of cells)
    for (const td of tds) {
      if (!before.has(key) || before.get(key) === td.textContent) continue;
      td.classList.add("changed");
      td.addEventListener("animationend", () => td.classList.remove("changed"), { once: true });
    }
}
