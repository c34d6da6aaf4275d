/** The same network from many seeds: a histogram of how they end over a wall of their regions. */
import { button, make, still } from "../shared/dom.js";
import { Kept } from "../shared/kept.js";
import { withTerms } from "../shared/terms.js";
import { look } from "./camera.js";
import { fitted, icon } from "./canvas.js";
import { Cube, frameLines, regionOf } from "./cube.js";
import { colourOf, drawMark, groupOf, groups, luck, meant, result, shapeOf } from "./fates.js";
import { capital, count, decimal, duration, percent } from "./format.js";
import { Histogram } from "./histogram.js";
import { Player, placeOf } from "./player.js";
import { sorted } from "./seeds_order.js";
import { Chips, DataRow } from "./settings_panel.js";
import { changed, problemOf } from "./trainer/settings.js";
import { numberOf } from "./typed.js";

const COUNTS = [16, 64, 256];
const GRID = 18;
const DEAR = 120; // seconds: a longer study waits for a press
const MESHES = 32e6; // bytes of tiles' surfaces that are kept; others are made again when they are needed

export class SeedsView {
  /** @type {HTMLElement[]} */ counts = [];
  /** @type {HTMLElement[]} */ orders = [];
  filterName = "";
  /** @type {any} */ job = null;
  /** @type {any} */ film = null;
  /** @type {any} */ later = 0;
  answer = "";

  /** @param {HTMLElement} root @param {import("./desk.js").Desk} desk @param {any} start */
  constructor(root, desk, start) {
    this.table = desk.table;
    this.settings = { ...start.settings, seed: 0 };
    this.run = null;
    this.net = null;
    this.problem = "";
    this.seconds = 0;
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
    this.count = Math.max(2, Math.min(256, start.count ?? 64));
    this.first = start.first ?? 0;
    this.order = ["accuracy", "fate"].includes(start.order) ? start.order : "seed";
    /** @type {any[]} as they end */
    this.seeds = [];
    /** @type {Map<number, any>} tiles by seed */
    this.tiles = new Map();
    this.marks = {
      pick: /** @type {string | null} */ (null),
      hot: /** @type {number | null} */ (null),
      open: /** @type {number | null} */ (null)
    };
    /** @type {Kept<ReturnType<typeof regionOf>>} */
    this.meshes = new Kept(MESHES);
    this.dirty = new Set();
    this.data = new DataRow(/** @type {any} */ (this));
    this.place = make("div", { class: "place" });
    this.chips = new Chips(/** @type {any} */ (this), this.place);
    this.hist = new Histogram(this.looks, { hover: (seed) => this.hover(seed), open: (seed) => this.open(seed) });
    this.cube = new Cube(desk.painter, this.looks, {
      turned: () => {
        this.cube.draw();
        this.redrawAll();
      }
    });
    this.build();
    root.append(this.node);
    this.watch = new ResizeObserver(() => this.resize());
    this.watch.observe(this.wall);
    this.player = new Player({ show: () => this.showOpen(), rest: () => this.showOpen() });
    this.show();
    this.study();
  }

  build() {
    this.say = make("p", { class: "result" });
    this.luck = make("p", { class: "luck", role: "status" });
    this.bar = make("i", { class: "bar" });
    this.filters = make("div", {
      class: "filters",
      role: "group",
      "aria-label": "how seeds end; press to see only those"
    });
    this.counts = COUNTS.map((n) => button(`${n} seeds`, () => this.restart({ count: n }), { "data-n": n }));
    this.from = make("input", {
      type: "text",
      inputmode: "numeric",
      "aria-label": "first seed",
      onchange: () => this.restart({ first: numberOf(this.from.value) })
    });
    this.orders = ["seed", "accuracy", "fate"].map((by) => button(`by ${by}`, () => this.sort(by), { "data-by": by }));
    this.stopButton = button("Stop", () => (this.dear ? this.study(true) : this.stop()), { class: "plain stop" });
    this.wall = make("div", { class: "wall", role: "group", "aria-label": "one region per seed" });
    this.overlay = this.buildOpen();
    this.turns();
    const tools = make(
      "div",
      { class: "row" },
      make("div", { class: "seg", role: "group", "aria-label": "how many seeds" }, ...this.counts),
      make("label", { class: "line" }, "from seed ", this.from),
      this.stopButton,
      this.filters,
      make("span", { class: "sp" }),
      make("div", { class: "seg", role: "group", "aria-label": "order" }, ...this.orders)
    );
    this.node = make(
      "div",
      { class: "act2 seeds" },
      make("div", { class: "top" }, this.data.node, this.chips.node),
      make("div", { class: "told" }, this.say, this.luck),
      this.hist.node,
      this.bar,
      tools,
      make("div", { class: "under" }, this.wall, this.overlay),
      this.place
    );
  }

  /** @param {any} change */
  set(change) {
    const next = { ...changed(this.settings, change), seed: 0 };
    this.problem = problemOf(next);
    if (this.problem) return this.show();
    if (change.seed !== undefined) return this.restart({ first: change.seed });
    this.settings = next;
    return this.restart({});
  }

  /** @param {File} file */
  file(file) {
    this.desk.readFile(file, this, this.node);
  }

  /** @param {{count?: number, first?: number}} wish */
  restart({ count: n = this.count, first = this.first }) {
    if (!Number.isInteger(first) || first < 0 || first > 2 ** 32 - 2 - n) return this.show();
    Object.assign(this, { count: n, first });
    this.tell();
    return this.study();
  }

  tell() {
    this.desk.tell({ settings: this.settings, count: this.count, first: this.first, order: this.order });
  }

  /** Trains all seeds anew; what was going on ends. */
  async study(pressed = false) {
    this.job?.cancel();
    this.shut();
    Object.assign(this, { seeds: [], finished: false, seconds: 0 });
    this.marks.pick = null;
    for (const { node } of this.tiles.values()) node.remove();
    this.tiles = new Map(Array.from({ length: this.count }, (_, i) => [this.first + i, this.tile(this.first + i)]));
    this.meshes = new Kept(MESHES);
    this.wall.append(...[...this.tiles.values()].map(({ node }) => node));
    this.arrange();
    this.show();
    const { settings } = this,
      started = [settings, this.count, this.first].map((v) => JSON.stringify(v)).join();
    this.started = started;
    const seconds = await this.desk.trainer.estimate(settings, this.count);
    if (this.started !== started) return;
    this.seconds = seconds;
    this.dear = seconds > DEAR && !pressed;
    if (this.dear) return this.show();
    const job = this.desk.trainer.study(settings, {
      count: this.count,
      first: this.first,
      seed: (/** @type {any} */ r) => this.job === job && this.take(r)
    });
    this.job = job;
    this.show();
    try {
      await job.done;
    } catch (problem) {
      if (this.job === job) this.problem = problem instanceof Error ? problem.message : String(problem);
    }
    if (this.job !== job) return;
    this.job = null;
    this.finished = !this.stopped && this.seeds.length === this.count;
    this.stopped = false;
    if (this.order !== "seed") this.arrange();
    this.show();
  }

  stop() {
    this.stopped = true;
    this.job?.cancel();
  }

  /** @param {number} seed */
  tile(seed) {
    const canvas = make("canvas", { "aria-hidden": "true" }),
      note = make("p", {}, String(seed)),
      sign = make("canvas", { class: "sign", "aria-hidden": "true" });
    const node = button(
      `seed ${seed}`,
      () => {
        if (!this.turned) this.open(seed);
      },
      { class: "tile", tabindex: -1 },
      canvas,
      note,
      sign
    );
    node.disabled = true;
    node.onpointerenter = () => this.hover(seed);
    node.onpointerleave = () => this.hover(null);
    node.onfocus = () => this.hover(seed);
    return { node, canvas, note, sign, seed };
  }

  /** One seed has ended. @param {any} r */
  take(r) {
    r.born = still() ? -Infinity : performance.now();
    this.seeds.push(r);
    const { node, note, sign } = this.tiles.get(r.seed),
      group = groupOf(r);
    node.disabled = false;
    node.tabIndex = 0;
    node.classList.add("in");
    note.textContent = Number.isFinite(r.train.accuracy) ? (100 * r.train.accuracy).toFixed(1) : "NaN";
    node.setAttribute("aria-label", `seed ${r.seed}, ${percent(r.train.accuracy, 1)}, ${group}`);
    if (r.fate !== "learnt")
      drawMark(
        fitted(sign, 12, 12),
        shapeOf(group),
        6,
        6,
        4.6,
        colourOf(group, this.looks.colours),
        this.looks.colours.card
      );
    this.dirty.add(r.seed);
    this.wake();
    this.showSoon();
  }

  /** Which tile stands where, in the order chosen. */
  arrange() {
    const width = this.wall.clientWidth,
      height = this.wall.clientHeight,
      narrow = width < 600;
    if (!width) return;
    const columns = narrow ? (this.count > 64 ? 8 : 6) : this.count > 64 ? 32 : this.count > 16 ? 16 : 8,
      rows = Math.ceil(this.count / columns),
      gap = this.count > 64 ? 3 : 6;
    const w = (width - (columns - 1) * gap) / columns,
      h = narrow ? w + 14 : Math.max(this.count > 64 ? 26 : 46, (height - (rows - 1) * gap) / rows);
    this.wall.style.setProperty("--needs", `${Math.ceil(rows * (h + gap))}px`);
    this.side = { w, h };
    this.node.classList.toggle("tiny", w < 56);
    sorted([...this.tiles.keys()], this.seeds, this.order).forEach((seed, k) => {
      const tile = this.tiles.get(seed);
      Object.assign(tile, { x: (k % columns) * (w + gap), y: Math.floor(k / columns) * (h + gap) });
      Object.assign(tile.node.style, {
        width: `${w}px`,
        height: `${h}px`,
        transform: `translate(${tile.x}px, ${tile.y}px)`,
        transitionDelay: still() ? "0s" : `${Math.min(k * 5, 600)}ms`
      });
    });
  }

  /** @param {string} by */
  sort(by) {
    this.order = by;
    this.shut();
    this.arrange();
    this.show();
    this.tell();
  }

  /** @param {number | null} seed */
  hover(seed) {
    if (this.marks.hot === seed) return;
    this.tiles.get(this.marks.hot ?? -1)?.node.classList.remove("hot");
    this.tiles.get(seed ?? -1)?.node.classList.add("hot");
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
    const { seeds, marks } = this;
    this.data.show();
    this.chips.show();
    const parts = seeds.length
      ? result(seeds)
      : ["Only the first weights differ. How much of the result is luck?", "", ""];
    this.say.replaceChildren(
      this.problem || parts[0],
      ...(this.problem ? [] : [make("b", {}, parts[1]), ...withTerms(parts[2])])
    );
    const waits =
      (this.job || this.dear) && this.seconds > 3 && seeds.length < this.count
        ? `${count(this.count, "training")} take ${duration(this.seconds)} on this device.`
        : "";
    const told = this.finished
      ? luck(seeds)
      : waits ||
        (seeds.length && !this.job
          ? `Stopped after ${seeds.length} of ${this.count} seeds.`
          : "Only the first weights differ.");
    const answer = marks.pick === null ? told : meant(marks.pick);
    if (answer !== this.answer) this.luck.replaceChildren(...withTerms(answer));
    this.answer = answer;
    this.bar.style.transform = `scaleX(${seeds.length / this.count})`;
    this.bar.style.opacity = this.job ? "1" : "0";
    this.stopButton.style.visibility = this.job || this.dear ? "visible" : "hidden";
    this.stopButton.textContent = this.dear ? "Train them" : "Stop";
    this.node.dataset.done = String(seeds.length);
    this.node.dataset.finished = String(Boolean(this.finished));
    for (const node of this.counts) node.setAttribute("aria-pressed", String(Number(node.dataset.n) === this.count));
    for (const node of this.orders) node.setAttribute("aria-pressed", String(node.dataset.by === this.order));
    if (this.from.getRootNode().activeElement !== this.from) this.from.value = String(this.first);
    this.showFilters();
    this.wall.classList.toggle("dim", marks.pick !== null);
    for (const r of seeds) this.tiles.get(r.seed).node.classList.toggle("hit", groupOf(r) === marks.pick);
    this.hist.node.setAttribute("aria-label", `Accuracies of ${seeds.length} seeds. ${parts.join("")} ${answer}`);
  }

  showFilters() {
    const list = groups(this.seeds),
      name = JSON.stringify([list, this.marks.pick, this.looks.dark]);
    if (name === this.filterName) return;
    this.filterName = name;
    const old = new Map([...this.filters.children].map((node) => [node.dataset.group, node]));
    this.filters.replaceChildren(
      ...list.map(([group, n]) => {
        const sign = make("canvas", { "aria-hidden": "true" }),
          node =
            old.get(group) ??
            button(group, () => this.pick(group), { class: "filter", "data-group": group, title: meant(group) }, "");
        node.replaceChildren(sign, capital(group), make("b", {}, String(n)));
        node.setAttribute("aria-label", `${group}: ${n}`);
        node.setAttribute("aria-pressed", String(this.marks.pick === group));
        drawMark(
          fitted(sign, 14, 14),
          shapeOf(group),
          7,
          7,
          5,
          colourOf(group, this.looks.colours),
          this.looks.colours.card
        );
        return node;
      })
    );
  }

  /** Draws what changed, a little at a time; where drawing is slow, with pauses, so that the page answers the hand. */
  wake() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame((now) => {
      const began = performance.now();
      for (const seed of this.dirty) {
        this.drawTile(seed);
        this.dirty.delete(seed);
        if (performance.now() > began + 12) break;
      }
      this.node.dataset.drawn = String(this.seeds.length - this.dirty.size);
      const falling = this.hist.draw(this.seeds, this.marks, still() ? Number.POSITIVE_INFINITY : now);
      const took = performance.now() - began;
      const again = () => {
        this.waiting = 0;
        if (falling || this.dirty.size) this.wake();
      };
      if (took > 30) setTimeout(again, took);
      else again();
    });
  }

  /** @param {number} seed */
  drawTile(seed) {
    const r = this.seeds.find((each) => each.seed === seed),
      tile = this.tiles.get(seed);
    if (!r || !tile || !this.side) return;
    const width = this.side.w - 2,
      height = this.side.h - (this.node.classList.contains("tiny") ? 2 : 18),
      net = { sizes: r.sizes, activation: r.activation, weights: r.weights };
    if (width < 12 || height < 12) return;
    Object.assign(tile.canvas.style, { width: `${width}px`, height: `${height}px` });
    const paper = fitted(tile.canvas, width, height),
      view = look(this.looks.camera, width, height, 3);
    const made =
      this.meshes.get(String(seed)) ?? this.meshes.put(String(seed), regionOf(net, r.box, GRID, this.desk.painter), 1);
    if (height > 40) frameLines(paper, view, this.looks);
    const bodies = made.bodies.map(({ c, mesh }, i) => ({
      shape: mesh,
      net,
      colour: this.looks.colours.classes[c],
      alpha: i ? 0.3 : 1
    }));
    this.desk.painter.into(paper, {
      look: view,
      width,
      height,
      box: r.box,
      bodies,
      points: null,
      sheet: null,
      cut: null,
      size: 4,
      colours: this.looks.colours,
      dark: this.looks.dark
    });
    this.meshes.put(
      String(seed),
      made,
      made.bodies.reduce((sum, { mesh }) => sum + mesh.array.byteLength, 0)
    );
  }

  /** The wall turns as one. */
  turns() {
    /** @type {PointerEvent | null} */
    let from = null,
      sum = 0;
    this.wall.onpointerdown = (/** @type {PointerEvent} */ event) => {
      [from, sum, this.turned] = [event, 0, false];
    };
    this.wall.onpointermove = (/** @type {PointerEvent} */ event) => {
      if (!from || !event.buttons || event.pointerType === "touch") return;
      sum += Math.abs(event.clientX - from.clientX) + Math.abs(event.clientY - from.clientY);
      if (sum < 6) return;
      this.turned = true;
      const { camera } = this.looks;
      camera.yaw -= (event.clientX - from.clientX) * 0.008;
      camera.pitch = Math.max(-0.5, Math.min(1.45, camera.pitch + (event.clientY - from.clientY) * 0.008));
      from = event;
      this.redrawAll();
    };
    this.wall.onpointerup = this.wall.onpointercancel = () => {
      from = null;
    };
  }

  redrawAll() {
    for (const { seed } of this.seeds) this.dirty.add(seed);
    this.wake();
  }

  buildOpen() {
    this.openWords = make("div", { class: "txt" });
    const node = make(
      "section",
      { class: "open", role: "dialog", "aria-label": "one seed", hidden: true },
      make("div", { class: "pic" }, this.cube.canvas),
      this.openWords,
      button("close", () => this.shut(), { class: "shut" }, icon("close"))
    );
    node.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      this.shut();
      event.stopPropagation();
    };
    return node;
  }

  /** Opens a tile where it lies, and plays its film. @param {number} seed */
  async open(seed) {
    const r = this.seeds.find((each) => each.seed === seed),
      tile = this.tiles.get(seed);
    if (!r || !this.side) return;
    const width = this.wall.clientWidth,
      height = this.wall.clientHeight,
      w = Math.min(width, 690),
      h = Math.max(240, Math.min(width < 600 ? 300 : height, 320)),
      { style } = this.overlay;
    Object.assign(style, {
      left: `${Math.max(0, Math.min(width - w, tile.x + this.side.w / 2 - w / 2))}px`,
      top: `${Math.max(0, Math.min(height - h, tile.y + this.side.h / 2 - h / 2))}px`,
      width: `${w}px`,
      height: `${h}px`,
      transformOrigin: `${tile.x + this.side.w / 2}px ${tile.y + this.side.h / 2}px`
    });
    this.marks.open = seed;
    this.overlay.hidden = false;
    this.overlay.dataset.seed = String(seed);
    this.opened = r;
    this.openWords.replaceChildren(
      make("p", { class: "soft" }, `seed ${seed}`),
      make("p", {}, "Training it again to watch …")
    );
    this.overlay.querySelector(".shut")?.focus({ preventScroll: true });
    this.wake();
    const run = await this.desk.trainer.film({ ...this.settings, seed }).done.catch(() => null);
    if (!run || this.marks.open !== seed) return;
    this.film = run;
    this.looks.shown = run.classes.map(() => false);
    this.cube.load(run);
    this.fillOpen(r);
    this.player.load([...run.epochs], still() ? Infinity : 0);
    if (!still()) this.player.play();
  }

  /** @param {any} r */
  fillOpen(r) {
    this.bigFigure = make("h3");
    this.openWhere = make("p", { class: "soft" });
    const group = groupOf(r),
      sign = make("canvas", { "aria-hidden": "true" });
    drawMark(
      fitted(sign, 14, 14),
      shapeOf(group),
      7,
      7,
      5.4,
      colourOf(group, this.looks.colours),
      this.looks.colours.card
    );
    const why = r.why ? `${r.why.say} ${r.why.advice}` : "It found the border.";
    this.openWords.replaceChildren(
      make("p", { class: "soft" }, `seed ${r.seed}`),
      this.bigFigure,
      this.openWhere,
      make("p", { class: "fate" }, sign, capital(group)),
      make("p", { class: "why-text" }, ...withTerms(why)),
      make(
        "div",
        { class: "go" },
        button("Open in Decision region", () => this.desk.go("region", { ...this.settings, seed: r.seed }), {
          class: "primary"
        }),
        button(
          "Play again",
          () => {
            this.player.place = 0;
            this.player.play();
          },
          { class: "plain" }
        )
      )
    );
  }

  showOpen() {
    const { film } = this;
    if (!film || this.marks.open === null || !this.bigFigure) return;
    const place = placeOf(film.epochs, this.player.epoch),
      at = film.at[Math.floor(place + 1e-9)];
    this.cube.show(place, this.player.playing);
    this.bigFigure.textContent = percent(film.curves.train.accuracy[at]);
    this.openWhere.textContent = `epoch ${Math.floor(this.player.epoch)} of ${film.settings.epochs} · loss ${decimal(film.curves.train.loss[at])}`;
  }

  shut() {
    if (this.marks.open === null) return;
    this.player.stop();
    this.tiles.get(this.marks.open)?.node.focus({ preventScroll: true });
    Object.assign(this, { film: null, bigFigure: null });
    this.marks.open = null;
    this.overlay.hidden = true;
    this.wake();
  }

  resize() {
    this.desk.measure(this.node);
    this.arrange();
    this.redrawAll();
  }

  /** @param {any} state */
  adopt({ settings, count: n, first }) {
    this.settings = { ...settings, seed: 0 };
    Object.assign(this, { count: n ?? this.count, first: first ?? this.first });
    this.study();
  }

  /** @param {any} colours @param {boolean} dark */
  recolour(colours, dark) {
    Object.assign(this.looks, { colours, dark });
    this.filterName = "";
    this.show();
    this.redrawAll();
  }

  /** @returns {import("../shared/keys.js").Key[]} */
  keys() {
    const turn = (/** @type {number} */ by) => {
      this.looks.camera.yaw += by;
      this.redrawAll();
    };
    return [
      { keys: [" "], does: "stop, begin again, or play the open one", run: () => this.go() },
      { keys: ["ArrowLeft"], does: "turn the wall", run: () => turn(-0.12) },
      { keys: ["ArrowRight"], does: "turn the wall", run: () => turn(0.12) },
      { keys: ["Escape"], does: "close the open seed", run: () => this.shut(), when: () => this.marks.open !== null }
    ];
  }

  go() {
    if (this.marks.open !== null) this.player.toggle();
    else if (this.job) this.stop();
    else this.study();
  }

  close() {
    this.job?.cancel();
    this.player.close();
    clearTimeout(this.later);
    this.watch.disconnect();
    this.node.remove();
  }
}
