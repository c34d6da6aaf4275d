// What the pictures of act 3 are made of: elements, words that carry a mark, bars of the classes.
// Text only ever enters as textContent.

import { argmax, percent, signed, strength } from "./numbers.js";

/**
 * A stretch of text. kind: "" between tokens, "kept", "dropped", "unknown" or "struck"; lemma: of a kept token.
 * @typedef {[text: string, kind: string, lemma: string]} Piece
 */

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElement}
 */
export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {string} [text]
 */
export function svg(tag, attributes = {}, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text) made.textContent = text;
  return made;
}

/**
 * The text in pieces, each token of it a span that knows its lemma.
 * @param {Piece[]} pieces
 */
export function words(pieces) {
  return pieces.map(([text, kind, lemma]) => {
    const made = element(kind === "dropped" ? "s" : "span", kind ? `word ${kind}` : "", text);
    if (lemma) made.dataset.word = lemma;
    return made;
  });
}

/**
 * Marks every word by what it did: its sign as a colour and a sign, its share as depth.
 * @param {Element} box
 * @param {Record<string, number>} effects word -> change of the log-odds
 */
export function paint(box, effects) {
  for (const word of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-word]"))) {
    const effect = effects[word.dataset.word ?? ""];
    word.classList.toggle("for", effect > 0);
    word.classList.toggle("against", effect < 0);
    word.style.setProperty("--weight", strength(effects, word.dataset.word ?? "").toFixed(3));
    word.title = effect === undefined ? (word.dataset.word ?? "") : `${word.dataset.word}: ${signed(effect)}`;
  }
}

/**
 * One bar per class, made once; `fill` moves them.
 * @param {string[]} names in the order shown
 * @param {string[]} [shown] shorter ones to write
 */
export function bars(names, shown = names) {
  return names.map((name, i) => {
    const row = element("div", "bar");
    const track = element("span", "track");
    track.append(element("i"));
    row.append(element("span", "name", shown[i]), track, element("span", "share"));
    row.title = name;
    return row;
  });
}

/**
 * @param {HTMLElement[]} rows as `bars` made them
 * @param {number[]} probabilities in the same order
 */
export function fill(rows, probabilities) {
  const top = argmax(probabilities);
  rows.forEach((row, i) => {
    row.classList.toggle("top", i === top);
    /** @type {HTMLElement} */ (row.querySelector("i")).style.transform = `scaleX(${probabilities[i] ?? 0})`;
    /** @type {HTMLElement} */ (row.querySelector(".share")).textContent = percent(probabilities[i] ?? 0);
  });
}

/**
 * Lights one word wherever it stands in the picture; "" puts all of them out.
 * @param {Element} root
 * @param {string} word
 */
export function light(root, word) {
  for (const lit of root.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!word) return;
  for (const one of root.querySelectorAll(`[data-word="${CSS.escape(word)}"]`)) one.classList.add("lit");
}

/**
 * The word under the pointer or the focus.
 * @param {EventTarget | null} target
 */
export function wordAt(target) {
  const found = target instanceof Element ? target.closest("[data-word]") : null;
  return found instanceof HTMLElement ? (found.dataset.word ?? "") : "";
}
