// The stage: one pass through a network, its whole trace in the browser. Steps, questions and motion need no server;
// the step is reported back so that it can stand in the address.

class Stage {
  constructor(root) {
    this.root = root;
    this.at = 0;
    this.sample = 0;
    this.pinned = null;
    this.asked = null;
    this.trail = [];
    this.width = 1000;
    this.server = new Server(this);
    this.play = new Player(this);
    this.quiz = new Quiz(this);
    this.parts = build(this);
    this.sheets = new Sheets(this, this.parts.slots);
    root.replaceChildren(this.parts.frame);
    drawKeys(this);
    this.listen();
  }

  /** Takes what the server sent; a payload that is already on stage is left alone. */
  receive(component) {
    this.component = component;
    this.data = component.data;
    const { payload, key, open } = component.data;
    this.paint(component.data.palette);
    drawHistory(this);
    if (key !== this.key) this.load(payload, key);
    else this.showRefusal();
    if (open && open.n !== this.opened) {
      const first = this.opened === undefined;
      this.opened = open.n;
      const wanted = first ? stepInAddress() : open.step;
      const at = wanted || first ? this.index.stepNumber(wanted) : 0;
      if (at >= 0) this.goTo(at);
    }
    this.server.answered();
  }

  /** Shows, once, why what was typed cannot be used, with the cursor where it was typed; or that it can be, after all. */
  showRefusal() {
    const news = JSON.stringify(this.data.refusal);
    if (news === this.told) return;
    this.told = news;
    this.ask(this.asked);
    if (sameCell(this.data.refusal, this.asked)) startEditing(this);
  }

  /** Asks the server for a change of the numbers. */
  wish(what) {
    this.refocus = this.asked;
    this.server.wish(what);
  }

  load(payload, key) {
    const id = this.payload?.steps[this.at]?.id;
    Object.assign(this, { payload, key, index: new Index(payload), drawn: null });
    this.sheets.clear();
    this.told = JSON.stringify(this.data.refusal);
    this.sample = Math.min(this.sample, this.index.samples - 1);
    this.network = new Network(payload, (layer, unit) => this.askUnit(layer, unit));
    this.parts.drawing.replaceChildren(this.network.svg);
    drawTimeline(this.parts.timeline, this);
    drawDiagnosis(this.parts.diagnosis, payload.diagnosis ?? []);
    fillJump(this.parts.controls.jump, payload);
    drawSamples(this.parts.samples, this);
    const again = this.index.stepNumber(id), cell = this.refocus;
    this.refocus = null;
    const kept = again >= 0 && cell && payload.values[cell.id]?.data[cell.i]?.[cell.j] !== undefined ? cell : null;
    this.goTo(again >= 0 ? again : this.at, { cell: kept, report: id !== undefined && again < 0 });
    if (kept) this.focusCell(kept);
  }

  /** The palette that goes with the theme, told by the colour of the page. */
  paint(palettes) {
    const page = getComputedStyle(this.root).getPropertyValue("--st-background-color").trim();
    const [r, g, b] = (page.match(/[0-9a-f]{2}/gi) ?? ["ff", "ff", "ff"]).map((pair) => parseInt(pair, 16));
    const dark = 0.299 * r + 0.587 * g + 0.114 * b < 128;
    for (const [name, colour] of Object.entries(dark ? palettes.dark : palettes.light)) this.root.style.setProperty(`--gn-${name}`, colour);
    this.root.style.colorScheme = dark ? "dark" : "light";
  }

  step(by) {
    this.goTo(this.at + by);
  }

  /** Shows a step; cell: one to ask about there. */
  goTo(index, { cell = null, keepTrail = false, report = true, playing = false } = {}) {
    if (!playing) this.play.pause();
    this.at = Math.min(Math.max(index, 0), this.payload.steps.length - 1);
    this.pinned = cell;
    if (!keepTrail) this.trail = [];
    this.render();
    if (report) this.server.report();
  }

  render() {
    const { parts, payload } = this, step = payload.steps[this.at];
    parts.title.replaceChildren(step.title, step.subtitle ? make("small", {}, ` ${step.subtitle}`) : "");
    parts.code.replaceChildren(make("code", {}, step.code));
    parts.frame.dataset.phase = step.phase;
    parts.frame.dataset.step = step.id;
    parts.controls.jump.value = this.at;
    parts.controls.spot.textContent = `${this.at + 1} / ${payload.steps.length}`;
    showTimeline(parts.timeline, this);
    this.sheets.turnTo(this.at);
    this.quiz.begin();
    this.say(`Step ${this.at + 1} of ${payload.steps.length}: ${step.title}. ${this.quiz.pending ? "Predict the result." : step.what}`);
    this.ask(this.pinned ?? this.index.example(step, this.sample));
  }

  /** The network with the values of one sample: the one that the asked cell belongs to, else the chosen one. */
  showNetwork() {
    const of = this.asked && this.payload.values[this.asked.id];
    const sample = !of ? this.sample : of.rows === "samples" && of.data.length > 1 ? this.asked.i : of.cols === "samples" && of.data[0].length > 1 ? this.asked.j : this.sample;
    const state = `${this.key}/${this.at}/${sample}/${this.quiz.pending !== null}`;
    if (state === this.drawn) return;
    this.drawn = state;
    this.network.show(this.index, this.at - (this.quiz.pending ? 1 : 0), sample);
    [...this.parts.samples.querySelectorAll("button")].forEach((each, k) => each.setAttribute("aria-pressed", k === sample));
  }

  /** Lights a cell, what it comes from or goes into, and writes its arithmetic out. */
  ask(cell) {
    if (this.quiz.pending) cell = this.quiz.pending.kind === "shape" ? null : this.quiz.pending.cell;
    this.asked = cell;
    for (const td of this.lit ?? []) td.classList.remove("src", "q", "fed");
    this.lit = [];
    const mark = (one, className) => (this.cells.get(cellKey(one.id, one.i, one.j)) ?? []).forEach((td) => {
      td.classList.add(className);
      this.lit.push(td);
    });
    const sources = cell ? this.index.explain(cell).cells : [];
    if (cell) {
      const result = this.payload.steps[this.at].result;
      if (cell.id !== result) this.index.feeds(cell).filter((fed) => fed.id === result).forEach((fed) => mark(fed, "fed"));
      sources.forEach((source) => mark(source, "src"));
      mark(cell, "q");
    }
    this.showNetwork();
    this.network.light(this.payload, sources, cell);
    drawArithmetic(this.parts.arithmetic, this, cell);
    drawTrail(this.parts.trail, this);
  }

  pin(cell, aloud = true) {
    this.pinned = cell;
    this.ask(cell);
    if (aloud && cell) this.say(spoken(this.payload, cell, this.index.explain(cell)));
  }

  /** Goes to the step that makes a cell, and remembers the way. */
  follow(cell) {
    if (this.asked) this.trail = [...this.trail, { ...this.asked, step: this.at }].slice(-12);
    const { id, i, j } = cell;
    this.goTo(this.index.origin.get(id)?.step ?? this.at, { cell: { id, i, j }, keepTrail: true });
    this.focusCell(cell);
  }

  backTo(k) {
    const { step, id, i, j } = this.trail[k];
    this.trail = this.trail.slice(0, k);
    this.goTo(step, { cell: { id, i, j }, keepTrail: true });
    this.focusCell({ id, i, j });
  }

  focusCell({ id, i, j }) {
    this.cells.get(cellKey(id, i, j))?.at(-1)?.focus({ preventScroll: true });
  }

  chooseSample(sample) {
    this.sample = sample;
    this.pinned = null;
    this.ask(this.index.example(this.payload.steps[this.at], sample));
  }

  askUnit(layer, unit) {
    const found = [...this.cells.values()].flat().findLast((td) => {
      const at = this.payload.values[td.at.id].at;
      return at?.what === "units" && at.layer === layer && td.at[at.transposed ? "i" : "j"] === unit && td.at[at.transposed ? "j" : "i"] === this.sample;
    });
    if (found) this.focusCell(found.at);
  }

  say(text) {
    this.parts.status.textContent = text;
  }

  listen() {
    listenToCells(this);
    this.onKey = (event) => globalKey(this, event);
    document.addEventListener("keydown", this.onKey);
    this.watcher = new ResizeObserver(([{ contentRect: { width } }]) => {
      if (Math.abs(width - this.width) < 8 || !width) return;
      this.width = width;
      this.sheets.clear();
      if (this.payload) this.render();
    });
    this.watcher.observe(this.parts.slots.equation);
  }

  leave() {
    this.server.leave();
    this.play.pause();
    this.watcher.disconnect();
    document.removeEventListener("keydown", this.onKey);
  }
}

const stages = new WeakMap();

export default function (component) {
  const { parentElement } = component;
  const root = parentElement.querySelector(".root");
  let stage = stages.get(parentElement);
  if (!stage || stage.root !== root) {
    stage?.leave();
    stage = new Stage(root);
    stages.set(parentElement, stage);
  }
  stage.receive(component);
  return () => {
    stage.leave();
    stages.delete(parentElement);
  };
}
