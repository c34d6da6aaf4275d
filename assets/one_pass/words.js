// The words of a step: the one sentence that matters in its place, the rest behind buttons beside it.

import { button, make } from "../shared/dom.js";
import { formula } from "./formula.js";

/** @typedef {import("./types.js").Step} Step */

/** First sentence and the rest. @param {string} text */
export function split(text) {
  const end = text.search(/[.:!?](?=\s+[A-Z0-9(‘“'"−∂]|$)/);
  return end < 0 ? [text, ""] : [text.slice(0, end + 1), text.slice(end + 1).trim()];
}

/** The sentence that matters; what was judged of the numbers only as long as nobody has changed them. @param {any} payload @param {any} step */
export const leadOf = (payload, step) => (!payload.changed && step.judged?.[0]) || (step.lead ?? split(step.what)[0]);

/** @param {string} text @param {string} [className] */
const paragraph = (text, className) => (text ? make("p", { class: className }, text) : null);

/**
 * What stands behind a button: [name of the part, label, paragraphs].
 * @param {any} payload @param {Step} step @param {boolean} finale @param {boolean} noted whether the note stands in the line
 */
function sections(payload, step, finale, noted) {
  const more = (!payload.changed && /** @type {any} */ (step).judged?.[1]) || (step.more ?? split(step.what)[1]);
  const derivation = /** @type {any} */ ((!payload.changed && step.derivation) || []).map((/** @type {any} */ line) =>
    make("div", { class: "derived" }, make("span", {}, line.text), line.math && formula(line.math))
  );
  const terms = (step.terms ?? []).map((key) => payload.glossary?.[key]).filter(Boolean);
  const glossary = terms.map((/** @type {any} */ term) => make("p", {}, make("b", {}, term.name), ` ${term.text}`));
  const note = payload.changed || noted ? "" : step.note;
  const found = [
    [
      "judgement",
      "How it went",
      finale && !payload.changed
        ? [...(payload.judgement ?? []), payload.ahead?.sentence].map((/** @type {any} */ each) => paragraph(each))
        : []
    ],
    ["mistakes", "What the mistake did", payload.diagnosis.map((/** @type {string} */ each) => paragraph(each))],
    [
      "why",
      "Why",
      [
        step.formula && formula(step.formula, "law"),
        paragraph(more, "more-what"),
        paragraph(step.why, "why"),
        paragraph(note, "observed"),
        ...derivation
      ]
    ],
    ["wrong", "Easy to get wrong", [paragraph(step.mistake, "mistake")]],
    ["terms", "Words", glossary]
  ];
  return found
    .map(([id, label, body]) => ({ id, label, body: body.filter(Boolean) }))
    .filter(({ body }) => body.length);
}

export class WordsZone {
  /** @param {any} box @param {any} stage */
  constructor(box, stage) {
    this.box = box;
    this.stage = stage;
    this.line = make("p", { class: "what" });
    this.pills = make("div", { class: "pills" });
    this.more = make("div", { class: "more", hidden: true });
    box.append(this.line, this.pills, this.more);
    /** @type {string | null} */
    this.opened = null;
    this.told = "";
  }

  /** @param {Step} step */
  show(step) {
    const { payload, quiz } = this.stage;
    const lead = leadOf(payload, step).replace(/(\d) × (?=\d)/g, "$1\u00a0×\u00a0"); // a shape stays on its line
    const seen =
      step.note && !payload.changed && `${lead} ${step.note}`.length < 175
        ? make("span", { class: "observed" }, ` ${step.note}`)
        : null;
    this.line.replaceChildren(...(quiz.pending ? ["Say what comes out, then read on."] : [lead, seen].filter(Boolean)));
    this.line.style.fontSize = "";
    if (this.line.scrollHeight > this.line.clientHeight + 1) this.line.style.fontSize = "0.87em";
    if (this.line.scrollHeight > this.line.clientHeight + 1) seen?.remove();
    this.sections = sections(
      payload,
      step,
      payload.steps.at(-1) === step && !payload.broken,
      Boolean(seen?.parentNode)
    );
    this.pills.replaceChildren(
      ...this.sections.map(({ id, label }) =>
        button(label, () => this.toggle(id), { class: `pill ${id}`, "aria-expanded": "false", "data-words": id })
      )
    );
    this.close();
    const news = payload.diagnosis.join();
    if (news && news !== this.told) this.toggle("mistakes");
    this.told = news;
  }

  /** @param {string} id */
  toggle(id) {
    const again = this.opened === id;
    this.close();
    const section = this.sections?.find((each) => each.id === id);
    if (again || !section) return;
    this.opened = id;
    this.more.replaceChildren(make("b", { class: "more-title" }, section.label), ...section.body);
    this.more.dataset.words = id;
    this.more.hidden = false;
    this.pills.querySelector(`[data-words=${id}]`).setAttribute("aria-expanded", "true");
  }

  /** Returns whether something was open. */
  close() {
    const open = this.opened !== null;
    this.opened = null;
    this.more.hidden = true;
    for (const pill of this.pills.children) pill.setAttribute("aria-expanded", "false");
    return open;
  }
}
