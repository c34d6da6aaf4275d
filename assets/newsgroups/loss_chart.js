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

const WIDTH = 360;
const HEIGHT = 210;
const LEFT = 48;
const BOTTOM = 26;

/**
 * @param {Epoch[]} history
 * @param {"loss" | "accuracy"} measure
 * @param {number} at the epoch shown, 0 before training
 * @param {number | null} best
 * @param {number} planned how many epochs the axis has room for
 */
export function lossChart(history, measure, at, best, planned) {
  const training = history.map((epoch) => epoch[measure]);
  const validation = history.map((epoch) => epoch[`val_${measure}`]);
  const last = Math.max(planned, history.length, 2);
  const finite = [...training, ...validation].filter(Number.isFinite);
  const high = measure === "loss" ? Math.max(1, ...finite) * 1.06 : 1;
  const x = (/** @type {number} */ epoch) => LEFT + ((epoch - 1) / (last - 1)) * (WIDTH - LEFT - 12);
  const y = (/** @type {number} */ value) => 24 + (1 - value / high) * (HEIGHT - 24 - BOTTOM);
  const picture = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": spoken(history, measure)
  });
  for (const value of ticks(0, high, 4)) {
    const label = measure === "loss" ? String(Number(value.toFixed(2))) : `${Math.round(100 * value)}%`;
    picture.append(svg("line", { class: "grid", x1: LEFT, x2: WIDTH - 8, y1: y(value), y2: y(value) }));
    picture.append(svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, label));
  }
  for (const epoch of ticks(1, last, 5).filter(Number.isInteger)) {
    picture.append(svg("text", { x: x(epoch), y: HEIGHT - 8, "text-anchor": "middle" }, String(epoch)));
  }
  picture.append(svg("text", { x: 2, y: HEIGHT - 8 }, "epoch"));
  if (at >= 1) picture.append(svg("line", { class: "now", x1: x(at), x2: x(at), y1: 20, y2: y(0) }));
  picture.append(line(training, x, y, `curve ${measure}`), line(validation, x, y, `curve ${measure} validation`));
  if (best && history[best - 1]) {
    picture.append(svg("circle", { class: `best ${measure}`, cx: x(best), cy: y(validation[best - 1]), r: 6 }));
  }
  picture.append(...legend(measure, best, history.length));
  return picture;
}

/** @param {number[]} values @param {(epoch: number) => number} x @param {(value: number) => number} y @param {string} kind */
function line(values, x, y, kind) {
  const points = values.map((value, i) => [x(i + 1), y(value)]).filter(([, at]) => Number.isFinite(at));
  return svg("polyline", { class: kind, points: points.map((point) => point.join(",")).join(" ") });
}

/** @param {string} measure @param {number | null} best @param {number} epochs */
function legend(measure, best, epochs) {
  const title = measure === "loss" ? "Loss" : "Accuracy";
  const found = [svg("text", { class: "title", x: 2, y: 14 }, title)];
  let at = 74;
  for (const [kind, name] of [
    ["", "training"],
    [" validation", "validation"]
  ]) {
    found.push(svg("line", { class: `curve ${measure}${kind}`, x1: at, x2: at + 22, y1: 10, y2: 10 }));
    found.push(svg("text", { x: at + 27, y: 14 }, name));
    at += 92;
  }
  if (best && epochs) found.push(svg("text", { x: WIDTH - 8, y: 14, "text-anchor": "end" }, `best: epoch ${best}`));
  return found;
}

/** @param {Epoch[]} history @param {"loss" | "accuracy"} measure */
function spoken(history, measure) {
  const values = history.map((epoch) => `epoch ${epoch.epoch} ${epoch[`val_${measure}`]?.toFixed(3)}`);
  return `Validation ${measure}: ${values.join(", ") || "no epoch yet"}`;
}
