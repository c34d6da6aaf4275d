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
  if (!on && cover) toggleBlack();
  keep("stage", on ? "1" : null, "tab");
  window.dispatchEvent(new Event("resize"));
  for (const tell of told) tell(on);
}

/** @type {HTMLElement | null} */
let cover = null;

/** A black screen, so that all look at the teacher; the same again, or a press on it, brings the page back. */
export function toggleBlack() {
  if (cover) {
    cover.remove();
    cover = null;
    return;
  }
  cover = document.createElement("div");
  cover.id = "black";
  cover.style.cssText = "position:fixed;inset:0;z-index:2147483647;background:#000;cursor:none";
  cover.onclick = toggleBlack;
  document.body.append(cover);
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
