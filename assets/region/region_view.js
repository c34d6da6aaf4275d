/** The decision region's page: cube and network, settings and words, all moved by one model and one player. */
import { button, make, still } from "../shared/dom.js";
import { withTerms } from "../shared/terms.js";
import { Cube } from "./cube.js";
import { Cutter } from "./cutter.js";
import { netAt } from "./forward.js";
import { deadUnits, Graph } from "./graph.js";
import { KeepPanel } from "./keep_panel.js";
import { Legend } from "./legend.js";
import { MeasuringPanel } from "./measuring_panel.js";
import { Model } from "./model.js";
import { Notice, noticeOf } from "./notice.js";
import { Player, placeOf } from "./player.js";
import { PointPanel } from "./point_panel.js";
import { rateQuestion } from "./rate_question.js";
import { questions } from "./region_questions.js";
import { Chips, DataRow, Knobs } from "./settings_panel.js";
import { Sparks } from "./sparks.js";
import { TimeBar } from "./time_bar.js";
import { TryPanel } from "./try_panel.js";
import { UnitCard } from "./unit_card.js";
import { UnseenPanel } from "./unseen_panel.js";
import { aboutData, account, said, shares } from "./words.js";

const UNTRAINED = 700; // ms for which the network that has learned nothing is to be seen

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
  /** @type {any} */ net;
  quick = false;
  sheet = false;
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
    this.player.end =
      Number.parseFloat(new URLSearchParams(location.search).get("end") ?? "") || Number.POSITIVE_INFINITY;
    /** @type {number | undefined} an epoch that a link asks for */
    this.wished = start.epoch ?? undefined;
    this.opening = this.wished === undefined;
    this.cube = new Cube(desk.painter, this.looks, {
      turned: () => this.redraw(),
      chosen: (k) => this.choose(k, true),
      changing: () => this.changing
    });
    this.graph = new Graph(this.looks, { hover: (unit) => this.light(unit), press: (unit) => this.pin(unit) });
    this.sparks = new Sparks(this.looks, (epoch) => this.player.goTo(epoch));
    this.unitCard = new UnitCard(this, () => this.pin(null));
    this.legend = new Legend(this.looks, () => this.refresh());
    this.cutter = new Cutter(this.looks, () => this.show());
    this.notice = new Notice();
    this.data = new DataRow(this);
    this.sheetButton = button("sliders", () => this.openSheet(!this.sheet), { class: "plain sheet-button" }, "Sliders");
    this.time = new TimeBar(this.player, { speeds: true, more: [this.sheetButton] });
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
  /** Whether a hand that holds a slider is about to get another film. */
  get changing() {
    return this.knobs.moving && this.model.busy;
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
      this.time.node,
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
      this.legend.node,
      this.sparks.node,
      this.cutter.node,
      this.tools,
      this.unitCard.node,
      this.notice.node,
      sorry
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
    this.legend.show(run);
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
      player.load(times, this.wished ?? (begins && !this.grew ? Number.POSITIVE_INFINITY : undefined));
      this.grew = true;
      return;
    }
    if (this.wished !== undefined) player.load(times, this.wished);
    else if (begins && !this.grew && !still()) {
      player.load(times, 0);
      player.play(undefined, UNTRAINED);
    } else player.load(times, begins && !this.grew ? Number.POSITIVE_INFINITY : undefined);
    if (player.place === player.last) player.wanted = Number.POSITIVE_INFINITY;
    Object.assign(this, { wished: undefined, opening: false, replay: false, grew: false });
  }

  refresh() {
    if (this.run) this.legend.show(this.run);
    this.cube.pointsName = "";
    this.player.show();
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

  /** On a phone the sliders are a sheet at the bottom, and the cube is brought above it. @param {boolean} open */
  openSheet(open) {
    this.sheet = open;
    this.node.classList.toggle("with-sheet", open);
    this.sheetButton.setAttribute("aria-expanded", String(open));
    if (open) this.cube.canvas.scrollIntoView({ block: "start", behavior: still() ? "auto" : "smooth" });
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
    this.time.show(run.epochs[frame], Math.max(run.settings.epochs, run.epochs[run.epochs.length - 1]), this.node);
    this.sayIt(said(run, frame, this.dead));
    this.cutter.show(run);
    if (!player.playing) this.chips.card?.show();
  }

  /** @param {string[]} parts bold, then plain */
  sayIt([bold, rest]) {
    if (this.saidNow === bold + rest) return;
    this.saidNow = bold + rest;
    this.say.replaceChildren(...(bold ? [make("b", {}, bold)] : []), ...withTerms(rest));
  }

  /** Standing still: drawn finely, told aloud, told to the session. */
  rest() {
    if (!this.run || this.player.playing || this.changing) return;
    this.quick = false;
    this.cube.show(placeOf(this.run.epochs, this.player.epoch), false, true);
    if (this.panel === "network") this.panels.network.show();
    this.unitCard.show(false);
    const words = account(this.run, this.frame ?? 0, shares(this.net, this.run.box));
    this.live.textContent = words;
    this.trainer.price(this.settings).catch(() => {}); // so that a hand need not wait for it
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
    this.notice.show(noticeOf(this.model));
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

  questions() {
    return [...questions(this.run, this.frame ?? 0, this.looks), ...rateQuestion(this.run, this.desk.trainer)];
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
    if (this.run) this.refresh();
    this.data.show();
  }

  /** @returns {import("../shared/keys.js").Key[]} */
  keys() {
    return [
      ...this.time.keys(),
      { keys: ["Escape"], does: "close the sliders", run: () => this.openSheet(false), when: () => this.sheet },
      { keys: ["Escape"], does: "close the open unit", run: () => this.pin(null), when: () => this.pinned !== null },
      { keys: ["w"], does: "only the wrong points", run: () => this.legend.toggleWrong() }
    ];
  }

  close() {
    this.player.close();
    this.model.close();
    this.watch.disconnect();
    this.node.remove();
  }
}
