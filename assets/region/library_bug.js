/** A loop that trains rightly and prints wrong figures: two of its lines are to be found. */
import { button, make } from "../shared/dom.js";

export class BugHunt {
  /** @param {any} data wrong: the loop's lines, [text, why it is wrong or ""]; outcome: what both loops print, once they have run */
  constructor(data) {
    this.wrong = data.wrong;
    this.found = new Set();
    this.hint = make(
      "p",
      { class: "hint", role: "status" },
      "Press the line that makes the figures wrong. There are two."
    );
    this.lines = this.wrong.map((/** @type {string[]} */ [text], /** @type {number} */ k) =>
      button(text || " ", () => this.press(k), { class: "bug-line", disabled: !text.trim() })
    );
    this.answer = make("div", { class: "bug-answer" });
    this.node = make(
      "div",
      { class: "bug" },
      make(
        "div",
        {},
        make(
          "p",
          {},
          "A loop like this is found in many tutorials. It trains the network as it should, to the last bit. But the accuracy and the loss it prints are wrong. Which lines are to blame?"
        ),
        make(
          "div",
          { class: "source bug-lines", role: "group", "aria-label": "the loop, line by line" },
          ...this.lines
        ),
        this.hint
      ),
      this.answer
    );
  }

  /** @param {any} data */
  hear(data) {
    this.outcome = data.outcome ?? this.outcome;
    this.show();
  }

  /** @param {number} k */
  press(k) {
    const [text, why] = this.wrong[k];
    if (why) this.found.add(k);
    const left = this.wrong.filter((/** @type {string[]} */ [, reason]) => reason).length - this.found.size;
    this.hint.textContent = why
      ? `Found: ${why}${left ? ` One more to find.` : ""}`
      : `“${text.trim()}” is fine. Ask of each line: of how many points is it true, and at the end of the epoch, what is left?`;
    this.lines[k].classList.add(why ? "found" : "fine");
    this.show();
  }

  show() {
    const all = this.wrong.every(
      (/** @type {string[]} */ [, reason], /** @type {number} */ k) => !reason || this.found.has(k)
    );
    this.node.dataset.found = String(this.found.size);
    if (!all) return this.answer.replaceChildren();
    if (!this.outcome)
      return this.answer.replaceChildren(
        make("p", {}, "Both found. The server runs both loops on the lesson’s points …")
      );
    const { printed, measured, say } = this.outcome;
    const column = (/** @type {string} */ title, /** @type {string[]} */ rows) =>
      make("div", {}, make("h4", {}, title), make("pre", { class: "source" }, rows.join("\n")));
    return this.answer.replaceChildren(
      make("p", {}, make("b", {}, "Both found. "), say),
      make("div", { class: "both" }, column("What it prints", printed), column("Over all the points", measured)),
      make("p", { class: "moral" }, "How you measure is part of the result.")
    );
  }
}
