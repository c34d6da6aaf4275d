// Text in pieces, each marked by what became of it. Text only ever enters as textContent.
// A piece with `press` is a button: pressing it, by pointer or key, tells the page its value. Arrow keys go from one to
// the next, so that a long text is a single stop of the tab key.

import { colour } from "./colours.js";

/** @import { Component } from "./types.js" */

/**
 * @typedef {{text: string, kind: string, weight: number, note: string, press: string}} Piece
 *   weight: how strongly it is marked, 0 to 1; press: what the page is told when the piece is pressed
 */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** @param {HTMLElement} piece @param {string} value @param {Component} component */
function asButton(piece, value, component) {
  piece.tabIndex = -1;
  piece.setAttribute("role", "button");
  piece.setAttribute("aria-pressed", String(piece.className === "dropped"));
  piece.onclick = () => component.setTriggerValue("pressed", value);
}

/** @param {HTMLElement[]} buttons @param {number} to */
function enter(buttons, to) {
  for (const button of buttons) button.tabIndex = -1;
  const next = buttons.at(Math.min(Math.max(to, 0), buttons.length - 1));
  if (next) next.tabIndex = 0;
  return next;
}

/** @param {KeyboardEvent} event @param {HTMLElement[]} buttons */
function keyed(event, buttons) {
  const here = buttons.indexOf(/** @type {HTMLElement} */ (event.target));
  if (here < 0) return;
  if (event.key === "Enter" || event.key === " ") buttons[here].click();
  else if (event.key in STEPS) enter(buttons, here + STEPS[event.key])?.focus();
  else return;
  event.preventDefault();
}

/** @param {Component<{pieces: Piece[], colours: Record<string, string>}>} component */
export default function (component) {
  const { data, parentElement } = component;
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".marked"));
  colour(root, data.colours);
  const { activeElement } = /** @type {ShadowRoot} */ (root.getRootNode());
  const before = [...root.querySelectorAll("[role=button]")].indexOf(/** @type {HTMLElement} */ (activeElement));
  const pieces = data.pieces.map(({ text, kind, weight, note, press }) => {
    const piece = document.createElement(kind ? "mark" : "span");
    piece.textContent = text;
    if (kind) piece.className = kind;
    piece.style.setProperty("--weight", String(weight));
    if (note) piece.title = note;
    if (press) asButton(piece, press, component);
    return piece;
  });
  root.replaceChildren(...pieces);
  const buttons = pieces.filter((piece) => piece.onclick);
  const entered = enter(buttons, before);
  if (before >= 0) entered?.focus({ preventScroll: true }); // who pressed a word goes on from there
  root.onkeydown = (event) => keyed(event, buttons);
}
