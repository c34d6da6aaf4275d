/** The trained network on fresh points: how many it gets right, and what it takes for what. */
import { make } from "../shared/dom.js";
import { decimal, percent, whole } from "./format.js";
import { numberOf } from "./typed.js";

export class UnseenPanel {
  /** @param {any} view */
  constructor(view) {
    this.view = view;
    const input = (/** @type {string} */ name, /** @type {string} */ label) =>
      make("input", {
        type: "text",
        inputmode: "numeric",
        "aria-label": label,
        onchange: (/** @type {any} */ event) => this.ask(name, numberOf(event.target.value))
      });
    this.n = input("n", "number of fresh points");
    this.seed = input("seed", "seed of the fresh points");
    this.drawn = make("p", { class: "line" }, "Fresh points ", this.n, " from seed ", this.seed);
    this.result = make("div", { role: "status" });
    this.node = make("div", { class: "panel" }, make("h3", {}, "Points it has never seen"), this.drawn, this.result);
    this.asked = "";
    /** @type {{n: number, seed: number} | null} */
    this.wish = null;
  }

  /** @param {string} name @param {number} value */
  ask(name, value) {
    const wish = this.wished(),
      limits = name === "n" ? [10, 10_000] : [0, 2 ** 32 - 2];
    if (Number.isInteger(value) && value >= limits[0] && value <= limits[1]) this.wish = { ...wish, [name]: value };
    this.asked = "";
    this.show();
  }

  wished() {
    const { settings } = this.view.run;
    return this.wish ?? { n: settings.test_samples, seed: settings.data_seed + 1 };
  }

  async show() {
    const { run, looks } = this.view,
      { n, seed } = this.wished(),
      name = `${n} ${seed} ${this.view.runName}`;
    this.drawn.hidden = run.settings.data === "csv";
    [this.n.value, this.seed.value] = [String(n), String(seed)];
    if (name === this.asked || !run.complete) return;
    this.asked = name;
    if (run.fate === "diverged") {
      this.result.replaceChildren(make("p", {}, "This run ended without numbers, so it cannot be tested."));
      return;
    }
    const seen = await this.view.trainer.unseen(run, { n, seed });
    if (name !== this.asked) return;
    looks.set = "test";
    run.points.test = { x: Float32Array.from(seen.x), label: seen.labels };
    this.view.refresh();
    const wrong = seen.labels.reduce(
        (/** @type {number} */ sum, /** @type {number} */ label, /** @type {number} */ k) =>
          sum + Number(label !== seen.answers[k]),
        0
      ),
      total = seen.labels.length;
    const { classes } = run,
      head = make(
        "tr",
        {},
        make("td"),
        ...classes.map((/** @type {string} */ c) => make("th", { scope: "col" }, `says ${c}`))
      );
    const rows = seen.confusion.map((/** @type {number[]} */ row, /** @type {number} */ r) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, `is ${classes[r]}`),
        ...row.map((v, c) => make("td", { class: r === c ? "right" : v ? "wrong" : "" }, whole(v)))
      )
    );
    this.result.replaceChildren(
      make(
        "p",
        { class: "big" },
        make("b", {}, percent(seen.accuracy)),
        ` · ${whole(total - wrong)} of ${whole(total)} classified correctly, loss ${decimal(seen.loss)}`
      ),
      make(
        "table",
        { class: "confusion" },
        make("caption", {}, "What a point is, and what the network says"),
        head,
        ...rows
      ),
      make("p", {}, `The cube now shows these points; ${crosses(wrong)}`),
      seen.disputed
        ? make(
            "p",
            {},
            `The data set is cut so that all classes are equally large. In a sample of ${whole(total)} that cut falls at a slightly different radius than in the ${whole(run.n.train)} trained on: a network that had learned the training points’ border exactly would be wrong about ${whole(seen.disputed)} of these.`
          )
        : null
    );
  }
}

/** @param {number} wrong */
function crosses(wrong) {
  if (!wrong) return "none of them is wrong.";
  return wrong === 1
    ? "the wrong one is a cross. Where does it lie?"
    : `the ${whole(wrong)} wrong ones are crosses. Where do they lie?`;
}
