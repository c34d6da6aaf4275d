// Walking through a lesson, alone or with a room: where one is, and what one has answered. Kept while the tab lives.

import { same } from "../rooms/tally.js";

/** @import { Lesson, Stop } from "./lesson.js" */

const KEPT = "glassnet-lesson";

/**
 * @typedef {object} Walk
 * @property {Lesson} lesson
 * @property {number} at
 * @property {Record<string, string[]>} given the answers to the question of a stop, one for each try
 */

/** @type {Walk | null} */
let walk = null;
/** @type {Set<() => void>} */
const watchers = new Set();

try {
  walk = JSON.parse(globalThis.sessionStorage?.getItem(KEPT) ?? "null");
} catch {
  walk = null;
}

function changed() {
  try {
    if (walk) sessionStorage.setItem(KEPT, JSON.stringify(walk));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // kept for this page at least
  }
  for (const watcher of watchers) watcher();
}

/** @param {() => void} watcher called after each change @returns {() => void} */
export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export const current = () => walk;

/** @returns {Stop | null} */
export const stop = () => walk?.lesson.stops[walk.at] ?? null;

/** @param {Lesson} lesson */
export function start(lesson) {
  walk = { lesson, at: 0, given: {} };
  changed();
}

/** @param {number} by */
export function move(by) {
  if (!walk) return;
  walk.at = Math.min(walk.lesson.stops.length - 1, Math.max(0, walk.at + by));
  changed();
}

export function leave() {
  walk = null;
  changed();
}

/** @returns {string[]} */
export const tries = () => (walk ? (walk.given[walk.at] ?? []) : []);

/** Whether the question of this stop has been answered rightly; a stop without one counts as answered. */
export function solved() {
  const asked = stop()?.question;
  return !asked || tries().some((answer) => same(answer, asked.right));
}

/** @param {string} answer */
export function answer(answer) {
  if (!walk || solved()) return;
  walk.given[walk.at] = [...tries(), answer].slice(0, 50);
  changed();
}

/** The file that is handed in: the lesson and every try. What is right is worked out anew by who reads it. */
export function handIn() {
  if (!walk) return "";
  return JSON.stringify({ glassnet_answers: 1, lesson: walk.lesson, given: walk.given }, null, 1);
}
