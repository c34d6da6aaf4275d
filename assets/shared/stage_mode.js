// Stage mode: the page alone, large, for the last row. Entered by a key, a button, or `stage=1` in a link.

import { keep, kept } from "./browser_storage.js";

/** @type {Set<(on: boolean) => void>} */
const told = new Set();

/** @returns {boolean} */
export const staged = () => document.documentElement.dataset.stage === "1";

/** @param {boolean} on */
export function setStage(on) {
  if (on) document.documentElement.dataset.stage = "1";
  else delete document.documentElement.dataset.stage;
  keep("stage", on ? "1" : null, "tab");
  window.dispatchEvent(new Event("resize"));
  for (const tell of told) tell(on);
}

/**
 * Calls back now and whenever stage mode begins or ends.
 * @param {(on: boolean) => void} tell
 * @returns {() => void} stops that
 */
export function onStage(tell) {
  told.add(tell);
  tell(staged());
  return () => told.delete(tell);
}

const opened = () => new URLSearchParams(location.search).get("stage") === "1" || kept("stage", "tab") === "1";

if (typeof document !== "undefined" && opened()) setStage(true);
