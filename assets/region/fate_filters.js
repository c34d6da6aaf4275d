/** How seeds ended, as buttons with a number each: a press shows only those. */
import { button, make } from "../shared/dom.js";
import { fitted } from "./canvas.js";
import { colourOf, drawMark, groups, meant, shapeOf } from "./fates.js";
import { capital } from "./format.js";

export class FateFilters {
  /** @param {any} looks @param {(group: string) => void} pick */
  constructor(looks, pick) {
    this.looks = looks;
    this.pick = pick;
    this.shown = "";
    this.node = make("div", {
      class: "filters",
      role: "group",
      "aria-label": "how seeds end; press to see only those"
    });
  }

  /** @param {any[]} seeds @param {string | null} picked */
  show(seeds, picked) {
    const list = groups(seeds),
      { colours, dark } = this.looks,
      name = JSON.stringify([list, picked, dark, colours.card]);
    if (name === this.shown) return;
    this.shown = name;
    const old = new Map(
      /** @type {HTMLElement[]} */ ([...this.node.children]).map((node) => [node.dataset.group, node])
    );
    this.node.replaceChildren(
      ...list.map(([group, n]) => {
        const sign = make("canvas", { "aria-hidden": "true" }),
          node =
            old.get(group) ??
            button(group, () => this.pick(group), { class: "filter", "data-group": group, title: meant(group) }, "");
        node.replaceChildren(sign, capital(group), make("b", {}, String(n)));
        node.setAttribute("aria-label", `${group}: ${n}`);
        node.setAttribute("aria-pressed", String(picked === group));
        drawMark(fitted(sign, 14, 14), shapeOf(group), 7, 7, 5, colourOf(group, colours), colours.card);
        return node;
      })
    );
  }
}
