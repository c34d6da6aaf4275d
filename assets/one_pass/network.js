// The network, large: wires thick and coloured by weight, units with one sample's values, the loss at the end. On the way
// back the gradients stand below the units, and the wires show the gradients of their weights.

import { button, make } from "../shared/dom.js";
import { NetworkDrawing } from "./network_drawing.js";
import { asNumber, cellText } from "./numbers.js";

/** @typedef {import("./types.js").Value} Value */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("./trace_index.js").TraceIndex} TraceIndex */

const isForward = (/** @type {Value} */ value) => value.role === "data" || value.role === "act";
const isWeight = (/** @type {Value} */ value) => value.role === "param";
const isGradient = (/** @type {Value} */ value) => value.name.startsWith("dloss_");

/**
 * The latest value made by step `at` that belongs to a place in the drawing, of a kind.
 * @param {TraceIndex} index @param {number} at @param {string} what @param {number} layer @param {(value: Value) => boolean} isKind
 * @returns {{id: string, value: Value, step: number} | null}
 */
function latest(index, at, what, layer, isKind) {
  /** @type {{id: string, value: Value, step: number} | null} */
  let found = null;
  for (const [id, { step }] of index.origin) {
    const value = index.payload.values[id];
    const fits =
      value.at && value.at.what === what && value.at.layer === layer && !value.at.transposed && isKind(value);
    if (fits && step <= at && step >= (found?.step ?? -1)) found = { id, value, step };
  }
  return found;
}

/** A loss, as everywhere; a large one in as many characters. @param {import("./types.js").Cell} loss */
const lossText = (loss) => cellText(loss, Math.abs(asNumber(loss)) < 10 ? 4 : 2);

/** A number on a unit, in a few characters. @param {number} x @param {boolean} small */
function unitText(x, small) {
  if (!Number.isFinite(x)) return cellText(Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf");
  const size = Math.abs(x);
  if (size > 0 && size < 0.005) return "~0";
  if (Number.isInteger(x) && size < 1e4) return cellText(x);
  if (size >= 1e4) return cellText(x, 0).replace(/\.\d+·/, "·");
  return cellText(x, size >= 100 ? 0 : size >= 10 || small ? 1 : 2);
}

/** The drawn network of one pass: its numbers, and what of it is lit. */
export class Network extends NetworkDrawing {
  /**
   * @param {any} svg @param {any} samples  the row of sample buttons
   * @param {(layer: number, unit: number) => void} onUnit @param {(sample: number) => void} onSample
   */
  constructor(svg, samples, onUnit, onSample) {
    super(svg, onUnit);
    this.samples = samples;
    this.onSample = onSample;
    this.index = /** @type {TraceIndex} */ (/** @type {unknown} */ (null));
  }

  /** Takes a payload over, and the room there is. @param {TraceIndex} index */
  build(index) {
    this.index = index;
    this.draw(index.payload.network.layers);
    const choices = [...Array(index.samples).keys()].map((k) =>
      button(String(k + 1), () => this.onSample(k), {
        class: "choice",
        "aria-label": `Show sample ${k + 1}`,
        "aria-pressed": "false"
      })
    );
    this.samples.replaceChildren(make("span", {}, "sample"), ...choices);
  }

  /**
   * Weights, values and gradients as they stand after step `at`, for one sample.
   * @param {number} at @param {number} sample @param {Record<string, Value> | null} [instead]  other values for some ids
   */
  show(at, sample, instead = null) {
    const { index } = this;
    const of = (/** @type {{id: string, value: Value} | null} */ found) =>
      found && (instead?.[found.id] ?? found.value);
    const step = index.payload.steps[Math.max(at, 0)];
    this.layers.forEach((layer, l) => {
      const output = of(latest(index, at, "units", l, isForward));
      const signal = step.phase === "backward" ? of(latest(index, at, "units", l, isGradient)) : null;
      const dead = l > 0 && l < this.layers.length - 1 && output === of(this.outputOf(l, at));
      for (let k = 0; k < layer.size; k++) {
        const still = dead && output?.data.every((row) => row[k] === 0);
        this.showUnit(l, k, output?.data[sample]?.[k], signal?.data[sample]?.[k], Boolean(still));
      }
      if (l < this.layers.length - 1) this.showWires(l, at, step, of);
    });
    this.showLoss(at, step);
    if (step.phase === "unit") this.showOneUnit(at);
    const pressed = [...this.samples.querySelectorAll("button")];
    pressed.forEach((each, k) => {
      each.setAttribute("aria-pressed", String(k === sample));
    });
    this.svg.setAttribute("aria-label", this.inWords(sample));
  }

  /** The activations of a layer, once they are there. @param {number} l @param {number} at */
  outputOf(l, at) {
    const { value } = this.layers[l];
    return latest(
      this.index,
      at,
      "units",
      l,
      (/** @type {Value} */ each) => each.name === this.index.payload.values[value]?.name
    );
  }

  /** @param {number} l @param {number} k @param {any} output @param {any} signal @param {boolean} dead */
  showUnit(l, k, output, signal, dead) {
    const { seat, circle, text, below } = this.units.get(`${l}/${k}`);
    const known = output !== undefined;
    const x = known ? asNumber(output) : Number.NaN;
    text.textContent = known ? unitText(x, this.small) : "";
    seat.classList.toggle("unknown", !known);
    seat.classList.toggle("dead", dead);
    circle.classList.toggle("neg", x < 0);
    circle.classList.toggle("pos", x > 0);
    const share = Math.tanh(Math.abs(x || 0));
    circle.style.setProperty("--t", `${Math.round(10 + 34 * share)}%`);
    circle.style.setProperty("--td", `${Math.round(20 + 60 * share)}%`);
    seat.classList.toggle("strong", share > 0.7);
    const room = this.gap > 2 * this.radius + 14;
    below.textContent = signal === undefined || !room ? "" : cellText(signal, 3);
  }

  /** @param {number} l @param {number} at @param {import("./types.js").Step} step @param {(found: any) => Value | null} of */
  showWires(l, at, step, of) {
    const gradient = step.phase === "backward" ? of(latest(this.index, at, "edges", l, isGradient)) : null;
    const weights = of(latest(this.index, at, "edges", l, isWeight));
    const shown = gradient ?? weights;
    const top = shown
      ? Math.max(
          ...shown.data
            .flat()
            .map((w) => Math.abs(asNumber(w)))
            .filter(Number.isFinite),
          1e-12
        )
      : 1;
    const thick = this.small ? 4 : 7;
    for (let i = 0; i < this.layers[l].size; i++)
      for (let j = 0; j < this.layers[l + 1].size; j++) {
        const w = shown ? asNumber(shown.data[i][j]) : 0;
        const line = this.wires.get(`${l}/${i}/${j}`);
        line.classList.toggle("neg", w < 0);
        line.classList.toggle("pos", w > 0);
        line.classList.toggle("grad", gradient !== null);
        line.style.strokeWidth = String(w && Number.isFinite(w) ? 1 + (thick * Math.abs(w)) / top : 1);
      }
  }

  /** The single unit that the pass opens with, in the place of the first hidden one. @param {number} at */
  showOneUnit(at) {
    const { values } = this.index.payload;
    const made = (/** @type {string} */ id) => (this.index.origin.get(id)?.step ?? Infinity) <= at;
    if (!values.unit_x || !values.unit_w) return;
    const weights = values.unit_w.data.map((row) => asNumber(row[0]));
    const top = Math.max(...weights.map(Math.abs), 1e-12);
    values.unit_x.data[0].forEach((x, k) => {
      this.showUnit(0, k, x, undefined, false);
      const line = this.wires.get(`0/${k}/0`);
      line.classList.toggle("neg", weights[k] < 0);
      line.classList.toggle("pos", weights[k] > 0);
      line.style.strokeWidth = String(1 + (7 * Math.abs(weights[k])) / top);
    });
    const output = ["unit_output", "unit_sum"].find((id) => values[id] && made(id));
    this.showUnit(1, 0, output ? values[output].data[0][0] : undefined, undefined, false);
  }

  /** @param {number} at @param {import("./types.js").Step} step */
  showLoss(at, step) {
    const ids = ["new_cce_loss", "cce_loss"];
    const found = ids.find((id) => (this.index.origin.get(id)?.step ?? Infinity) <= at);
    const again = step.phase === "again" && found === "cce_loss";
    const known = found !== undefined && !again;
    this.loss.seat.classList.toggle("unknown", !known);
    this.loss.text.textContent = known ? lossText(this.index.payload.values[found].data[0][0]) : "";
    for (const line of this.toLoss) line.classList.toggle("on", known);
  }

  /** Shows a loss that is not of this pass. @param {number} loss */
  tellLoss(loss) {
    this.loss.text.textContent = lossText(loss);
  }

  /**
   * Lights the units and wires that cells stand for, and writes the weights on the lit wires.
   * @param {Place[]} cells @param {Place | null} asked
   */
  light(cells, asked) {
    for (const line of this.wires.values()) line.classList.remove("lit");
    for (const { seat } of this.units.values()) seat.classList.remove("lit", "asked");
    this.chips.replaceChildren();
    this.svg.classList.toggle("questioned", asked !== null);
    for (const cell of cells) this.mark(cell, "lit");
    if (asked) this.mark(asked, "asked");
    if (asked?.id.startsWith("unit_")) this.lightOneUnit(asked);
  }

  /** @param {Place} asked  a cell of the single unit that the pass opens with */
  lightOneUnit(asked) {
    const { values } = this.index.payload;
    values.unit_w.data.forEach((row, k) => {
      this.wires.get(`0/${k}/0`)?.classList.add("lit");
      if (!this.small) this.chips.append(this.chip(0, k, 0, cellText(row[0]), "param"));
      this.units.get(`0/${k}`)?.seat.classList.add("lit");
    });
    const result = asked.id === "unit_sum" || asked.id === "unit_output";
    this.units.get("1/0")?.seat.classList.add(result ? "asked" : "lit");
  }

  /** @param {Place} cell @param {string} className */
  mark(cell, className) {
    const value = this.index.payload.values[cell.id];
    const at = value.at;
    if (!at) return;
    const [i, j] = at.transposed ? [cell.j, cell.i] : [cell.i, cell.j];
    if (at.what === "edges") {
      const line = this.wires.get(`${at.layer}/${i}/${j}`);
      line?.classList.add("lit");
      if (line && !this.small)
        this.chips.append(this.chip(at.layer, i, j, cellText(value.data[cell.i][cell.j]), value.role));
      if (className === "asked")
        for (const [l, k] of [
          [at.layer, i],
          [at.layer + 1, j]
        ])
          this.units.get(`${l}/${k}`)?.seat.classList.add("lit");
      return;
    }
    const key = at.what === "bias" ? `${at.layer + 1}/${j}` : `${at.layer}/${j}`;
    this.units.get(key)?.seat.classList.add(className);
  }

  /** Where a cell of a value sits in the drawing, as an element; null for what has no place. @param {Place} cell */
  anchor(cell) {
    const at = this.index.payload.values[cell.id].at;
    if (!at) return null;
    const [i, j] = at.transposed ? [cell.j, cell.i] : [cell.i, cell.j];
    if (at.what === "edges") return this.wires.get(`${at.layer}/${i}/${j}`) ?? null;
    return this.units.get(at.what === "bias" ? `${at.layer + 1}/${j}` : `${at.layer}/${j}`)?.circle ?? null;
  }

  /** @param {number} sample */
  inWords(sample) {
    const sizes = this.layers.map((layer) => `${layer.size} ${layer.title}`).join(", ");
    const outputs = this.layers.map((layer, l) => {
      const texts = [...Array(layer.size).keys()]
        .map((k) => this.units.get(`${l}/${k}`).text.textContent)
        .filter(Boolean);
      return texts.length ? `${layer.title}: ${texts.join(", ")}` : null;
    });
    return `The network: ${sizes}. Sample ${sample + 1}. ${outputs.filter(Boolean).join("; ")}`;
  }
}
