// The words of the field in a sentence, each a button that opens what it means. Text only ever enters as text.

import { button, make } from "./dom.js";
import { pageAddress } from "./navigate.js";

/** @typedef {{key: string, name: string, text: string, words: string[]}} Term */

/** @type {Term[]} */
let terms = [];
/** @type {RegExp | null} every word of every term, the longest first */
let pattern = null;
let glossary = "";

const escaped = (/** @type {string} */ word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Which words are to be explained, and where the glossary is.
 * @param {Term[]} list @param {string} [home] where the app is, for pages that stand alone; "" for none
 */
export function useTerms(list, home) {
  terms = list;
  const words = list.flatMap((term) => term.words.map(escaped)).sort((a, b) => b.length - a.length);
  pattern = words.length ? new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join("|")})\\p{L}*`, "giu") : null;
  glossary = home === undefined ? pageAddress("glossary") : home && `${home}glossary`;
}

/**
 * A text in pieces: plain ones, and the first mention of each term.
 * @param {string} text @returns {(string | {text: string, term: Term})[]}
 */
export function pieces(text) {
  if (!pattern) return [text];
  /** @type {(string | {text: string, term: Term})[]} */
  const found = [];
  const seen = new Set();
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const word = match[0].toLowerCase(),
      term = terms.find((each) => each.words.some((start) => word.startsWith(start)));
    if (!term || seen.has(term.key)) continue;
    seen.add(term.key);
    found.push(text.slice(from, match.index), { text: match[0], term });
    from = match.index + match[0].length;
  }
  return [...found, text.slice(from)].filter(Boolean);
}

/** A text as nodes. @param {string} text @returns {(string | HTMLElement)[]} */
export const withTerms = (text) =>
  pieces(text).map((piece) =>
    typeof piece === "string"
      ? piece
      : button(piece.text, (event) => open(event.currentTarget, piece.term), { class: "word", title: piece.term.text })
  );

/** Opens a term beside its word; Escape and a press elsewhere close it. @param {HTMLElement} word @param {Term} term */
function open(word, term) {
  const link = glossary && make("a", { href: `${glossary}?term=${term.key}` }, "In the glossary →");
  const note = make(
    "div",
    { class: "meaning", popover: "auto", role: "note" },
    make("b", {}, term.name),
    ` ${term.text} `,
    link || null
  );
  note.ontoggle = (/** @type {any} */ event) => event.newState === "closed" && note.remove();
  word.onkeydown = (event) => {
    if (event.key === "Escape" && note.isConnected) event.stopPropagation(); // it closes the meaning, and nothing else
  };
  word.after(note);
  note.showPopover();
  const at = word.getBoundingClientRect(),
    { width, height } = note.getBoundingClientRect();
  const top = at.bottom + 6 + height > innerHeight ? at.top - 6 - height : at.bottom + 6;
  note.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  note.style.top = `${Math.max(8, top)}px`;
}
