// Predict first on the screen: the result stays hidden until the reader has chosen; the score lasts as long as the tab.

import { button, make } from "../shared/dom.js";
import { question } from "./questions.js";

const SCORE = "glassnet-score";

function savedScore() {
  try {
    return JSON.parse(sessionStorage.getItem(SCORE) ?? "") ?? { right: 0, asked: 0 };
  } catch {
    return { right: 0, asked: 0 };
  }
}

export class Quiz {
  /** @param {any} stage */
  constructor(stage) {
    this.stage = stage;
    this.on = false;
    this.turn = 0;
    this.score = savedScore();
    /** @type {import("./questions.js").Question | null} */
    this.pending = null;
  }

  toggle() {
    this.on = !this.on;
    this.stage.parts.controls.predict.setAttribute("aria-pressed", String(this.on));
    this.stage.render();
  }

  /** Called when a step comes on stage: hides the result and asks. */
  begin() {
    const { index, parts, payload, at } = this.stage;
    const step = payload.steps[at];
    const finale = step === payload.steps.at(-1) && !payload.broken; // in the question's place stands where it all leads
    this.pending = this.on && !finale ? question(index, step, this.turn) : null;
    parts.frame.classList.toggle("predicting", this.pending !== null);
    parts.frame.classList.toggle("hidden-shape", this.pending?.kind === "shape");
    this.hide(this.pending !== null);
    parts.question.hidden = !this.on || finale;
    if (this.on && !this.pending)
      parts.question.replaceChildren(
        make(
          "p",
          { class: "hint" },
          `Nothing to predict here: ${step.result ? "these numbers come from no others" : "no number comes out of this line"}. `,
          this.tally()
        )
      );
    if (this.pending) this.ask();
  }

  /** Hides the result from the pointer, the keyboard and screen readers, too. @param {boolean} on */
  hide(on) {
    for (const matrix of this.stage.parts.equation.querySelectorAll("[data-part=result]")) matrix.inert = on;
  }

  ask() {
    const { pending } = this;
    if (!pending) return;
    const choices = pending.choices.map((choice) =>
      button(choice.text, () => this.answer(choice), { class: "choose", "data-right": null })
    );
    this.stage.parts.question.replaceChildren(
      make("p", { class: "asks" }, make("b", {}, "Predict first. "), pending.asks),
      make(
        "div",
        { class: "choices", role: "group", "aria-label": pending.asks },
        choices,
        button("Show me", () => this.reveal("Shown, not counted."), { class: "link" })
      ),
      make("div", { class: "verdict", "aria-live": "polite" })
    );
  }

  /** @param {import("./questions.js").Choice} choice */
  answer(choice) {
    this.score = { right: this.score.right + (choice.right ? 1 : 0), asked: this.score.asked + 1 };
    try {
      sessionStorage.setItem(SCORE, JSON.stringify(this.score));
    } catch {
      // A tab without storage keeps its score for as long as the page stays.
    }
    this.reveal(choice.why, choice.right);
  }

  /** @param {string} text @param {boolean | null} [right] */
  verdict(text, right = null) {
    const verdict = this.stage.parts.question.querySelector(".verdict");
    const word =
      right === null ? null : make("b", { class: right ? "right" : "wrong" }, right ? "Right. " : "Not this time. ");
    verdict?.replaceChildren(...[word, text].filter(Boolean));
  }

  /** Shows the result, the verdict, the arithmetic of the cell that was asked about, and the way on. @param {string} text @param {boolean | null} [right] */
  reveal(text, right = null) {
    const { stage } = this;
    const { parts } = stage;
    const cell = this.pending?.cell;
    this.pending = null;
    this.turn++;
    parts.frame.classList.remove("predicting", "hidden-shape");
    this.hide(false);
    parts.question.querySelector(".choices").remove();
    this.verdict(text, right);
    const next = button("Next →", () => stage.next(), { class: "plain on" });
    parts.question.append(make("div", { class: "answered" }, next, this.tally()));
    stage.ask(cell ? { id: cell.id, i: cell.i, j: cell.j } : null);
  }

  tally() {
    return make(
      "span",
      { class: "tally hint" },
      this.score.asked ? `${this.score.right} of ${this.score.asked} right so far` : ""
    );
  }
}
