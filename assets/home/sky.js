// Behind the title: the lesson's region forms, epoch by epoch, and turns under the hand. Quiet for who wants less motion,
// a picture where there is no WebGL, still when nobody can see it.

import { HOME, look } from "../region/camera.js";
import { fitted } from "../region/canvas.js";
import { margin, netAt, scores } from "../region/forward.js";
import { Painter } from "../region/painter.js";
import { closed, gridOf, surface } from "../region/surface.js";
import { make, still } from "../shared/dom.js";
import { frameAt, runOf, said } from "./prepared_run.js";

/** @import { Component } from "../shared/types.js" */
/** @import { Prepared } from "./prepared_run.js" */

const SECONDS = 16; // for the whole run
const TURNING = 60; // seconds after which it stops turning by itself
const GRID = 30;
const BODY = 0.62; // how much of what lies behind the region it covers
const PACE = 1000 / 30; // milliseconds between two pictures at least

/** @type {Promise<Prepared> | undefined} */
let film;
const fetched = async () => runOf(await (await fetch(new URL("./region.json", import.meta.url))).json());

/**
 * A field cut off by the ball inside the cube, so that a region without an end has a round one.
 * @param {Float64Array} field n × n × n
 * @param {number} n
 */
function inBall(field, n) {
  const at = (/** @type {number} */ i) => (2 * i) / (n - 1) - 1;
  const most = field.reduce((sum, value) => sum + Math.abs(value), 0) / field.length;
  return field.map((value, k) => {
    const [x, y, z] = [at(k % n), at(Math.floor(k / n) % n), at(Math.floor(k / n / n))];
    return Math.min(value, 2 * most * (1 - x * x - y * y - z * z));
  });
}

class Sky {
  /** @param {HTMLElement} root @param {Prepared} run */
  constructor(root, run) {
    this.root = root;
    this.run = run;
    this.canvas = make("canvas", { "aria-hidden": "true" });
    this.painter = new Painter();
    this.points = this.painter.shape(run.points, 4);
    this.camera = { ...HOME, zoom: 1.12 };
    this.epoch = still() ? run.last : 0;
    this.playing = !still();
    this.turned = 0; // seconds it has turned by itself
    this.before = 0;
    this.took = 0; // ms for the last picture: on a slow device the page has two thirds of the time
    this.waiting = 0;
    this.drawn = -1; // the epoch that is on screen
    this.now = make("span", { class: "now" });
    this.button = make("button", { type: "button", onclick: () => this.press() });
    root.replaceChildren(this.canvas, make("div", { class: "note" }, this.now, this.button));
    this.hands();
    this.seen = new IntersectionObserver(() => this.next());
    this.sized = new ResizeObserver(() => this.draw());
    this.seen.observe(this.canvas);
    this.sized.observe(this.canvas);
    this.beat = this.beat.bind(this);
    this.label();
    this.next();
  }

  /** @param {any} colours @param {boolean} dark */
  paint(colours, dark) {
    this.colours = colours;
    this.dark = dark;
    this.draw();
  }

  press() {
    if (this.epoch >= this.run.last && !this.playing) this.epoch = 0;
    this.playing = !this.playing;
    this.turned = 0;
    this.label();
    this.draw();
    this.next();
  }

  label() {
    const end = this.epoch >= this.run.last;
    const name = this.playing ? "Pause" : end ? "Play again" : "Play";
    this.button.setAttribute("aria-label", name);
    this.button.title = name;
    this.button.className = this.playing ? "pause" : end ? "again" : "play";
    this.now.textContent = `${said(this.run, this.epoch)} · drag to turn`;
  }

  /** Asks for the next picture, if there is anything to see and somebody to see it. */
  next() {
    const visible = this.canvas.isConnected && document.visibilityState === "visible" && this.canvas.clientWidth > 0;
    if (this.waiting || !visible || (!this.playing && this.held === undefined)) return;
    this.waiting = requestAnimationFrame(this.beat);
  }

  /** @param {number} time */
  beat(time) {
    this.waiting = 0;
    const passed = time - this.before;
    if (passed >= Math.max(PACE, 3 * this.took)) {
      this.before = time;
      this.advance(Math.min(passed, 500) / 1000);
    }
    this.next();
  }

  /** @param {number} seconds */
  advance(seconds) {
    if (!this.playing) return;
    const { last } = this.run;
    this.epoch = Math.min(this.epoch + (seconds / SECONDS) * last, last);
    this.turned += seconds;
    if (this.held === undefined) this.camera.yaw += 0.16 * seconds;
    if (this.epoch >= last && this.turned > TURNING) this.playing = false;
    this.label();
    this.draw();
  }

  draw() {
    const { canvas, run, painter } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!width || !height || !this.colours) return;
    if (this.drawn !== this.epoch) {
      const net = netAt(run, frameAt(run, this.epoch));
      const grid = gridOf(GRID, run.box);
      const shut = closed(inBall(margin(scores(net, grid.total, grid.fill), 0), GRID), grid);
      painter.forget(this.body?.shape);
      this.body = { shape: painter.shape(surface(shut.field, shut.grid), 6), net };
      this.drawn = this.epoch;
    }
    if (!this.body) return;
    const start = performance.now();
    painter.into(fitted(canvas, width, height), {
      moving: this.playing || this.held !== undefined,
      look: look(this.camera, width, height, 4),
      width,
      height,
      box: run.box,
      bodies: [{ ...this.body, colour: this.colours.classes[0], alpha: BODY }],
      points: this.points,
      sheet: null,
      cut: null,
      size: width < 500 ? 4 : 5,
      colours: this.colours,
      dark: Boolean(this.dark)
    });
    this.took = performance.now() - start;
  }

  hands() {
    const { canvas } = this;
    canvas.onpointerdown = (/** @type {PointerEvent} */ event) => {
      this.held = event.clientX;
      this.heldY = event.clientY;
      canvas.setPointerCapture(event.pointerId);
    };
    canvas.onpointermove = (/** @type {PointerEvent} */ event) => {
      if (this.held === undefined) return;
      this.camera.yaw -= (event.clientX - this.held) * 0.008;
      const pitch = this.camera.pitch + (event.clientY - (this.heldY ?? 0)) * 0.006;
      this.camera.pitch = Math.max(-0.4, Math.min(1.3, pitch));
      [this.held, this.heldY] = [event.clientX, event.clientY];
      this.draw();
    };
    const let_go = () => {
      this.held = undefined;
      this.draw();
      this.next();
    };
    canvas.onpointerup = let_go;
    canvas.onpointercancel = let_go;
  }

  leave() {
    this.seen.disconnect();
    this.sized.disconnect();
    cancelAnimationFrame(this.waiting);
    this.playing = false;
    this.painter.gl?.getExtension("WEBGL_lose_context")?.loseContext();
  }
}

/** @type {WeakMap<HTMLElement, Sky>} */
const skies = new WeakMap();

/** @param {boolean} dark */
const picture = (dark) =>
  make("img", { class: "still", alt: "", src: new URL(`./region-${dark ? "dark" : "light"}.webp`, import.meta.url) });

/** @param {Component<{ colours: any, dark: boolean }>} component */
export default async function ({ data, parentElement }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".sky"));
  film ??= fetched();
  const run = await film;
  if (!new Painter().gl) {
    root.replaceChildren(picture(data.dark));
    return undefined;
  }
  let sky = skies.get(root);
  if (!sky) {
    sky = new Sky(root, run);
    skies.set(root, sky);
  }
  sky.paint(data.colours, data.dark);
  const shown = sky;
  const wake = () => shown.next();
  document.addEventListener("visibilitychange", wake);
  return () => {
    document.removeEventListener("visibilitychange", wake);
    shown.leave();
    skies.delete(root);
  };
}
