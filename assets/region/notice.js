/** What is said over a film: a problem, a price, how far a training is; with one button, which stays the same under the finger. */
import { button, make } from "../shared/dom.js";
import { duration, epochName } from "./format.js";

/** @typedef {{text?: string, act?: string, press?: () => void, share?: number}} What  share: of a training that is done */

export class Notice {
  constructor() {
    this.text = make("span", { role: "status" });
    this.button = button("Stop", () => {}, { class: "plain" });
    this.bar = make("i");
    this.node = make("div", { class: "notice", hidden: true }, this.text, this.button, this.bar);
  }

  /** @param {What} what */
  show({ text = "", act = "", press = () => {}, share = 0 }) {
    this.node.hidden = !text;
    this.text.textContent = text;
    this.button.hidden = !act;
    if (this.button.textContent !== act) this.button.textContent = act;
    this.button.onclick = press;
    this.bar.style.width = `${100 * share}%`;
  }
}

/**
 * What is said of a training: a problem, its price, how far it is, or that it was stopped.
 * @param {import("./model.js").Model} model
 * @returns {What}
 */
export function noticeOf(model) {
  const { progress, run } = model;
  if (model.problem) return { text: model.problem };
  if (model.price) {
    return {
      text: `This training takes ${duration(model.price)} on this device.`,
      act: "Train it",
      press: () => model.train({ pressed: true, fresh: true })
    };
  }
  if (progress && progress.seconds > 0.4) {
    const left = progress.left > 1 ? `, ${duration(progress.left)} left` : "";
    return {
      text: `Training: epoch ${Math.floor(progress.epoch)} of ${progress.epochs}${left}`,
      act: "Stop",
      press: () => model.stop(),
      share: progress.share
    };
  }
  if (model.stale && model.busy) return { text: "New points: training …" };
  if (model.stopped && run && !run.complete) {
    return {
      text: `Stopped at epoch ${epochName(run.epochs[run.epochs.length - 1])}.`,
      act: "Train it to the end",
      press: () => model.train({ pressed: true })
    };
  }
  return {};
}
