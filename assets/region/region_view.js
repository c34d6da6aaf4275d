/** The decision region's page: cube and network, settings and words, all moved by one model and one player. */
import { button, make, still } from "../shared/dom.js";
import { withTerms } from "../shared/terms.js";
import { icon } from "./canvas.js";
import { Cube } from "./cube.js";
import { duration, epochName, inUnits } from "./format.js";
import { fromArray, netAt, scores, winners } from "./forward.js";
import { deadUnits, Graph } from "./graph.js";
import { KeepPanel } from "./keep_panel.js";
import { MeasuringPanel } from "./measuring_panel.js";
import { Model } from "./model.js";
import { Player, placeOf } from "./player.js";
import { PointPanel } from "./point_panel.js";
import { rateQuestion } from "./rate_question.js";
import { Chips, DataRow, Knobs } from "./settings_panel.js";
import { Sparks } from "./sparks.js";
import { TryPanel } from "./try_panel.js";
import { UnitCard } from "./unit_card.js";
import { UnseenPanel } from "./unseen_panel.js";
import { aboutData, account, DRAWN_POINTS, said } from "./words.js";

/** @type {[string, string][]} */
const PANELS = [
  ["network", "Network"],
  ["point", "A point"],
  ["measuring", "Measuring"],
  ["unseen", "Unseen"],
  ["try", "Try it"],
  ["keep", "Take away"]
];

export class RegionView {
  /** @type {Record<string, {node: HTMLElement, show: () => void}>} */ panels = {};
  /** @type {HTMLElement[]} */ tabs = [];
  /** @type {any} */ legend;
  /** @type {HTMLElement[]} */ cutAxes = [];
  /** @type {any} */ net;
  legendName = "";
  quick = false;
  grew = false;

  /**
   * @param {HTMLElement} root
   * @param {import("./desk.js").Desk} desk trainer, painter and link, shared by the pages of act 2
   * @param {any} start what the page opens with: settings, epoch, panel, colours, dark
   */
  constructor(root, desk, start) {
    this.desk = desk;
    this.trainer = desk.trainer;
    this.alone = desk.alone;
    /** @type {any} */
    this.looks = desk.looks;
    this.panel = PANELS.some(([id]) => id === start.panel) ? start.panel : "network";
    /** @type {import("./graph.js").Unit | null} */
    this.pinned = null;
    this.replay = false;
    this.proof = { running: false, say: "" };
    this.lesson = { accuracy: Number.NaN };
    this.model = new Model(desk.trainer, {
      changed: () => this.showSettings(),
      run: (run, how) => this.take(run, how),
      settled: () => this.tell()
    });
    this.player = new Player({ show: () => this.show(), rest: () => this.rest() });
    /** @type {number | undefined} an epoch that a link asks for */
    this.wished = start.epoch ?? undefined;
    this.opening = this.wished === undefined;
    this.cube = new Cube(desk.painter, this.looks, {
      turned: () => this.redraw(),
      chosen: (k) => this.choose(k, true)
    });
    this.graph = new Graph(this.looks, { hover: (unit) => this.light(unit), press: (unit) => this.pin(unit) });
    this.sparks = new Sparks(this.looks, (epoch) => this.player.goTo(epoch));
    this.unitCard = new UnitCard(this, () => this.pin(null));
    this.data = new DataRow(this);
    this.right = make("section", { class: "right", "aria-label": "the network and what is known of it" });
    this.chips = new Chips(this, this.right);
    this.knobs = new Knobs(this, (card) => this.chips.toggle(card));
    this.build();
    root.append(this.node);
    this.fit = () => this.resize();
    this.watch = new ResizeObserver(this.fit);
    this.watch.observe(this.cube.canvas);
    this.watch.observe(this.graph.node);
    this.model.settings = start.settings;
    this.model.table = desk.table;
    this.showSettings();
    this.model.train();
  }

  get run() {
    return this.model.run;
  }
  get settings() {
    return this.model.settings;
  }
  get table() {
    return this.model.table;
  }
  get runName() {
    return this.number ?? 0;
  }
  /** @param {any} change */
  set(change) {
    this.model.set(change);
  }
  /** @param {any} change */
  held(change) {
    this.model.held(change);
  }
  /** @param {File} file */
  file(file) {
    this.desk.readFile(file, this, this.node);
  }
  link() {
    return this.desk.link("region", { settings: this.settings, epoch: this.player.epoch, panel: this.panel });
  }

  build() {
    this.say = make("p", { class: "say", "data-part": "words" });
    this.panels = {
      network: { node: this.graph.node, show: () => this.net && this.graph.draw(this.net, this.run, this.quick) },
      point: new PointPanel(this),
      measuring: new MeasuringPanel(this),
      unseen: new UnseenPanel(this),
      try: { node: make("div"), show: () => {} },
      keep: new KeepPanel(this)
    };
    this.tabs = PANELS.map(([id, name]) => button(name, () => this.open(id), { "data-panel": id }));
    this.body = make("div", { class: "body" });
    this.right.append(
      make(
        "div",
        { "data-part": "more", class: "seg views", role: "group", "aria-label": "beside the cube" },
        ...this.tabs
      ),
      this.body,
      this.knobs.node
    );
    const left = make(
      "section",
      { class: "left", "aria-label": "the decision region" },
      this.buildFilm(),
      this.buildTime(),
      this.say
    );
    this.live = make("p", { class: "unseen", role: "status" });
    this.node = make(
      "div",
      { class: "act2 region" },
      make("div", { class: "top" }, this.data.node, this.chips.node),
      make("div", { class: "split" }, left, this.right),
      this.live
    );
    this.open(this.panel);
  }

  buildFilm() {
    this.legend = make("div", { class: "legend", role: "group", "aria-label": "points shown" });
    this.cutOut = make("output");
    this.cutSlide = make("input", {
      type: "range",
      min: -1,
      max: 1,
      step: 0.02,
      "aria-label": "where the cut runs",
      oninput: () => this.moveCut()
    });
    this.cutAxes = [0, 1, 2].map((axis) =>
      button("", () => {
        this.looks.cut.axis = axis;
        this.moveCut();
      })
    );
    this.cut = make(
      "div",
      { class: "cutter", role: "group", "aria-label": "the cut" },
      make("span", {}, "Cut at"),
      make("div", { class: "seg" }, ...this.cutAxes),
      this.cutSlide,
      this.cutOut
    );
    const tool = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ act) =>
      button(name, act, { title: name }, text);
    this.tools = make(
      "div",
      { class: "tools" },
      tool("nearer", "+", () => this.cube.zoom(1.15)),
      tool("farther", "−", () => this.cube.zoom(0.87)),
      tool("view from the start", "⟲", () => this.cube.home()),
      tool("what the cube shows", "?", () => this.chips.toggle("cube"))
    );
    this.noticeText = make("span", { role: "status" });
    this.noticeButton = button("Stop", () => {}, { class: "plain" });
    this.noticeBar = make("i");
    this.notice = make("div", { class: "notice", hidden: true }, this.noticeText, this.noticeButton, this.noticeBar);
    const sorry = this.desk.painter.gl
      ? null
      : make(
          "p",
          { class: "sorry" },
          "This browser cannot draw 3D (WebGL 2 is off). The network at the right still shows every unit and both classes on the cut, live."
        );
    return make(
      "div",
      { class: "film" },
      this.cube.canvas,
      this.legend,
      this.sparks.node,
      this.cut,
      this.tools,
      this.unitCard.node,
      this.notice,
      sorry
    );
  }

  buildTime() {
    this.playButton = button("play", () => this.toggle(), { class: "play" }, icon("play"));
    this.slider = make("input", {
      type: "range",
      min: 0,
      step: "any",
      class: "line",
      "aria-label": "epoch",
      oninput: () => this.player.go(Number(this.slider.value))
    });
    this.where = make("output", { class: "where" });
    const speeds = [0.25, 0.5, 1, 2, 4].map((v) => make("option", { value: v, selected: v === 1 }, `${v}×`));
    this.speed = make(
      "select",
      {
        "aria-label": "speed",
        title: "speed",
        onchange: () => {
          this.player.speed = Number(this.speed.value);
        }
      },
      ...speeds
    );
    return make(
      "div",
      { class: "time", "data-part": "player" },
      this.playButton,
      button("one frame back", () => this.player.step(-1), { class: "step" }, icon("back")),
      button("one frame on", () => this.player.step(1), { class: "step" }, icon("on")),
      this.slider,
      this.where,
      this.speed
    );
  }

  /** @param {any} run @param {{held: boolean, fresh: boolean, growing: boolean}} how */
  take(run, how) {
    this.number = (this.number ?? 0) + 1;
    this.quick = how.held || how.growing;
    if (run.settings.units.join() !== this.shape) this.pinned = null;
    this.shape = run.settings.units.join();
    if (this.looks.shown.length !== run.classes.length) this.looks.shown = run.classes.map(() => true);
    this.looks.chosen = Math.min(this.looks.chosen, run.points[this.looks.set].label.length - 1);
    this.cube.load(run);
    this.drawLegend(run);
    this.name(run);
    const times = [...run.epochs];
    this.dead = run.complete
      ? deadUnits(netAt(run, times.length - 1), run).reduce((sum, layer) => sum + layer.size, 0)
      : 0;
    this.place(times, how);
  }

  /**
   * Where the film is to be: at the epoch asked for; from the start, where there is something new to watch; or where it was.
   * @param {number[]} times
   * @param {{fresh: boolean, growing: boolean}} how
   */
  place(times, how) {
    const { player } = this,
      begins = how.fresh || this.opening || this.replay;
    if (how.growing) {
      this.grew = true;
      player.load(times, this.wished ?? (begins ? Number.POSITIVE_INFINITY : undefined));
      return;
    }
    if (this.wished !== undefined) player.load(times, this.wished);
    else if (begins && !this.grew && !still()) {
      player.load(times, 0);
      player.play();
    } else player.load(times, begins || this.grew ? Number.POSITIVE_INFINITY : undefined);
    player.atEnd = player.place === player.last;
    Object.assign(this, { wished: undefined, opening: false, replay: false, grew: false });
  }

  /** @param {any} run */
  name(run) {
    if (this.axesNamed === run.axes.join()) return;
    this.axesNamed = run.axes.join();
    this.cutAxes.forEach((node, axis) => {
      node.textContent = run.axes[axis];
      node.title = run.axes[axis];
    });
  }

  /** @param {any} run */
  drawLegend(run) {
    const { looks } = this,
      name = `${run.classes} ${looks.dark} ${looks.colours.card}`;
    if (name !== this.legendName) {
      this.legendName = name;
      const toggles = run.classes.map((/** @type {string} */ title, /** @type {number} */ c) =>
        button(
          `class ${title}`,
          () => this.toggleClass(c),
          {},
          make("i", { class: `mark m${c % 4}`, style: `--own:${looks.colours.classes[c]}` }),
          `class ${title}`
        )
      );
      const wrong = button(
        "only wrong points",
        () => this.toggleWrong(),
        { class: "kx" },
        make("i", {}, "✕"),
        "only wrong"
      );
      const sets = button("points shown", () => this.toggleSet(), { class: "sets" }, "");
      this.legend.replaceChildren(...toggles, wrong, sets);
    }
    const buttons = [...this.legend.children];
    buttons.forEach((node, k) => {
      if (k < run.classes.length) node.setAttribute("aria-pressed", String(looks.shown[k]));
      else if (k === run.classes.length) node.setAttribute("aria-pressed", String(looks.onlyWrong));
      else node.textContent = looks.set === "test" ? "unseen points" : "training points";
    });
    const n = run.points[looks.set].label.length,
      all = run.n[looks.set];
    buttons[buttons.length - 1].title =
      `${Math.min(n, DRAWN_POINTS).toLocaleString("en")} of ${Math.max(all, n).toLocaleString("en")} drawn; press for the others`;
    buttons[buttons.length - 1].setAttribute(
      "aria-label",
      `points shown: ${looks.set === "test" ? "unseen" : "training"}; press for the others`
    );
  }

  /** @param {number} c */
  toggleClass(c) {
    this.looks.shown[c] = !this.looks.shown[c];
    this.refresh();
  }
  toggleWrong() {
    this.looks.onlyWrong = !this.looks.onlyWrong;
    this.refresh();
  }
  toggleSet() {
    this.looks.set = this.looks.set === "test" ? "train" : "test";
    this.looks.chosen = -1;
    this.refresh();
  }

  refresh() {
    if (this.run) this.drawLegend(this.run);
    this.cube.pointsName = "";
    this.player.show();
  }

  moveCut() {
    this.looks.cut.at = Number(this.cutSlide.value);
    this.show();
  }

  /** @param {import("./graph.js").Unit | null} unit */
  light(unit) {
    this.looks.unit = unit ?? this.pinned;
    this.show();
  }

  /** @param {import("./graph.js").Unit | null} unit */
  pin(unit) {
    const same = unit && this.pinned && unit.layer === this.pinned.layer && unit.j === this.pinned.j;
    this.pinned = same ? null : unit;
    this.light(null);
  }

  /** @param {number} k @param {boolean} [open] */
  choose(k, open = false) {
    if (!this.run) return;
    this.looks.chosen = Math.max(0, Math.min(this.run.points[this.looks.set].label.length - 1, Math.floor(k) || 0));
    if (open && this.panel !== "point") this.open("point");
    else this.show();
  }

  /** @param {string} id */
  open(id) {
    this.panel = id;
    if (id === "try" && !(this.panels.try instanceof TryPanel)) this.panels.try = new TryPanel(this);
    for (const tab of this.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.panel === id));
    this.body.replaceChildren(/** @type {any} */ (this.panels)[id].node);
    if (id !== "point") this.looks.chosen = -1;
    else if (this.looks.chosen < 0) this.looks.chosen = 0;
    if (this.run) this.show();
  }

  toggle() {
    this.player.toggle();
  }

  /** Everything as it is at the present epoch. */
  show() {
    const { run, player } = this;
    if (!run) return;
    const { epoch } = player,
      place = placeOf(run.epochs, epoch),
      frame = Math.floor(place + 1e-9),
      quick = player.playing || this.quick || this.knobs.moving;
    this.frame = frame;
    this.net = netAt(run, place);
    this.cube.show(place, quick);
    /** @type {any} */ (this.panels)[this.panel].show();
    this.sparks.draw(run, epoch, run.at[frame]);
    this.unitCard.show(quick);
    this.showTime(run, epoch, place);
    this.sayIt(said(run, frame, this.dead));
    this.showCut(run);
    if (!player.playing) this.chips.card?.show();
  }

  /** @param {any} run @param {number} epoch @param {number} place */
  showTime(run, epoch, place) {
    const end = Math.max(run.settings.epochs, run.epochs[run.epochs.length - 1]),
      now = this.player.playing && epoch > 1 ? Math.floor(epoch) : run.epochs[Math.floor(place)];
    this.slider.max = String(this.player.last || 1);
    this.slider.value = String(this.player.place);
    this.slider.style.setProperty("--p", `${(100 * this.player.place) / (this.player.last || 1)}%`);
    this.slider.setAttribute("aria-valuetext", `epoch ${epochName(now)} of ${end}`);
    this.where.replaceChildren("epoch ", make("b", {}, epochName(now)), ` / ${end}`);
    this.node.dataset.epoch = String(epoch);
    this.node.dataset.playing = String(this.player.playing);
    const name = this.player.playing ? "pause" : this.player.place >= this.player.last ? "play again" : "play";
    if (this.playButton.getAttribute("aria-label") !== name) {
      this.playButton.setAttribute("aria-label", name);
      this.playButton.title = `${name} (Space)`;
      this.playButton.replaceChildren(icon(name === "pause" ? "pause" : name === "play" ? "play" : "again"));
    }
  }

  /** @param {any} run */
  showCut(run) {
    const { axis, at } = this.looks.cut,
      value = run.box.low[axis] + ((run.box.high[axis] - run.box.low[axis]) * (at + 1)) / 2;
    for (const [k, node] of this.cutAxes.entries()) node.setAttribute("aria-pressed", String(k === axis));
    this.cutOut.textContent = inUnits(run, axis, value);
    this.cutSlide.value = String(at);
    this.cutSlide.setAttribute("aria-valuetext", `${run.axes[axis]} = ${this.cutOut.textContent}`);
    this.cutSlide.style.setProperty("--p", `${50 * (at + 1)}%`);
  }

  /** @param {string[]} parts bold, then plain */
  sayIt([bold, rest]) {
    if (this.saidNow === bold + rest) return;
    this.saidNow = bold + rest;
    this.say.replaceChildren(...(bold ? [make("b", {}, bold)] : []), ...withTerms(rest));
  }

  /** Standing still: drawn finely, told aloud, told to the session. */
  rest() {
    if (!this.run || this.player.playing) return;
    this.quick = false;
    this.cube.show(placeOf(this.run.epochs, this.player.epoch), false);
    if (this.panel === "network") this.panels.network.show();
    this.unitCard.show(false);
    const words = account(this.run, this.frame ?? 0, this.cube.now?.region ?? []);
    this.live.textContent = words;
    this.cube.canvas.setAttribute(
      "aria-label",
      `The decision region in 3D. ${words} ${aboutData(this.run)} Arrow keys turn it, plus and minus zoom, 0 puts it back.`
    );
    this.tell();
  }

  /** Settings, sliders, chips, and what is said while a run goes on. */
  showSettings() {
    this.data.show();
    this.chips.show();
    this.knobs.show();
    const { model } = this;
    this.node.classList.toggle("stale", model.stale && !this.quick);
    this.node.dataset.busy = String(model.busy);
    this.showNotice();
  }

  /** What is said over the cube: a problem, a price, how far a training is. Its button stays the same under the finger. */
  showNotice() {
    const { model } = this,
      { progress, run } = model;
    let text = model.problem,
      act = "",
      press = () => {},
      share = 0;
    if (!text && model.price) {
      text = `This training takes ${duration(model.price)} on this device.`;
      [act, press] = ["Train it", () => model.train({ pressed: true, fresh: true })];
    } else if (!text && progress && progress.seconds > 0.4) {
      const left = progress.left > 1 ? `, ${duration(progress.left)} left` : "";
      text = `Training: epoch ${Math.floor(progress.epoch)} of ${progress.epochs}${left}`;
      [act, press, share] = ["Stop", () => model.stop(), progress.share];
    } else if (!text && model.stale && model.busy) text = "New points: training …";
    else if (!text && model.stopped && run && !run.complete) {
      text = `Stopped at epoch ${epochName(run.epochs[run.epochs.length - 1])}.`;
      [act, press] = ["Train it to the end", () => model.train({ pressed: true })];
    }
    this.notice.hidden = !text;
    this.noticeText.textContent = text;
    this.noticeButton.hidden = !act;
    if (this.noticeButton.textContent !== act) this.noticeButton.textContent = act;
    this.noticeButton.onclick = press;
    this.noticeBar.style.width = `${100 * share}%`;
  }

  redraw() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      this.cube.draw();
    });
  }

  resize() {
    this.desk.measure(this.node);
    this.redraw();
    if (this.net && this.panel === "network") this.panels.network.show();
    if (this.run) this.sparks.draw(this.run, this.player.epoch, this.run.at[this.frame ?? 0]);
  }

  /** The settled state, for the session, the address and who follows. */
  tell() {
    if (this.knobs.moving) return;
    this.desk.tell({ settings: this.settings, epoch: this.player.epoch, panel: this.panel });
  }

  /**
   * What a page elsewhere wishes to see: another link, Back, a teacher's screen.
   * @param {any} state
   */
  adopt({ settings, epoch }) {
    this.wished = epoch ?? undefined;
    this.model.begin(settings, false);
    if (epoch !== null && epoch !== undefined && this.run) this.player.goTo(epoch);
  }

  /** What a class may be asked about the moment on screen. @returns {import("../shared/live.js").Question[]} */
  questions() {
    const { run, looks } = this,
      frame = this.frame ?? 0;
    const whole = rateQuestion(run, this.desk.trainer);
    if (!run || frame >= run.epochs.length - 1) return whole;
    const k = Math.max(0, looks.chosen),
      points = run.points[looks.set],
      next = epochName(run.epochs[frame + 1]);
    const says = (/** @type {number} */ f) =>
      run.classes[winners(scores(netAt(run, f), 1, fromArray(points.x, k)))[0]] ?? "nothing";
    const { accuracy } = run.curves.train,
      change = accuracy[run.at[frame + 1]] - accuracy[run.at[frame]];
    const place = [0, 1, 2].map((a) => `${run.axes[a]} = ${inUnits(run, a, points.x[3 * k + a])}`).join(", ");
    return [
      {
        ...{
          id: `point ${k} ${frame}`,
          label: "A point's class at the next frame",
          kind: "choice",
          options: run.classes,
          right: says(frame + 1)
        },
        text: `The point ${place} is class ${run.classes[points.label[k]]}. What will the network say of it at epoch ${next}?`,
        slip: (answer) => (answer === says(frame) && answer !== says(frame + 1) ? "as it says now" : null)
      },
      {
        ...{ id: `accuracy ${frame}`, label: "Up or down", kind: "choice", options: ["up", "down", "the same"] },
        text: `Will the accuracy be higher or lower at epoch ${next}?`,
        right: change > 0 ? "up" : change < 0 ? "down" : "the same"
      },
      ...whole
    ];
  }

  prove() {
    this.proof = { running: true, say: "" };
    this.panels.measuring.show();
    this.desk.prove(this.run, (/** @type {string} */ say) => {
      this.proof = { running: false, say };
      if (this.panel === "measuring") this.panels.measuring.show();
    });
  }

  /** @param {string} kind @param {(problem: string) => void} told */
  fetchFile(kind, told) {
    this.desk.fetchFile(kind, this.settings, this.player.epoch, told);
  }

  /** @param {any} colours @param {boolean} dark */
  recolour(colours, dark) {
    Object.assign(this.looks, { colours, dark });
    this.legendName = "";
    if (this.run) this.refresh();
    this.data.show();
  }

  /** @returns {import("../shared/keys.js").Key[]} */
  keys() {
    const { player } = this;
    return [
      { keys: [" "], does: "play or pause", run: () => player.toggle() },
      { keys: ["ArrowLeft", "PageUp"], does: "one frame back", run: () => player.step(-1) },
      { keys: ["ArrowRight", "PageDown"], does: "one frame on", run: () => player.step(1) },
      { keys: ["Home"], does: "to the first weights", run: () => player.go(0) },
      { keys: ["End"], does: "to the end of training", run: () => player.go(player.last) },
      { keys: ["Escape"], does: "close the open unit", run: () => this.pin(null), when: () => this.pinned !== null },
      { keys: ["w"], does: "only the wrong points", run: () => this.toggleWrong() }
    ];
  }

  close() {
    this.player.close();
    this.model.close();
    this.watch.disconnect();
    this.node.remove();
  }
}
