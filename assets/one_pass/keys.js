// The keyboard and the pointer: every control has a key, every number can be walked to.

import { button, make } from "../shared/dom.js";
import { isEditable, startEditing } from "./editing.js";

export const KEYS = [
  ["→, n, Page Down", "next step"],
  ["←, b, Page Up", "step back"],
  ["space", "play, pause"],
  ["Home, End", "first, last step"],
  ["+ −", "faster, slower"],
  ["m", "show slowly how this step works"],
  ["p", "predict first: hide each result until you have said what it will be"],
  ["f", "stage: large, for a lecture hall; n shows the network there"],
  ["t", "light, dark"],
  ["q", "move to the numbers; arrows then walk from one to the next"],
  ["Enter", "follow the number to the step that makes it"],
  ["Backspace", "back along the way you followed"],
  ["0 … 9, F2", "on a number that is given: type another in its place"],
  ["Ctrl Z, Ctrl Y", "undo, redo a change"],
  ["1 … 8", "the sample shown in the network"],
  ["Esc", "leave the numbers; close what is open"],
  ["?", "this list"]
];

/** What has keys of its own, apart from Enter and space. */
const WITH_KEYS =
  "[role=tab], [role=slider], [role=option], [role=radio], [role=listbox], [role=combobox], [role^=menu]";
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable=true]";

const typing = (/** @type {any} */ node) =>
  node instanceof Element && (node.matches(FIELDS) || /** @type {any} */ (node).isContentEditable);

/** @param {any} stage @param {KeyboardEvent} event */
export function globalKey(stage, event) {
  const target = /** @type {any} */ (event.composedPath()[0]);
  if (event.defaultPrevented || event.altKey || typing(target) || !stage.payload) return;
  if (event.ctrlKey || event.metaKey) return undoKey(stage, event);
  const inside = event.composedPath().includes(stage.root);
  const own = [" ", "Enter"].includes(event.key) ? `button, a, ${WITH_KEYS}` : WITH_KEYS;
  if ((!inside && target instanceof Element && target.closest(own)) || stage.help?.open) return;
  const act = action(stage, event, target);
  if (!act) return;
  event.preventDefault();
  act();
}

/** @param {any} stage @param {KeyboardEvent} event */
function undoKey(stage, event) {
  const wish =
    event.key.toLowerCase() === "z"
      ? event.shiftKey
        ? "redo"
        : "undo"
      : event.key.toLowerCase() === "y"
        ? "redo"
        : "";
  if (!wish || !stage.data.history[wish]) return;
  event.preventDefault();
  stage.wish({ do: wish });
}

/** @param {any} stage @param {KeyboardEvent} event @param {any} target @returns {(() => void) | null} */
function action(stage, event, target) {
  const { key } = event;
  const cell = target.at ? target : null;
  if (cell && key.startsWith("Arrow")) return () => walk(stage, cell, key);
  if (cell && isEditable(stage, cell.at) && /^[-−+.0-9]$/.test(key)) return () => void startEditing(stage, key);
  if (cell && key === "F2") return () => void startEditing(stage);
  if (cell && key === "Enter")
    return () =>
      void ((stage.index.origin.get(cell.at.id)?.step === stage.at && startEditing(stage)) || stage.follow(cell.at));
  if (key === " " && target.matches?.("button, a, summary, input")) return null;
  if (/^[1-8]$/.test(key)) return Number(key) <= stage.index.samples ? () => stage.chooseSample(Number(key) - 1) : null;
  return ACTIONS[key.length === 1 ? key.toLowerCase() : key]?.(stage, target) ?? null;
}

/** What a key does, as a function of the stage; null where it does nothing now. @type {Record<string, (stage: any, target: any) => (() => void) | null>} */
const ACTIONS = {
  ArrowRight: (stage) => () => stage.next(),
  PageDown: (stage) => () => stage.next(),
  n: (stage) => () => (stage.large ? stage.toggleNetwork() : stage.next()),
  ArrowLeft: (stage) => () => stage.back(),
  PageUp: (stage) => () => stage.back(),
  b: (stage) => () => stage.back(),
  " ": (stage) => () => stage.player.toggle(),
  Home: (stage) => () => stage.goTo(0),
  End: (stage) => () => stage.goTo(Infinity),
  "+": (stage) => () => stage.player.faster(1),
  "=": (stage) => () => stage.player.faster(1),
  "-": (stage) => () => stage.player.faster(-1),
  m: (stage) => () => void stage.player.once(),
  p: (stage) => () => stage.quiz.toggle(),
  f: (stage) => (stage.frameHasKeys ? null : () => stage.toggleLarge()),
  t: (stage) => (stage.frameHasKeys ? null : () => stage.toggleTheme()),
  q: (stage) => () => [...stage.parts.equation.querySelectorAll("td[tabindex='0']")].at(-1)?.focus(),
  Backspace: (stage) => (stage.trail.length ? () => stage.backTo(stage.trail.length - 1) : null),
  Escape: (stage, target) => () => {
    if (stage.words.close() || stage.closePanel()) return;
    target.blur?.();
    stage.pin(null);
  },
  "?": (stage) => () => showHelp(stage)
};

/** From a cell to its neighbour, past the edge of a matrix to the next one of the equation. @param {any} stage @param {any} cell @param {string} key */
function walk(stage, cell, key) {
  const [di, dj] = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key] ?? [0, 0];
  const { i, j } = cell.at;
  const tables = [...stage.parts.frame.querySelectorAll(".matrix table")];
  const here = tables.indexOf(cell.closest("table"));
  const next = tables[here].rows[i + di]?.cells[j + dj];
  if (next) return next.focus();
  const other = dj && tables[here + dj];
  if (!other) return;
  const row = other.rows[Math.min(i, other.rows.length - 1)];
  row.cells[dj > 0 ? 0 : row.cells.length - 1].focus();
}

/** The cell under a pointer; of a finger, the nearest one of the matrix. @param {any} event */
function cellUnder(event) {
  const own = event.target.closest?.(".matrix td");
  if (own || event.type !== "click") return own;
  const matrix = event.target.closest?.(".matrix");
  if (!matrix) return null;
  let nearest = null;
  let least = 24;
  for (const td of matrix.querySelectorAll("td")) {
    const box = td.getBoundingClientRect();
    const away = Math.hypot(
      Math.max(box.left - event.clientX, 0, event.clientX - box.right),
      Math.max(box.top - event.clientY, 0, event.clientY - box.bottom)
    );
    if (away < least) [nearest, least] = [td, away];
  }
  return nearest;
}

/** @param {any} stage */
export function listenToCells(stage) {
  const { frame } = stage.parts;
  let under = null;
  frame.addEventListener("pointermove", (/** @type {any} */ event) => {
    if (event.pointerType === "touch" || stage.quiz.pending || stage.motion.moving) return;
    const td = cellUnder(event);
    if (td === under) return;
    const left = under;
    under = td;
    if (td) stage.ask(td.at);
    else if (left) stage.ask(stage.pinned ?? stage.example());
  });
  frame.addEventListener("pointerleave", () => {
    if (under && !stage.motion.moving && !stage.quiz.pending) stage.ask(stage.pinned ?? stage.example());
    under = null;
  });
  frame.addEventListener("click", (/** @type {any} */ event) => {
    if (!event.target.closest?.("td")) cellUnder(event)?.focus({ preventScroll: true });
  });
  frame.addEventListener("focusin", (/** @type {any} */ event) => {
    const td = event.target.closest?.(".matrix td");
    if (!td) return;
    for (const other of td.closest("table").querySelectorAll("td[tabindex='0']")) other.tabIndex = -1;
    td.tabIndex = 0;
    if (stage.quiz.pending) return;
    stage.player.stop();
    stage.pin(td.at);
  });
  frame.addEventListener("dblclick", (/** @type {any} */ event) => {
    const td = event.target.closest?.(".matrix td");
    if (td) stage.follow(td.at);
  });
}

/** A finger drawn sideways over the stage steps on or back; not where something scrolls sideways itself. @param {any} stage */
export function listenToSwipes(stage) {
  const { frame } = stage.parts;
  /** @type {Touch | null} */
  let begun = null;
  const scrolls = (/** @type {any} */ node) => {
    for (let each = node; each && each !== frame; each = each.parentElement)
      if (each.scrollWidth > each.clientWidth + 4 && getComputedStyle(each).overflowX !== "visible") return true;
    return false;
  };
  frame.addEventListener(
    "touchstart",
    (/** @type {TouchEvent} */ event) => {
      begun = event.touches.length === 1 && !scrolls(event.target) ? event.touches[0] : null;
    },
    { passive: true }
  );
  frame.addEventListener(
    "touchend",
    (/** @type {TouchEvent} */ event) => {
      if (!begun) return;
      const end = event.changedTouches[0];
      const [dx, dy] = [end.clientX - begun.clientX, end.clientY - begun.clientY];
      begun = null;
      if (Math.abs(dx) < 60 || Math.abs(dx) < 2 * Math.abs(dy)) return;
      if (dx < 0) stage.next();
      else stage.back();
    },
    { passive: true }
  );
}

/** @param {any} stage */
export function showHelp(stage) {
  if (!stage.help) {
    const rows = KEYS.map(([key, what]) =>
      make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, key)), make("td", {}, what))
    );
    const close = button("Close", () => stage.help.close(), { class: "plain" });
    stage.help = make(
      "dialog",
      { class: "help", "aria-label": "Keys" },
      make("h3", {}, "Keys"),
      make("table", {}, make("tbody", {}, rows)),
      close
    );
    stage.parts.frame.append(stage.help);
  }
  stage.help.showModal();
}
