// The question on a student's screen: answered before anything is revealed, once.

import { button, make } from "../shared/dom.js";
import { same, tally } from "./tally.js";

/** @import { Question } from "../shared/live.js" */

/**
 * @typedef {object} Asked
 * @property {Partial<Question> & { id: string, text: string }} question
 * @property {string | null} given this student's answer
 * @property {string | null} reveal the right one, once the teacher shows it
 * @property {{ count: number, each: [string, number][] } | null} picture the class's answers, once shown
 */

/**
 * @param {Asked} asked
 * @param {(answer: string) => void} answer
 * @returns {HTMLElement}
 */
export function questionCard(asked, answer) {
  const { question, given, reveal, picture } = asked;
  const open = given === null && reveal === null;
  return make(
    "section",
    { class: "question", "aria-label": "The teacher's question" },
    make("h2", {}, question.text),
    open ? answering(question, answer) : given !== null && make("p", {}, "Your answer: ", make("b", {}, given)),
    !open && reveal === null && make("p", { class: "soft" }, "It is sent. Wait for the class."),
    reveal !== null &&
      make("p", { class: given === null ? "" : same(given, reveal) ? "right" : "wrong" }, verdict(given, reveal)),
    picture && tally(picture, { right: reveal ?? undefined }, reveal !== null)
  );
}

/**
 * @param {string | null} given
 * @param {string} reveal
 */
function verdict(given, reveal) {
  if (given === null) return `The answer: ${reveal}`;
  return same(given, reveal) ? `Right: ${reveal}` : `Not this time. The answer: ${reveal}`;
}

/**
 * @param {Partial<Question>} question
 * @param {(answer: string) => void} answer
 */
export function answering(question, answer) {
  if (question.kind === "choice") {
    const options = question.options ?? [];
    return make(
      "div",
      { class: "options" },
      options.map((option) => button(option, () => answer(option)))
    );
  }
  const field = make("input", {
    "aria-label": "Your answer",
    maxlength: 120,
    autocomplete: "off",
    inputmode: question.kind === "number" ? "decimal" : "text"
  });
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const text = field.value.trim();
    field.value = "";
    if (text) answer(text);
  };
  return make("form", { class: "options", onsubmit: send }, field, make("button", { type: "submit" }, "Answer"));
}
