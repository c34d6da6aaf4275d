/** Which points stand in the cube: a button a class, one for the wrong ones alone, one for training or unseen points. */
import { button, make } from "../shared/dom.js";
import { DRAWN_POINTS } from "./words.js";

export class Legend {
  /** @param {any} looks @param {() => void} changed */
  constructor(looks, changed) {
    this.looks = looks;
    this.changed = changed;
    this.name = "";
    this.node = make("div", { class: "legend", role: "group", "aria-label": "points shown" });
  }

  /** @param {any} run */
  show(run) {
    this.build(run.classes);
    const { looks } = this,
      [wrong, sets] = [...this.node.children].slice(-2),
      kind = looks.set === "test" ? "unseen" : "training",
      n = run.points[looks.set].label.length,
      all = Math.max(run.n[looks.set], n);
    [...this.node.children].slice(0, -2).forEach((node, c) => {
      node.setAttribute("aria-pressed", String(looks.shown[c]));
    });
    wrong.setAttribute("aria-pressed", String(looks.onlyWrong));
    sets.textContent = `${kind} points`;
    /** @type {HTMLElement} */ (sets).title =
      `${Math.min(n, DRAWN_POINTS).toLocaleString("en")} of ${all.toLocaleString("en")} drawn; press for the others`;
    sets.setAttribute("aria-label", `points shown: ${kind}; press for the others`);
  }

  /** @param {string[]} classes */
  build(classes) {
    const { colours, dark } = this.looks,
      name = `${classes} ${dark} ${colours.card}`;
    if (name === this.name) return;
    this.name = name;
    this.node.replaceChildren(
      ...classes.map((title, c) =>
        button(
          `class ${title}`,
          () => this.toggleClass(c),
          {},
          make("i", { class: `mark m${c % 4}`, style: `--own:${colours.classes[c]}` }),
          `class ${title}`
        )
      ),
      button("only wrong points", () => this.toggleWrong(), { class: "kx" }, make("i", {}, "✕"), "only wrong"),
      button("points shown", () => this.toggleSet(), { class: "sets" }, "")
    );
  }

  /** @param {number} c */
  toggleClass(c) {
    this.looks.shown[c] = !this.looks.shown[c];
    this.changed();
  }

  toggleWrong() {
    this.looks.onlyWrong = !this.looks.onlyWrong;
    this.changed();
  }

  toggleSet() {
    this.looks.set = this.looks.set === "test" ? "train" : "test";
    this.looks.chosen = -1;
    this.changed();
  }
}
