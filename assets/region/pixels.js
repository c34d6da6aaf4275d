/** Pictures of what a network makes of the cut, pixel by pixel, rows upwards; drawn anew in every frame of the film. */
import { rgb } from "./canvas.js";
import { ACTIVATIONS } from "./trainer/activations.js";

/** @typedef {{data: Uint8ClampedArray, empty: boolean}} Pixels  empty: nothing but the card's colour */

/** @type {Map<string, Uint32Array>} */
const known = new Map();

/**
 * The card's colour mixed with another, in 256 steps, as a picture's bytes lie in memory.
 * @param {string} card @param {string} colour
 */
function shades(card, colour) {
  const name = card + colour;
  let table = known.get(name);
  if (table) return table;
  const [paper, ink] = [rgb(card), rgb(colour)],
    bytes = new Uint8ClampedArray(4 * 256);
  for (let step = 0; step < 256; step++) {
    for (let c = 0; c < 3; c++) bytes[4 * step + c] = 255 * (paper[c] + (step / 255) * (ink[c] - paper[c]));
    bytes[4 * step + 3] = 255;
  }
  table = new Uint32Array(bytes.buffer);
  known.set(name, table);
  return table;
}

/** @param {Uint32Array} pixels @returns {Uint8ClampedArray} */
const bytesOf = (pixels) => new Uint8ClampedArray(pixels.buffer);

/** An input: how far from 0, in the colours of signs. @param {Float64Array} x @param {import("./painter.js").Box} box @param {number} axis @param {any} colours @returns {Pixels} */
export function inputPixels(x, box, axis, colours) {
  const pos = shades(colours.card, colours.pos),
    neg = shades(colours.card, colours.neg),
    scale = (0.62 * 255) / Math.max(Math.abs(box.low[axis]), Math.abs(box.high[axis])),
    pixels = new Uint32Array(x.length);
  for (let p = 0; p < x.length; p++) pixels[p] = x[p] < 0 ? neg[(-x[p] * scale) | 0] : pos[(x[p] * scale) | 0];
  return { data: bytesOf(pixels), empty: false };
}

/**
 * A hidden unit's output: blue where it is above 0, grey where it is below; a line where a ReLU turns on.
 * @param {Float64Array} h sums @param {string} activation @param {number} side @param {any} colours
 * @returns {Pixels}
 */
export function unitPixels(h, activation, side, colours) {
  const a = h.slice(),
    relu = activation === "relu";
  ACTIVATIONS[activation].forward(a, 0, a.length);
  let most = relu ? 0.6 : 1e-9,
    empty = true;
  for (let p = 0; p < a.length; p++) {
    const size = Math.abs(a[p]);
    if (size > most) most = size;
    if (size !== 0) empty = false;
  }
  const pixels = relu ? borders(a, h, most, empty, side, colours) : signs(a, most, colours);
  return { data: bytesOf(pixels), empty };
}

/** @param {Float64Array} a outputs @param {number} most @param {any} colours */
function signs(a, most, colours) {
  const act = shades(colours.card, colours.act),
    below = shades(colours.card, colours.soft),
    scale = (0.9 * 255) / most,
    pixels = new Uint32Array(a.length);
  for (let p = 0; p < a.length; p++) {
    const step = Math.min(255, Math.abs(a[p]) * scale) | 0;
    pixels[p] = a[p] >= 0 ? act[step] : below[step];
  }
  return pixels;
}

/**
 * @param {Float64Array} a outputs @param {Float64Array} h sums @param {number} most @param {boolean} empty
 * @param {number} side @param {any} colours
 */
function borders(a, h, most, empty, side, colours) {
  const act = shades(colours.card, colours.act),
    pixels = new Uint32Array(a.length);
  for (let p = 0; p < a.length; p++) {
    const across = p % side ? h[p] - h[p - 1] : h[p + 1] - h[p],
      along = p >= side ? h[p] - h[p - side] : h[p + side] - h[p],
      steep = across * across + along * along;
    if (h[p] * h[p] > 2.25 * steep) {
      pixels[p] = act[h[p] > 0 ? (255 * (0.1 + 0.82 * Math.min(1, a[p] / most))) | 0 : 0];
      continue;
    }
    const away = h[p] / (Math.sqrt(steep) || 1e-9), // in pixels from where it turns on
      covered = Math.max(0, Math.min(1, away + 0.5)),
      inside = covered * (0.1 + 0.82 * Math.min(1, a[p] / most)),
      line = empty ? 0 : 0.62 * Math.max(0, Math.min(1, 1.5 - Math.abs(away)));
    pixels[p] = act[(255 * Math.max(inside, line)) | 0];
  }
  return pixels;
}

/** The chance that softmax gives a class. @param {Float64Array[]} z @param {number} c @param {any} colours @returns {Pixels} */
export function classPixels(z, c, colours) {
  const own = shades(colours.card, colours.classes[c]),
    mine = z[c],
    pixels = new Uint32Array(mine.length);
  for (let p = 0; p < mine.length; p++) {
    let sum = 0;
    for (let k = 0; k < z.length; k++) sum += Math.exp(z[k][p] - mine[p]);
    pixels[p] = own[sum >= 1 ? (229.5 / sum) | 0 : 0]; // 0.9 of 255; a sum that is no number gives no chance
  }
  return { data: bytesOf(pixels), empty: false };
}

/** @param {HTMLCanvasElement} canvas @param {Uint8ClampedArray} pixels rows upwards @param {number} side */
export function paint(canvas, pixels, side) {
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const image = new ImageData(side, side);
  for (let row = 0; row < side; row++)
    image.data.set(pixels.subarray(4 * side * (side - 1 - row), 4 * side * (side - row)), 4 * side * row);
  /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).putImageData(image, 0, 0);
}
