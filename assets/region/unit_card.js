/** A hidden unit opened: its picture, its formula, and what it does with the points. */
import { button, make } from "../shared/dom.js";
import { withTerms } from "../shared/terms.js";
import { icon } from "./canvas.js";
import { percent, signed } from "./format.js";
import { allSums, layersOf, planePoints } from "./forward.js";
import { firing } from "./graph.js";
import { paint, unitPixels } from "./pixels.js";

const SIDE = 112;

export class UnitCard {
  /** @param {any} view @param {() => void} close */
  constructor(view, close) {
    this.view = view;
    this.canvas = make("canvas", { "aria-hidden": "true" });
    this.title = make("h3");
    this.formula = make("p", { class: "formula" });
    this.words = make("p");
    this.node = make(
      "section",
      { class: "unit-card", role: "dialog", "aria-label": "a unit", hidden: true },
      button("close", close, { class: "shut" }, icon("close")),
      this.title,
      this.canvas,
      this.formula,
      this.words
    );
    this.node.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") close();
    };
  }

  /** @param {boolean} quick */
  show(quick) {
    const { looks, run, net, pinned } = this.view;
    this.node.hidden = !pinned || pinned.layer >= net.sizes.length - 2 || pinned.j >= net.sizes[pinned.layer + 1];
    if (this.node.hidden) return;
    const { layer, j } = pinned,
      { n, units, W, b } = layersOf(net)[layer];
    this.title.textContent = `Hidden layer ${layer + 1}, unit ${j + 1}`;
    const sums = allSums(net, SIDE * SIDE, planePoints(run.box, looks.cut, SIDE));
    paint(this.canvas, unitPixels(sums[layer][j], net.activation, SIDE, looks.colours).data, SIDE);
    const names = layer === 0 ? run.axes : Array.from({ length: n }, (_, i) => `a${i + 1}`);
    const terms = Array.from(
      { length: Math.min(n, 8) },
      (_, i) => `${signed(W[i * units + j].toFixed(2))}·${names[i]}`
    );
    this.formula.textContent = `${terms.join(" + ")}${n > 8 ? " + …" : ""} + ${signed(b[j].toFixed(2))}`.replaceAll(
      "+ −",
      "− "
    );
    if (quick) return;
    const share = firing(net, run)[layer][j] / run.points.train.label.length,
      relu = net.activation === "relu";
    const turns = layer === 0 ? "a plane" : "a sheet folded by the units before it";
    const says = relu
      ? share === 0
        ? "It is 0 for every point, so no gradient reaches its weights: a dead unit."
        : `It turns on at ${turns}, shown in the cube, and is above 0 for ${percent(share, 0)} of the points.`
      : `Its sum changes sign at ${turns}, shown in the cube, and is above 0 for ${percent(share, 0)} of the points.`;
    this.words.replaceChildren(...withTerms(says));
  }
}
