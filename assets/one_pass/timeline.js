// The way through the pass: a bar a phase, each in its own colour, and the detours as branches below it.

import { drawn, make } from "../shared/dom.js";

/** @typedef {import("./types.js").Payload} Payload */
/** @typedef {import("./types.js").Step} Step */
/** @typedef {{name: string, from: number, to: number}} Branch  steps from..to, both included */

/** The detour a step belongs to, "" for the straight way. @param {Step} step */
const detourOf = (step) => step.detour || "";

/** Runs of steps of one detour. @param {Step[]} steps @returns {Branch[]} */
function branches(steps) {
  /** @type {Branch[]} */
  const found = [];
  steps.forEach((step, k) => {
    const name = detourOf(step);
    const last = found.at(-1);
    if (!name) return;
    if (last && last.name === name && last.to === k - 1) last.to = k;
    else found.push({ name, from: k, to: k });
  });
  return found;
}

/** The steps that "next" and "back" visit. @param {Step[]} steps @param {boolean} straight */
export const visited = (steps, straight) => [...steps.keys()].filter((k) => !straight || !detourOf(steps[k]));

/**
 * The step after or before one.
 * @param {Step[]} steps @param {number} at @param {number} by  1 or -1 @param {boolean} straight
 */
export function neighbour(steps, at, by, straight) {
  const way = visited(steps, straight);
  return by > 0 ? (way.find((k) => k > at) ?? at) : (way.findLast((k) => k < at) ?? at);
}

const LINE = 26;

export class Timeline {
  /** @param {any} nav @param {(step: number) => void} goTo */
  constructor(nav, goTo) {
    this.nav = nav;
    this.goTo = goTo;
    /** @type {Step[]} */ this.steps = [];
    /** @type {any[]} */ this.phases = [];
    /** @type {any[]} */ this.tabs = [];
    /** @type {any[]} */ this.spans = [];
    /** @type {any} */ this.svg = null;
    /** @type {any} */ this.dot = null;
    /** @type {{x: number, width: number}[]} */ this.edges = [];
    this.width = this.named = 0;
    this.straight = false;
  }

  /** @param {Payload} payload @param {boolean} straight */
  build(payload, straight) {
    this.steps = payload.steps;
    this.straight = straight;
    this.width = this.nav.clientWidth || 900;
    const all = [...payload.steps.keys()];
    const phases = payload.phases.map((phase) => ({
      ...phase,
      of: all.filter((k) => payload.steps[k].phase === phase.id)
    }));
    this.phases = phases.filter((phase) => phase.of.length);
    this.share();
    const tabs = this.phases.map((phase) => this.tab(phase));
    this.svg = drawn("svg", { "aria-hidden": "true", viewBox: `0 0 ${this.width} 57`, class: "way" });
    this.spans = this.phases.map((phase) => this.bar(phase));
    this.named = 0;
    for (const branch of branches(this.steps)) this.svg.append(...this.branch(branch));
    this.dot = drawn("circle", { cy: LINE, r: 7.5, class: "here" });
    this.svg.append(this.dot);
    this.nav.replaceChildren(this.svg, ...tabs);
    this.tabs = tabs;
  }

  /** Room for each phase: enough for its name, the rest by its number of steps. */
  share() {
    const room = this.width - 8;
    const least = (/** @type {any} */ phase) => Math.min(14 + 7.4 * phase.title.length, room / this.phases.length);
    const rest = room - this.phases.reduce((sum, phase) => sum + least(phase), 0);
    const steps = this.phases.reduce((sum, phase) => sum + phase.of.length, 0);
    let x = 4;
    this.edges = [];
    for (const phase of this.phases) {
      const width = least(phase) + (rest * phase.of.length) / steps;
      phase.of.forEach((/** @type {number} */ k, /** @type {number} */ i) => {
        this.edges[k] = { x: x + (i * width) / phase.of.length, width: width / phase.of.length };
      });
      x += width;
    }
  }

  /** The middle of a step, in pixels. @param {number} k */
  centre(k) {
    return this.edges[k].x + this.edges[k].width / 2;
  }

  /** @param {{id: string, title: string, of: number[]}} phase */
  tab(phase) {
    const onclick = () => this.goTo(phase.of[0]);
    const count = make("span", { class: "phase-count" });
    const tab = make(
      "button",
      { type: "button", class: "phase", "data-phase": phase.id, onclick },
      make("span", { class: "phase-title" }, phase.title),
      " ",
      count
    );
    const { x, width } = this.span(phase);
    const name = 7.4 * phase.title.length + 16;
    tab.style.left = `${this.width < 700 ? Math.max(0, Math.min(x, this.width - name)) : x}px`;
    tab.style.width = `${width}px`;
    tab.classList.toggle("brief", width < 7.4 * phase.title.length + 64);
    return tab;
  }

  /** From where a phase reaches, and how far. @param {{of: number[]}} phase */
  span({ of }) {
    const { x } = this.edges[of[0]];
    const last = this.edges[of[of.length - 1]];
    return { x: x + 1, width: last.x + last.width - x - 3 };
  }

  /** @param {{id: string, of: number[]}} phase */
  bar(phase) {
    const { x, width } = this.span(phase);
    const ground = drawn("rect", {
      x,
      y: LINE - 2.5,
      width,
      height: 5,
      rx: 2.5,
      class: "ahead",
      "data-phase": phase.id
    });
    const done = drawn("rect", {
      x,
      y: LINE - 2.5,
      width: 0,
      height: 5,
      rx: 2.5,
      class: "done",
      "data-phase": phase.id
    });
    this.svg.append(ground, done);
    return { x, width, done };
  }

  /** A detour: an arc below the line with a dot a step, and its name where there is room. @param {Branch} branch */
  branch({ name, from, to }) {
    const phase = this.steps[from].phase;
    const y = LINE + 12;
    const [a, b] = [this.edges[from].x, this.edges[to].x + this.edges[to].width];
    const bend = Math.min(this.edges[from].width * 0.5, 9);
    const path = `M${a} ${LINE + 3}q1 ${y - LINE - 3} ${bend} ${y - LINE - 3}H${b - bend}q${bend - 1} 0 ${bend} ${LINE + 3 - y}`;
    const dots = [];
    for (let k = from; k <= to; k++)
      dots.push(
        drawn("circle", {
          cx: this.centre(k),
          cy: y,
          r: this.edges[from].width < 9 ? 2 : 3.3,
          class: "stop",
          "data-phase": phase
        })
      );
    const half = name.length * 3.3;
    const middle = (a + b) / 2;
    const free = this.width > 1000 && middle - half > this.named;
    if (free) this.named = middle + half + 6;
    const label = drawn("text", { x: middle, y: y + 12, class: "branch-name" });
    label.textContent = free ? name : "";
    return [
      drawn("path", { d: path, class: `branch${this.straight ? " left-out" : ""}`, "data-phase": phase }),
      ...dots,
      label
    ];
  }

  /** @param {number} at */
  show(at) {
    const phase = this.steps[at].phase;
    this.phases.forEach((each, k) => {
      const { x, width, done } = this.spans[k];
      const first = each.of[0];
      const reached = Math.min(Math.max(at + 1 - first, 0), each.of.length);
      done.setAttribute(
        "width",
        reached ? Math.max(0, Math.min(width, this.centre(at) - x + (reached === each.of.length ? width : 0))) : 0
      );
      const on = each.id === phase;
      const tab = this.tabs[k];
      tab.classList.toggle("on", on);
      if (on) tab.setAttribute("aria-current", "step");
      else tab.removeAttribute("aria-current");
      tab.lastChild.textContent = on ? `${reached} of ${each.of.length}` : "";
    });
    this.dot.setAttribute("cx", this.centre(at));
    if (detourOf(this.steps[at])) this.dot.setAttribute("cy", LINE + 12);
    else this.dot.setAttribute("cy", LINE);
  }
}
