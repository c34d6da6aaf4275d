// The keyboard and the pointer: every control has a key, every number can be walked to.

import { register } from "../shared/keys.js";
import { isEditable, startEditing } from "./editing.js";

/** The keys of the stage, wherever the focus is. @param {any} stage @returns {import("../shared/keys.js").Key[]} */
const table = (stage) => [
  { keys: ["ArrowRight", "PageDown"], does: "next step", run: () => stage.next() },
  {
    keys: ["n"],
    does: "next step; in stage mode the network",
    run: () => (stage.large ? stage.toggleNetwork() : stage.next())
  },
  { keys: ["ArrowLeft", "PageUp", "b"], does: "step back", run: () => stage.back() },
  { keys: [" "], does: "play, pause", run: () => stage.player.toggle() },
  { keys: ["Home"], does: "first step", run: () => stage.goTo(0) },
  { keys: ["End"], does: "last step", run: () => stage.goTo(Infinity) },
  { keys: ["+", "="], does: "faster", run: () => stage.player.faster(1) },
  { keys: ["-"], does: "slower", run: () => stage.player.faster(-1) },
  { keys: ["m"], does: "show slowly how this step works", run: () => stage.player.once() },
  {
    keys: ["p"],
    does: "predict first: hide each result until you have said what it will be",
    run: () => stage.quiz.toggle()
  },
  { keys: ["q"], does: "move to the numbers; arrows then walk from one to the next", run: () => stage.focusNumbers() },
  {
    keys: ["1", "2", "3", "4", "5", "6", "7", "8"],
    does: "the sample shown in the network",
    run: (event) => stage.chooseSample(Number(event.key) - 1)
  },
  { keys: ["Enter"], does: "on a number: the step that makes it", run: () => {}, when: () => false },
  {
    keys: ["F2"],
    does: "on a number that is given, as do digits: type another in its place",
    run: () => {},
    when: () => false
  },
  {
    keys: ["Backspace"],
    does: "back along the way you followed",
    run: () => stage.backTo(stage.trail.length - 1),
    when: () => stage.trail.length > 0
  },
  { keys: ["t"], does: "light, dark", run: () => stage.toggleTheme() },
  {
    keys: ["Escape"],
    does: "close what is open, leave the numbers",
    run: (event) => stage.escape(event.composedPath()[0]),
    when: () => stage.canEscape()
  }
];

/** Listens to the keys of the stage. @param {any} stage @returns {() => void} stops that */
export function listenToKeys(stage) {
  stage.parts.frame.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => cellKeyed(stage, event));
  const undo = (/** @type {KeyboardEvent} */ event) => undoKeyed(stage, event);
  document.addEventListener("keydown", undo);
  const forget = register("One pass", table(stage));
  return () => {
    forget();
    document.removeEventListener("keydown", undo);
  };
}

/** Ctrl Z and Ctrl Y, outside of fields. @param {any} stage @param {KeyboardEvent} event */
function undoKeyed(stage, event) {
  const target = event.composedPath()[0];
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !stage.payload) return;
  if (target instanceof Element && target.matches("input, textarea, select, [contenteditable=true]")) return;
  const wish =
    event.key.toLowerCase() === "z"
      ? event.shiftKey
        ? "redo"
        : "undo"
      : event.key.toLowerCase() === "y"
        ? "redo"
        : "";
  if (!wish || !stage.history[wish]) return;
  event.preventDefault();
  stage.wish({ do: wish });
}

/** What a key does on a number. @param {any} stage @param {any} event */
function cellKeyed(stage, event) {
  const { key, target: cell } = event;
  if (!cell.at || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = cellAction(stage, cell, key);
  if (!act) return;
  event.preventDefault();
  act();
}

/** @param {any} stage @param {any} cell @param {string} key */
function cellAction(stage, cell, key) {
  if (key.startsWith("Arrow")) return () => walk(stage, cell, key);
  if (isEditable(stage, cell.at) && /^[-−+.0-9]$/.test(key)) return () => startEditing(stage, key);
  if (key === "F2") return () => startEditing(stage);
  const own = stage.index.origin.get(cell.at.id)?.step === stage.at;
  return key === "Enter" ? () => (own && startEditing(stage)) || stage.follow(cell.at) : null;
}

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
  /** @type {any} */
  let under = null;
  // A number half typed stays where it is, wherever the pointer goes.
  const typing = () => Boolean(stage.parts.arithmetic.querySelector(".edit:focus-within"));
  frame.addEventListener("pointermove", (/** @type {any} */ event) => {
    if (event.pointerType === "touch" || stage.quiz.pending || stage.motion.moving) return;
    const td = cellUnder(event);
    if (td === under) return;
    const left = under;
    under = td;
    if (typing()) return;
    if (td) stage.ask(td.at, true);
    else if (left) stage.ask(stage.pinned ?? stage.example(), true);
  });
  frame.addEventListener("pointerleave", () => {
    if (under && !typing() && !stage.motion.moving && !stage.quiz.pending)
      stage.ask(stage.pinned ?? stage.example(), true);
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
