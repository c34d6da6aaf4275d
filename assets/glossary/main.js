// The glossary: every word of the field that the app uses, found as one types, each with the place that shows it.

import { currentSession } from "../rooms/session.js";
import { make } from "../shared/dom.js";

/** @import { Component } from "../shared/types.js" */

/**
 * @typedef {{ key: string, name: string, text: string, page: string, query: Record<string, string>, place: string }} Entry
 * @typedef {{ title: string, entries: Entry[] }} Part
 * @typedef {{ parts: Part[], term: string }} Data
 */

const HOME = new URL("../../../", import.meta.url).href;

/** @param {Component<Data>} component */
export default function ({ data, parentElement }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  if (root.firstChild) return;
  const count = make("p", { class: "count", role: "status" });
  const search = make("input", { type: "search", placeholder: "find a word", "aria-label": "Find a word" });
  const parts = data.parts.map((part) => section(part, data.term));
  search.oninput = () => filter(parts, search.value, count);
  root.append(search, count, ...parts);
  filter(parts, "", count);
  root.querySelector(".asked")?.scrollIntoView({ block: "center" });
}

/**
 * @param {Part} part
 * @param {string} term
 */
function section(part, term) {
  const rows = part.entries.map((entry) => row(entry, entry.key === term));
  return make("section", { "aria-label": part.title }, make("h2", {}, part.title), make("dl", {}, rows));
}

/**
 * @param {Entry} entry
 * @param {boolean} asked
 */
function row(entry, asked) {
  const query = new URLSearchParams(entry.query).toString();
  const href = `${HOME}${entry.page}${query ? `?${query}` : ""}`;
  const go = (/** @type {MouseEvent} */ event) => {
    const session = currentSession();
    if (!session || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    session.go({ page: entry.page, query: entry.query });
  };
  return make(
    "div",
    { class: asked ? "entry asked" : "entry" },
    make("dt", { id: entry.key }, entry.name),
    make("dd", {}, entry.text, " ", make("a", { href, onclick: go }, entry.place))
  );
}

/**
 * Shows the entries in whose name or text all the words typed occur.
 * @param {HTMLElement[]} parts
 * @param {string} text
 * @param {HTMLElement} count
 */
function filter(parts, text, count) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const part of parts) {
    let here = 0;
    for (const entry of part.querySelectorAll(".entry")) {
      const content = entry.textContent?.toLowerCase() ?? "";
      const fits = words.every((word) => content.includes(word));
      /** @type {HTMLElement} */ (entry).hidden = !fits;
      here += Number(fits);
    }
    part.hidden = here === 0;
    shown += here;
  }
  count.textContent = shown ? `${shown} ${shown === 1 ? "word" : "words"}` : "No entry has these words.";
}
