// A dot plot to fill: one row per experiment, its validation accuracy with the 95% interval; a hollow dot has not been
// tried, and pressing its row runs it. Rows are buttons, by pointer and key.

import { colour } from "../shared/colours.js";
import { percent, ticks } from "./numbers.js";
import { element } from "./parts.js";

/** @import { Component } from "../shared/types.js" */

/**
 * @typedef {object} Row
 * @property {string} title
 * @property {string} group
 * @property {string} question
 * @property {"untried" | "waiting" | "running" | "failed" | "recorded" | "done"} state
 * @property {number} [accuracy]
 * @property {number} [half]
 * @property {number} [epochs]
 * @property {string} [progress]
 * @property {string} [problem]
 * @property {string} [judged] on which other posts than the second model it was judged
 *
 * @typedef {object} Data
 * @property {Record<string, string>} colours
 * @property {Row[]} rows
 * @property {string} line the title of the row that all are compared with
 * @property {string} recorded what a recorded run is
 */

/** @param {Row[]} rows */
export function range(rows) {
  const known = rows.filter((row) => row.accuracy !== undefined);
  const low = Math.min(0.6, ...known.map((row) => (row.accuracy ?? 0) - (row.half ?? 0)));
  const high = Math.max(0.85, ...known.map((row) => (row.accuracy ?? 0) + (row.half ?? 0)));
  return [Math.floor(low * 20) / 20, Math.ceil(high * 20) / 20];
}

/** @param {Row} row */
export function spoken(row) {
  if (row.accuracy !== undefined) {
    const kind = row.state === "recorded" ? ", recorded; press to train it live" : "";
    return `${row.title}: ${percent(row.accuracy)} of the validation posts, plus or minus ${(100 * (row.half ?? 0)).toFixed(1)} points${row.judged ? `, ${row.judged}` : ""}${kind}`;
  }
  /** @type {Partial<Record<Row["state"], string>>} */
  const rest = { untried: "not run yet, press to run", waiting: "waiting", running: "running", failed: row.problem };
  return `${row.title}: ${rest[row.state] ?? row.state}`;
}

/** @param {Row} row @param {string} group @param {(value: number) => number} place */
function line(row, group, place) {
  const made = element("button", `row ${row.state}`);
  made.dataset.title = row.title;
  made.title = row.problem ?? row.question;
  made.setAttribute("aria-label", spoken(row));
  const track = element("span", "track");
  const aside = element("span", "aside"); // of a run without a figure: left of the axis, where no value is read
  made.append(element("span", "group", group), element("span", "title", row.title), aside, track);
  if (row.accuracy === undefined) {
    /** @type {Partial<Record<Row["state"], string>>} */
    const words = {
      untried: row.question,
      waiting: `waiting · ${row.progress}`,
      running: row.progress,
      failed: row.problem
    };
    aside.append(element("i", "dot"));
    track.append(element("span", "words", words[row.state] ?? ""));
    return made;
  }
  const dot = element("i", "dot");
  dot.style.left = `${place(row.accuracy)}%`;
  const bar = element("i", "bar");
  const half = row.half ?? 0;
  bar.style.left = `${place(row.accuracy - half)}%`;
  bar.style.width = `${place(row.accuracy + half) - place(row.accuracy - half)}%`;
  const value = element("span", "value", percent(row.accuracy));
  value.style.left = `${place(row.accuracy + half)}%`;
  if (row.judged) value.append(element("span", "judged", `, ${row.judged}`));
  track.append(bar, dot, value);
  return made;
}

/** @param {Data} data */
function picture(data) {
  const [low, high] = range(data.rows);
  const place = (/** @type {number} */ value) => (100 * (value - low)) / (high - low);
  const plot = element("div", "plot");
  const axis = element("div", "axis");
  for (const value of ticks(low, high, 6)) {
    const mark = element("span", "", `${Math.round(100 * value)}%`);
    mark.style.left = `${place(value)}%`;
    axis.append(mark);
  }
  const compared = data.rows.find((row) => row.title === data.line);
  const grid = element("div", "grid");
  if (compared?.accuracy !== undefined) {
    const mark = element("i", "line");
    mark.style.left = `${place(compared.accuracy)}%`;
    grid.append(mark);
  }
  let group = "";
  for (const row of data.rows) {
    plot.append(line(row, row.group === group ? "" : row.group, place));
    group = row.group;
  }
  const foot = element("div", "foot");
  foot.append(axis);
  plot.append(grid, foot, element("div", "caption", "validation accuracy, with its 95% interval"));
  return plot;
}

/** The kinds of marks, each with what it says and what a press does. @param {Data} data */
function legend(data) {
  const box = element("div", "legend");
  const compared = data.rows.find((row) => row.title === data.line);
  const kinds = [
    ["untried", "not run yet: press to run it"],
    ["recorded", "recorded: press to train it live"],
    ["done", "trained here"]
  ];
  for (const [kind, words] of kinds) {
    const item = element("span", kind, words);
    if (kind === "recorded") item.title = data.recorded;
    item.prepend(element("i", "dot"));
    box.append(item);
  }
  if (compared?.accuracy !== undefined) {
    const item = element("span", "", `${compared.title}, ${percent(compared.accuracy)}`);
    item.prepend(element("i", "line"));
    box.append(item);
  }
  return box;
}

export default function mount(/** @type {Component<Data>} */ { data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  colour(root, data.colours);
  const active = /** @type {Document | ShadowRoot} */ (root.getRootNode()).activeElement;
  const focused = active instanceof HTMLElement && root.contains(active) ? active.dataset.title : undefined;
  root.replaceChildren(legend(data), picture(data));
  root.onclick = ({ target }) => {
    const row = target instanceof Element ? target.closest(".row") : null;
    if (row instanceof HTMLElement) setTriggerValue("press", row.dataset.title);
  };
  if (focused) {
    /** @type {HTMLElement | null} */ (root.querySelector(`[data-title="${CSS.escape(focused)}"]`))?.focus();
  }
}
