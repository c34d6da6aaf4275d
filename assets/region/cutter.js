/** The plane in which both classes are shown on a cut: its axis, and where on it. */
import { button, make, write } from "../shared/dom.js";
import { inUnits } from "./format.js";

export class Cutter {
  /** @param {any} looks @param {() => void} moved */
  constructor(looks, moved) {
    this.looks = looks;
    this.out = make("output");
    this.slide = make("input", {
      type: "range",
      min: -1,
      max: 1,
      step: 0.02,
      "aria-label": "where the cut runs",
      oninput: () => {
        looks.cut.at = Number(this.slide.value);
        moved();
      }
    });
    this.axes = [0, 1, 2].map((axis) =>
      button("", () => {
        looks.cut.axis = axis;
        moved();
      })
    );
    this.node = make(
      "div",
      { class: "cutter", role: "group", "aria-label": "the cut" },
      make("span", {}, "Cut at"),
      make("div", { class: "seg" }, ...this.axes),
      this.slide,
      this.out
    );
  }

  /** @param {any} run */
  show(run) {
    const { axis, at } = this.looks.cut,
      value = run.box.low[axis] + ((run.box.high[axis] - run.box.low[axis]) * (at + 1)) / 2;
    for (const [k, node] of this.axes.entries()) {
      if (node.textContent !== run.axes[k]) node.textContent = node.title = run.axes[k];
      node.setAttribute("aria-pressed", String(k === axis));
    }
    write(this.out, inUnits(run, axis, value));
    this.slide.value = String(at);
    this.slide.setAttribute("aria-valuetext", `${run.axes[axis]} = ${this.out.textContent}`);
    this.slide.style.setProperty("--p", `${50 * (at + 1)}%`);
  }
}
