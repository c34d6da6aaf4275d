// The network as shapes: units in columns, wires between them, a circle for the loss; where each stands, and nothing of numbers.

import { drawn } from "../shared/dom.js";

/** @typedef {import("./types.js").Layer} Layer */

export class NetworkDrawing {
  /** @param {any} svg @param {(layer: number, unit: number) => void} onUnit */
  constructor(svg, onUnit) {
    this.svg = svg;
    this.onUnit = onUnit;
    /** @type {Layer[]} */ this.layers = [];
    /** @type {any} */ this.behind = null;
    /** @type {any} */ this.chips = null;
    /** @type {any} */ this.loss = null;
    /** @type {any[]} */ this.toLoss = [];
    /** @type {number[]} */ this.xs = [];
    this.top = this.gap = this.radius = this.middle = 0;
    this.small = false;
    /** @type {Map<string, any>} */ this.units = new Map();
    /** @type {Map<string, any>} */ this.wires = new Map();
  }

  /** All shapes, in the room there is. @param {Layer[]} layers */
  draw(layers) {
    this.layers = layers;
    this.measure();
    this.units.clear();
    this.wires.clear();
    this.behind = drawn("g");
    this.chips = drawn("g", { class: "chips" });
    const front = drawn("g");
    layers.forEach((layer, l) => {
      const last = l === layers.length - 1;
      for (let k = 0; k < layer.size; k++) front.append(this.drawUnit(l, k));
      front.append(this.drawTitle(l, l === 0 ? "inputs" : last ? "outputs" : layer.title.replace(" hidden", "")));
    });
    this.drawWires();
    front.append(this.drawLoss(), this.drawTitle(layers.length, "loss"));
    this.svg.replaceChildren(this.behind, front, this.chips);
  }

  measure() {
    const width = this.svg.clientWidth || 480;
    const height = this.svg.clientHeight || 300;
    const small = width < 420;
    const most = Math.max(...this.layers.map((layer) => layer.size));
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.top = small ? 18 : 26;
    this.gap = Math.min(96, (height - this.top - 6) / most);
    this.radius = Math.max(7, Math.min(29, this.gap * 0.36, width * 0.06));
    this.middle = this.top + (height - this.top - 6) / 2;
    const columns = this.layers.length;
    this.xs = [...Array(columns + 1).keys()].map((l) =>
      l === columns ? Math.min(width * 0.91, width - 28) : width * (0.09 + (0.84 * l) / columns)
    );
    this.small = small || this.radius < 19;
    this.svg.classList.toggle("small", this.small);
  }

  /** @param {number} l @param {number} k */
  spot(l, k) {
    const size = this.layers[l]?.size ?? 1;
    return [this.xs[l], this.middle + (k - (size - 1) / 2) * this.gap];
  }

  drawWires() {
    this.layers.slice(0, -1).forEach((layer, l) => {
      for (let i = 0; i < layer.size; i++)
        for (let j = 0; j < this.layers[l + 1].size; j++) {
          const [[x1, y1], [x2, y2]] = [this.spot(l, i), this.spot(l + 1, j)];
          const line = drawn("line", { x1, y1, x2, y2, class: "wire" });
          this.wires.set(`${l}/${i}/${j}`, line);
          this.behind.append(line);
        }
    });
    const end = this.layers.length - 1;
    this.toLoss = [...Array(this.layers[end].size).keys()].map((k) => {
      const [[x1, y1], [x2, y2]] = [this.spot(end, k), this.spot(end + 1, 0)];
      const line = drawn("line", { x1, y1, x2, y2, class: "to-loss" });
      this.behind.append(line);
      return line;
    });
  }

  /** @param {number} l @param {number} k */
  drawUnit(l, k) {
    const [x, y] = this.spot(l, k);
    const ground = drawn("circle", { cx: x, cy: y, r: this.radius, class: "ground" });
    const circle = drawn("circle", { cx: x, cy: y, r: this.radius, class: "unit" });
    const text = drawn("text", { x, y: y + 4.5, class: "number" });
    const below = drawn("text", { x, y: y + this.radius + 12, class: "signal" });
    const seat = drawn("g", { class: "seat", "data-unit": `${l}/${k}` }, ground, circle, text, below);
    seat.onclick = () => this.onUnit(l, k);
    this.units.set(`${l}/${k}`, { seat, circle, text, below });
    return seat;
  }

  drawLoss() {
    const [x, y] = this.spot(this.layers.length, 0);
    const circle = drawn("circle", { cx: x, cy: y, r: Math.min(Math.max(this.radius, 25), 27), class: "loss" });
    const text = drawn("text", { x, y: y + 4.5, class: "number" });
    this.loss = { seat: drawn("g", { class: "loss-seat" }, circle, text), circle, text };
    return this.loss.seat;
  }

  /** @param {number} l @param {string} title */
  drawTitle(l, title) {
    const text = drawn("text", { x: this.xs[l], y: this.small ? 11 : 14, class: "layer" });
    text.textContent = title;
    return text;
  }

  /** A number on a wire. @param {number} l @param {number} i @param {number} j @param {string} text @param {string} role */
  chip(l, i, j, text, role) {
    const [[x1, y1], [x2, y2]] = [this.spot(l, i), this.spot(l + 1, j)];
    const [x, y] = [x1 + (x2 - x1) * 0.36, y1 + (y2 - y1) * 0.36];
    const width = text.length * 7.6 + 10;
    const box = drawn("rect", { x: x - width / 2, y: y - 10, width, height: 20, rx: 10 });
    const label = drawn("text", { x, y: y + 4.5 });
    label.textContent = text;
    return drawn("g", { class: `chip role-${role}` }, box, label);
  }
}
