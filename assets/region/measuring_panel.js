/** How good is it? Two ways to measure, what accuracy and loss each say, unseen points, and the proof by the taught classes. */
import { button, make } from "../shared/dom.js";
import { withTerms } from "../shared/terms.js";
import { fitted } from "./canvas.js";
import { count, decimal, percent, whole } from "./format.js";
import { unsure } from "./trainer/measuring.js";
import { NEAR, nearBorder, radii } from "./words.js";

export class MeasuringPanel {
  /** @param {any} view */
  constructor(view) {
    this.view = view;
    this.canvas = make("canvas", { class: "two-ways", role: "img", "aria-label": "accuracy, epoch by epoch" });
    this.words = make("div", { class: "words" });
    this.answer = make("p", { role: "status", class: "soft" });
    this.prove = button("Have the library train it too, and compare every weight", () => view.prove(), {
      class: "plain"
    });
    this.node = make(
      "div",
      { class: "panel measuring" },
      make("h3", {}, "Honest measuring"),
      this.canvas,
      this.words,
      this.prove,
      this.answer
    );
  }

  show() {
    const { run } = this.view,
      { epochs, train, test, printed } = run.curves,
      ends = wholeEpochs(epochs);
    if (!ends.length) {
      this.words.replaceChildren(
        make("p", {}, "No epoch was trained, so nothing has been measured yet. Choose at least one epoch.")
      );
      return;
    }
    const last = ends[ends.length - 1],
      { batch } = run.settings,
      size = run.n.train % batch || Math.min(batch, run.n.train);
    this.draw(run, ends);
    this.canvas.setAttribute(
      "aria-label",
      `Accuracy over all points, ${percent(train.accuracy[last])} at the end, and as printed from the last batch, ${percent(printed.accuracy[last])}`
    );
    const values = new Set(ends.map((i) => printed.accuracy[i])).size;
    const words = [
      `The line is the accuracy over all ${whole(run.n.train)} points. The dots are what the loop of Find the bug prints: the last batch alone, ${count(size, "point")}. So it moves in steps of ${percent(1 / size)} and takes ${count(values, "value")} over ${count(ends.length, "epoch")}: at the end ${percent(printed.accuracy[last])} with a loss of ${decimal(printed.loss[last])}, which it forgets to divide by ${whole(size)}; in truth ${percent(train.accuracy[last])} and ${decimal(train.loss[last])}.`,
      againstLoss(run, ends),
      unseen(run, test.accuracy[test.accuracy.length - 1], train.accuracy[train.accuracy.length - 1]),
      run.complete ? oneResult(run, ends, this.view.dead) : ""
    ];
    this.words.replaceChildren(...words.filter(Boolean).map((text) => make("p", {}, ...withTerms(text))));
    const { proof } = this.view;
    this.prove.hidden = Boolean(proof.running) || !run.complete;
    this.answer.textContent = proof.running ? "The library is training on the server …" : proof.say;
  }

  /** @param {any} run @param {number[]} ends */
  draw(run, ends) {
    const { canvas } = this,
      width = canvas.clientWidth,
      height = canvas.clientHeight,
      { colours } = this.view.looks;
    if (!width) return;
    const paper = fitted(canvas, width, height),
      { epochs, train, printed } = run.curves,
      end = epochs[epochs.length - 1];
    const low = Math.min(
      0.5,
      ...ends.map((i) => Math.min(train.accuracy[i], printed.accuracy[i])).filter(Number.isFinite)
    );
    const x = (/** @type {number} */ e) => 44 + (e / end) * (width - 52),
      y = (/** @type {number} */ v) => height - 20 - ((v - low) / (1 - low)) * (height - 30);
    paper.font = "13px system-ui, sans-serif";
    paper.fillStyle = colours.soft;
    for (const v of [low, 1]) {
      paper.fillText(percent(v, 0), 0, y(v) + 4);
      paper.fillRect(44, Math.round(y(v)), width - 52, 1);
    }
    paper.fillText("epoch 0", 44, height - 4);
    paper.textAlign = "right";
    paper.fillText(`epoch ${end}`, width - 8, height - 4);
    paper.strokeStyle = colours.ink;
    paper.lineWidth = 2;
    paper.beginPath();
    for (const [i, v] of train.accuracy.entries()) if (Number.isFinite(v)) paper.lineTo(x(epochs[i]), y(v));
    paper.stroke();
    paper.fillStyle = colours.loss;
    for (const i of ends) {
      if (!Number.isFinite(printed.accuracy[i])) continue;
      paper.beginPath();
      paper.arc(x(epochs[i]), y(printed.accuracy[i]), 3.5, 0, 7);
      paper.fill();
    }
  }
}

/** Which snapshots stand at the end of an epoch. @param {Float64Array} epochs */
export const wholeEpochs = (epochs) => [...epochs.keys()].filter((i) => epochs[i] > 0 && Number.isInteger(epochs[i]));

/** Which of the two still moves in the second half. @param {any} run @param {number[]} ends */
export function againstLoss(run, ends) {
  const half = ends.slice(Math.floor(ends.length / 2)),
    { accuracy, loss } = run.curves.train,
    from = half[0],
    to = half[half.length - 1];
  const gain = accuracy[to] - accuracy[from],
    fall = 1 - loss[to] / loss[from];
  if (!Number.isFinite(gain + fall) || from === to) return "";
  const signed = (/** @type {number} */ v) =>
    Math.abs(v) < 0.005 ? "0.00" : `${v < 0 ? "−" : "+"}${Math.abs(v).toFixed(2)}`;
  const flat = fall > 0.01 && Math.abs(gain) < 0.01;
  return `Accuracy asks only which class won; loss asks also how sure the network was. In the second half accuracy changed by ${signed(100 * gain)} percentage points and loss by ${signed(-100 * fall)}%.${flat ? " Loss keeps falling where accuracy is almost flat: the right classes get more probability, though the winners hardly change." : ""}`;
}

/**
 * What to look for in one result, each with what this one shows, and what it cannot say.
 * @param {any} run @param {number[]} ends @param {number} dead how many hidden units are dead at the end
 */
export function oneResult(run, ends, dead) {
  const { loss } = run.curves.train,
    to = ends[ends.length - 1],
    fall = 1 - loss[to] / loss[ends[ends.length - 2]];
  if (!Number.isFinite(fall)) return "";
  const parts = [
    `Does the loss still fall? In the last epoch it ${fall < 0 ? "rose" : "fell"} by ${percent(Math.abs(fall))}.`
  ];
  if (run.settings.activation === "relu")
    parts.push(`Are units dead? ${dead ? `${dead} of ${sum(run.settings.units)}` : "None"}.`);
  const border = radii(run);
  if (border.length === 1) {
    const { wrong, share } = nearBorder(run, run.epochs.length - 1, border[0]);
    if (wrong) parts.push(`Where are the wrong points? ${percent(share, 0)} lie within ${NEAR} of the true border.`);
  }
  return `What to look for in one result: ${parts.join(" ")} How much of it is luck, one result cannot say: for that the page Seeds trains the same network from other seeds.`;
}

const sum = (/** @type {number[]} */ list) => list.reduce((a, b) => a + b, 0);

/** @param {any} run @param {number} test @param {number} train */
export function unseen(run, test, train) {
  if (!Number.isFinite(test + train)) return "";
  const known = unsure(test, run.n.test);
  return `A network overfits when it does better on the points it was trained on than on others of the same kind: it has memorised their accidents. Here ${percent(train)} and, on ${whole(run.n.test)} unseen points, ${percent(test)}. With so many points an accuracy is known to about ±${(100 * known).toFixed(1)} percentage points; a smaller difference may be chance alone.`;
}
