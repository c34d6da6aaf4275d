// Talking to the server: the step that is rested on, and changes of the numbers, one at a time. Each change carries a number
// and the step, and the server's data say which change they answer; nothing is read from the address.

import { openPage } from "../shared/navigate.js";
import { toggleTheme } from "../shared/theme.js";

const REPORT_AFTER = 350;
const PATIENCE = 6000;

export class Server {
  /** @param {any} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {any[]} */
    this.queue = [];
    this.sent = 0;
    /** Whether somebody can be asked for what the browser cannot work out. */
    this.canAsk = true;
    this.canGoOn = true;
    /** The step at which a link wants this to end. */
    this.end = new URLSearchParams(location.search).get("end");
  }

  /** Asks for a change of the numbers. @param {import("./types.js").Wish} wish */
  wish(wish) {
    this.queue.push(wish);
    this.next();
  }

  next() {
    if (this.waiting || !this.queue.length) return;
    const { component, payload, at } = this.stage;
    this.sent = Math.max(this.sent, component.data.answer ?? 0) + 1;
    component.setTriggerValue("change", { ...this.queue.shift(), n: this.sent, step: payload.steps[at].id });
    this.waiting = setTimeout(() => this.release(), PATIENCE);
  }

  release() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.next();
    if (!this.waiting) this.report();
  }

  /** The server's data have come. Returns whether they answer the change that was asked for last, with none left to ask. */
  answered() {
    if (this.waiting && this.stage.data.answer === this.sent) this.release();
    return !this.waiting;
  }

  /** Tells the step, once the reader has paused on it. */
  report() {
    clearTimeout(this.pausing);
    this.pausing = setTimeout(() => {
      if (this.waiting) return;
      const step = this.stage.payload.steps[this.stage.at].id;
      if (step !== this.reported) this.stage.component.setStateValue("step", step);
      this.reported = step;
    }, REPORT_AFTER);
  }

  /** Opens a panel beside the stage, or closes it. @param {string} panel */
  open(panel) {
    this.stage.component.setStateValue("panel", panel);
  }

  /** Goes on to the next act. */
  onward() {
    openPage("library");
  }

  /** @param {boolean} dark  whether it is dark now */
  toggleTheme(dark) {
    toggleTheme(dark);
  }

  leave() {
    clearTimeout(this.pausing);
    clearTimeout(this.waiting);
  }
}
