/** The course of accuracy and loss: small charts in step with the film, pressed to go to an epoch. */
import { make } from "../shared/dom.js";
import { fitted } from "./canvas.js";
import { between, reach } from "./chart_math.js";
import { decimal, epochName, percent } from "./format.js";

const KINDS = [
  { key: "accuracy", title: "Accuracy", role: "ink", show: (/** @type {number} */ v) => percent(v) },
  { key: "loss", title: "Loss", role: "loss", show: decimal }
];
const INSET = 7;

export class Sparks {
  /** @param {any} looks @param {(epoch: number) => void} scrub */
  constructor(looks, scrub) {
    this.looks = looks;
    this.charts = KINDS.map((kind) => {
      const canvas = make("canvas", { "aria-hidden": "true" }),
        now = make("b"),
        unseen = make("u");
      const node = make(
        "div",
        { class: `spark ${kind.key}` },
        make("p", {}, make("span", {}, kind.title), now, unseen),
        canvas
      );
      const to = (/** @type {PointerEvent} */ event) => {
        const box = canvas.getBoundingClientRect(),
          share = (event.clientX - box.left - 1) / (box.width - INSET - 1);
        scrub(Math.max(0, Math.min(1, share)) * this.end);
      };
      canvas.onpointerdown = (/** @type {PointerEvent} */ event) => {
        canvas.setPointerCapture(event.pointerId);
        to(event);
      };
      canvas.onpointermove = (/** @type {PointerEvent} */ event) => event.buttons && to(event);
      return { ...kind, node, canvas, now, unseen, reached: null, reach: [0, 1] };
    });
    this.node = make("div", { class: "sparks", "data-part": "curves" }, ...this.charts.map(({ node }) => node));
    this.end = 1;
  }

  /**
   * @param {any} run
   * @param {number} epoch
   * @param {number} at which snapshot of the curves is shown in figures
   */
  draw(run, epoch, at) {
    const { epochs } = run.curves;
    this.end = Math.max(run.settings.epochs, epochs[epochs.length - 1]) || 1;
    for (const chart of this.charts) {
      const train = run.curves.train[chart.key],
        test = run.curves.test[chart.key];
      if (chart.reached !== train) {
        Object.assign(chart, { reached: train, reach: reach(chart.key, [...train, ...test].filter(Number.isFinite)) });
      }
      this.chart(chart, epochs, train, test, epoch, run.findings);
    }
    for (const chart of this.charts) this.figures(chart, run.curves, at); // last: after words change, sizes are asked for in vain
  }

  /** @param {any} chart @param {any} curves @param {number} at */
  figures(chart, { epochs, train, test }, at) {
    const [seen, unseen] = [train, test].map((kind) => chart.show(kind[chart.key][at])),
      title = `epoch ${epochName(epochs[at])}: ${seen}, on unseen points ${unseen}`;
    if (chart.node.title === title) return;
    chart.node.title = title;
    chart.now.textContent = seen;
    chart.unseen.textContent = `unseen ${unseen}`;
  }

  /**
   * @param {any} chart
   * @param {Float64Array} epochs
   * @param {Float64Array} train
   * @param {Float64Array} test
   * @param {number} epoch
   * @param {{epoch: number}[]} findings
   */
  chart(chart, epochs, train, test, epoch, findings) {
    const { canvas, role } = chart,
      width = canvas.clientWidth,
      height = canvas.clientHeight;
    if (!width) return;
    const paper = fitted(canvas, width, height),
      { colours } = this.looks,
      colour = colours[role];
    const [low, high] = chart.reach;
    const x = (/** @type {number} */ e) => 1 + (e / this.end) * (width - INSET - 1);
    const y = (/** @type {number} */ v) =>
      height - 4 - ((Math.min(high, Math.max(low, v)) - low) / (high - low || 1)) * (height - 8);
    const line = (
      /** @type {Float64Array} */ values,
      /** @type {number} */ until,
      /** @type {number} */ alpha,
      /** @type {number[]} */ dash
    ) => {
      paper.beginPath();
      let on = false;
      for (let i = 0; i < values.length && epochs[i] <= until + 1e-9; i++) {
        if (!Number.isFinite(values[i])) continue;
        if (on) paper.lineTo(x(epochs[i]), y(values[i]));
        else paper.moveTo(x(epochs[i]), y(values[i]));
        on = true;
      }
      Object.assign(paper, { strokeStyle: colour, globalAlpha: alpha, lineWidth: 2, lineJoin: "round" });
      paper.setLineDash(dash);
      paper.stroke();
      paper.setLineDash([]);
      paper.globalAlpha = 1;
    };
    paper.fillStyle = colours.line;
    for (const v of [low, high]) paper.fillRect(0, Math.round(y(v)), width, 1);
    paper.fillStyle = colours.grad;
    for (const finding of findings) paper.fillRect(x(finding.epoch) - 1, 4, 2, height - 8);
    line(train, Infinity, 0.18, []);
    line(test, epoch, 0.8, [4, 3]);
    line(train, epoch, 1, []);
    const v = between(epochs, train, epoch);
    if (!Number.isFinite(v)) return;
    paper.fillStyle = colour;
    paper.beginPath();
    paper.arc(x(epoch), y(v), 4.5, 0, 7);
    paper.fill();
  }
}
