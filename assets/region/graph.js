/** The network as a drawing: every unit a picture of what it makes of the cut, every weight a wire; live with the film. */
import { button, make, write } from "../shared/dom.js";
import { fitted } from "./canvas.js";
import { signed } from "./format.js";
import { allSums, BLOCK, cost, forward, fromArray, layersOf, planePoints } from "./forward.js";
import { classPixels, inputPixels, paint, unitPixels } from "./pixels.js";

const WIRES = 160; // of two layers at most so many are drawn, the strongest
const MOVING = 0.5; // share of the pixels across a unit's picture while the film plays

/**
 * @typedef {{layer: number, j: number}} Unit a hidden unit; layer counts from 0
 * @typedef {{column: number, i: number, x: number, y: number, side: number, node: HTMLButtonElement, canvas: HTMLCanvasElement,
 *   note: HTMLElement, name: HTMLElement}} Node
 */

export class Graph {
  /**
   * @param {any} looks
   * @param {{hover: (unit: Unit | null) => void, press: (unit: Unit) => void}} told
   */
  constructor(looks, told) {
    this.looks = looks;
    this.told = told;
    this.wires = make("canvas", { "aria-hidden": "true" });
    this.node = make(
      "div",
      { class: "net", "data-part": "network", role: "group", "aria-label": "the network" },
      this.wires
    );
    /** @type {Node[]} */
    this.nodes = [];
    /** @type {Unit & {column?: number} | null} */
    this.hot = null;
    this.shape = "";
    this.inputs = "";
    /** @type {Set<number>[] | null} */
    this.dead = null;
  }

  /**
   * Columns of squares as large as fit: up to 100 pixels, on a projector 124, on a phone 70.
   * @param {any} run
   */
  layout(run) {
    const { sizes } = run,
      width = this.node.clientWidth,
      height = this.node.clientHeight;
    const name = [sizes, width, height, run.axes, run.classes].join("/");
    if (name === this.shape || !width) return;
    this.shape = name;
    for (const { node } of this.nodes) node.remove();
    const most = Math.min(
      width < 400 ? 70 : height > 460 ? 124 : 100,
      (width - (sizes.length - 1) * 36) / sizes.length
    );
    this.nodes = sizes.flatMap((/** @type {number} */ units, /** @type {number} */ column) => {
      const gap = units > 12 ? 2 : units > 6 ? 3 : 5,
        side = Math.floor(Math.min(most, (height - 4 - (units - 1) * gap) / units));
      const apart = Math.max(
        gap,
        Math.min(
          column === 0 || column === sizes.length - 1 ? 26 : 20,
          (height - 4 - units * side) / Math.max(1, units - 1)
        )
      );
      const top = (height - units * side - (units - 1) * apart) / 2;
      const left = 2 + (column * (width - 4 - most)) / (sizes.length - 1) + (most - side) / 2;
      return Array.from({ length: units }, (_, i) =>
        this.square(run, column, i, Math.round(left), Math.round(top + i * (side + apart)), side)
      );
    });
    this.node.append(...this.nodes.map(({ node }) => node));
  }

  /**
   * @param {any} run
   * @param {number} column
   * @param {number} i
   * @param {number} x
   * @param {number} y
   * @param {number} side
   * @returns {Node}
   */
  square(run, column, i, x, y, side) {
    const last = run.sizes.length - 1,
      hidden = column > 0 && column < last,
      unit = { layer: column - 1, j: i };
    const label =
      column === 0 ? run.axes[i] : column === last ? `class ${run.classes[i]}` : i === 0 ? `hidden ${column}` : "";
    const said = hidden ? `hidden layer ${column}, unit ${i + 1}` : column === 0 ? `input ${run.axes[i]}` : label;
    const canvas = make("canvas", { "aria-hidden": "true" }),
      note = make("em"),
      name = make("span", { class: column ? "" : "math" }, side < 34 ? "" : label);
    const node = button(
      said,
      () => hidden && this.told.press(unit),
      { class: "node", style: `left:${x}px;top:${y}px;width:${side}px;height:${side}px` },
      canvas,
      name,
      note
    );
    const on = () => this.light(hidden ? unit : null, { layer: column - 1, j: i }),
      off = () => this.light(null, null);
    Object.assign(node, {
      onpointerenter: on,
      onpointerleave: off,
      onfocus: on,
      onblur: off,
      title: side < 34 ? said : ""
    });
    return { column, i, x, y, side, node, canvas, note, name };
  }

  /** @param {Unit | null} unit @param {Unit | null} hot */
  light(unit, hot) {
    this.hot = hot;
    this.told.hover(unit);
  }

  /**
   * @param {import("./forward.js").Net} net
   * @param {any} run
   * @param {boolean} quick
   */
  draw(net, run, quick) {
    this.layout(run);
    if (!this.nodes.length) return;
    this.drawWires(net);
    this.drawUnits(net, run, quick);
  }

  /** @param {import("./forward.js").Net} net */
  drawWires(net) {
    const { colours } = this.looks,
      paper = fitted(this.wires, this.node.clientWidth, this.node.clientHeight),
      { hot } = this;
    layersOf(net).forEach(({ n, units, W }, l) => {
      const from = this.nodes.filter((node) => node.column === l),
        to = this.nodes.filter((node) => node.column === l + 1);
      const order = Array.from(W, (v, k) => ({ v: Number.isFinite(v) ? v : 0, k })).sort(
        (a, b) => Math.abs(b.v) - Math.abs(a.v)
      );
      const most = Math.max(1, Math.abs(order[0].v)),
        thick = Math.max(1.4, Math.min(5.4, 22 / Math.max(n, units)));
      for (const { v, k } of order.slice(0, WIRES)) {
        const a = from[Math.floor(k / units)],
          b = to[k % units],
          strength = Math.min(1, Math.abs(v) / most);
        const on = hot && ((hot.layer === l - 1 && hot.j === a.i) || (hot.layer === l && hot.j === b.i));
        const y0 = a.y + a.side / 2,
          y1 = b.y + b.side / 2,
          x0 = a.x + a.side,
          middle = (x0 + b.x) / 2;
        paper.beginPath();
        paper.moveTo(x0, y0);
        paper.bezierCurveTo(middle, y0, middle, y1, b.x, y1);
        paper.strokeStyle = v < 0 ? colours.neg : colours.pos;
        paper.globalAlpha = hot ? (on ? 1 : 0.1) : 0.2 + 0.7 * strength;
        paper.lineWidth = 0.6 + thick * strength;
        paper.setLineDash(v < 0 ? [6, 5] : []);
        paper.stroke();
      }
    });
  }

  /** The inputs, which change with the cut alone. @param {any} run @param {number} side @param {import("./forward.js").Fill} fill */
  drawInputs(run, side, fill) {
    const { colours, cut } = this.looks,
      { low, high } = run.box,
      name = [low, high, cut.axis, cut.at, side, colours.card, this.shape].join();
    if (name === this.inputs) return;
    this.inputs = name;
    const total = side * side,
      block = new Float64Array(3 * BLOCK),
      places = low.map(() => new Float64Array(total));
    for (let start = 0; start < total; start += BLOCK) {
      const count = Math.min(BLOCK, total - start);
      fill(start, count, block);
      for (const [a, axis] of places.entries()) axis.set(block.subarray(a * BLOCK, a * BLOCK + count), start);
    }
    const fixed = low[cut.axis] + ((high[cut.axis] - low[cut.axis]) * (cut.at + 1)) / 2;
    for (const { i, canvas, note, side: large } of this.nodes.filter(({ column }) => column === 0)) {
      paint(canvas, inputPixels(places[i], run.box, i, colours).data, side);
      write(note, i === cut.axis && large >= 60 ? `= ${signed(fixed.toFixed(1))}` : "");
    }
  }

  /**
   * @param {import("./forward.js").Net} net
   * @param {any} run
   * @param {boolean} quick
   */
  drawUnits(net, run, quick) {
    const { colours, cut, unit } = this.looks,
      largest = Math.max(...this.nodes.map(({ side }) => side));
    const fine = quick ? Math.ceil(MOVING * largest) : largest,
      side = Math.max(10, Math.round(Math.min(fine, Math.sqrt((quick ? 3e6 : 12e6) / (cost(net.sizes) + 1)))));
    const total = side * side,
      fill = planePoints(run.box, cut, side),
      sums = allSums(net, total, fill),
      last = sums.length - 1,
      dead = quick && this.dead ? this.dead : deadUnits(net, run);
    this.drawInputs(run, side, fill);
    this.dead = dead;
    for (const square of this.nodes) {
      const { column, i, node, canvas, note } = square,
        hidden = column > 0 && column <= last;
      if (column === 0) continue;
      const pixels = hidden
        ? unitPixels(sums[column - 1][i], net.activation, side, colours)
        : classPixels(sums[last], i, colours);
      paint(canvas, pixels.data, side);
      const gone = hidden && dead?.[column - 1].has(i);
      const about = gone
        ? square.side >= 34
          ? "dead"
          : ""
        : hidden && pixels.empty && square.side >= 60
          ? "0 on this cut"
          : "";
      write(note, about);
      node.classList.toggle("dead", Boolean(gone));
      node.classList.toggle("hot", Boolean(unit && hidden && unit.layer === column - 1 && unit.j === i));
      const label = `hidden layer ${column}, unit ${i + 1}${gone ? ", dead: 0 for every point" : ""}`;
      if (hidden && node.getAttribute("aria-label") !== label) node.setAttribute("aria-label", label);
    }
  }
}

/**
 * The ReLU units that pass on 0 for every training point sent along.
 * @param {import("./forward.js").Net} net
 * @param {any} run
 */
export function deadUnits(net, run) {
  return firing(net, run).map(
    (layer) => new Set(layer.flatMap((count, j) => (net.activation === "relu" && count === 0 ? [j] : [])))
  );
}

/**
 * For how many of the training points each hidden unit's sum is above 0.
 * @param {import("./forward.js").Net} net
 * @param {any} run
 */
export function firing(net, run) {
  const { x, label } = run.points.train,
    counts = net.sizes.slice(1, -1).map((units) => new Array(units).fill(0));
  forward(net, label.length, fromArray(x), (l, h, _, count) => {
    counts[l]?.forEach((_, j) => {
      for (let p = j * BLOCK; p < j * BLOCK + count; p++) if (h[p] > 0) counts[l][j]++;
    });
  });
  return counts;
}
