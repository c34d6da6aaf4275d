/** One run in its cube: what is drawn at a place of the film. */
import { make } from "../shared/dom.js";
import { Kept } from "../shared/kept.js";
import { HOME, look } from "./camera.js";
import { fitted } from "./canvas.js";
import { takeHold } from "./cube_hand.js";
import { frameLines, names } from "./cube_walls.js";
import { BLOCK, cost, forward, fromArray, margin, netAt, scores, winners } from "./forward.js";
import { closed, gridOf, surface } from "./surface.js";
import { DRAWN_POINTS } from "./words.js";

const MESH_BYTES = 32e6;
const REST = 400; // ms without another picture until one that was painted in a hurry is painted finely

/**
 * @typedef {{n: number, bodies: {c: number, mesh: any}[]}} Region
 * @typedef {{camera: import("./camera.js").Camera, colours: any, dark: boolean, set: "train" | "test", shown: boolean[],
 *   onlyWrong: boolean, cut: {axis: number, at: number} | null, unit: {layer: number, j: number} | null, chosen: number}} Looks
 */

export class Cube {
  /**
   * @param {import("./painter.js").Painter} painter
   * @param {Looks} looks shared by all cubes of a page, so that they turn together
   * @param {{turned: () => void, chosen?: (k: number) => void, changing?: () => boolean}} told changing: whether
   *   another picture is about to come, so that this one is not worth painting finely
   */
  constructor(painter, looks, told) {
    Object.assign(this, { painter, looks, told });
    this.painter = painter;
    this.looks = looks;
    this.told = told;
    this.canvas = make("canvas", { class: "cube", tabindex: 0, role: "img", "aria-label": "the cube" });
    /** @type {any} */
    this.run = null;
    this.frame = 0;
    this.kept = new Kept(MESH_BYTES);
    this.pointsName = "";
    this.sheetName = "";
    /** @type {any[]} what the picture on the canvas shows, if it is painted as well as it can be */
    this.scene = [];
    takeHold(this);
    painter.onReturn.add(() => told.turned());
  }

  /** @param {any} run */
  load(run) {
    if (run === this.run) return;
    this.run = run;
    this.kept = new Kept(MESH_BYTES);
    this.pointsName = this.sheetName = "";
  }

  /** @param {boolean} quick */
  gridSize(quick) {
    const { sizes, activation } = this.run,
      units = sizes.slice(1).reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0);
    const each = cost(sizes) + (activation === "relu" ? 4 : 16) * units;
    return Math.max(14, Math.min(quick ? 20 : 40, Math.floor(Math.cbrt((quick ? 4e6 : 60e6) / each))));
  }

  /**
   * The bodies of a place in the film; kept at whole frames. Of the classes all but the last have one: the last is what is left.
   * @param {number} frame
   * @param {boolean} quick
   * @returns {Region}
   */
  region(frame, quick) {
    const n = this.gridSize(quick),
      kept = this.kept.get(String(frame));
    if (kept && kept.n >= n) return kept;
    const made = regionOf(netAt(this.run, frame), this.run.box, n, this.painter);
    const bytes = made.bodies.reduce((sum, body) => sum + body.mesh.array.byteLength, 0);
    if (Number.isInteger(frame)) this.kept.put(String(frame), made, bytes);
    return made;
  }

  /** Coordinates to places in the cube. @param {Float32Array} x @param {number} k */
  placed(x, k) {
    const { low, high } = this.run.box;
    return [0, 1, 2].map((a) => (2 * (x[3 * k + a] - low[a])) / (high[a] - low[a]) - 1);
  }

  /** The points to draw: place, and class and state in one number. @param {import("./forward.js").Net} net */
  pointRows(net) {
    const { set, shown, onlyWrong, chosen } = this.looks,
      { x, label } = this.run.points[set];
    const n = onlyWrong ? label.length : Math.min(label.length, Math.max(DRAWN_POINTS, chosen + 1)),
      said = winners(scores(net, n, fromArray(x))),
      rows = [];
    for (let k = 0; k < n; k++) {
      const wrong = said[k] !== label[k],
        here = k === chosen;
      if (!here && (!shown[label[k]] || (onlyWrong && !wrong) || (!onlyWrong && k >= DRAWN_POINTS))) continue;
      const place = this.placed(x, k);
      if (!here && place.some((v) => Math.abs(v) > 1)) continue;
      rows.push(...place, label[k] + 16 * (here ? 2 : wrong && this.frame > 0 ? 1 : 0));
    }
    return new Float32Array(rows);
  }

  /** Where a hidden unit turns on. @param {import("./forward.js").Net} net @param {{layer: number, j: number}} unit */
  unitSheet(net, unit) {
    const grid = gridOf(24, this.run.box),
      h = new Float64Array(grid.total);
    forward(net, grid.total, grid.fill, (l, sums, start, count) => {
      if (l === unit.layer) h.set(sums.subarray(unit.j * BLOCK, unit.j * BLOCK + count), start);
    });
    return this.painter.shape(surface(h, grid), 6);
  }

  /**
   * Works out what is to be seen at a place of the film (a whole frame, or between two while it plays) and draws it.
   * What the canvas shows already is not painted again: without a graphics card a picture takes half a second.
   * @param {number} frame
   * @param {boolean} quick with fewer grid points
   * @param {boolean} [fine] as well as it can be, for as long as it takes
   */
  show(frame, quick, fine = false) {
    const { painter, looks } = this,
      net = netAt(this.run, frame);
    this.frame = frame;
    this.net = net;
    this.now = this.region(frame, quick);
    const name = [frame, looks.set, looks.shown, looks.onlyWrong, looks.chosen].join();
    if (name !== this.pointsName) {
      this.pointsName = name;
      painter.forget(this.pointShape);
      this.pointShape = painter.shape(this.pointRows(net), 4);
    }
    const unit = looks.unit && looks.unit.layer < net.sizes.length - 2 ? looks.unit : null,
      sheetName = unit ? [frame, unit.layer, unit.j].join() : "none";
    if (sheetName !== this.sheetName) {
      this.sheetName = sheetName;
      painter.forget(this.sheet);
      this.sheet = unit ? this.unitSheet(net, unit) : null;
    }
    this.draw(fine);
  }

  /** @param {boolean} [fine] */
  draw(fine = false) {
    const { canvas, run, looks } = this,
      width = canvas.clientWidth,
      height = canvas.clientHeight;
    if (!run || !this.now || !this.net || width < 20 || height < 20) return;
    const { colours, dark, cut } = looks,
      told = JSON.stringify([looks.camera, cut, colours, dark, width, height, globalThis.devicePixelRatio]),
      scene = [run, this.now, this.pointShape, this.sheet, this.painter.era, told];
    if (scene.length === this.scene.length && scene.every((part, i) => part === this.scene[i])) return;
    const paper = fitted(canvas, width, height),
      net = this.net;
    this.look = look(looks.camera, width, height, width < 500 ? 16 : 20);
    frameLines(paper, this.look, looks);
    names(paper, this.look, this.run.axes, looks, width, height);
    const bodies = this.now.bodies.map(({ c, mesh }, i) => ({
      shape: mesh,
      net,
      colour: colours.classes[c],
      alpha: i ? 0.3 : 1
    }));
    clearTimeout(this.resting);
    const whole = this.painter.into(paper, {
      ...{ moving: !fine, look: this.look, width, height, box: run.box, bodies },
      ...{ points: this.pointShape ?? null, sheet: this.sheet ?? null },
      ...{ cut, size: width < 500 ? 5 : 5.6, colours, dark }
    });
    this.scene = whole ? scene : [];
    canvas.toggleAttribute("data-coarse", !whole);
    if (!whole) this.resting = setTimeout(() => this.finish(), REST);
  }

  /** Nothing moved for a while: painted once more, as well as it can be. */
  finish() {
    if (this.told.changing?.()) this.resting = setTimeout(() => this.finish(), REST);
    else this.draw(true);
  }

  /** @param {number} x @param {number} y pixels of the picture */
  nearest(x, y) {
    const points = this.run.points[this.looks.set],
      n = Math.min(points.label.length, DRAWN_POINTS);
    let best = -1,
      least = 16 * 16;
    for (let k = 0; k < n; k++) {
      const place = this.placed(points.x, k);
      if (!this.look || place.some((v) => Math.abs(v) > 1) || !this.looks.shown[points.label[k]]) continue;
      const [px, py, depth] = this.look.to(place),
        far = (px - x) ** 2 + (py - y) ** 2 + depth;
      if (far < least) [best, least] = [k, far];
    }
    return best;
  }

  /** @param {number} yaw @param {number} pitch */
  turn(yaw, pitch) {
    const { camera } = this.looks;
    camera.yaw += yaw;
    camera.pitch = Math.max(-0.5, Math.min(1.45, camera.pitch + pitch));
    this.told.turned();
  }

  /** @param {number} factor */
  zoom(factor) {
    const { camera } = this.looks;
    camera.zoom = Math.max(0.5, Math.min(3, camera.zoom * factor));
    this.told.turned();
  }

  home() {
    Object.assign(this.looks.camera, HOME);
    this.told.turned();
  }
}

/**
 * The bodies of a network, closed on the faces of the cube.
 * @param {import("./forward.js").Net} net
 * @param {import("./painter.js").Box} box
 * @param {number} n
 * @param {import("./painter.js").Painter} painter
 * @returns {Region}
 */
export function regionOf(net, box, n, painter) {
  const grid = gridOf(n, box),
    z = scores(net, grid.total, grid.fill);
  const bodies = z.slice(0, -1).map((_, c) => {
    const shut = closed(margin(z, c), grid);
    return { c, mesh: painter.shape(surface(shut.field, shut.grid), 6) };
  });
  return { n, bodies };
}
