/** Two runs that differ in one setting: a sentence with two choices, two cubes, one chart with the gap between them. */
import { button, make, still } from "../shared/dom.js";
import { withTerms } from "../shared/terms.js";
import { Cube } from "./cube.js";
import { accuracyAt, first, gap, NAMES, names, points, shown, spell, values, verdict, widest } from "./difference.js";
import { epochName, percent } from "./format.js";
import { GapChart } from "./gap_chart.js";
import { Model } from "./model.js";
import { Notice } from "./notice.js";
import { frameAt, Player, placeOf } from "./player.js";
import { Chips, DataRow } from "./settings_panel.js";
import { TimeBar } from "./time_bar.js";

export class PairView {
  saidNow = "";
  /** @type {any[]} */ list = [];
  /** @type {HTMLElement[]} */ figures = [];
  /** @type {HTMLElement[]} */ kinds = [];
  /** @type {HTMLElement[]} */ parts = [];
  optionNames = "";
  offered = "";
  narrow = matchMedia("(max-width: 860px)"); // as in the sheet of styles

  /** @param {HTMLElement} root @param {import("./desk.js").Desk} desk @param {any} start */
  constructor(root, desk, start) {
    this.desk = desk;
    this.looks = { ...desk.looks, camera: desk.looks.camera, unit: null, chosen: -1, onlyWrong: false };
    this.models = [0, 1].map(
      () => new Model(desk.trainer, { changed: () => this.showSettings(), run: () => this.took(), settled: () => {} })
    );
    /** @type {keyof import("./trainer/settings.js").Settings} */
    this.name = names(start.settings).includes(start.second?.name) ? start.second.name : "lr";
    this.models[0].settings = start.settings;
    this.value = start.second?.value ?? first(this.name, start.settings);
    this.wished = start.epoch;
    this.player = new Player({ show: () => this.show(), rest: () => this.rest() });
    this.data = new DataRow(/** @type {any} */ (this));
    this.place = make("div", { class: "place" });
    this.chips = new Chips(/** @type {any} */ (this), this.place);
    this.cubes = [0, 1].map(() => new Cube(desk.painter, this.looks, { turned: () => this.redraw() }));
    this.chart = new GapChart(this.looks, (epoch) => this.player.goTo(epoch));
    this.notice = new Notice();
    this.time = new TimeBar(this.player);
    this.build();
    root.append(this.node);
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(this.cubes[0].canvas);
    this.train();
  }

  get settings() {
    return this.models[0].settings;
  }
  get run() {
    return this.models[0].run;
  }
  get net() {
    return this.cubes[0].net ?? null;
  }
  get table() {
    return this.desk.table;
  }
  get other() {
    return { ...this.settings, [this.name]: this.value };
  }

  /** @param {any} change */
  set(change) {
    this.models[0].begin(change, false);
    if (this.models[0].problem) return;
    if (!names(this.settings).includes(this.name)) this.choose("lr");
    else if (spell(this.settings[this.name]) === spell(this.value)) this.value = first(this.name, this.settings);
    this.trainOther();
  }

  /** @param {File} file */
  file(file) {
    this.desk.readFile(file, this, this.node);
  }

  train() {
    this.models[0].train({ fresh: true });
    this.trainOther();
  }

  trainOther() {
    this.opened = false;
    this.models[1].begin(this.other, false);
    this.showSettings();
    this.tell();
  }

  /** @param {keyof import("./trainer/settings.js").Settings} name */
  choose(name) {
    this.name = name;
    this.value = first(name, this.settings);
    this.trainOther();
  }

  build() {
    this.which = make("select", {
      "aria-label": "the setting that differs",
      onchange: () => this.choose(this.which.value)
    });
    this.what = make("select", {
      "aria-label": "its value in run B",
      onchange: () => {
        this.value = this.list[this.what.value];
        this.trainOther();
      }
    });
    this.mine = make("b");
    this.sentence = make(
      "p",
      { class: "sentence" },
      "Run B has another ",
      this.which,
      make("i", { class: "badge a" }, "A"),
      this.mine,
      " against ",
      make("i", { class: "badge b" }, "B"),
      this.what
    );
    this.figures = [0, 1].map((k) =>
      make("span", { class: "figure" }, make("i", { class: `badge ${"ab"[k]}` }, "AB"[k]))
    );
    const [a, b] = this.cubes.map((cube, k) => make("div", { class: "film" }, cube.canvas, this.figures[k]));
    this.kinds = [
      ["accuracy", "Accuracy"],
      ["loss", "Loss"]
    ].map(([kind, label]) =>
      button(
        label,
        () => {
          this.chart.kind = /** @type {any} */ (kind);
          this.show();
        },
        { "data-kind": kind }
      )
    );
    this.delta = make("p", { class: "delta" });
    this.words = make("p", { class: "verdict-text" });
    const middle = make(
      "section",
      { class: "middle", "aria-label": "the difference" },
      this.delta,
      make("div", { class: "seg", role: "group", "aria-label": "curve" }, ...this.kinds),
      this.chart.node,
      this.words
    );
    this.live = make("p", { class: "unseen", role: "status" });
    this.top = make("div", { class: "top" }, this.data.node, this.chips.node);
    this.three = make("div", { class: "three" });
    this.parts = [a, middle, b];
    this.node = make("div", { class: "act2 pair" });
    this.arrange();
    this.narrow.addEventListener("change", this.arrange);
  }

  /** The parts in the order in which they are seen, so that the focus goes through them in it too. */
  arrange = () => {
    const { sentence, three, top } = this,
      [a, middle, b] = this.parts,
      { matches } = this.narrow;
    three.replaceChildren(...(matches ? [] : [a, middle, b]));
    const rest = [this.time.node, this.notice.node, this.place, this.live];
    this.node.replaceChildren(...(matches ? [a, b, sentence, middle, top] : [top, sentence, three]), ...rest);
  };

  get runs() {
    return this.models.map(({ run }) => run).filter(Boolean);
  }
  /** One of the two runs is there, or further on; when both are, the film opens where they differ most. */
  took() {
    const { runs } = this;
    for (const [k, { run }] of this.models.entries()) if (run) this.cubes[k].load(run);
    this.looks.shown = runs[0].classes.map(() => true);
    const times = [...new Set(runs.flatMap((run) => [...run.epochs]))].sort((a, b) => a - b);
    if (!this.models.every(({ run }) => run?.complete) || this.opened) {
      this.player.load(times, this.wished ?? (this.opened ? undefined : 0));
      return;
    }
    this.opened = true;
    const there = frameAt(times, widest(runs[0], runs[1]).epoch);
    if (this.wished !== null && this.wished !== undefined) this.player.load(times, this.wished);
    else if (still()) this.player.load(times, times[there]);
    else {
      this.player.load(times, 0);
      this.player.play(there || times.length - 1);
    }
    this.wished = null;
  }

  show() {
    const { runs, player } = this,
      { epoch, playing } = player,
      now = playing && epoch > 1 ? Math.floor(epoch) : player.times[frameAt(player.times, epoch)]; // all figures are of it
    if (!runs.length) return;
    this.models.forEach(({ run }, k) => {
      if (!run) return;
      this.cubes[k].show(placeOf(run.epochs, epoch), playing);
      const text = `${shown(this.name, run.settings[this.name])} · ${percent(accuracyAt(run, now))}`;
      this.figures[k].replaceChildren(make("i", { class: `badge ${"ab"[k]}` }, "AB"[k]), text);
      this.cubes[k].canvas.setAttribute(
        "aria-label",
        `Run ${"AB"[k]}, ${NAMES[this.name]} ${text}, epoch ${epochName(now)}. Arrow keys turn both.`
      );
    });
    this.chart.draw(runs, epoch);
    for (const node of this.kinds) node.setAttribute("aria-pressed", String(node.dataset.kind === this.chart.kind));
    this.time.show(now, Math.max(...runs.map((run) => run.settings.epochs)), this.node);
    if (runs.length < 2) return;
    const here = gap(runs[0], runs[1], now);
    this.delta.replaceChildren(
      make("b", {}, Number.isFinite(here) ? points(here) : "–"),
      ` percentage points at epoch ${epochName(now)}`
    );
    const said = verdict(this.name, runs[0], runs[1]);
    if (said !== this.saidNow) this.words.replaceChildren(...withTerms(said));
    this.saidNow = said;
  }

  rest() {
    if (this.player.playing) return;
    for (const [k, { run }] of this.models.entries())
      if (run) this.cubes[k].show(placeOf(run.epochs, this.player.epoch), false, true);
    this.live.textContent = `${this.delta.textContent}. ${this.words.textContent}`;
    this.tell();
  }

  showSettings() {
    const { settings, name } = this;
    this.data.show();
    this.chips.show();
    const options = names(settings),
      key = options.join();
    if (key !== this.optionNames) {
      this.optionNames = key;
      this.which.replaceChildren(...options.map((each) => make("option", { value: each }, NAMES[each])));
    }
    this.which.value = name;
    this.list = values(name, settings, this.value);
    const offered = `${name} ${this.list.map(spell)}`;
    if (offered !== this.offered) {
      this.offered = offered;
      this.what.replaceChildren(...this.list.map((v, i) => make("option", { value: i }, shown(name, v))));
    }
    this.what.value = String(this.list.findIndex((v) => spell(v) === spell(this.value)));
    this.mine.textContent = shown(name, settings[name]);
    this.node.dataset.busy = String(this.models.some((model) => model.busy));
    const stale = this.models.some((model) => model.stale);
    this.node.classList.toggle("stale", stale);
    this.showNotice();
  }

  /** A problem, a price, or how far the slower training is. */
  showNotice() {
    const slow = this.models.find(({ progress }) => progress && progress.seconds > 1)?.progress,
      problem = this.models.find((model) => model.problem)?.problem;
    if (problem) this.notice.show({ text: problem });
    else if (this.models.some(({ price }) => price))
      this.notice.show({ text: "This takes long on this device.", act: "Train it", press: () => this.pay() });
    else if (slow)
      this.notice.show({
        text: `Training: epoch ${Math.floor(slow.epoch)} of ${slow.epochs}`,
        act: "Stop",
        press: () => this.stop(),
        share: slow.share
      });
    else this.notice.show({});
  }

  /** Trains what waited for a press. */
  pay() {
    for (const model of this.models) if (model.price) model.train({ pressed: true });
  }

  stop() {
    for (const model of this.models) model.stop();
  }

  tell() {
    this.desk.tell({
      settings: this.settings,
      second: { name: this.name, value: this.value },
      epoch: this.player.epoch
    });
  }

  redraw() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => {
      this.waiting = 0;
      for (const cube of this.cubes) cube.draw();
    });
  }

  resize() {
    this.desk.measure(this.node);
    this.redraw();
    if (this.runs.length) this.chart.draw(this.runs, this.player.epoch);
  }

  /** @param {any} state */
  adopt({ settings, second, epoch }) {
    this.models[0].begin(settings, false);
    if (second) [this.name, this.value] = [second.name, second.value];
    this.wished = epoch;
    this.trainOther();
    if (epoch !== null && epoch !== undefined && this.runs.length) this.player.goTo(epoch);
  }

  /** @param {any} colours @param {boolean} dark */
  recolour(colours, dark) {
    Object.assign(this.looks, { colours, dark });
    this.showSettings();
    this.player.show();
  }

  keys() {
    return this.time.keys();
  }

  close() {
    this.narrow.removeEventListener("change", this.arrange);
    this.player.close();
    for (const model of this.models) model.close();
    this.watch.disconnect();
    this.node.remove();
  }
}
