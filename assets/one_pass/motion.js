// The motion of a step: a sample's numbers leave their units, travel along the wires and land in the next unit and from
// there in their cell; on the way back the gradients do the same. What has no place in the network flies from matrix to
// matrix. Where a function lets nothing through, the number is struck out.

import { make, still } from "../shared/dom.js";
import { cellKey } from "./labels.js";
import { cellText } from "./numbers.js";

/** @typedef {import("./types.js").Place} Place */
/**
 * @typedef {{text: string, from: any, to: any, later?: string, stopped?: boolean, sample?: number,
 *   source?: Place}} Flight
 */

/** Functions that let a number through or put 0 in its place. */
const MASKS = ["relu", "multiply"];
/** Milliseconds at speed 1: the whole way of the first cell at most; a flight; from a unit into its cell; a glance. */
const TIME = { first: 4000, flight: 1100, landing: 700, glance: 750, sweep: 1600, beat: 45 };
/** Numbers in the air at once, at most. */
const MOST = 40;

export class Motion {
  /** @param {any} stage */
  constructor(stage) {
    this.stage = stage;
    this.run = 0;
    this.speed = 1;
    this.moving = false;
  }

  /** The cells of the result, in the order in which they appear. @returns {Place[]} */
  results() {
    const { stage } = this;
    const { result, rule } = stage.payload.steps[stage.at];
    return result && rule.kind !== "given" ? stage.index.cellsOf(result) : [];
  }

  /** Stops what moves, with the step's whole result in view. */
  stop() {
    this.run++;
    this.moving = false;
    const { fly, frame } = this.stage.parts;
    fly.replaceChildren();
    for (const each of frame.querySelectorAll(".veiled, .masked, .wait"))
      each.classList.remove("veiled", "masked", "wait");
    for (const each of frame.querySelectorAll(".fire")) each.classList.remove("fire");
  }

  /** @param {number} ms @param {number} run */
  async pause(ms, run) {
    for (let left = ms; left > 0 && run === this.run; left -= 40 * this.speed)
      await new Promise((done) => setTimeout(done, Math.min(40, left / this.speed)));
    if (run !== this.run) throw INTERRUPTED;
  }

  /** The last table cell that shows a cell; shown: of an operand, not of the result. @param {Place} cell @param {boolean} [operand] */
  td(cell, operand = false) {
    const found = this.stage.cells.get(cellKey(cell.id, cell.i, cell.j)) ?? [];
    return operand ? found.find((/** @type {any} */ td) => td.at.part !== "result") : found.at(-1);
  }

  /** A number flies from one element to another. @param {Flight} flight @param {number} ms @param {number} run @param {string} [className] */
  async go({ text, from, to, later, stopped }, ms, run, className = "") {
    if (run !== this.run) throw INTERRUPTED;
    if (still() || !from?.getClientRects().length || !to?.getClientRects().length) return;
    const { fly } = this.stage.parts;
    const origin = fly.getBoundingClientRect();
    const centre = (/** @type {any} */ node) => {
      const box = node.getBoundingClientRect();
      return [box.x + box.width / 2 - origin.x, box.y + box.height / 2 - origin.y];
    };
    const [[ax, ay], [bx, by]] = [centre(from), centre(to)];
    await null; // all that set out together are measured before the first of them is drawn
    const token = make("div", { class: `token ${className}` }, text);
    fly.append(token);
    const at = (/** @type {number} */ share, /** @type {number} */ size) =>
      `translate(${ax + (bx - ax) * share}px, ${ay + (by - ay) * share}px) translate(-50%, -50%) scale(${size})`;
    const end = stopped ? 0.55 : 1;
    const frames = [
      { transform: at(0, 0.6), opacity: 0 },
      { transform: at(0.06, 1), opacity: 1, offset: 0.16 },
      { transform: at(0.93 * end, 1), opacity: stopped ? 0 : 1, offset: 0.88 },
      { transform: at(end, 0.7), opacity: 0 }
    ];
    const motion = token.animate(frames, { duration: ms / this.speed, easing: "cubic-bezier(.4,.1,.4,1)" });
    if (later)
      setTimeout(
        () => {
          token.textContent = later;
        },
        (0.5 * ms) / this.speed
      );
    await motion.finished.catch(() => {});
    token.remove();
    if (run !== this.run) throw INTERRUPTED;
  }

  /** What flies into a cell of the result. @param {Place} cell @returns {Flight[]} */
  flights(cell) {
    const { index, network, payload } = this.stage;
    const { rule } = index.origin.get(cell.id);
    const { cells, value } = /** @type {import("./types.js").Explained} */ (index.explain(cell));
    const target = network.anchor(cell);
    const into = target ?? this.td(cell);
    if (rule.kind === "affine" || rule.kind === "matmul") return this.products(cell, rule, cells, into);
    const back = rule.fn === "error_share" || (rule.fn === "subtract" && payload.values[cell.id].role === "grad");
    if (back && target) return [{ text: cellText(value, 3), from: network.loss.circle, to: target }];
    const stopped = MASKS.includes(rule.fn) && value === 0;
    return cells.map((source) => {
      const seat = network.anchor(source);
      const from = seat && target && seat !== target ? seat : this.td(source, true);
      return { text: cellText(source.value, 3), from, to: into, stopped: stopped && source.value !== 0, source };
    });
  }

  /** The products of a sum; 0 brings nothing. @param {Place} cell @param {any} rule @param {any[]} cells @param {any} into */
  products(cell, rule, cells, into) {
    const { network, payload } = this.stage;
    const bias = rule.kind === "affine" ? 1 : 0;
    const half = (cells.length - bias) / 2;
    const onWire = payload.values[cell.id].at?.what === "edges";
    return [...Array(half).keys()].map((k) => {
      const [a, b] = [cells[k], cells[half + k]];
      const carrier = onWire ? b : a;
      const from = network.anchor(carrier) ?? this.td(carrier, true);
      const product = cellText(a.value * b.value, 3);
      const nothing = a.value === 0 || b.value === 0;
      return {
        text: cellText(carrier.value, 3),
        from: nothing ? null : from,
        to: into,
        later: product,
        sample: onWire ? k : undefined
      };
    });
  }

  /** The first cell, slowly: term by term, the arithmetic with it. @param {Place} cell @param {number} run @param {number} pace */
  async slowly(cell, run, pace) {
    const { stage } = this;
    stage.ask(cell);
    const lines = [...stage.parts.arithmetic.querySelectorAll(".ln")];
    const hidden = [...lines, ...stage.parts.arithmetic.querySelectorAll(".exact")];
    if (stage.payload.values[cell.id].at?.what === "edges") stage.network.chips.replaceChildren();
    for (const each of hidden) each.classList.add("wait");
    const flights = this.flights(cell);
    const seat = stage.network.anchor(cell)?.closest?.(".seat");
    seat?.classList.add("wait");
    const apart = (pace * Math.min(TIME.first, 520 * flights.length)) / Math.max(1, flights.length);
    const each = flights.map(async (flight, k) => {
      await this.pause(apart * k, run);
      if (flight.stopped) this.strike(flight);
      const choice = stage.parts.samples.querySelectorAll("button")[flight.sample ?? -1];
      choice?.classList.add("fire");
      await this.go(flight, pace * TIME.flight, run);
      choice?.classList.remove("fire");
      lines[k]?.classList.remove("wait");
    });
    await Promise.all(each);
    for (const each of hidden) each.classList.remove("wait");
    seat?.classList.remove("wait");
    await this.land(cell, run, pace * TIME.landing);
  }

  /** From the unit into the cell. @param {Place} cell @param {number} run @param {number} ms */
  async land(cell, run, ms) {
    const seat = this.stage.network.anchor(cell);
    const td = this.td(cell);
    if (seat && ms) await this.go({ text: td.textContent, from: seat, to: td }, ms, run, "asked");
    td.classList.remove("veiled");
    if (!still()) td.classList.add("pop");
    setTimeout(() => td.classList.remove("pop"), 500);
  }

  /** @param {Flight} flight */
  strike(flight) {
    if (flight.source) this.td(flight.source, true)?.classList.add("masked");
  }

  /** Strikes out, of cells that appear at once, what is not let through. @param {Place} cell */
  strikeAll(cell) {
    for (const flight of this.flights(cell)) if (flight.stopped) this.strike(flight);
  }

  /** Runs something that another motion may interrupt. @param {(run: number) => Promise<void>} act @returns {Promise<boolean>} */
  async start(act) {
    this.stop();
    const run = ++this.run;
    this.moving = true;
    try {
      await act(run);
    } catch (reason) {
      if (reason !== INTERRUPTED) throw reason;
      return false;
    }
    this.stop();
    const { stage } = this;
    stage.ask(stage.pinned ?? stage.index.example(stage.payload.steps[stage.at], stage.sample));
    return true;
  }

  /** The first cell slowly, the second at half the time, the rest as a sweep. */
  show() {
    const cells = this.results();
    if (!cells.length) return Promise.resolve(true);
    return this.start(async (run) => {
      for (const cell of cells) this.td(cell)?.classList.add("veiled");
      const { stage } = this;
      const asked = cells.find(
        (cell) => stage.asked && cell.id === stage.asked.id && cell.i === stage.asked.i && cell.j === stage.asked.j
      );
      const first = asked ?? cells[0];
      await this.slowly(first, run, still() ? 0.6 : 1);
      const rest = cells.filter((cell) => cell !== first);
      const second = rest.find((cell) => cell.i === first.i) ?? rest[0];
      if (second) await this.slowly(second, run, 0.5);
      await this.sweep(
        rest.filter((cell) => cell !== second),
        run
      );
      await this.pause(500, run);
    });
  }

  /** @param {Place[]} cells @param {number} run */
  async sweep(cells, run) {
    const beat = Math.min(TIME.beat * 3, TIME.sweep / Math.max(1, cells.length));
    for (const cell of cells) {
      this.strikeAll(cell);
      await this.pause(beat, run);
      await this.land(cell, run, 0);
    }
  }

  /** At once, when a step comes on: what one sample brings travels along all wires together. */
  glance() {
    const { stage } = this;
    const asked = stage.asked;
    const step = stage.payload.steps[stage.at];
    if (still() || !asked || step.result !== asked.id) return;
    const value = stage.payload.values[asked.id];
    const row = this.results().filter((cell) =>
      value.rows === "samples" ? cell.i === asked.i : cell.i === asked.i && cell.j === asked.j
    );
    const flights = row.map((cell) => ({ cell, all: this.flights(cell) }));
    if (!row.length || flights.reduce((n, each) => n + each.all.length, 0) > MOST) return;
    this.start(async (run) => {
      for (const { cell } of flights) this.td(cell)?.classList.add("veiled");
      await new Promise((painted) => requestAnimationFrame(painted)); // the step is seen first
      await Promise.all(
        flights.map(async ({ cell, all }) => {
          const small = all.length * row.length > 6 ? "small" : "";
          await Promise.all(all.map((flight) => this.go({ ...flight, later: undefined }, TIME.glance, run, small)));
          await this.land(cell, run, TIME.glance * 0.7);
        })
      );
    });
  }
}

const INTERRUPTED = Symbol("interrupted");
