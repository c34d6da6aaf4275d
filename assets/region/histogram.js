/** Accuracies as dots: one per seed, stacked where they lie close. Pointing at one names it, pressing opens it. */
import { make } from "../shared/dom.js";
import { fitted } from "./canvas.js";
import { colourOf, drawMark, groupOf, shapeOf } from "./fates.js";
import { percent } from "./format.js";

const LOW = 0.5;

export class Histogram {
  /** @param {any} looks @param {{hover: (seed: number | null) => void, open: (seed: number) => void}} told */
  constructor(looks, told) {
    this.looks = looks;
    this.canvas = make("canvas", { "aria-hidden": "true" });
    this.node = make("div", { class: "hist", role: "img", "aria-label": "accuracies of the seeds" }, this.canvas);
    /** @type {{x: number, y: number, seed: any}[]} */
    this.dots = [];
    const at = (/** @type {PointerEvent} */ event) => {
      const box = this.canvas.getBoundingClientRect(),
        x = event.clientX - box.left,
        y = event.clientY - box.top;
      let best = /** @type {any} */ (null),
        least = 14;
      for (const dot of this.dots) {
        const far = Math.hypot(dot.x - x, dot.y - y);
        if (far < least) [best, least] = [dot, far];
      }
      return best ? best.seed.seed : null;
    };
    this.canvas.onpointermove = (/** @type {PointerEvent} */ event) => told.hover(at(event));
    this.canvas.onpointerleave = () => told.hover(null);
    this.canvas.onclick = (/** @type {PointerEvent} */ event) => {
      const seed = at(event);
      if (seed !== null) told.open(seed);
    };
  }

  /**
   * @param {any[]} seeds in the order in which they ended; `born` says when
   * @param {{pick: string | null, hot: number | null, open: number | null}} marks
   * @param {number} now milliseconds; Infinity to see them at rest
   * @returns {boolean} whether some are still falling
   */
  draw(seeds, marks, now) {
    const width = this.canvas.clientWidth,
      height = this.canvas.clientHeight,
      { colours } = this.looks;
    if (!width) return false;
    const paper = fitted(this.canvas, width, height),
      r = seeds.length > 128 ? 3.4 : width < 500 ? 3.4 : 4.6,
      base = height - 24,
      pitch = 2 * r + 1;
    const low = Math.min(
      LOW,
      ...seeds.map((s) => (Number.isFinite(s.train.accuracy) ? Math.floor(20 * s.train.accuracy) / 20 : LOW))
    );
    const column = (/** @type {number} */ v) =>
      Math.round((10 + ((Math.max(low, Number.isFinite(v) ? v : low) - low) / (1 - low)) * (width - 20)) / pitch);
    this.axis(paper, low, width, base);
    const heights = new Map(),
      most = new Map();
    for (const seed of seeds) most.set(column(seed.train.accuracy), (most.get(column(seed.train.accuracy)) ?? 0) + 1);
    let falling = false;
    this.dots = seeds.map((seed) => {
      const k = column(seed.train.accuracy),
        rise = Math.min(pitch, (base - 2 * r - 14) / most.get(k)), // a high column is pressed together, and no other
        level = heights.get(k) ?? 0,
        age = Math.min(1, (now - seed.born) / 450),
        eased = 1 - (1 - age) ** 3;
      heights.set(k, level + 1);
      if (age < 1) falling = true;
      const x = k * pitch,
        y = base - r - 1 - level * rise,
        group = groupOf(seed);
      paper.globalAlpha = marks.pick && group !== marks.pick ? 0.12 : 1;
      drawMark(paper, shapeOf(group), x, y * eased - 8 * (1 - eased), r, colourOf(group, colours), colours.card);
      return { x, y, seed };
    });
    paper.globalAlpha = 1;
    for (const chosen of new Set([marks.open, marks.hot])) {
      const dot = this.dots.find(({ seed }) => seed.seed === chosen);
      if (dot) this.tag(paper, dot, r, width);
    }
    return falling;
  }

  /** @param {CanvasRenderingContext2D} paper @param {number} low @param {number} width @param {number} base */
  axis(paper, low, width, base) {
    const { colours } = this.looks;
    paper.fillStyle = colours.line;
    paper.fillRect(0, base, width, 1);
    paper.font = "13px system-ui, sans-serif";
    for (let v = Math.round(100 * low); v <= 100; v += width < 500 ? 10 : 5) {
      const x = 10 + ((v / 100 - low) / (1 - low)) * (width - 20);
      paper.fillStyle = colours.line;
      paper.fillRect(x, base, 1, 5);
      paper.fillStyle = colours.soft;
      paper.textAlign = v === 100 ? "right" : x < 20 ? "left" : "center";
      paper.fillText(`${v}%`, v === 100 ? width : x < 20 ? 0 : x, base + 18);
    }
  }

  /** @param {CanvasRenderingContext2D} paper @param {{x: number, y: number, seed: any}} dot @param {number} r @param {number} width */
  tag(paper, { x, y, seed }, r, width) {
    const { colours } = this.looks,
      text = `seed ${seed.seed} · ${percent(seed.train.accuracy, 1)}`;
    paper.strokeStyle = colours.ink;
    paper.lineWidth = 2;
    paper.beginPath();
    paper.arc(x, y, r + 3, 0, 7);
    paper.stroke();
    paper.font = "600 14px system-ui, sans-serif";
    paper.textAlign = "left";
    const w = paper.measureText(text).width,
      left = Math.max(4, Math.min(width - w - 4, x - w / 2)),
      top = Math.max(14, y - 14);
    paper.fillStyle = colours.paper;
    paper.fillRect(left - 4, top - 13, w + 8, 18);
    paper.fillStyle = colours.ink;
    paper.fillText(text, left, top);
  }
}
