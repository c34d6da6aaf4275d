// The stage: one pass through a network, its whole trace in the browser. Steps, questions, motion and changed numbers need no
// server; the step is reported back so that it can stand in the address, and the server confirms what was changed.

import { make } from "../shared/dom.js";
import { here } from "../shared/place.js";
import { onStage } from "../shared/stage_mode.js";
import { drawArithmetic, drawTrail } from "./arithmetic.js";
import { edited } from "./compute.js";
import { CurrentFormula } from "./current_formula.js";
import { sameCell, startEditing } from "./editing.js";
import { Equation } from "./equation.js";
import { Finale, isFinale } from "./finale.js";
import { drawFlat } from "./flat.js";
import { formula } from "./formula.js";
import { listenToCells, listenToKeys, listenToSwipes } from "./keys.js";
import { cellKey, spoken } from "./labels.js";
import { flash, Lights } from "./lights.js";
import { Motion } from "./motion.js";
import { Network } from "./network.js";
import { place, watchRoom } from "./placing.js";
import { Player } from "./player.js";
import { Quiz } from "./quiz.js";
import { join, told } from "./room.js";
import { Server } from "./server.js";
import { neighbour, Timeline, visited } from "./timeline.js";
import { TraceIndex } from "./trace_index.js";
import { cellOf, numberOf, shownSample } from "./units.js";
import { build, drawChip, fillJump } from "./view.js";
import { leadOf, WordsZone } from "./words.js";

export class Stage {
  /** @param {HTMLElement} root @param {(stage: Stage) => any} [server] */
  constructor(root, server = (stage) => new Server(stage)) {
    this.root = root;
    this.at = 0;
    this.sample = 0;
    /** @type {any} */ this.component = null;
    /** @type {any} */ this.data = null;
    /** @type {any} */ this.payload = null;
    this.index = /** @type {TraceIndex} */ (/** @type {unknown} */ (null));
    /** @type {string | null} */ this.key = null;
    /** @type {Map<string, any[]>} */ this.cells = new Map();
    /** @type {any} */ this.pinned = null;
    /** @type {any} */ this.asked = null;
    /** @type {any[]} */ this.trail = [];
    this.lights = new Lights();
    /** @type {any} */ this.refocus = null;
    /** @type {string | undefined} */ this.told = undefined;
    /** @type {string | null} */ this.panel = null;
    this.straight = false;
    this.large = false;
    this.shown = false;
    this.server = server(this);
    this.motion = new Motion(this);
    this.player = new Player(this);
    this.quiz = new Quiz(this);
    this.finale = new Finale(this);
    this.formula = new CurrentFormula(this);
    this.parts = build(this);
    this.equation = new Equation(this.parts.equationZone, this.parts.equation);
    this.words = new WordsZone(this.parts.words, this);
    this.timeline = new Timeline(this.parts.timeline, (k) => this.goTo(k));
    this.network = new Network(
      this.parts.network,
      this.parts.samples,
      (l, k) => this.askUnit(l, k),
      (k) => this.chooseSample(k)
    );
    root.replaceChildren(this.parts.frame);
    this.listen();
  }

  /** Takes what the server sent; a payload that is already on stage is left alone. @param {any} component */
  receive(component) {
    this.component = component;
    this.data = component.data;
    const { payload, key, open } = this.data;
    const settled = this.server.answered();
    if (settled && (key !== this.key || this.provisional)) this.load(payload, key);
    else if (settled) this.showRefusal();
    if (this.payload) drawChip(this);
    this.showPanel(this.data.panel ?? null);
    if (open && open.n !== this.opened) {
      const first = this.opened === undefined;
      this.opened = open.n;
      const wanted = payload.opens?.[open.step] ?? open.step;
      const at = wanted || first ? this.index.stepNumber(wanted) : 0;
      if (at >= 0) this.goTo(at, { report: !first });
    }
  }

  /** Shows, once, why what was typed cannot be used, with the cursor where it was typed; or that it can be, after all. */
  showRefusal() {
    const news = JSON.stringify(this.data.refusal);
    if (news === this.told) return;
    this.told = news;
    this.ask(this.asked);
    if (sameCell(this.data.refusal, this.asked)) startEditing(this);
  }

  /** Changes the numbers: at once, where the browser can work them out itself; the server confirms. @param {any} wish */
  wish(wish) {
    this.refocus = this.asked;
    const now = wish.do === "edit" && this.server.canAsk ? edited(this.payload, wish) : null;
    if (now) {
      this.provisional = true;
      this.load(now, this.key ?? "");
      drawChip(this);
    }
    this.server.wish(wish);
  }

  /** What can be undone and done again: a change counts before the server has told of it. */
  get history() {
    return this.provisional ? { undo: true, redo: false, changed: true } : this.data.history;
  }

  /** @param {any} payload @param {string} key */
  load(payload, key) {
    const id = this.payload?.steps[this.at]?.id;
    const shown = this.texts();
    const sameSteps = this.payload?.steps.length === payload.steps.length;
    if (payload === this.data.payload) this.provisional = false;
    this.payload = payload;
    this.key = key;
    this.index = new TraceIndex(payload);
    this.told = JSON.stringify(this.data.refusal);
    this.sample = Math.min(this.sample, this.index.samples - 1);
    fillJump(this.parts.controls.jump, payload);
    this.lay();
    const again = this.index.stepNumber(id);
    const cell = this.refocus;
    this.refocus = payload === this.data.payload ? null : cell;
    const kept = again >= 0 && cell && payload.values[cell.id]?.data[cell.i]?.[cell.j] !== undefined ? cell : null;
    const at = again >= 0 ? again : this.at;
    this.goTo(at, { cell: kept, report: id !== undefined && again < 0, flash: sameSteps ? shown : null });
    if (kept && this.root.contains(document.activeElement)) this.focusCell(kept);
  }

  drawChip() {
    drawChip(this);
  }

  /** What stands in the cells on stage, by key. */
  texts() {
    return new Map([...(this.cells ?? [])].map(([key, tds]) => [key, tds[0].textContent]));
  }

  /** Draws what depends on the payload and on the room there is. */
  lay() {
    place(this);
    this.timeline.build(this.payload, this.straight);
    this.network.build(this.index);
  }

  /** @param {boolean} [pressed]  whether the button was pressed, which leads on at the end */
  next(pressed = false) {
    const to = this.following(1);
    if (to === this.at) return pressed && isFinale(this.payload, this.at) ? this.onward() : undefined;
    this.goTo(to, { moving: true });
  }

  back() {
    this.goTo(this.following(-1));
  }

  /** The step after this one, or before it; a link may name the last one. @param {number} by  1 or -1 */
  following(by) {
    const to = neighbour(this.payload.steps, this.at, by, this.straight);
    const end = this.index.stepNumber(this.server.end ?? "");
    return by > 0 && end >= 0 && to > end ? this.at : to;
  }

  /** Goes on to the next act. */
  onward() {
    this.server.onward();
  }

  /**
   * Shows a step. cell: one to ask about there. flash: the texts that stood in the cells before, to mark what changed.
   * moving: whether the numbers are to travel there.
   * @param {number} to
   * @param {{cell?: any, keepTrail?: boolean, report?: boolean, playing?: boolean, moving?: boolean, flash?: Map<string, string> | null}} [how]
   */
  goTo(to, { cell = null, keepTrail = false, report = true, playing = false, moving = false, flash = null } = {}) {
    if (playing) this.motion.stop();
    else this.player.stop();
    this.at = Math.min(Math.max(to, 0), this.payload.steps.length - 1);
    this.pinned = cell;
    if (!keepTrail) this.trail = [];
    this.render(flash);
    if (report) this.server.report();
    if (!moving || this.quiz.pending) return;
    if (isFinale(this.payload, this.at)) this.finale.play();
    else this.motion.glance();
  }

  /** @param {Map<string, string> | null} [before]  the texts that stood in the cells, to mark what changed */
  render(before = null) {
    const { parts, payload, at } = this;
    const step = payload.steps[at];
    const finale = isFinale(payload, at);
    parts.frame.classList.toggle("is-finale", finale);
    const where = this.large ? "large" : this.narrow() ? "phone" : "desk";
    const room = this.equation.room(where === "phone");
    this.motion.stop();
    parts.title.textContent = step.title;
    parts.title.title = step.title;
    parts.subtitle.textContent = step.subtitle;
    parts.context.replaceChildren(formula(payload.contexts[step.context]));
    parts.context.style.fontSize = "";
    parts.code.replaceChildren(make("code", {}, step.code.replaceAll("\n", "; ")));
    parts.code.title = step.code;
    parts.frame.dataset.phase = step.phase;
    parts.frame.dataset.step = step.id;
    this.showWay(finale);
    this.cells = this.equation.draw(this.index, step, where, room);
    this.fitContext();
    if (before) flash(this.cells, before);
    this.finale.stop();
    if (finale) this.finale.draw();
    else this.finale.foresee();
    this.quiz.begin();
    this.words.show(step);
    this.say(
      `Step ${at + 1} of ${payload.steps.length}: ${step.title}${/[.?!]$/.test(step.title) ? "" : "."} ${this.quiz.pending ? this.quiz.pending.asks : leadOf(payload, step)}`
    );
    this.ask(this.pinned ?? this.example());
    this.formula.mark();
  }

  /** The expression above the equation in one line, smaller where it is long. */
  fitContext() {
    const { context } = this.parts;
    const fits = context.clientWidth / Math.max(1, context.scrollWidth);
    if (fits >= 1) return;
    const full = parseFloat(getComputedStyle(context).fontSize);
    context.style.fontSize = `${Math.max(13, full * fits * 0.98)}px`;
  }

  /** Where we are: the timeline, the count, what the buttons can do. @param {boolean} finale */
  showWay(finale) {
    const { controls } = this.parts;
    const way = visited(this.payload.steps, this.straight);
    const place = way.indexOf(this.at);
    controls.jump.value = String(this.at);
    controls.spot.replaceChildren(make("b", {}, place >= 0 ? place + 1 : "·"), ` of ${way.length}`);
    controls.first.disabled = controls.back.disabled = this.at === 0;
    controls.next.querySelector("span").textContent = finale && this.server.canGoOn ? "Act 2" : "Next";
    controls.next.setAttribute("aria-label", finale && this.server.canGoOn ? "Next: act 2" : "Next step");
    controls.next.disabled = this.following(1) === this.at && !(finale && this.server.canGoOn);
    this.timeline.show(this.at);
    here(`step ${this.at + 1} of ${this.payload.steps.length}`);
  }

  narrow() {
    return this.parts.frame.clientWidth < 700;
  }

  example() {
    return this.index.example(this.payload.steps[this.at], this.sample);
  }

  /**
   * Lights a cell, what it comes from or goes into, and writes its arithmetic out.
   * @param {any} cell @param {boolean} [passing]  under a pointer that only passes: nothing is to move
   */
  ask(cell, passing = false) {
    const { pending } = this.quiz;
    const asked = pending ? (pending.kind === "shape" ? null : pending.cell) : cell;
    this.asked = asked;
    this.lights.clear();
    const sources = asked && !pending ? this.index.explain(asked).cells : [];
    if (asked) this.lights.show(this.cells, asked, sources, this.feeds(asked));
    if (asked && !passing) this.equation.show(asked, sources);
    this.network.show(this.at - (pending ? 1 : 0), shownSample(this));
    this.network.light(sources, asked);
    if (pending) this.parts.arithmetic.replaceChildren();
    else drawArithmetic(this.parts.arithmetic, this, asked);
    drawTrail(this.parts.trail, this);
    drawFlat(this, pending ? null : asked);
    told(this);
  }

  /** The cells of this step's result that a cell goes into. @param {any} asked @returns {any[]} */
  feeds(asked) {
    const { result } = this.payload.steps[this.at];
    return asked.id === result ? [] : this.index.feeds(asked).filter(({ id }) => id === result);
  }

  /** @param {any} cell @param {boolean} [aloud] */
  pin(cell, aloud = true) {
    this.pinned = cell;
    this.ask(cell ?? this.example());
    if (aloud && cell) this.say(spoken(this.payload, cell, this.index.explain(cell)));
  }

  /** Goes to the step that makes a cell, and remembers the way. @param {any} cell */
  follow(cell) {
    if (this.asked) this.trail = [...this.trail, { ...this.asked, step: this.at }].slice(-12);
    const { id, i, j } = cell;
    this.goTo(this.index.origin.get(id)?.step ?? this.at, { cell: { id, i, j }, keepTrail: true });
    this.focusCell(cell);
  }

  /** @param {number} k */
  backTo(k) {
    const { step, id, i, j } = this.trail[k];
    this.trail = this.trail.slice(0, k);
    this.goTo(step, { cell: { id, i, j }, keepTrail: true });
    this.focusCell({ id, i, j });
  }

  /** @param {any} cell */
  focusCell({ id, i, j }) {
    this.cells
      .get(cellKey(id, i, j))
      ?.at(-1)
      ?.focus({ preventScroll: true });
  }

  /** @param {number} sample */
  chooseSample(sample) {
    if (sample >= this.index.samples) return;
    this.sample = sample;
    this.pinned = null;
    this.motion.stop();
    this.ask(this.example());
  }

  /** Asks about the cell that a unit stands for. @param {number} layer @param {number} unit */
  askUnit(layer, unit) {
    const here = cellOf(this, layer, unit);
    if (here) this.focusCell(here);
    else this.follow(numberOf(this, layer, unit));
  }

  /** @param {boolean} on */
  setStraight(on) {
    this.straight = on;
    this.parts.controls.straight.setAttribute("aria-pressed", String(on));
    this.timeline.build(this.payload, on);
    if (on && !visited(this.payload.steps, on).includes(this.at))
      return this.goTo(neighbour(this.payload.steps, this.at, 1, on));
    this.showWay(isFinale(this.payload, this.at));
  }

  /** @param {string} id */
  openPanel(id) {
    const panel = this.panel === id ? "" : id;
    this.showPanel(panel || null);
    this.server.open(panel);
  }

  /** Returns whether one was open. */
  closePanel() {
    if (!this.panel) return false;
    this.openPanel(this.panel);
    return true;
  }

  /** @param {string | null} id */
  showPanel(id) {
    if (id === (this.panel ?? null)) return;
    this.panel = id;
    this.parts.frame.classList.toggle("with-panel", Boolean(id));
    this.formula.follow(id === "code");
    for (const each of this.parts.rail.children) each.setAttribute("aria-expanded", String(each.dataset.panel === id));
    if (id)
      requestAnimationFrame(() =>
        this.equation.node.querySelector("[data-part=result]")?.scrollIntoView({ block: "nearest" })
      );
  }

  /** Large type for a lecture hall, or as usual. @param {boolean} on */
  setLarge(on) {
    if (on === this.large) return;
    this.large = on;
    this.parts.frame.classList.toggle("large", on);
    this.parts.frame.classList.remove("with-network");
    this.resize();
  }

  toggleNetwork() {
    this.parts.frame.classList.toggle("with-network");
    this.resize();
  }

  /** Light to dark and back, where whoever mounted the stage can do that. */
  toggleTheme() {
    this.server.toggleTheme(getComputedStyle(this.root).colorScheme === "dark");
  }

  focusNumbers() {
    [...this.parts.equation.querySelectorAll("td[tabindex='0']")].at(-1)?.focus();
  }

  canEscape() {
    return this.words.opened !== null || Boolean(this.panel) || this.pinned !== null;
  }

  /** @param {any} target  what has the focus */
  escape(target) {
    if (this.words.close() || this.closePanel()) return;
    target.blur?.();
    this.pin(null);
  }

  /** @param {string} text */
  say(text) {
    this.parts.status.textContent = text;
  }

  /** Fits everything anew into the room there is. */
  resize() {
    if (!this.payload) return;
    place(this);
    const { pinned } = this;
    this.lay();
    this.render();
    if (pinned) this.pin(pinned, false);
  }

  listen() {
    listenToCells(this);
    listenToSwipes(this);
    this.forgetKeys = listenToKeys(this);
    this.leaveRoom = join(this);
    this.forgetStage = onStage((on) => this.setLarge(on));
    this.forgetRoom = watchRoom(this, () => this.resize());
  }

  leave() {
    this.server.leave();
    this.player.stop();
    this.finale.stop();
    this.formula.follow(false);
    this.forgetRoom?.();
    this.forgetKeys?.();
    this.forgetStage?.();
    this.leaveRoom?.();
  }
}
