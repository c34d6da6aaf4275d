// What the stage looks up again and again: which step made a value, by which rule, and what each cell goes on to.

import { cellKey } from "./labels.js";
import { asNumber } from "./numbers.js";
import { explain } from "./rules.js";

/** @typedef {import("./types.js").Payload} Payload */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("./types.js").Rule} Rule */
/** @typedef {import("./types.js").Step} Step */

/** @type {Rule} */
const GIVEN = { kind: "given" };

/** A payload with the ways through it. */
export class TraceIndex {
  /** @param {Payload} payload */
  constructor(payload) {
    this.payload = payload;
    /** @type {Map<string, Place[]> | null} */
    this.onward = null;
    /** @type {Map<string, {step: number, rule: Rule}>} */
    this.origin = new Map();
    payload.steps.forEach((step, k) => {
      /** @type {[string | null, Rule][]} */
      const made = [[step.result, step.rule], ...Object.entries(step.also ?? {})];
      for (const [id, rule] of made) {
        if (id && !this.origin.has(id)) this.origin.set(id, { step: k, rule: rule ?? GIVEN });
      }
    });
  }

  get samples() {
    return this.payload.values.X.data.length;
  }

  /** @param {string} id */
  stepNumber(id) {
    return this.payload.steps.findIndex((step) => step.id === id);
  }

  /** How a value is made. @param {string} id */
  rule(id) {
    return this.origin.get(id)?.rule ?? GIVEN;
  }

  /** The arithmetic of any cell of any value. @param {Place} cell @returns {import("./types.js").Explained} */
  explain({ id, i, j }) {
    return explain(this.payload, this.rule(id), id, i, j);
  }

  /** @param {Place} cell */
  number({ id, i, j }) {
    return asNumber(this.payload.values[id].data[i][j]);
  }

  /** The cells that a cell is used for, over all steps. @param {Place} cell @returns {Place[]} */
  feeds(cell) {
    this.onward ??= this.allFeeds();
    return this.onward.get(cellKey(cell.id, cell.i, cell.j)) ?? [];
  }

  allFeeds() {
    /** @type {Map<string, Place[]>} */
    const onward = new Map();
    for (const id of this.origin.keys()) {
      for (const { i, j } of this.cellsOf(id)) {
        const keys = new Set(this.explain({ id, i, j }).cells.map((cell) => cellKey(cell.id, cell.i, cell.j)));
        for (const key of keys) onward.set(key, [...(onward.get(key) ?? []), { id, i, j }]);
      }
    }
    return onward;
  }

  /** All cells of a value, row by row. @param {string} id @returns {Place[]} */
  cellsOf(id) {
    return this.payload.values[id].data.flatMap((row, i) => row.map((_, j) => ({ id, i, j })));
  }

  /**
   * The cell that a step is explained by when nobody has asked about another: the largest, or of an update the one that
   * moves furthest; in the sample's row if rows are samples.
   * @param {Step} step @param {number} sample @returns {Place | null}
   */
  example(step, sample) {
    const value = step.result && this.payload.values[step.result];
    if (!value || !step.result) return null;
    const { data, rows, cols } = value;
    const own = Math.min(sample, data.length - 1);
    const telling =
      step.rule.kind === "elementwise" && step.rule.fn === "step" ? this.payload.values[step.rule.args[1]].data : data;
    /** @type {Place | null} */
    let best = null;
    let most = -1;
    for (const { id, i, j } of this.cellsOf(step.result)) {
      if (rows === "samples" && data.length > 1 && i !== own) continue;
      if (cols === "samples" && data[0].length > 1 && j !== Math.min(sample, data[0].length - 1)) continue;
      const size = Math.abs(asNumber(telling[i][j])) || 0;
      if (size >= most) [best, most] = [{ id, i, j }, size];
    }
    return best;
  }
}
