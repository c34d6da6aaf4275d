// A learning curve: training solid, validation dashed, the epoch shown and the best one marked.

import { ticks } from "./numbers.js";
import { svg } from "./parts.js";

/**
 * @typedef {object} Epoch
 * @property {number} epoch
 * @property {number} loss
 * @property {number} accuracy
 * @property {number} val_loss
 * @property {number} val_accuracy
 */

const LEFT = 48;
const TOP = 10;
const BOTTOM = 26;
const RIGHT = 12;

/**
 * @param {Epoch[]} history
 * @param {"loss" | "accuracy"} measure
 * @param {number} at the epoch shown, 0 before training
 * @param {number | null} best
 * @param {number} planned how many epochs the axis has room for
 * @param {{ width: number, height: number }} size in pixels: lines and letters stay as they are at every size
 */
export function lossChart(history, measure, at, best, planned, { width, height }) {
  const training = history.map((epoch) => epoch[measure]);
  const validation = history.map((epoch) => epoch[`val_${measure}`]);
  const last = Math.max(planned, history.length, 2);
  const finite = [...training, ...validation].filter(Number.isFinite);
  const high = measure === "loss" ? Math.max(1, ...finite) * 1.06 : 1;
  const x = (/** @type {number} */ epoch) => LEFT + ((epoch - 1) / (last - 1)) * (width - LEFT - RIGHT);
  const y = (/** @type {number} */ value) => TOP + (1 - value / high) * (height - TOP - BOTTOM);
  const picture = svg("svg", {
    viewBox: `0 0 ${Math.max(1, width)} ${Math.max(1, height)}`,
    role: "img",
    "aria-label": spoken(history, measure)
  });
  for (const value of ticks(0, high, 4)) {
    const label = measure === "loss" ? String(Number(value.toFixed(2))) : `${Math.round(100 * value)}%`;
    picture.append(svg("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }));
    picture.append(svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, label));
  }
  for (const epoch of ticks(1, last, 5).filter(Number.isInteger)) {
    picture.append(svg("text", { x: x(epoch), y: height - 8, "text-anchor": "middle" }, String(epoch)));
  }
  picture.append(svg("text", { x: 2, y: height - 8 }, "epoch"));
  if (at >= 1) picture.append(svg("line", { class: "now", x1: x(at), x2: x(at), y1: TOP - 6, y2: y(0) }));
  const free = measure === "loss" ? -1 : 1; // the side of the validation curve that has no other
  picture.append(line(training, x, y, `curve ${measure}`), line(validation, x, y, `curve ${measure} validation`));
  if (best && history[best - 1]) {
    picture.append(svg("circle", { class: `best ${measure}`, cx: x(best), cy: y(validation[best - 1]), r: 6 }));
    const middle = Math.max(LEFT + 46, Math.min(width - RIGHT - 46, x(best)));
    const near = { class: "label", x: middle, y: y(validation[best - 1]) + 4 + free * 18, "text-anchor": "middle" };
    picture.append(svg("text", near, `best: epoch ${best}`));
  }
  if (at >= 1 && at !== best) {
    const before = x(at) > width / 2;
    const beside = { x: x(at) + (before ? -7 : 7), "text-anchor": before ? "end" : "start" };
    const room = measure === "loss" ? TOP + 6 : y(0) - 8; // where the curves leave room
    picture.append(svg("text", { class: "label", y: room, ...beside }, `epoch ${at}`));
  }
  return picture;
}

/** @param {number[]} values @param {(epoch: number) => number} x @param {(value: number) => number} y @param {string} kind */
function line(values, x, y, kind) {
  const points = values.map((value, i) => [x(i + 1), y(value)]).filter(([, at]) => Number.isFinite(at));
  return svg("polyline", { class: kind, points: points.map((point) => point.join(",")).join(" ") });
}

/** @param {Epoch[]} history @param {"loss" | "accuracy"} measure */
function spoken(history, measure) {
  const values = history.map((epoch) => `epoch ${epoch.epoch} ${epoch[`val_${measure}`]?.toFixed(3)}`);
  return `Validation ${measure}: ${values.join(", ") || "no epoch yet"}`;
}
