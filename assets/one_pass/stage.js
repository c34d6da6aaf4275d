// The stage: one pass through a network, its whole trace in the browser. Steps, questions, motion and changed numbers need no
// server; the step is reported back so that it can stand in the address, and the server confirms what was changed.

import { make } from "../shared/dom.js";
import { here } from "../shared/place.js";
import { onStage } from "../shared/stage_mode.js";
import { drawArithmetic, drawTrail, flatLine } from "./arithmetic.js";
import { edited } from "./compute.js";
import { sameCell, startEditing } from "./editing.js";
import { Finale, isFinale } from "./finale.js";
import { formula } from "./formula.js";
import { listenToCells, listenToKeys, listenToSwipes } from "./keys.js";
import { cellKey, spoken } from "./labels.js";
import { CELL, drawEquation, fitting, sharedColumns } from "./matrix.js";
import { Motion } from "./motion.js";
import { Network } from "./network.js";
import { Player } from "./player.js";
import { Quiz } from "./quiz.js";
import { join, told } from "./room.js";
import { Server } from "./server.js";
import { neighbour, Timeline, visited } from "./timeline.js";
import { TraceIndex } from "./trace_index.js";
import { build, drawChip, fillJump } from "./view.js";
import { leadOf, WordsZone } from "./words.js";

/** Type sizes of an equation in pixels: on a desk, on a phone, in a lecture hall. */
const SIZES = {
  desk: { largest: 19, wished: 12.2, smallest: 9, row: 1.66, cell: CELL },
  phone: { largest: 17, wished: 11, smallest: 9.5, row: 1.86, cell: CELL },
  large: { largest: 42, wished: 28.5, smallest: 20, row: 1.78, cell: 0.47 }
};

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
    /** @type {any[]} */ this.lit = [];
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
    this.parts = build(this);
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
    this.place();
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

  /** @param {Map<string, string> | null} [flash] */
  render(flash = null) {
    const { parts, payload, at } = this;
    const step = payload.steps[at];
    const finale = isFinale(payload, at);
    this.motion.stop();
    parts.title.textContent = step.title;
    parts.title.title = step.title;
    parts.subtitle.textContent = step.subtitle;
    parts.context.replaceChildren(formula(payload.contexts[step.context]));
    parts.context.style.fontSize = "";
    const full = parseFloat(getComputedStyle(parts.context).fontSize);
    const fits = parts.context.clientWidth / Math.max(1, parts.context.scrollWidth);
    if (fits < 1) parts.context.style.fontSize = `${Math.max(13, full * fits * 0.98)}px`;
    parts.code.replaceChildren(make("code", {}, step.code.replaceAll("\n", "; ")));
    parts.code.title = step.code;
    parts.frame.dataset.phase = step.phase;
    parts.frame.dataset.step = step.id;
    parts.frame.classList.toggle("is-finale", finale);
    this.showWay(finale);
    this.drawNumbers(step);
    if (flash) this.flash(flash);
    this.finale.stop();
    if (finale) this.finale.draw();
    this.quiz.begin();
    this.words.show(step);
    this.say(
      `Step ${at + 1} of ${payload.steps.length}: ${step.title}${/[.?!]$/.test(step.title) ? "" : "."} ${this.quiz.pending ? this.quiz.pending.asks : leadOf(payload, step)}`
    );
    this.ask(this.pinned ?? this.example());
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

  /** The equation, as large as it fits. @param {any} step */
  drawNumbers(step) {
    const { equation, equationZone } = this.parts;
    const phone = this.narrow();
    const sizes = this.large ? SIZES.large : phone ? SIZES.phone : SIZES.desk;
    const style = getComputedStyle(equationZone);
    const caption = parseFloat(style.paddingTop) || 0;
    const box = { width: equationZone.clientWidth - 8, height: phone ? 420 : equationZone.clientHeight - caption - 10 };
    const folded = phone && this.isProduct(step);
    const { decimals, size, scrolls } = fitting(step, this.payload.values, box, sizes, folded);
    this.cells = drawEquation(equation, this.index, step, decimals);
    equation.classList.toggle("folded", folded);
    if (folded) this.alignColumns(sharedColumns(step, this.payload.values, decimals));
    equation.style.fontSize = `${size}px`;
    const real = equation.scrollWidth;
    const fitted = real > box.width ? Math.max((size * box.width) / real, sizes.smallest) : size;
    equation.style.fontSize = `${fitted.toFixed(2)}px`;
    equationZone.classList.toggle("scrolls", scrolls || equation.scrollWidth > equationZone.clientWidth + 2);
    equationZone.scrollLeft = 0;
    for (const matrix of equation.querySelectorAll(".matrix")) {
      const caption = matrix.querySelector("caption");
      matrix.classList.toggle("terse", caption.scrollWidth > matrix.offsetWidth + 18);
    }
  }

  /** Columns of a folded product stand above each other. @param {number[]} widths  in em */
  alignColumns(widths) {
    for (const matrix of [...this.parts.equation.querySelectorAll(".matrix")].slice(1))
      for (const row of matrix.querySelectorAll("tr"))
        [...row.cells].forEach((td, j) => {
          td.style.minWidth = `${widths[j] - 0.14}em`;
        });
  }

  /** @param {any} step */
  isProduct(step) {
    return ["affine", "matmul"].includes(step.rule.kind) && Boolean(step.result) && !step.beside?.length;
  }

  narrow() {
    return this.parts.frame.clientWidth < 700;
  }

  /** Marks, once, the cells whose number has changed. @param {Map<string, string>} before */
  flash(before) {
    for (const [key, tds] of this.cells)
      for (const td of tds) {
        if (!before.has(key) || before.get(key) === td.textContent) continue;
        td.classList.add("changed");
        td.addEventListener("animationend", () => td.classList.remove("changed"), { once: true });
      }
  }

  example() {
    return this.index.example(this.payload.steps[this.at], this.sample);
  }

  /** The sample whose values stand in the network: the one that the asked cell belongs to, else the chosen one. */
  shownSample() {
    const of = this.asked && this.payload.values[this.asked.id];
    if (!of) return this.sample;
    if (of.rows === "samples" && of.data.length > 1) return this.asked.i;
    return of.cols === "samples" && of.data[0].length > 1 ? this.asked.j : this.sample;
  }

  /** Lights a cell, what it comes from or goes into, and writes its arithmetic out. @param {any} cell */
  ask(cell) {
    const { pending } = this.quiz;
    const asked = pending ? (pending.kind === "shape" ? null : pending.cell) : cell;
    this.asked = asked;
    for (const td of this.lit) td.classList.remove("src", "q", "fed");
    this.lit = [];
    const sources = asked && !pending ? this.index.explain(asked).cells : [];
    if (asked) this.mark(asked, sources);
    this.network.show(this.at - (pending ? 1 : 0), this.shownSample());
    this.network.light(sources, asked);
    if (pending) this.parts.arithmetic.replaceChildren();
    else drawArithmetic(this.parts.arithmetic, this, asked);
    drawTrail(this.parts.trail, this);
    this.drawFlat(pending ? null : asked);
    told(this);
  }

  /** @param {any} asked @param {any[]} sources */
  mark(asked, sources) {
    const mark = (/** @type {any} */ one, /** @type {string} */ className) => {
      for (const td of this.cells.get(cellKey(one.id, one.i, one.j)) ?? []) {
        td.classList.add(className);
        this.lit.push(td);
      }
    };
    const { result } = this.payload.steps[this.at];
    if (asked.id !== result) for (const fed of this.index.feeds(asked)) if (fed.id === result) mark(fed, "fed");
    for (const source of sources) mark(source, "src");
    mark(asked, "q");
  }

  /** The sum on one line, for the lecture hall. @param {any} cell */
  drawFlat(cell) {
    const line = cell && this.large ? flatLine(this, cell) : null;
    this.parts.frame.classList.toggle("has-flat", line !== null);
    if (!line) return this.parts.flat.replaceChildren();
    const terms = line.terms.flatMap((text, k) => (k ? [make("i", {}, " + "), text] : [text]));
    this.parts.flat.replaceChildren(
      make("div", { class: "where" }, line.where),
      make("div", { class: "flat-sum" }, terms, make("i", {}, " = "), make("b", {}, line.value))
    );
    const sum = this.parts.flat.lastChild;
    sum.style.fontSize = "28px";
    if (sum.scrollWidth > sum.clientWidth)
      sum.style.fontSize = `${Math.max(17, (28 * sum.clientWidth) / sum.scrollWidth)}px`;
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
    const sample = this.shownSample();
    const found = [...this.cells.values()].flat().findLast((td) => {
      const at = this.payload.values[td.at.id].at;
      const [row, col] = at?.transposed ? [td.at.j, td.at.i] : [td.at.i, td.at.j];
      return at?.what === "units" && at.layer === layer && col === unit && row === sample;
    });
    if (found) this.focusCell(found.at);
    else this.follow({ id: this.unitValue(layer), i: sample, j: unit });
  }

  /** The value that a layer's units hold, as far as the pass has come. @param {number} layer */
  unitValue(layer) {
    const { value, pre } = this.payload.network.layers[layer];
    const known = (/** @type {string | undefined} */ id) =>
      id && (this.index.origin.get(id)?.step ?? Infinity) <= this.at;
    return known(value) ? value : known(pre) ? pre : value;
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
    for (const each of this.parts.rail.children) each.setAttribute("aria-expanded", String(each.dataset.panel === id));
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

  /** Tells the styles where the stage begins, so that it fills the window, and the page where the drawer belongs. */
  place() {
    const box = this.parts.frame.getBoundingClientRect();
    let above = box.top;
    for (let node = /** @type {any} */ (this.root); node; node = node.parentElement ?? node.getRootNode().host)
      above += node.scrollTop ?? 0;
    const rail = this.parts.rail.getBoundingClientRect().width;
    this.root.style.setProperty("--above", `${Math.round(above)}px`);
    document.documentElement.style.setProperty("--stage-top", `${Math.round(above)}px`);
    document.documentElement.style.setProperty("--stage-right", `${Math.round(innerWidth - box.right + rail)}px`);
  }

  /** Fits everything anew into the room there is. */
  resize() {
    if (!this.payload) return;
    this.place();
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
    let last = "";
    this.watcher = new ResizeObserver(
      ([
        {
          contentRect: { width, height }
        }
      ]) => {
        const now = `${Math.round(width / 6)}/${this.narrow() ? 0 : Math.round(height / 6)}`;
        if (now === last || !width) return;
        last = now;
        this.resize();
      }
    );
    this.watcher.observe(this.parts.equationZone);
  }

  leave() {
    this.server.leave();
    this.player.stop();
    this.finale.stop();
    this.watcher?.disconnect();
    this.forgetKeys?.();
    this.forgetStage?.();
    this.leaveRoom?.();
  }
}
