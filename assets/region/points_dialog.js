/** The dialog in which a file becomes points: what it holds is shown, what is unclear is asked, then it is taken. */
import { button, drawn, make } from "../shared/dom.js";
import { answered, base64, chosen, dots, MOST_BYTES, PAIRS, short } from "./points_file.js";

/** @import { Found, Summary } from "./points_file.js" */

const SIDE = 132;

export class PointsDialog {
  /**
   * @param {(question: any, answer: (answer: any) => void) => void} ask asks the server
   * @param {(answer: any) => void} taken is given the server's answer when the points are taken
   */
  constructor(ask, taken) {
    this.ask = ask;
    this.taken = taken;
    this.number = 0;
    /** @type {Record<string, any>} */
    this.answers = {};
    /** @type {string[]} */
    this.colours = [];
    this.body = make("div", { class: "own-body", "aria-live": "polite" });
    this.title = make("h3", { id: "own-title" });
    this.node = make("dialog", { class: "own", "aria-labelledby": "own-title" }, this.title, this.body);
    this.node.addEventListener("close", () => this.leave());
    this.node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => event.stopPropagation()); // not the page's
  }

  /** @param {File} file @param {HTMLElement} parent @param {string[]} colours of the classes */
  async open(file, parent, colours) {
    this.colours = colours;
    this.answers = {};
    this.title.textContent = file.name;
    this.say("Reading the file …");
    if (!this.node.isConnected) parent.append(this.node);
    if (!this.node.open) this.node.showModal();
    if (file.size > MOST_BYTES) return this.say(`The file has ${(file.size / 1e6).toFixed(1)} MB; 4 MB are taken.`);
    const data = base64(new Uint8Array(await file.arrayBuffer()));
    return this.send({ data });
  }

  close() {
    if (this.node.open) this.node.close();
  }

  leave() {
    if (!this.done) this.ask({ kind: "points", forget: true }, () => {});
    this.done = false;
    this.node.remove();
  }

  /** @param {any} more */
  send(more) {
    this.number += 1;
    const number = this.number;
    this.node.setAttribute("aria-busy", "true");
    this.ask({ kind: "points", answers: this.answers, ...more }, (answer) => {
      if (number !== this.number || !this.node.open) return;
      this.node.removeAttribute("aria-busy");
      if (answer.problem) this.say(answer.problem);
      else if (answer.file) this.show(answer.file);
      else {
        this.done = true;
        this.close();
        this.taken(answer);
      }
    });
  }

  /** @param {string} key @param {any} value */
  answer(key, value) {
    this.answers = answered(this.answers, key, value);
    this.send({});
  }

  /** @param {string} sentence */
  say(sentence) {
    this.fill(make("p", {}, sentence), this.ends());
  }

  /** @param {...any} parts */
  fill(...parts) {
    this.body.replaceChildren(...parts.filter(Boolean));
    /** @type {HTMLElement | null} */ (this.body.querySelector(".first, button"))?.focus();
  }

  /** @param {Found} found */
  show(found) {
    const { doubts, problem, notes, summary } = found;
    this.fill(
      found.sheets.length > 1 && this.sheets(found),
      found.choose && this.choice(found),
      problem && make("p", { class: "own-problem", role: "alert" }, problem),
      ...doubts.map((doubt) =>
        make(
          "div",
          { class: "own-doubt", role: "group" },
          make("p", {}, doubt.sentence),
          ...doubt.options.map(([value, label]) =>
            button(label, () => this.answer(doubt.key, value), { class: "plain" })
          )
        )
      ),
      summary && this.picture(summary),
      notes.length > 0 && make("p", { class: "soft" }, notes.join(" ")),
      this.ends(summary ? "Train on these points" : "")
    );
  }

  /** @param {Found} found */
  sheets(found) {
    const select = make("select", { onchange: () => this.answer("sheet", select.value) });
    for (const name of found.sheets)
      select.append(make("option", { value: name, selected: name === (found.sheet || this.answers.sheet) }, name));
    return make("label", { class: "own-field" }, "Sheet", select);
  }

  /** Three columns of numbers and the label, where there are more than four. @param {Found} found */
  choice(found) {
    const now = [...found.columns, found.label];
    const fields = ["x₁", "x₂", "x₃", "label"].map((name, place) => {
      const select = make("select", {
        onchange: () => {
          const { columns, label } = chosen(found, place, Number(select.value));
          this.answers = answered(this.answers, "columns", columns);
          if (label !== found.label) this.answers = answered(this.answers, "label", label);
          this.send({});
        }
      });
      found.names.forEach((column, k) => {
        select.append(make("option", { value: k, selected: k === now[place] }, column));
      });
      return make("label", { class: "own-field" }, name, select);
    });
    return make(
      "fieldset",
      {},
      make("legend", {}, `Which of the ${found.names.length} columns?`),
      make("div", { class: "own-fields" }, ...fields)
    );
  }

  /** What was read, in a line, in rows per class and as three small pictures. @param {Summary} summary */
  picture(summary) {
    const most = Math.max(...summary.classes.map(({ rows, held }) => rows + held));
    return make(
      "div",
      { class: "own-summary" },
      make("p", {}, summary.line),
      make("div", { class: "own-views" }, ...PAIRS.map((pair) => this.view(summary, pair))),
      make(
        "ul",
        { class: "own-classes", "aria-label": "rows per class" },
        ...summary.classes.map(({ name, rows, held }, k) => {
          const bar = make("i", { "aria-hidden": "true" });
          bar.style.width = `${(100 * (rows + held)) / most}%`;
          bar.style.background = this.colours[k] ?? "currentColor";
          return make(
            "li",
            {},
            make("b", {}, name),
            make("span", { class: "bar" }, bar),
            `${(rows + held).toLocaleString("en")} rows, ${held.toLocaleString("en")} held out`
          );
        })
      )
    );
  }

  /** @param {Summary} summary @param {number[]} pair */
  view(summary, pair) {
    const [a, b] = pair.map((k) => summary.spans[k]);
    const picture = drawn("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, "aria-hidden": "true" });
    for (const [cx, cy, label] of dots(summary, pair, SIDE))
      picture.append(drawn("circle", { cx, cy, r: 1.8, fill: this.colours[label] ?? "currentColor" }));
    const says = (/** @type {{name: string, low: number, high: number}} */ { name, low, high }) =>
      `${name} ${short(low)} to ${short(high)}`;
    return make("figure", {}, picture, make("figcaption", {}, `→ ${says(a)}`, make("br"), `↑ ${says(b)}`));
  }

  /** The buttons at the end. @param {string} [take] */
  ends(take = "") {
    return make(
      "div",
      { class: "own-ends" },
      take && button(take, () => this.send({ take: true }), { class: "primary first" }),
      button(take ? "Cancel" : "Close", () => this.close(), { class: "plain" })
    );
  }
}
