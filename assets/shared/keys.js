// The keyboard, in one place for all pages: who listens to which key, the list of them, and whether letters count.
// A page registers its keys while it is shown; what somebody types into a field is never taken for one.

import { keep, kept } from "./browser_storage.js";

const SWITCH = "letters";
const FIELDS = "input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select";
const MOVES = /^(Arrow|Page|Home$|End$)/; // keys that move a slider
const WITH_KEYS =
  "[role=tab], [role=slider], [role=option], [role=radio], [role=listbox], [role=combobox], [role^=menu]";

/**
 * @typedef {object} Key
 * @property {string[]} keys as `KeyboardEvent.key` names them; letters in lower case
 * @property {string} does what it does, in a few words: shown in the list of keys
 * @property {(event: KeyboardEvent) => void} run
 * @property {() => boolean} [when] whether it does anything now
 */

/** @type {Map<string, Key[]>} */
const tables = new Map();

/**
 * Registers the keys of a part of a page; the part last registered is asked first.
 * @param {string} part its name, as the list of keys shows it
 * @param {Key[]} table
 * @returns {() => void} takes them away again
 */
export function register(part, table) {
  tables.delete(part);
  tables.set(part, table);
  return () => {
    if (tables.get(part) === table) tables.delete(part);
  };
}

/**
 * All keys that are registered now, by part.
 * @returns {[string, Key[]][]}
 */
export const registered = () => [...tables].reverse();

/** @returns {boolean} whether letters and digits count as keys: some people speak to their computer, and it types */
export const lettersCount = () => kept(SWITCH) !== "off";

/** @param {boolean} on */
export const letLettersCount = (on) => keep(SWITCH, on ? null : "off");

/**
 * The key that an event stands for, or nothing: typed into a field, switched off, or wanted by what has the focus.
 * @param {KeyboardEvent} event
 * @param {[string, Key[]][]} parts
 * @param {boolean} letters
 * @returns {Key | undefined}
 */
export function meant(event, parts, letters) {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!letters && /^[\p{L}\p{N}]$/u.test(name)) return undefined;
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  if (target.matches?.(FIELDS) || target.isContentEditable) return undefined;
  if (target.matches?.("input[type=range]") && MOVES.test(name)) return undefined;
  const pressed = name === " " || name === "Enter";
  if (target.closest?.(pressed ? `button, a, summary, input, ${WITH_KEYS}` : WITH_KEYS)) return undefined;
  for (const [, table] of parts) {
    const found = table.find((key) => key.keys.includes(name) && (key.when?.() ?? true));
    if (found) return found;
  }
  return undefined;
}

/** @param {KeyboardEvent} event */
function listen(event) {
  const key = meant(event, registered(), lettersCount());
  if (!key) return;
  event.preventDefault();
  key.run(event);
}

if (typeof document !== "undefined") document.addEventListener("keydown", listen);
