/** The wall of a study: a tile for each seed with its region, in the order chosen, turning as one. */
import { button, make, still } from "../shared/dom.js";
import { Kept } from "../shared/kept.js";
import { look } from "./camera.js";
import { fitted } from "./canvas.js";
import { regionOf } from "./cube.js";
import { frameLines } from "./cube_walls.js";
import { colourOf, drawMark, groupOf, shapeOf } from "./fates.js";
import { percent } from "./format.js";
import { sorted } from "./seeds_order.js";

const GRID = 18;
const TINY_GRID = 12; // for tiles of some 40 pixels
const AT_ONCE = 64; // tiles painted together, at most
const MESHES = 32e6; // bytes of tiles' surfaces that are kept; others are made again when they are needed

/** How many columns and how much air between tiles. @param {number} count @param {boolean} narrow */
function gridOf(count, narrow) {
  const columns = narrow ? (count > 64 ? 8 : 6) : count > 64 ? 32 : count > 16 ? 16 : 8;
  return { columns, rows: Math.ceil(count / columns), gap: count > 64 ? 3 : 6 };
}

export class SeedsWall {
  /**
   * @param {import("./painter.js").Painter} painter
   * @param {any} looks
   * @param {{hover: (seed: number | null) => void, open: (seed: number) => void, wake: () => void}} told
   */
  constructor(painter, looks, told) {
    this.painter = painter;
    this.looks = looks;
    this.told = told;
    /** @type {Map<number, any>} tiles by seed */
    this.tiles = new Map();
    /** @type {Map<number, any>} what is known of those that have ended */
    this.ended = new Map();
    /** @type {Kept<ReturnType<typeof regionOf>>} */
    this.meshes = new Kept(MESHES);
    /** @type {Set<number>} seeds whose pictures are to be drawn anew */
    this.dirty = new Set();
    this.side = { w: 0, h: 0 };
    this.turned = false;
    this.node = make("div", { class: "wall", role: "group", "aria-label": "one region per seed" });
    this.turns();
  }

  get width() {
    return this.node.clientWidth;
  }
  get height() {
    return this.node.clientHeight;
  }

  /** Empty tiles. @param {number} first seed @param {number} count */
  begin(first, count) {
    this.tiles = new Map(Array.from({ length: count }, (_, i) => [first + i, this.tile(first + i)]));
    this.ended = new Map();
    this.dirty.clear();
    this.meshes = new Kept(MESHES);
    this.node.replaceChildren(...[...this.tiles.values()].map(({ node }) => node));
  }

  /** @param {number} seed */
  tile(seed) {
    const canvas = make("canvas", { "aria-hidden": "true" }),
      note = make("p"),
      number = make("small", {}, String(seed)),
      sign = make("canvas", { class: "sign", "aria-hidden": "true" });
    const press = () => {
      if (!this.turned) this.told.open(seed);
    };
    const node = button(`seed ${seed}`, press, { class: "tile", tabindex: -1 }, canvas, number, note, sign);
    node.disabled = true;
    node.onpointerenter = () => this.told.hover(seed);
    node.onpointerleave = () => this.told.hover(null);
    node.onfocus = () => this.told.hover(seed);
    return { node, canvas, note, sign, seed };
  }

  /** One seed has ended. @param {any} r */
  take(r) {
    const { node, note, sign } = this.tiles.get(r.seed),
      group = groupOf(r),
      { colours } = this.looks;
    this.ended.set(r.seed, r);
    node.disabled = false;
    node.tabIndex = 0;
    node.classList.add("in");
    note.textContent = Number.isFinite(r.train.accuracy) ? percent(r.train.accuracy, 1) : "NaN";
    node.setAttribute("aria-label", `seed ${r.seed}, ${percent(r.train.accuracy, 1)}, ${group}`);
    if (r.fate !== "learnt")
      drawMark(fitted(sign, 12, 12), shapeOf(group), 6, 6, 4.6, colourOf(group, colours), colours.card);
    this.dirty.add(r.seed);
    this.told.wake();
  }

  /** Which tile stands where. @param {string} order */
  arrange(order) {
    const { width, height } = this,
      narrow = width < 600,
      count = this.tiles.size,
      { columns, rows, gap } = gridOf(count, narrow);
    if (!width) return;
    const w = (width - (columns - 1) * gap) / columns,
      h = narrow ? w + 14 : Math.max(count > 64 ? 26 : 46, (height - (rows - 1) * gap) / rows);
    this.node.style.setProperty("--needs", `${Math.ceil(rows * (h + gap))}px`);
    this.side = { w, h };
    this.tiny = w < 50;
    this.node.classList.toggle("tiny", this.tiny);
    sorted([...this.tiles.keys()], [...this.ended.values()], order).forEach((seed, k) => {
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

  /** Lights one tile. @param {number | null} before @param {number | null} seed */
  light(before, seed) {
    this.tiles.get(before ?? -1)?.node.classList.remove("hot");
    this.tiles.get(seed ?? -1)?.node.classList.add("hot");
  }

  /** Dims all but those that ended in one way. @param {string | null} group */
  pick(group) {
    this.node.classList.toggle("dim", group !== null);
    for (const [seed, r] of this.ended) this.tiles.get(seed).node.classList.toggle("hit", groupOf(r) === group);
  }

  redraw() {
    for (const seed of this.ended.keys()) this.dirty.add(seed);
    this.told.wake();
  }

  /** Draws tiles that changed, as many as their surfaces take so many milliseconds to make. @param {number} most */
  draw(most) {
    const began = performance.now(),
      pictures = [];
    for (const seed of this.dirty) {
      const picture = this.pictureOf(seed);
      if (picture) pictures.push(picture);
      this.dirty.delete(seed);
      if (pictures.length === AT_ONCE || performance.now() > began + most) break;
    }
    this.painter.together(pictures);
  }

  /** What is to be painted on a seed's tile; null if there is no room for it. @param {number} seed */
  pictureOf(seed) {
    const { painter, looks, side } = this,
      { colours, dark } = looks,
      r = this.ended.get(seed),
      tile = this.tiles.get(seed),
      width = side.w - 2,
      height = side.h - (this.tiny ? 2 : 18);
    if (!r || !tile || width < 12 || height < 12) return null;
    const net = { sizes: r.sizes, activation: r.activation, weights: r.weights };
    Object.assign(tile.canvas.style, { width: `${width}px`, height: `${height}px` });
    const paper = fitted(tile.canvas, width, height),
      view = look(looks.camera, width, height, 3),
      grid = this.tiny ? TINY_GRID : GRID,
      name = `${seed} ${grid}`, // a wall that is made wider wants finer surfaces
      made = this.meshes.get(name) ?? regionOf(net, r.box, grid, painter);
    if (height > 40) frameLines(paper, view, looks);
    const bodies = made.bodies.map(({ c, mesh }, i) => ({
      shape: mesh,
      net,
      colour: colours.classes[c],
      alpha: i ? 0.3 : 1
    }));
    this.meshes.put(
      name,
      made,
      made.bodies.reduce((sum, { mesh }) => sum + mesh.array.byteLength, 0)
    );
    const nothing = { points: null, sheet: null, cut: null };
    return { paper, picture: { look: view, width, height, box: r.box, bodies, ...nothing, size: 4, colours, dark } };
  }

  /** A hand turns all tiles together. */
  turns() {
    const { node } = this;
    /** @type {PointerEvent | null} */
    let from = null,
      sum = 0;
    node.onpointerdown = (/** @type {PointerEvent} */ event) => {
      [from, sum, this.turned] = [event, 0, false];
    };
    node.onpointermove = (/** @type {PointerEvent} */ event) => {
      if (!from || !event.buttons || event.pointerType === "touch") return;
      sum += Math.abs(event.clientX - from.clientX) + Math.abs(event.clientY - from.clientY);
      if (sum < 6) return;
      this.turned = true;
      const { camera } = this.looks;
      camera.yaw -= (event.clientX - from.clientX) * 0.008;
      camera.pitch = Math.max(-0.5, Math.min(1.45, camera.pitch + (event.clientY - from.clientY) * 0.008));
      from = event;
      this.redraw();
    };
    node.onpointerup = node.onpointercancel = () => {
      from = null;
    };
  }
}
