/** One seed of a study, opened where its tile lies: its film, its figures, and how it ended. */
import { button, make, still } from "../shared/dom.js";
import { withTerms } from "../shared/terms.js";
import { fitted, icon } from "./canvas.js";
import { Cube } from "./cube.js";
import { colourOf, drawMark, groupOf, shapeOf } from "./fates.js";
import { capital, decimal, percent } from "./format.js";
import { Player, placeOf } from "./player.js";

export class SeedFilm {
  /**
   * @param {import("./desk.js").Desk} desk
   * @param {any} looks
   * @param {{turned: () => void, shut: (seed: number) => void, settings: () => any}} told  settings: of the study
   */
  constructor(desk, looks, told) {
    this.desk = desk;
    this.looks = looks;
    this.told = told;
    /** @type {any} the seed that is open */
    this.seed = null;
    /** @type {any} its run, once it has been trained again */
    this.run = null;
    this.player = new Player({ show: () => this.show(), rest: () => this.show() });
    this.cube = new Cube(desk.painter, looks, {
      turned: () => {
        this.cube.draw();
        told.turned();
      }
    });
    this.words = make("div", { class: "txt" });
    this.figure = make("h3");
    this.where = make("p", { class: "soft" });
    this.close = button("close", () => this.shut(), { class: "shut" }, icon("close"));
    this.node = make(
      "section",
      { class: "open", role: "dialog", "aria-label": "one seed", hidden: true },
      make("div", { class: "pic" }, this.cube.canvas),
      this.words,
      this.close
    );
    this.node.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Escape") return;
      this.shut();
      event.stopPropagation();
    };
  }

  /**
   * Opens over a tile, and plays.
   * @param {any} r what is known of the seed
   * @param {{x: number, y: number}} tile @param {import("./seeds_wall.js").SeedsWall} wall
   */
  async open(r, tile, wall) {
    const { width, height, side } = wall,
      w = Math.min(width, 690),
      h = Math.max(240, Math.min(width < 600 ? 300 : height, 320)),
      [x, y] = [tile.x + side.w / 2, tile.y + side.h / 2];
    Object.assign(this.node.style, {
      left: `${Math.max(0, Math.min(width - w, x - w / 2))}px`,
      top: `${Math.max(0, Math.min(height - h, y - h / 2))}px`,
      width: `${w}px`,
      height: `${h}px`,
      transformOrigin: `${x}px ${y}px`
    });
    this.node.hidden = false;
    this.node.dataset.seed = String(r.seed);
    this.seed = r;
    this.words.replaceChildren(
      make("p", { class: "soft" }, `seed ${r.seed}`),
      make("p", {}, "Training it again to watch …")
    );
    this.close.focus({ preventScroll: true });
    const run = await this.desk.trainer.film({ ...this.told.settings(), seed: r.seed }).done.catch(() => null);
    if (!run || this.seed !== r) return;
    this.run = run;
    this.looks.shown = run.classes.map(() => false);
    this.cube.load(run);
    this.fill(r);
    this.player.load([...run.epochs], still() ? Infinity : 0);
    if (!still()) this.player.play();
  }

  /** @param {any} r */
  fill(r) {
    const group = groupOf(r),
      { colours } = this.looks,
      sign = make("canvas", { "aria-hidden": "true" });
    drawMark(fitted(sign, 14, 14), shapeOf(group), 7, 7, 5.4, colourOf(group, colours), colours.card);
    const there = () => this.desk.go("region", { ...this.told.settings(), seed: r.seed });
    const again = () => {
      this.player.place = 0;
      this.player.play();
    };
    this.words.replaceChildren(
      make("p", { class: "soft" }, `seed ${r.seed}`),
      this.figure,
      this.where,
      make("p", { class: "fate" }, sign, capital(group)),
      make("p", { class: "why-text" }, ...withTerms(r.why ? `${r.why.say} ${r.why.advice}` : "It found the border.")),
      make(
        "div",
        { class: "go" },
        button("Open in Decision region", there, { class: "primary" }),
        button("Play again", again, { class: "plain" })
      )
    );
  }

  show() {
    const { run, player } = this;
    if (!run) return;
    const place = placeOf(run.epochs, player.epoch),
      at = run.at[Math.floor(place + 1e-9)];
    this.cube.show(place, player.playing);
    this.figure.textContent = percent(run.curves.train.accuracy[at]);
    this.where.textContent = `epoch ${Math.floor(player.epoch)} of ${run.settings.epochs} · loss ${decimal(run.curves.train.loss[at])}`;
  }

  shut() {
    if (!this.seed) return;
    const { seed } = this.seed;
    this.player.stop();
    Object.assign(this, { run: null, seed: null });
    this.node.hidden = true;
    this.told.shut(seed);
  }
}
