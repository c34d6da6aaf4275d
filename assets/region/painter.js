/** The WebGL that draws bodies and points. One context paints every picture of a page; each is then copied to its own canvas. */
import { fitted, rgb } from "./canvas.js";
import { layersOf } from "./forward.js";
import { EXACT_UNITS, SHADERS } from "./shaders.js";

/**
 * @typedef {{array: Float32Array, stride: number, buffer: WebGLBuffer | null, era: number}} Shape what is kept of a mesh or of points
 * @typedef {{shape: Shape, net: import("./forward.js").Net, colour: string, alpha: number}} Body
 * @typedef {{low: number[], high: number[]}} Box
 * @typedef {{look: import("./camera.js").Look, width: number, height: number, box: Box, bodies: Body[], points: Shape | null,
 *   sheet: Shape | null, cut: {axis: number, at: number} | null, size: number, colours: any, dark: boolean,
 *   moving?: boolean}} Picture moving: whether another may follow at once; not told of pictures that do not move
 */

const IN_TIME = 20; // ms for a picture of a scene in motion
const SIDE = 1024; // pixels, at most, of small pictures side by side
const SMALL = 50; // CSS pixels: on a narrower picture a fold is not seen, and faces smaller than a pixel cost one each
const COARSEST = 0.7; // of the pixels along each side: fewer save hardly any time, the rest is the same for every size

export class Painter {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.gl = this.canvas.getContext("webgl2", { alpha: true, antialias: false, preserveDrawingBuffer: true });
    this.rough = false; // whether this card paints without smooth edges
    /** @type {WebGLFramebuffer | null} where the picture under way is painted; null: onto the canvas itself */
    this.target = null;
    this.fetched = document.createElement("canvas");
    this.era = 0;
    /** @type {{target: WebGLFramebuffer, parts: WebGLRenderbuffer[], width: number, height: number, era: number} | null} */
    this.fine = null;
    this.pace = { whole: 0, plain: 0 }; // ms per pixel, lately
    this.plain = false; // whether the picture under way is painted in a hurry
    /** @type {Record<string, {program: WebGLProgram, at: Record<string, WebGLUniformLocation | null>}>} */
    this.programs = {};
    /** @type {Set<() => void>} */
    this.onReturn = new Set();
    if (this.gl) this.prepare();
    this.canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    this.canvas.addEventListener("webglcontextrestored", () => {
      this.prepare();
      for (const told of this.onReturn) told();
    });
  }

  prepare() {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl);
    this.era++;
    for (const [name, sources] of Object.entries(SHADERS)) {
      const program = /** @type {WebGLProgram} */ (gl.createProgram());
      [gl.VERTEX_SHADER, gl.FRAGMENT_SHADER].forEach((kind, k) => {
        const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
        gl.shaderSource(shader, sources[k]);
        gl.compileShader(shader);
        if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) {
          throw new Error(`${name}: ${gl.getShaderInfoLog(shader)}`);
        }
        gl.attachShader(program, shader);
      });
      gl.bindAttribLocation(program, 0, "place");
      gl.bindAttribLocation(program, 1, "normal");
      gl.linkProgram(program);
      this.programs[name] = { program, at: {} };
    }
  }

  /**
   * @param {Float32Array} array
   * @param {number} stride numbers per corner or point
   * @returns {Shape}
   */
  shape(array, stride) {
    return { array, stride, buffer: null, era: 0 };
  }

  /** @param {Shape | null | undefined} shape */
  forget(shape) {
    if (shape?.buffer && shape.era === this.era) this.gl?.deleteBuffer(shape.buffer);
    if (shape) shape.buffer = null;
  }

  /** @param {string} name */
  use(name) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      { program, at } = this.programs[name];
    gl.useProgram(program);
    return (/** @type {string} */ uniform) => (at[uniform] ??= gl.getUniformLocation(program, uniform));
  }

  /** @param {Shape} shape @param {number} mode */
  draw(shape, mode) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      { stride } = shape;
    if (!shape.array.length) return;
    const fresh = !shape.buffer || shape.era !== this.era;
    if (fresh) Object.assign(shape, { buffer: gl.createBuffer(), era: this.era });
    gl.bindBuffer(gl.ARRAY_BUFFER, shape.buffer);
    if (fresh) gl.bufferData(gl.ARRAY_BUFFER, shape.array, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, stride === 6 ? 3 : 4, gl.FLOAT, false, 4 * stride, 0);
    if (stride === 6) {
      gl.enableVertexAttribArray(1);
      gl.vertexAttribPointer(1, 3, gl.FLOAT, false, 24, 12);
    } else gl.disableVertexAttribArray(1);
    gl.drawArrays(mode, 0, shape.array.length / stride);
  }

  /**
   * Paints and copies the picture into a canvas of the page. Without a graphics card the processor paints, and a scene in
   * motion gets as many pixels, and faces as exact, as it can paint in time.
   * @param {CanvasRenderingContext2D} paper
   * @param {Picture} picture width, height: CSS pixels
   * @returns {boolean} whether it was painted as well as it can be; if not, it is to be painted again once it rests
   */
  into(paper, picture) {
    const gl = this.gl;
    if (!gl || gl.isContextLost()) return true;
    const start = performance.now(),
      sharp = paper.getTransform().a,
      pixels = picture.width * picture.height * sharp ** 2,
      known = this.pace.plain > 0, // if not, this picture tells
      plain = Boolean(picture.moving) && (!known || this.pace.whole * pixels > IN_TIME),
      ratio = sharp * (plain ? Math.max(COARSEST, Math.min(1, Math.sqrt(IN_TIME / (this.pace.plain * pixels)))) : 1),
      w = Math.round(picture.width * ratio),
      h = Math.round(picture.height * ratio);
    this.plain = plain;
    this.begin(w, h);
    this.paint(picture, 0, 0, w, h, ratio);
    this.end(w, h);
    paper.drawImage(this.canvas, 0, 0, w, h, 0, 0, picture.width, picture.height);
    if (picture.moving !== undefined) {
      const kind = plain ? "plain" : "whole";
      this.pace[kind] += 0.3 * ((performance.now() - start) / (w * h) - this.pace[kind]);
    }
    return !plain;
  }

  /**
   * Small pictures of one size, painted side by side and fetched together: without a graphics card fetching is what
   * takes time.
   * @param {{paper: CanvasRenderingContext2D, picture: Picture}[]} pictures
   */
  together(pictures) {
    const gl = this.gl;
    if (!gl || gl.isContextLost() || !pictures.length) return;
    const [{ paper, picture }] = pictures,
      ratio = paper.getTransform().a,
      w = Math.round(picture.width * ratio),
      h = Math.round(picture.height * ratio),
      columns = Math.max(1, Math.min(pictures.length, Math.floor(SIDE / w))),
      [width, height] = [columns * w, Math.ceil(pictures.length / columns) * h];
    this.plain = false;
    this.begin(width, height);
    const places = pictures.map((_, k) => [w * (k % columns), h * Math.floor(k / columns)]);
    for (const [k, [x, y]] of places.entries()) this.paint(pictures[k].picture, x, y, w, h, ratio);
    this.end(width, height);
    const fetched = fitted(this.fetched, width, height, 1);
    fetched.drawImage(this.canvas, 0, 0);
    for (const [k, [x, y]] of places.entries())
      pictures[k].paper.drawImage(this.fetched, x, y, w, h, 0, 0, picture.width, picture.height);
  }

  /** Room for a painting of so many pixels, at the canvas' upper left. @param {number} w @param {number} h */
  begin(w, h) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      { canvas } = this;
    if (canvas.width < w || canvas.height < h) {
      Object.assign(canvas, { width: Math.max(w, canvas.width), height: Math.max(h, canvas.height) });
    }
    this.target = this.plain || this.rough ? null : this.finely();
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.target);
    gl.enable(gl.SCISSOR_TEST);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.clearColor(0, 0, 0, 0);
  }

  /**
   * @param {Picture} picture
   * @param {number} x
   * @param {number} y from above
   * @param {number} w
   * @param {number} h
   * @param {number} ratio
   */
  paint(picture, x, y, w, h, ratio) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      bottom = this.canvas.height - y - h;
    gl.viewport(x, bottom, w, h);
    gl.scissor(x, bottom, w, h);
    gl.depthMask(true);
    gl.colorMask(true, true, true, true);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    this.layers(picture, ratio);
  }

  /** What was painted finely is copied onto the canvas. @param {number} w @param {number} h */
  end(w, h) {
    if (!this.target) return;
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      { height } = this.canvas;
    gl.scissor(0, height - h, w, h);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, height - h, w, height, 0, height - h, w, height, gl.COLOR_BUFFER_BIT, gl.NEAREST);
  }

  /**
   * Where a picture is painted with four samples a pixel, as large as the canvas. The canvas itself has one: without a
   * graphics card a picture in motion is painted there in a third of the time.
   */
  finely() {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      { width, height } = this.canvas,
      { fine, era } = this;
    if (fine?.era === era && fine.width === width && fine.height === height) return fine.target;
    if (fine?.era === era) {
      gl.deleteFramebuffer(fine.target);
      for (const part of fine.parts) gl.deleteRenderbuffer(part);
    }
    const target = /** @type {WebGLFramebuffer} */ (gl.createFramebuffer());
    gl.bindFramebuffer(gl.FRAMEBUFFER, target);
    const parts = [
      [gl.COLOR_ATTACHMENT0, gl.RGBA8],
      [gl.DEPTH_ATTACHMENT, gl.DEPTH_COMPONENT24]
    ].map(([attachment, format]) => {
      const part = gl.createRenderbuffer();
      gl.bindRenderbuffer(gl.RENDERBUFFER, part);
      gl.renderbufferStorageMultisample(gl.RENDERBUFFER, 4, format, width, height);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, attachment, gl.RENDERBUFFER, part);
      return part;
    });
    this.fine = { target, parts, width, height, era };
    // A card that cannot copy it paints without it.
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, 1, 1, 0, 0, 1, 1, gl.COLOR_BUFFER_BIT, gl.NEAREST);
    this.rough = gl.getError() !== gl.NO_ERROR && !gl.isContextLost();
    return this.rough ? null : target;
  }

  /** Shadow, points behind, bodies, points in front, a unit's sheet. @param {Picture} picture @param {number} ratio */
  layers(picture, ratio) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      { bodies, points, sheet, dark } = picture;
    const solid = bodies.filter((body) => body.alpha === 1),
      veils = bodies.filter((body) => body.alpha < 1);
    gl.disable(gl.DEPTH_TEST);
    if (picture.look.eye[2] > -0.9 && solid.length) {
      this.plainly(picture, [0, 0, 0, dark ? 0.34 : 0.08], true);
      gl.disable(gl.BLEND);
      for (const body of solid) this.draw(body.shape, gl.TRIANGLES);
      gl.enable(gl.BLEND);
    }
    if (points) this.points(points, picture, ratio, 0.75);
    gl.enable(gl.DEPTH_TEST);
    for (const body of solid) this.body(body, picture);
    gl.depthMask(false);
    if (points) this.points(points, picture, ratio, 1);
    gl.enable(gl.CULL_FACE);
    for (const side of [gl.FRONT, gl.BACK]) {
      gl.cullFace(side);
      for (const body of veils) this.body(body, picture);
    }
    gl.disable(gl.CULL_FACE);
    if (!sheet) return;
    this.plainly(picture, [...rgb(picture.colours.act), 0.3], false);
    this.draw(sheet, gl.TRIANGLES);
  }

  /** @param {Picture} picture @param {number[]} colour @param {boolean} onFloor */
  plainly({ look }, colour, onFloor) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      at = this.use("plain");
    gl.uniformMatrix4fv(at("view"), false, look.matrix);
    gl.uniform1f(at("onFloor"), Number(onFloor));
    gl.uniform4fv(at("plain"), colour);
  }

  /** @param {Picture} picture */
  surfaces({ look, box, cut }) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      at = this.use("surface");
    gl.uniformMatrix4fv(at("view"), false, look.matrix);
    gl.uniform3fv(at("light"), look.light);
    gl.uniform3fv(at("eye"), look.eye);
    gl.uniform3fv(at("low"), box.low);
    gl.uniform3fv(
      at("span"),
      box.high.map((v, i) => v - box.low[i])
    );
    gl.uniform1f(at("onFloor"), 0);
    gl.uniform1i(at("cutAxis"), cut ? cut.axis : -1);
    gl.uniform1f(at("cutAt"), cut ? cut.at : 0);
    return at;
  }

  /** @param {Body} body @param {Picture} picture */
  body({ shape, net, colour, alpha }, picture) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      at = this.surfaces(picture),
      base = rgb(colour);
    gl.uniform3fv(
      at("base"),
      base.map((v) => v * (picture.dark ? 0.78 : 1))
    );
    gl.uniform3fv(
      at("high"),
      base.map((v) => v + (1 - v) * 0.78)
    );
    gl.uniform1f(at("alpha"), alpha);
    const weights = this.plain || picture.width < SMALL ? null : foldable(net);
    gl.uniform1i(at("mode"), weights ? 2 : net.activation.includes("relu") ? 1 : 0);
    if (weights) {
      gl.uniform1i(at("n1"), weights.n1);
      gl.uniform1i(at("n2"), weights.n2);
      gl.uniform4fv(at("A"), weights.A);
      for (const name of /** @type {const} */ (["B", "D", "E"])) gl.uniform1fv(at(name), weights[name]);
    }
    if (alpha === 1) {
      gl.depthMask(true);
      gl.depthFunc(gl.LESS);
    }
    this.draw(shape, gl.TRIANGLES);
  }

  /**
   * @param {Shape} shape
   * @param {Picture} picture
   * @param {number} ratio
   * @param {number} alpha
   */
  points(shape, { look, size, colours, dark }, ratio, alpha) {
    const gl = /** @type {WebGL2RenderingContext} */ (this.gl),
      at = this.use("points");
    gl.uniformMatrix4fv(at("view"), false, look.matrix);
    gl.uniform1f(at("size"), size * ratio);
    gl.uniform1f(at("alpha"), alpha);
    gl.uniform3fv(
      at("colours"),
      colours.classes.flatMap((/** @type {string} */ c) => rgb(c).map((v) => v * (dark ? 1 : 0.82)))
    );
    gl.uniform3fv(at("rim"), rgb(colours.card));
    gl.uniform3fv(at("ink"), rgb(colours.ink));
    this.draw(shape, gl.POINTS);
  }
}

/**
 * The weights as the shader takes them, if the network is small enough that every pixel can work out its folds: ReLU,
 * two classes, one or two hidden layers. A single layer is followed by one that passes everything on.
 * @param {import("./forward.js").Net} net
 */
export function foldable(net) {
  const layers = layersOf(net),
    hidden = layers.slice(0, -1),
    last = layers[layers.length - 1];
  if (net.activation !== "relu" || last.units !== 2 || !hidden.length || hidden.length > 2) return null;
  if (hidden.some((layer) => layer.units > EXACT_UNITS)) return null;
  const A = new Float32Array(4 * EXACT_UNITS),
    B = new Float32Array(EXACT_UNITS ** 2);
  const D = new Float32Array(EXACT_UNITS),
    E = new Float32Array(EXACT_UNITS),
    [first, second] = hidden;
  const n1 = first.units,
    n2 = second ? second.units : n1;
  for (let i = 0; i < n1; i++) {
    A.set([first.W[i], first.W[n1 + i], first.W[2 * n1 + i], first.b[i]], 4 * i);
    for (let j = 0; j < n2; j++) B[EXACT_UNITS * j + i] = second ? second.W[i * n2 + j] : Number(i === j);
  }
  for (let j = 0; j < n2; j++) {
    D[j] = second ? second.b[j] : 0;
    E[j] = last.W[2 * j] - last.W[2 * j + 1];
  }
  return { n1, n2, A, B, D, E };
}
