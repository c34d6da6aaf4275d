/** One point's way through the network, every number of it. */
import { make } from "../shared/dom.js";
import { decimal, inUnits, percent } from "./format.js";
import { BLOCK, forward, fromArray, NOBODY, softmax, winners } from "./forward.js";
import { ACTIVATE } from "./trainer/activations.js";

export class PointPanel {
  /** @param {any} view the page: looks, run, net, choose(k) */
  constructor(view) {
    this.view = view;
    this.number = make("input", {
      type: "number",
      min: 1,
      "aria-label": "number of the point",
      onchange: () => view.choose(Number(this.number.value) - 1)
    });
    this.of = make("span", { class: "soft" });
    this.list = make("div", {
      class: "way",
      role: "region",
      "aria-live": "polite",
      "aria-label": "the point’s way",
      tabindex: 0
    });
    this.node = make(
      "div",
      { class: "panel point" },
      make("label", { class: "line" }, "Point ", this.number, this.of),
      this.list
    );
  }

  show() {
    const { looks, run, net } = this.view,
      points = run.points[looks.set],
      n = points.label.length;
    const k = Math.max(0, Math.min(n - 1, looks.chosen)),
      truth = points.label[k];
    this.number.max = String(n);
    this.number.value = String(k + 1);
    this.of.textContent = ` of ${n.toLocaleString("en")}${looks.set === "test" ? " unseen" : ""}, or press one in the cube`;
    const inputs = [0, 1, 2].map((axis) => points.x[3 * k + axis]),
      rows = [];
    if (run.scale.some((/** @type {number} */ v) => v !== 1)) {
      const own = inputs.map((v, axis) => `${run.axes[axis]} ${inUnits(run, axis, v)}`).join(", ");
      rows.push(
        make("p", {}, `In your file: ${own}. The network gets each column brought to mean 0 and standard deviation 1.`)
      );
    }
    rows.push(...row("Inputs", inputs));
    /** @type {number[][]} */
    const sums = [];
    forward(net, 1, fromArray(points.x, k), (l, h) =>
      sums.push(Array.from({ length: net.sizes[l + 1] }, (_, j) => h[j * BLOCK]))
    );
    for (const [l, h] of sums.slice(0, -1).entries()) {
      rows.push(...row(`Hidden layer ${l + 1}, after the activation`, h.map(ACTIVATE[net.activation])));
    }
    const z = sums[sums.length - 1],
      chance = softmax(z),
      best = winners(z.map((v) => Float64Array.of(v)))[0];
    rows.push(...row("Output: scores", z), ...row("Softmax: probabilities", chance));
    const verdict =
      best === NOBODY
        ? "The network’s output is not a number: it says nothing."
        : `The network says class ${run.classes[best]} with ${percent(chance[best])}; the point is class ${run.classes[truth]}. ${best === truth ? "Right." : "Wrong."}`;
    rows.push(make("p", { class: "verdict" }, verdict));
    this.list.replaceChildren(...rows);
  }
}

/** @param {string} title @param {number[]} values */
function row(title, values) {
  const most = values.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  const cells = values.map((v) =>
    make(
      "span",
      { class: `cell ${v < 0 ? "minus" : "plus"}`, style: `--t:${most ? Math.round((48 * Math.abs(v)) / most) : 0}%` },
      decimal(v)
    )
  );
  return [make("h4", {}, title), make("div", { class: "cells" }, ...cells)];
}
