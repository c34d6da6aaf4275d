/** One live picture for each card, drawn from the settings and the run as they are. */
import { rgb } from "./canvas.js";
import { outline } from "./fates.js";
import { count, whole } from "./format.js";
import { layersOf } from "./forward.js";
import { ACTIVATE } from "./trainer/activations.js";
import { OPTIMIZERS } from "./trainer/optimizers.js";

/**
 * @typedef {{settings: any, net: import("./forward.js").Net | null, run: any, colours: any}} Scene
 * @typedef {CanvasRenderingContext2D} Paper
 */

/** @type {Record<string, (paper: Paper, width: number, height: number, scene: Scene) => void>} */
export const PICTURES = { points, planes, activation, spread, valley, batches, weights, slope };

/** @param {Paper} paper @param {string} text @param {number} x @param {number} y @param {string} colour @param {CanvasTextAlign} [align] */
function label(paper, text, x, y, colour, align = "left") {
  paper.font = "13px system-ui, sans-serif";
  paper.fillStyle = colour;
  paper.textAlign = align;
  paper.fillText(text, x, y);
}

/** @param {Paper} paper @param {number[][]} places */
function line(paper, places) {
  paper.beginPath();
  outline(paper, places);
  paper.stroke();
}

/** The points seen from the front. @param {Paper} paper @param {number} width @param {number} height @param {Scene} scene */
function points(paper, width, height, { run, colours }) {
  if (!run) return;
  const { x, label: labels } = run.points.train,
    { low, high } = run.box,
    side = height - 10,
    left = (width - side) / 2;
  for (let k = 0; k < Math.min(600, labels.length); k++) {
    const at = [0, 2].map((a) => (x[3 * k + a] - low[a]) / (high[a] - low[a]));
    if (at.some((v) => v < 0 || v > 1)) continue;
    paper.fillStyle = colours.classes[labels[k]];
    paper.fillRect(left + at[0] * side - 1.5, 5 + (1 - at[1]) * side - 1.5, 3, 3);
  }
}

/** As many planes as units around a ball, in the flat: a polygon around a circle. */
function planes(
  /** @type {Paper} */ paper,
  /** @type {number} */ width,
  /** @type {number} */ height,
  /** @type {Scene} */ { settings, colours }
) {
  const n = settings.units[0] ?? 0,
    r = height * 0.3,
    cx = width * 0.3,
    cy = height / 2;
  paper.strokeStyle = colours.soft;
  paper.setLineDash([4, 4]);
  paper.beginPath();
  paper.arc(cx, cy, r, 0, 7);
  paper.stroke();
  paper.setLineDash([]);
  paper.strokeStyle = colours.act;
  paper.lineWidth = 2;
  for (let k = 0; k < n; k++) {
    const a = (2 * Math.PI * k) / n - Math.PI / 2,
      reach = n > 2 ? r * Math.tan(Math.PI / n) : height;
    const [mx, my] = [cx + r * Math.cos(a), cy + r * Math.sin(a)],
      [dx, dy] = [-Math.sin(a) * reach, Math.cos(a) * reach];
    line(paper, [
      [mx - dx, my - dy],
      [mx + dx, my + dy]
    ]);
  }
  const says =
    n === 0
      ? "no hidden layer: one flat border"
      : n < 3
        ? `${count(n, "line")} cannot close around a ball`
        : `${count(n, "line")} close around it`;
  label(paper, "In the flat, as a likeness:", width * 0.55, cy - 8, colours.soft);
  label(paper, says, width * 0.55, cy + 12, colours.ink);
}

/** @param {Paper} paper @param {number} width @param {number} height @param {Scene} scene */
function activation(paper, width, height, { settings, colours }) {
  const f = ACTIVATE[settings.activation],
    x = (/** @type {number} */ h) => width / 2 + (h * width) / 9,
    y = (/** @type {number} */ v) => height * 0.62 - v * height * 0.24;
  paper.strokeStyle = colours.line;
  line(paper, [
    [0, y(0)],
    [width, y(0)]
  ]);
  line(paper, [
    [x(0), 0],
    [x(0), height]
  ]);
  const at = Array.from({ length: 161 }, (_, k) => (k - 80) / 20);
  paper.lineWidth = 2.5;
  paper.strokeStyle = colours.act;
  line(
    paper,
    at.map((h) => [x(h), y(f(h))])
  );
  paper.lineWidth = 1.5;
  paper.strokeStyle = colours.grad;
  paper.setLineDash([5, 4]);
  line(
    paper,
    at.map((h) => [x(h), y((f(h + 1e-4) - f(h - 1e-4)) / 2e-4)])
  );
  paper.setLineDash([]);
  label(paper, "output", 6, 16, colours.act);
  label(paper, "its slope, dashed", 6, 34, colours.grad);
}

/**
 * How large the signals of 200 points are after each of five layers of 16 units, for every way to draw first weights.
 * @param {string} activationName
 * @returns {Record<string, number[]>} root mean square per layer
 */
function signalSizes(activationName) {
  const f = ACTIVATE[activationName],
    n = 200,
    sizes = [3, 16, 16, 16, 16, 16];
  /** @type {Record<string, (a: number, b: number) => number>} */
  const edges = {
    uniform: () => 0.5,
    he: (a) => Math.sqrt(6 / a),
    glorot: (a, b) => Math.sqrt(6 / (a + b)),
    zero: () => 0
  };
  return Object.fromEntries(
    Object.entries(edges).map(([name, edge]) => {
      let seed = 7;
      const random = () => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return seed / 2 ** 32;
      };
      let a = Array.from({ length: n }, () =>
        [0, 1, 2].map(() => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(6.283185307 * random()))
      );
      const out = sizes.slice(1).map((units, l) => {
        const limit = edge(sizes[l], units),
          W = Array.from({ length: sizes[l] }, () => Array.from({ length: units }, () => (2 * random() - 1) * limit));
        a = a.map((row) => Array.from({ length: units }, (_, j) => f(row.reduce((sum, v, i) => sum + v * W[i][j], 0))));
        return Math.sqrt(a.flat().reduce((sum, v) => sum + v * v, 0) / (n * units));
      });
      return [name, out];
    })
  );
}

/** @param {Paper} paper @param {number} width @param {number} height @param {Scene} scene */
function spread(paper, width, height, { settings, colours }) {
  const sizes = signalSizes(settings.activation),
    x = (/** @type {number} */ l) => 20 + (l * (width - 130)) / 4;
  const y = (/** @type {number} */ v) =>
    height - 24 - Math.min(1, Math.max(0, (Math.log10(v + 1e-9) + 3) / 3.6)) * (height - 40);
  paper.strokeStyle = colours.line;
  line(paper, [
    [20, height - 24],
    [width - 110, height - 24]
  ]);
  for (const [name, list] of Object.entries(sizes)) {
    const chosen = name === settings.init;
    paper.strokeStyle = chosen ? colours.param : colours.soft;
    paper.globalAlpha = chosen ? 1 : 0.5;
    paper.lineWidth = chosen ? 3 : 1.5;
    line(
      paper,
      list.map((v, l) => [x(l), y(v)])
    );
    label(
      paper,
      { uniform: "uniform", he: "He", glorot: "Glorot", zero: "all 0" }[name] ?? name,
      width - 104,
      y(list[4]) + (name === "zero" ? 0 : 4),
      chosen ? colours.param : colours.soft
    );
    paper.globalAlpha = 1;
  }
  label(paper, "size of the signals after layers 1 to 5 of sixteen units", 20, height - 6, colours.soft);
}

/**
 * Forty steps of an optimizer in the valley (x² + 25 y²) / 2, by the rule that the network is trained with.
 * @param {string} name
 * @returns {number[][]}
 */
export function walk(name) {
  const lr = { sgd: 0.07, momentum: 0.02, rmsprop: 0.15, adam: 0.3 }[name] ?? 0.07;
  const at = Float64Array.of(-4, 1.2),
    v = new Float64Array(2),
    s = new Float64Array(2),
    way = [[...at]];
  for (let t = 1; t <= 40; t++) {
    OPTIMIZERS[name](at, Float64Array.of(at[0], 25 * at[1]), v, s, t, lr);
    way.push([...at]);
  }
  return way;
}

/** @param {Paper} paper @param {number} width @param {number} height @param {Scene} scene */
function valley(paper, width, height, { settings, colours }) {
  const x = (/** @type {number} */ a) => width / 2 + (a * width) / 9.6,
    y = (/** @type {number} */ b) => height / 2 - (b * height) / 3.4;
  paper.strokeStyle = colours.line;
  for (const level of [0.3, 1.5, 4, 9, 16, 26]) {
    paper.beginPath();
    paper.ellipse(
      x(0),
      y(0),
      (Math.sqrt(2 * level) * width) / 9.6,
      (Math.sqrt((2 * level) / 25) * height) / 3.4,
      0,
      0,
      7
    );
    paper.stroke();
  }
  for (const name of ["sgd", "momentum", "rmsprop", "adam"].sort((a) => (a === settings.optimizer ? 1 : -1))) {
    const way = walk(name),
      chosen = name === settings.optimizer;
    paper.strokeStyle = paper.fillStyle = chosen ? colours.grad : colours.soft;
    paper.globalAlpha = chosen ? 1 : 0.28;
    paper.lineWidth = chosen ? 2 : 1.2;
    line(
      paper,
      way.map(([a, b]) => [x(a), y(b)])
    );
    if (chosen) for (const [a, b] of way) paper.fillRect(x(a) - 2, y(b) - 2, 4, 4);
    paper.globalAlpha = 1;
  }
}

/** All points in a row, cut into batches. @param {Paper} paper @param {number} width @param {number} _height @param {Scene} scene */
function batches(paper, width, _height, { settings, run, colours }) {
  const n = run ? run.n.train : settings.samples,
    pieces = Math.ceil(n / settings.batch),
    last = n - (pieces - 1) * settings.batch;
  const w = width - 20,
    each = (w * settings.batch) / n;
  paper.fillStyle = colours.act;
  for (let k = 0; k < pieces; k++) {
    if (each < 2 && k % Math.ceil(2 / each)) continue;
    paper.globalAlpha = k % 2 ? 0.45 : 0.9;
    paper.fillRect(10 + k * each, 26, Math.max(1, Math.min(each, w - k * each) - (each > 4 ? 1 : 0)), 30);
  }
  paper.globalAlpha = 1;
  label(
    paper,
    `one epoch: ${whole(n)} points in ${count(pieces, "batch").replace("batchs", "batches")} of ${whole(settings.batch)}`,
    10,
    18,
    colours.ink
  );
  if (last !== settings.batch) label(paper, `the last has ${whole(last)}`, width - 10, 74, colours.soft, "right");
  label(
    paper,
    `${count(pieces * settings.epochs, "step")} in ${count(settings.epochs, "epoch")}`,
    10,
    74,
    colours.soft
  );
}

/** Every weight of the network now, by size. @param {Paper} paper @param {number} width @param {number} height @param {Scene} scene */
function weights(paper, width, height, { net, colours }) {
  if (!net) return;
  const all = layersOf(net)
      .flatMap(({ W }) => [...W])
      .sort((a, b) => Math.abs(b) - Math.abs(a)),
    most = Math.max(1e-9, Math.abs(all[0]));
  const w = (width - 20) / all.length;
  all.forEach((v, k) => {
    const h = (Math.abs(v) / most) * (height - 34);
    paper.fillStyle = v < 0 ? colours.neg : colours.pos;
    paper.fillRect(10 + k * w, height - 22 - h, Math.max(1, w - (w > 3 ? 1 : 0)), Math.max(h, 0.5));
  });
  const none = all.filter((v) => Math.abs(v) < 0.001).length;
  label(
    paper,
    `${count(all.length, "weight")}, the largest ${most.toFixed(2)}, ${whole(none)} of them 0 to three digits`,
    10,
    height - 5,
    colours.soft
  );
}

/** Twelve steps down the curve 2 w², of slope 4 w. @param {Paper} paper @param {number} width @param {number} height @param {Scene} scene */
function slope(paper, width, height, { settings, colours }) {
  const x = (/** @type {number} */ w) => width / 2 + (w * width) / 3.2,
    y = (/** @type {number} */ w) => height - 14 - (Math.min(2.4, w * w) * (height - 30)) / 2.4;
  paper.strokeStyle = colours.loss;
  paper.lineWidth = 2;
  line(
    paper,
    Array.from({ length: 101 }, (_, k) => [x((k - 50) / 32), y((k - 50) / 32)])
  );
  let w = -1.2;
  const way = [[x(w), y(w)]];
  for (let t = 0; t < 12 && Math.abs(w) < 1.6; t++) {
    w -= settings.lr * 4 * w;
    way.push([x(Math.max(-1.6, Math.min(1.6, w))), y(w)]);
  }
  paper.strokeStyle = paper.fillStyle = colours.grad;
  paper.lineWidth = 1.2;
  line(paper, way);
  for (const [a, b] of way) {
    paper.beginPath();
    paper.arc(a, b, 3.5, 0, 7);
    paper.fill();
  }
  const ends =
    Math.abs(w) >= 1.6
      ? "out of the valley"
      : Math.abs(w) < 0.05
        ? "arrived"
        : settings.lr < 0.25
          ? "still on its way"
          : "back and forth";
  label(paper, ends, width / 2, 18, colours.ink, "center");
}

/** A class's mark, for legends. @param {Paper} paper @param {number} c @param {string} colour @param {number} x @param {number} y @param {number} r */
export function mark(paper, c, colour, x, y, r) {
  paper.fillStyle = `rgb(${rgb(colour).map((v) => Math.round(255 * v))})`;
  paper.beginPath();
  if (c % 4 === 1) paper.rect(x - r * 0.85, y - r * 0.85, 1.7 * r, 1.7 * r);
  else if (c % 4 === 2)
    outline(paper, [
      [x, y - r],
      [x + r, y + r * 0.8],
      [x - r, y + r * 0.8]
    ]);
  else if (c % 4 === 3)
    outline(paper, [
      [x, y - r],
      [x + r, y],
      [x, y + r],
      [x - r, y]
    ]);
  else paper.arc(x, y, r, 0, 7);
  paper.fill();
}
