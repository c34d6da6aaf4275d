// In the place of the server, where there is none: changes are worked out in the browser alone, and what it cannot work out
// is refused with a sentence.

import { edited } from "./compute.js";

const CANNOT =
  "This page works by itself and takes one plain number at a time, such as −0.25. Other notations, another shape and another set of classes need the app.";

export class LocalChanges {
  /** @param {any} stage @param {{payload: any, app?: string}} data  app: where to go on, if it is known */
  constructor(stage, { payload, app }) {
    this.stage = stage;
    this.app = app;
    this.lesson = payload;
    /** @type {any[]} */ this.past = [];
    /** @type {any[]} */ this.future = [];
    this.canAsk = false;
    this.canGoOn = Boolean(app);
    this.end = null;
  }

  /** @param {any} wish */
  wish(wish) {
    const { stage } = this;
    const ways = { undo: [this.past, this.future], redo: [this.future, this.past] };
    if (wish.do === "edit") return this.edit(wish);
    if (wish.do === "lesson") {
      this.past.push(stage.payload);
      return this.show(this.lesson);
    }
    const [from, to] = ways[/** @type {"undo"} */ (wish.do)] ?? [[], []];
    if (!from.length) return;
    to.push(stage.payload);
    this.show(from.pop());
  }

  /** @param {any} wish */
  edit(wish) {
    const { stage } = this;
    const found = edited(stage.payload, wish);
    if (!found) {
      stage.data.refusal = { id: wish.id, i: wish.i, j: wish.j, text: wish.text, reason: CANNOT };
      return stage.showRefusal();
    }
    this.past.push(stage.payload);
    this.future = [];
    this.show(found);
  }

  /** @param {any} payload */
  show(payload) {
    const { stage } = this;
    const changed = payload !== this.lesson;
    stage.data = {
      ...stage.data,
      payload,
      refusal: null,
      history: { undo: this.past.length > 0, redo: this.future.length > 0, changed },
      origin: changed ? "your numbers" : "the numbers of this page"
    };
    stage.load(payload, "");
    stage.drawChip();
  }

  answered() {
    return true;
  }

  report() {
    history.replaceState(null, "", `#${new URLSearchParams({ step: this.stage.payload.steps[this.stage.at].id })}`);
  }

  open() {}

  onward() {
    if (this.app) location.assign(this.app);
  }

  /** @param {boolean} dark  whether it is dark now */
  toggleTheme(dark) {
    document.documentElement.style.colorScheme = dark ? "light" : "dark";
  }

  leave() {}
}
