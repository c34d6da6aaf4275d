// The speaker's notes, in a window of their own that stays off the projector.

import { make } from "../shared/dom.js";
import { speakersNotes } from "../shared/live.js";

export class NotesWindow {
  constructor() {
    /** @type {Window | undefined} */
    this.window = undefined;
    this.noted = ""; // what stands in it
  }

  open() {
    this.window = window.open("", "glassnet-notes", "width=520,height=620") ?? undefined;
    this.noted = "";
    this.fill();
  }

  /** The notes for what is on screen now. */
  fill() {
    const other = this.window;
    if (!other || other.closed) return;
    const words = speakersNotes();
    const spell = JSON.stringify(words);
    if (spell === this.noted) return;
    this.noted = spell;
    other.document.title = "Speaker's notes";
    other.document.body.style.font = "18px/1.5 system-ui";
    const empty = make("p", {}, "There are no notes for what is on screen.");
    other.document.body.replaceChildren(...(words.length ? words.flatMap(notesOf) : [empty]));
  }
}

/** @param {{title: string, ask: string[], mistakes: string[]}} notes */
function notesOf({ title, ask, mistakes }) {
  return [
    make("h1", { style: "font-size: 22px" }, title),
    ...list("What to ask", ask),
    ...list("The usual mistakes", mistakes)
  ];
}

/** @param {string} title @param {string[]} lines */
function list(title, lines) {
  if (!lines.length) return [];
  const items = lines.map((line) => make("li", {}, line));
  return [make("h2", { style: "font-size: 18px" }, title), make("ul", {}, items)];
}
