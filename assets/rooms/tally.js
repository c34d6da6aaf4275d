// The picture of a class's answers: how many, which, and the slip behind each wrong one.

import { make } from "../shared/dom.js";

/** @import { Question } from "../shared/live.js" */

const ALMOST = 0.005; // relative: how far a number may be rounded
const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/;

/**
 * Answers put together by what lies behind them.
 * @param {[string, number][]} each answers and how often each was given
 * @param {Partial<Question> | null} question with `slip` where this browser asked it
 * @returns {{ answer: string, count: number, slip: string | null, right: boolean | null }[]} most frequent first
 */
export function explained(each, question) {
  return each.map(([answer, count]) => {
    const right = question?.right === undefined ? null : same(answer, question.right);
    return { answer, count, right, slip: right === false ? (question?.slip?.(answer) ?? null) : null };
  });
}

/**
 * Whether two answers say the same; numbers may be rounded. The twin of `same` in engine/hand_in.py.
 * @param {string} answer
 * @param {string} right
 */
export function same(answer, right) {
  const [one, other] = [answer, right].map((text) => text.toLowerCase().replace(/\s+/g, ""));
  const [given, wanted] = [one, other].map(number);
  if (one === other) return true;
  return Number.isFinite(wanted) && Math.abs(given - wanted) <= Math.max(ALMOST * Math.abs(wanted), 5e-5);
}

/** A number in digits, with a point or a comma; nan for any other text. @param {string} text */
function number(text) {
  const plain = text.replaceAll("−", "-").replaceAll(",", ".");
  return NUMBER.test(plain) ? Number(plain) : Number.NaN;
}

/**
 * One sentence for each slip: "9 left the bias out".
 * @param {ReturnType<typeof explained>} rows
 * @returns {string[]}
 */
export function slips(rows) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { slip, count } of rows) if (slip) counts.set(slip, (counts.get(slip) ?? 0) + count);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([slip, count]) => `${count} ${slip}`);
}

/**
 * @param {{ count: number, each: [string, number][] }} answers
 * @param {Partial<Question> | null} question
 * @param {boolean} judged whether right and wrong may show
 * @returns {HTMLElement}
 */
export function tally(answers, question, judged) {
  if (!answers.each.length) {
    const few = answers.count && answers.count < 4 ? " With fewer than four, only their number is shown." : "";
    return make("p", { class: "count" }, `${answers.count} answered.${few}`);
  }
  const rows = explained(answers.each, question);
  const most = Math.max(...rows.map((row) => row.count));
  return make(
    "div",
    { class: "tally" },
    make("p", { class: "count" }, `${answers.count} answered`),
    make(
      "ul",
      {},
      rows.slice(0, 12).map((row) => bar(row, most, judged))
    ),
    rows.length > 12 && make("p", { class: "count" }, `and ${rows.length - 12} other answers`),
    judged && make("p", { class: "slips" }, slips(rows).join(", "))
  );
}

/**
 * @param {ReturnType<typeof explained>[number]} row
 * @param {number} most
 * @param {boolean} judged
 */
function bar({ answer, count, right }, most, judged) {
  const mark = judged && right !== null ? (right ? "✓" : "✗") : "";
  const node = make(
    "li",
    { class: judged && right !== null ? (right ? "right" : "wrong") : "" },
    make("span", { class: "answer" }, answer || "(nothing)"),
    make("span", { class: "bar", "aria-hidden": "true" }),
    make("span", { class: "number" }, `${mark} ${count}`)
  );
  node.querySelector(".bar").style.setProperty("--share", String(count / most));
  return node;
}
