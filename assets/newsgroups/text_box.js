// A text to type, its words marked where they stand, and the verdict beside it. What is typed goes to the page after a
// short rest; the answer's marks are laid under the very letters. A press on a word strikes it, another brings it back.

import { keep, kept } from "../shared/browser_storage.js";
import { colour } from "../shared/colours.js";
import { follow, tell } from "../shared/live.js";
import { argmax, patched, percent, signed } from "./numbers.js";
import { bars, element, fill, paint, words } from "./parts.js";

/** @import { Component } from "../shared/types.js" */
/** @import { Piece } from "./parts.js" */

/**
 * @typedef {object} Data
 * @property {Record<string, string>} colours
 * @property {string} text that was asked about
 * @property {Piece[]} pieces
 * @property {string[]} classes
 * @property {number[]} probabilities empty where there is no verdict
 * @property {Record<string, number>} effects
 * @property {string} said who says it, or why nobody does
 * @property {string} caution
 * @property {string} moved what striking words changed
 * @property {Record<string, string>} ready texts to try
 * @property {number} longest
 */

const REST = 350; // milliseconds without a key before the page is asked
const TOP = 5;
const KEPT = "newsgroups_text"; // as long as the tab: a reload begins a new visit, which knows nothing of the text
let returned = false; // whether this page has looked for it

class TextBox {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {(() => void) | undefined} */
    this.following = undefined;
    this.all = false;
    this.sent = "";
    root.classList.add("text-box");
    this.marks = element("div", "marks");
    this.marks.setAttribute("aria-hidden", "true");
    this.input = /** @type {HTMLTextAreaElement} */ (document.createElement("textarea"));
    this.input.setAttribute("aria-label", "Your text");
    this.input.spellcheck = false;
    this.input.placeholder = "Type or paste a paragraph …";
    this.edit = element("div", "edit");
    this.edit.append(this.marks, this.input);
    this.chips = element("div", "chips");
    this.hint = element("span", "hint", "Press a word to strike it, and once more to bring it back.");
    this.hint.append(element("span", "by-key", " At the cursor: Ctrl and Enter."));
    const left = element("div", "left");
    left.append(this.edit, this.chips, this.hint);
    this.verdict = element("div", "verdict");
    this.verdict.setAttribute("aria-live", "polite");
    this.bars = element("div", "bars");
    this.more = element("button", "chip");
    this.reasons = element("div", "reasons");
    this.said = element("p", "said");
    const right = element("div", "right");
    right.append(this.verdict, this.bars, this.more, this.reasons, this.said);
    root.replaceChildren(left, right);
    this.listen();
  }

  listen() {
    const { input } = this;
    input.oninput = () => {
      this.mark();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(input.value), REST);
    };
    input.onscroll = () => {
      this.marks.scrollTop = input.scrollTop;
    };
    input.onclick = (event) => {
      if (input.selectionStart === input.selectionEnd) this.strike(this.under(event));
    };
    input.onpointermove = (event) => {
      const word = this.under(event);
      input.style.cursor = word ? "pointer" : "text";
      input.title = word ? this.note(word) : "";
    };
    input.onkeydown = (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.strike(this.atCursor());
    };
    this.more.onclick = () => {
      this.all = !this.all;
      this.show();
    };
  }

  /** @param {Component<Data>} component */
  update(component) {
    const { data } = component;
    this.component = component;
    this.data = data;
    colour(this.root, data.colours);
    const typing = /** @type {Document | ShadowRoot} */ (this.root.getRootNode()).activeElement === this.input;
    if (!typing || this.input.value === "" || data.text === this.sent) {
      if (!(typing && this.input.value !== this.sent)) this.input.value = data.text;
    }
    this.input.maxLength = data.longest;
    if (!this.chips.childElementCount) {
      for (const [name, text] of Object.entries(data.ready)) {
        const chip = element("button", "chip", name);
        chip.onclick = () => {
          this.input.value = text;
          this.mark();
          this.send(text);
        };
        this.chips.append(chip);
      }
    }
    this.mark();
    this.show();
    this.bringBack();
  }

  /** Once a page: what was typed before it was loaded anew. */
  bringBack() {
    const data = /** @type {Data} */ (this.data),
      text = returned ? null : kept(KEPT, "tab");
    returned = true;
    if (text === null || text === data.text) return;
    this.input.value = text.slice(0, data.longest);
    this.mark();
    this.timer = setTimeout(() => this.send(this.input.value));
  }

  /** @param {string} text */
  send(text) {
    clearTimeout(this.timer);
    this.sent = text;
    keep(KEPT, text, "tab");
    this.component?.setTriggerValue("text", text);
    tell("newsgroups_text", { text: text.slice(0, 2000) });
  }

  mark() {
    const data = /** @type {Data} */ (this.data);
    this.marks.replaceChildren(...words(/** @type {Piece[]} */ (patched(data.pieces, this.input.value))), "\n");
    paint(this.marks, data.effects);
    this.marks.scrollTop = this.input.scrollTop;
  }

  show() {
    const data = /** @type {Data} */ (this.data);
    const known = data.probabilities.length > 0;
    const order = data.probabilities.map((_, i) => i).sort((a, b) => data.probabilities[b] - data.probabilities[a]);
    const shown = this.all ? order : order.slice(0, TOP);
    const rows = bars(shown.map((k) => data.classes[k]));
    fill(
      rows,
      shown.map((k) => data.probabilities[k])
    );
    this.bars.replaceChildren(...rows);
    this.more.textContent = this.all ? `Top ${TOP}` : `${Math.max(0, order.length - TOP)} more`;
    this.more.setAttribute("aria-expanded", String(this.all));
    this.more.hidden = !known;
    const top = argmax(known ? data.probabilities : [1]);
    this.verdict.replaceChildren(
      known ? element("b", "", data.classes[top]) : "",
      known ? ` ${percent(data.probabilities[top])}` : "No verdict yet"
    );
    const sorted = Object.entries(data.effects).sort((a, b) => b[1] - a[1]);
    this.reasons.replaceChildren(
      ...this.list("For it", sorted.filter(([, effect]) => effect > 0).slice(0, 5)),
      ...this.list(
        "Against",
        sorted
          .filter(([, effect]) => effect < 0)
          .slice(-3)
          .reverse()
      )
    );
    this.said.replaceChildren(
      ...[data.caution, data.moved, data.said].filter(Boolean).map((one) => element("span", "", one))
    );
  }

  /** @param {string} title @param {[string, number][]} found */
  list(title, found) {
    if (!found.length) return [];
    const row = element("div");
    row.append(element("span", "title", title));
    for (const [word, effect] of found)
      row.append(element("span", effect > 0 ? "for" : "against", `${word} ${signed(effect)}`));
    return [row];
  }

  /** @param {MouseEvent} event */
  under(event) {
    for (const word of /** @type {NodeListOf<HTMLElement>} */ (this.marks.querySelectorAll("[data-word]"))) {
      for (const box of word.getClientRects()) {
        const inside = event.clientX >= box.left && event.clientX <= box.right;
        if (inside && event.clientY >= box.top - 2 && event.clientY <= box.bottom + 2) return word.dataset.word ?? "";
      }
    }
    return "";
  }

  atCursor() {
    let at = 0;
    for (const [text, , lemma] of /** @type {Data} */ (this.data).pieces) {
      if (lemma && at <= this.input.selectionStart && this.input.selectionStart <= at + text.length) return lemma;
      at += text.length;
    }
    return "";
  }

  /** @param {string} word */
  note(word) {
    const effect = this.data?.effects[word];
    return effect === undefined ? word : `${word}: ${signed(effect)}`;
  }

  /** @param {string} word */
  strike(word) {
    if (word && this.input.value === this.data?.text) this.component?.setTriggerValue("word", word);
  }
}

/** @type {WeakMap<HTMLElement, TextBox>} */
const drawn = new WeakMap();

export default function mount(/** @type {Component<Data>} */ component) {
  const root = /** @type {HTMLElement} */ (component.parentElement.querySelector(".root"));
  const box = drawn.get(root) ?? new TextBox(root);
  drawn.set(root, box);
  box.update(component);
  box.following ??= follow("newsgroups_text", ({ text }) => {
    box.input.value = text;
    box.mark();
    keep(KEPT, text, "tab");
    component.setTriggerValue("text", text);
  });
  return () => {
    clearTimeout(box.timer);
    box.following?.();
  };
}
