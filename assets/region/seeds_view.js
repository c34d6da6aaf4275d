/** The same network from many seeds: a histogram of how they end over a wall of their regions. */
import { button, make, still } from "../shared/dom.js";
import { withTerms } from "../shared/terms.js";
import { FateFilters } from "./fate_filters.js";
import { luck, meant, result } from "./fates.js";
import { count, duration } from "./format.js";
import { Histogram } from "./histogram.js";
import { SeedFilm } from "./seed_film.js";
import { SeedsWall } from "./seeds_wall.js";
import { Chips, DataRow } from "./settings_panel.js";
import { Study } from "./study.js";
import { changed, problemOf } from "./trainer/settings.js";
import { numberOf } from "./typed.js";

const COUNTS = [16, 64, 256];
const A_SECOND = 1000; // ms

export class SeedsView {
  /** @type {HTMLElement[]} */ counts = [];
  /** @type {HTMLElement[]} */ orders = [];
  /** @type {any} */ later = 0;
  answer = "";

  /** @param {HTMLElement} root @param {import("./desk.js").Desk} desk @param {any} start */
  constructor(root, desk, start) {
    this.table = desk.table;
    this.run = null;
    this.net = null;
    this.desk = desk;
    this.looks = {
      ...desk.looks,
      camera: desk.looks.camera,
      cut: null,
      unit: null,
      chosen: -1,
      onlyWrong: false,
      shown: [false, false]
    };
    this.study = new Study(
      desk.trainer,
      { began: () => this.began(), seed: (run) => this.take(run), changed: () => this.changed() },
      {
        settings: { ...start.settings, seed: 0 },
        count: Math.max(2, Math.min(256, start.count ?? 64)),
        first: start.first ?? 0
      }
    );
    this.order = ["accuracy", "fate"].includes(start.order) ? start.order : "seed";
    this.marks = {
      pick: /** @type {string | null} */ (null),
      hot: /** @type {number | null} */ (null),
      open: /** @type {number | null} */ (null)
    };
    this.data = new DataRow(/** @type {any} */ (this));
    this.place = make("div", { class: "place" });
    this.chips = new Chips(/** @type {any} */ (this), this.place);
    this.hist = new Histogram(this.looks, { hover: (seed) => this.hover(seed), open: (seed) => this.open(seed) });
    this.wall = new SeedsWall(desk.painter, this.looks, {
      hover: (seed) => this.hover(seed),
      open: (seed) => this.open(seed),
      wake: () => this.wake()
    });
    this.film = new SeedFilm(desk, this.looks, {
      turned: () => this.wall.redraw(),
      shut: (seed) => this.closed(seed),
      settings: () => this.settings
    });
    this.filters = new FateFilters(this.looks, (group) => this.pick(group));
    this.build();
    root.append(this.node);
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(this.wall.node);
    this.show();
    this.study.begin();
  }

  get player() {
    return this.film.player;
  }
  get settings() {
    return this.study.settings;
  }

  build() {
    this.say = make("p", { class: "result" });
    this.luck = make("p", { class: "luck", role: "status" });
    this.bar = make("i", { class: "bar" });
    this.stopButton = button("Stop", () => (this.study.dear ? this.study.begin(true) : this.study.stop()), {
      class: "plain stop"
    });
    this.node = make(
      "div",
      { class: "act2 seeds" },
      make("div", { class: "top" }, this.data.node, this.chips.node),
      make("div", { class: "told" }, this.say, this.luck),
      this.hist.node,
      this.bar,
      this.buildTools(),
      make("div", { class: "under" }, this.wall.node, this.film.node),
      this.place
    );
  }

  buildTools() {
    this.counts = COUNTS.map((n) => button(`${n} seeds`, () => this.restart({ count: n }), { "data-n": n }));
    this.from = make("input", {
      type: "text",
      inputmode: "numeric",
      "aria-label": "first seed",
      onchange: () => this.restart({ first: numberOf(this.from.value) })
    });
    this.orders = ["seed", "accuracy", "fate"].map((by) => button(`by ${by}`, () => this.sort(by), { "data-by": by }));
    return make(
      "div",
      { class: "row" },
      make("div", { class: "seg", role: "group", "aria-label": "how many seeds" }, ...this.counts),
      make("label", { class: "line" }, "from seed ", this.from),
      this.stopButton,
      this.filters.node,
      make("span", { class: "sp" }),
      make("div", { class: "seg", role: "group", "aria-label": "order" }, ...this.orders)
    );
  }

  /** @param {any} change */
  set(change) {
    const next = { ...changed(this.settings, change), seed: 0 };
    this.study.problem = problemOf(next);
    if (this.study.problem) return this.show();
    if (change.seed !== undefined) return this.restart({ first: change.seed });
    this.study.settings = next;
    return this.restart({});
  }

  /** @param {File} file */
  file(file) {
    this.desk.readFile(file, this, this.node);
  }

  /** @param {{count?: number, first?: number}} wish */
  restart({ count: n = this.study.count, first = this.study.first }) {
    if (!Number.isInteger(first) || first < 0 || first > 2 ** 32 - 2 - n) return this.show();
    Object.assign(this.study, { count: n, first });
    this.tell();
    return this.study.begin();
  }

  tell() {
    const { settings, count: n, first } = this.study;
    this.desk.tell({ settings, count: n, first, order: this.order });
  }

  /** A study begins: an empty wall. */
  began() {
    this.film.shut();
    this.marks.pick = null;
    this.wall.begin(this.study.first, this.study.count);
    this.arrange();
    this.show();
  }

  /** It goes on, waits or has ended. */
  changed() {
    if (!this.study.job && this.order !== "seed") this.arrange();
    this.show();
  }

  /** One seed has ended. @param {any} r */
  take(r) {
    r.born = still() ? -Infinity : performance.now();
    this.wall.take(r);
    this.showSoon();
  }

  arrange() {
    this.wall.arrange(this.order);
  }

  /** @param {string} by */
  sort(by) {
    this.order = by;
    this.film.shut();
    this.arrange();
    this.show();
    this.tell();
  }

  /** @param {number | null} seed */
  hover(seed) {
    if (this.marks.hot === seed) return;
    this.wall.light(this.marks.hot, seed);
    this.marks.hot = seed;
    this.wake();
  }

  /** @param {string} group */
  pick(group) {
    this.marks.pick = this.marks.pick === group ? null : group;
    this.show();
    this.wake();
  }

  /** The words and counts, at most a few times a second. */
  showSoon() {
    if (this.later) return;
    this.later = setTimeout(() => {
      this.later = 0;
      this.show();
    }, 200);
  }

  show() {
    const { study, marks } = this,
      { seeds } = study;
    this.data.show();
    this.chips.show();
    const parts = seeds.length ? result(seeds) : [`${this.differs()} How much of the result is luck?`, "", ""];
    this.say.replaceChildren(
      ...(study.problem ? [study.problem] : [parts[0], make("b", {}, parts[1]), ...withTerms(parts[2])])
    );
    const answer = marks.pick === null ? this.whatIsKnown() : meant(marks.pick);
    if (answer !== this.answer) this.luck.replaceChildren(...withTerms(answer));
    this.answer = answer;
    this.bar.style.transform = `scaleX(${seeds.length / study.count})`;
    this.bar.style.opacity = study.job ? "1" : "0";
    this.stopButton.style.visibility = study.job || study.dear ? "visible" : "hidden";
    this.stopButton.textContent = study.dear ? "Train them" : "Stop";
    this.node.dataset.done = String(seeds.length);
    this.node.dataset.finished = String(study.finished);
    for (const node of this.counts) node.setAttribute("aria-pressed", String(Number(node.dataset.n) === study.count));
    for (const node of this.orders) node.setAttribute("aria-pressed", String(node.dataset.by === this.order));
    if (this.from.getRootNode().activeElement !== this.from) this.from.value = String(study.first);
    this.filters.show(seeds, marks.pick);
    this.wall.pick(marks.pick);
    this.hist.node.setAttribute("aria-label", `Accuracies of ${seeds.length} seeds. ${parts.join("")} ${answer}`);
  }

  /** What one seed does otherwise than another. */
  differs() {
    const { shuffle } = this.study.settings;
    return shuffle ? "Only the first weights and the order of the points differ." : "Only the first weights differ.";
  }

  /** How much is luck, or what there is to say before that is known. */
  whatIsKnown() {
    const { seeds, count: n, seconds, job, dear, finished } = this.study;
    if (finished) return luck(seeds, this.study.settings.shuffle);
    if ((job || dear) && seconds > 3 && seeds.length < n)
      return `${count(n, "training")} take ${duration(seconds)} on this device.`;
    return seeds.length && !job ? `Stopped after ${seeds.length} of ${n} seeds.` : this.differs();
  }

  /** Draws what changed, a little at a time; where drawing is slow, with pauses, for the trainings and the hand. */
  wake() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame((now) => {
      const began = performance.now();
      this.wall.draw(this.slow ? 60 : 12);
      const falling = this.hist.draw(this.study.seeds, this.marks, still() ? Number.POSITIVE_INFINITY : now);
      const took = performance.now() - began;
      this.slow = took > 30;
      const again = () => {
        this.waiting = 0;
        if (falling || this.wall.dirty.size) this.wake();
      };
      if (this.slow && this.study.job) setTimeout(again, Math.min(8 * took, A_SECOND));
      else again();
    });
  }

  /** Opens a tile where it lies. @param {number} seed */
  open(seed) {
    const r = this.wall.ended.get(seed);
    if (!r || !this.wall.width) return;
    this.marks.open = seed;
    this.film.open(r, this.wall.tiles.get(seed), this.wall);
    this.wake();
  }

  /** @param {number} seed that was open */
  closed(seed) {
    this.marks.open = null;
    this.wall.tiles.get(seed)?.node.focus({ preventScroll: true });
    this.wake();
  }

  resize() {
    this.desk.measure(this.node);
    this.arrange();
    this.wall.redraw();
  }

  /** @param {any} state */
  adopt({ settings, count: n, first }) {
    const { count: before, first: from } = this.study;
    Object.assign(this.study, { settings: { ...settings, seed: 0 }, count: n ?? before, first: first ?? from });
    this.study.begin();
  }

  /** @param {any} colours @param {boolean} dark */
  recolour(colours, dark) {
    Object.assign(this.looks, { colours, dark });
    this.show();
    this.wall.redraw();
  }

  /** @returns {import("../shared/keys.js").Key[]} */
  keys() {
    const turn = (/** @type {number} */ by) => {
      this.looks.camera.yaw += by;
      this.wall.redraw();
    };
    return [
      { keys: [" "], does: "stop, begin again, or play the open one", run: () => this.go() },
      { keys: ["ArrowLeft"], does: "turn the wall", run: () => turn(-0.12) },
      { keys: ["ArrowRight"], does: "turn the wall", run: () => turn(0.12) },
      {
        keys: ["Escape"],
        does: "close the open seed",
        run: () => this.film.shut(),
        when: () => this.marks.open !== null
      }
    ];
  }

  go() {
    if (this.marks.open !== null) this.player.toggle();
    else if (this.study.job) this.study.stop();
    else this.study.begin();
  }

  close() {
    this.study.close();
    this.player.close();
    clearTimeout(this.later);
    this.watch.disconnect();
    this.node.remove();
  }
}
