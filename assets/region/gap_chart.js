/** Two runs in one chart, what lies between them shaded; pressed to go to an epoch. */
import { make } from "../shared/dom.js";
import { fitted } from "./canvas.js";
import { between, reach } from "./chart_math.js";
import { percent } from "./format.js";

export class GapChart {
  /** @param {any} looks @param {(epoch: number) => void} scrub */
  constructor(looks, scrub) {
    this.looks = looks;
    this.kind = /** @type {"accuracy" | "loss"} */ ("accuracy");
    this.canvas = make("canvas", { "aria-hidden": "true" });
    this.node = make(
      "div",
      { class: "gap-chart", role: "img", "aria-label": "accuracy or loss of both runs, epoch by epoch" },
      this.canvas
    );
    this.end = 1;
    const to = (/** @type {PointerEvent} */ event) => {
      const box = this.canvas.getBoundingClientRect();
      scrub(Math.max(0, Math.min(1, (event.clientX - box.left - 44) / (box.width - 54))) * this.end);
    };
    this.canvas.onpointerdown = (/** @type {PointerEvent} */ event) => {
      this.canvas.setPointerCapture(event.pointerId);
      to(event);
    };
    this.canvas.onpointermove = (/** @type {PointerEvent} */ event) => event.buttons && to(event);
  }

  /** @param {any[]} runs one or two @param {number} epoch */
  draw(runs, epoch) {
    const width = this.canvas.clientWidth,
      height = this.canvas.clientHeight,
      { colours } = this.looks,
      { kind } = this;
    if (!width) return;
    const paper = fitted(this.canvas, width, height),
      all = runs.flatMap((run) => [...run.curves.train[kind]].filter(Number.isFinite));
    const [low, high] = reach(kind, all);
    this.end = Math.max(...runs.map((run) => run.curves.epochs[run.curves.epochs.length - 1])) || 1;
    const x = (/** @type {number} */ e) => 44 + (e / this.end) * (width - 54);
    const y = (/** @type {number} */ v) =>
      height - 22 - ((Math.min(high, Math.max(low, v)) - low) / (high - low || 1)) * (height - 34);
    paper.font = "13px system-ui, sans-serif";
    for (const v of [low, (low + high) / 2, high]) {
      paper.fillStyle = colours.line;
      paper.fillRect(44, Math.round(y(v)), width - 54, 1);
      paper.fillStyle = colours.soft;
      paper.textAlign = "right";
      paper.fillText(kind === "accuracy" ? percent(v, 0) : v.toFixed(2), 38, y(v) + 4);
    }
    paper.textAlign = "left";
    paper.fillText("epoch 0", 44, height - 5);
    paper.textAlign = "right";
    paper.fillText(String(this.end), width - 10, height - 5);
    if (runs.length === 2) this.shade(paper, runs, x, y);
    runs.forEach((run, k) => {
      const { epochs, train } = run.curves;
      paper.strokeStyle = k ? colours.act : colours.ink;
      paper.lineWidth = 2.5;
      paper.beginPath();
      for (const [i, v] of train[kind].entries()) if (Number.isFinite(v)) paper.lineTo(x(epochs[i]), y(v));
      paper.stroke();
      const v = between(epochs, train[kind], epoch);
      if (!Number.isFinite(v)) return;
      paper.fillStyle = paper.strokeStyle;
      paper.beginPath();
      paper.arc(x(Math.min(epoch, epochs[epochs.length - 1])), y(v), 5, 0, 7);
      paper.fill();
    });
    paper.fillStyle = colours.soft;
    paper.fillRect(x(epoch), 8, 1, height - 30);
  }

  /** @param {CanvasRenderingContext2D} paper @param {any[]} runs @param {(e: number) => number} x @param {(v: number) => number} y */
  shade(paper, runs, x, y) {
    const [a, b] = runs,
      until = Math.min(a.curves.epochs[a.curves.epochs.length - 1], b.curves.epochs[b.curves.epochs.length - 1]);
    const at = [...new Set([...a.curves.epochs, ...b.curves.epochs])].filter((e) => e <= until).sort((p, q) => p - q);
    const value = (/** @type {any} */ run, /** @type {number} */ e) =>
      between(run.curves.epochs, run.curves.train[this.kind], e);
    const good = at.filter((e) => Number.isFinite(value(a, e)) && Number.isFinite(value(b, e)));
    paper.globalAlpha = 0.16;
    paper.fillStyle = this.looks.colours.act;
    paper.beginPath();
    for (const e of good) paper.lineTo(x(e), y(value(a, e)));
    for (const e of good.reverse()) paper.lineTo(x(e), y(value(b, e)));
    paper.fill();
    paper.globalAlpha = 1;
  }
}
