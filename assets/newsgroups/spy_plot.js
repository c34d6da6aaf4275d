// The matrix of all posts: a dot where a post has a word. Left the whole of it, as shades; press it anywhere, and the
// window beside it shows that place dot by dot. Arrow keys move the window.

import { colour } from "../shared/colours.js";
import { element } from "./parts.js";

/** @import { Component } from "../shared/types.js" */

/**
 * @typedef {object} Data
 * @property {Record<string, string>} colours
 * @property {[number, number]} shape rows and columns of the matrix
 * @property {[number, number]} boxes rows and columns of the picture
 * @property {string} shades one byte per box, base64
 * @property {number[]} edges where each box of columns begins, and the end
 * @property {{row: number, column: number, rows: number, columns: number, dots: [number, number][], words: string[]}} window
 * @property {number[]} post columns of the lesson's post
 */

/** @param {string} text */
export function bytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * The column at a place of the picture.
 * @param {number} place 0 to 1
 * @param {number[]} edges
 */
export function columnAt(place, edges) {
  const at = Math.min(0.999999, Math.max(0, place)) * (edges.length - 1);
  const box = Math.floor(at);
  return Math.floor(edges[box] + (at - box) * (edges[box + 1] - edges[box]));
}

/**
 * Where a column stands in the picture: 0 to 1.
 * @param {number} column
 * @param {number[]} edges
 */
export function placeOf(column, edges) {
  const next = edges.findIndex((edge) => edge > column);
  if (next < 1) return next < 0 ? 1 : 0;
  const within = (column - edges[next - 1]) / (edges[next] - edges[next - 1]);
  return (next - 1 + within) / (edges.length - 1);
}

/** @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
function ready(canvas, width, height) {
  canvas.width = width;
  canvas.height = height;
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/** @param {HTMLCanvasElement} canvas @param {Data} data */
function whole(canvas, data) {
  const [rows, columns] = data.boxes;
  const [n] = data.shape;
  const scale = 2;
  const context = ready(canvas, columns * scale, rows * scale);
  context.fillStyle = data.colours.act;
  bytes(data.shades).forEach((shade, i) => {
    context.globalAlpha = shade / 255;
    context.fillRect((i % columns) * scale, Math.floor(i / columns) * scale, scale, scale);
  });
  context.globalAlpha = 1;
  context.fillStyle = data.colours.grad;
  for (const column of data.post) context.fillRect(placeOf(column, data.edges) * canvas.width - 1, 0, 2, 7);
  const { row, column } = data.window;
  context.strokeStyle = data.colours.loss;
  context.lineWidth = 2;
  const left = placeOf(column, data.edges) * canvas.width;
  const right = placeOf(column + data.window.columns, data.edges) * canvas.width;
  const top = (row / n) * canvas.height;
  context.strokeRect(left, top - 2, Math.max(6, right - left), Math.max(6, (data.window.rows / n) * canvas.height + 4));
}

/** @param {HTMLCanvasElement} canvas @param {Data} data */
function dots(canvas, data) {
  const { rows, columns, dots: found } = data.window;
  const size = 6;
  const context = ready(canvas, columns * size, rows * size);
  context.fillStyle = data.colours.act;
  for (const [row, column] of found) context.fillRect(column * size, row * size, size - 1, size - 1);
}

export default function mount(/** @type {Component<Data>} */ { data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  colour(root, data.colours);
  const [n, width] = data.shape;
  const { row, column, rows, columns, words } = data.window;
  const spelled = (/** @type {number} */ value) => value.toLocaleString("en-US");
  const had = root.querySelector("canvas.whole");
  const focused = had && /** @type {Document | ShadowRoot} */ (root.getRootNode()).activeElement === had;

  const left = element("figure");
  const picture = /** @type {HTMLCanvasElement} */ (element("canvas", "whole"));
  picture.tabIndex = 0;
  picture.setAttribute("role", "application");
  picture.setAttribute(
    "aria-label",
    `All ${spelled(n)} rows and ${spelled(width)} columns; arrow keys move the window`
  );
  left.append(
    picture,
    element(
      "figcaption",
      "",
      `${spelled(n)} posts down, ${spelled(width)} columns across (logarithmic, frequent words left). Press a place to look closer. On top, in orange: the columns of the post above.`
    )
  );
  const right = element("figure");
  const close = /** @type {HTMLCanvasElement} */ (element("canvas", "close"));
  close.setAttribute("role", "img");
  close.setAttribute(
    "aria-label",
    `${data.window.dots.length} entries that are not 0 among ${spelled(rows * columns)}`
  );
  const say = element(
    "figcaption",
    "",
    `Rows ${spelled(row)} to ${spelled(row + rows - 1)}, columns ${spelled(column)} to ${spelled(column + columns - 1)}: ${data.window.dots.length} of ${spelled(rows * columns)} entries are not 0. Point at one for its word.`
  );
  right.append(close, say);
  root.replaceChildren(left, right);
  root.classList.add("spy");
  whole(picture, data);
  dots(close, data);
  picture.onclick = (event) => {
    const box = picture.getBoundingClientRect();
    const y = Math.floor(((event.clientY - box.top) / box.height) * n);
    setTriggerValue("at", [y, columnAt((event.clientX - box.left) / box.width, data.edges)]);
  };
  picture.onkeydown = (event) => {
    const step = { ArrowUp: [-rows, 0], ArrowDown: [rows, 0], ArrowLeft: [0, -columns], ArrowRight: [0, columns] }[
      event.key
    ];
    if (!step) return;
    event.preventDefault();
    setTriggerValue("at", [row + rows / 2 + step[0], column + columns / 2 + step[1]]);
  };
  close.onpointermove = (event) => {
    const box = close.getBoundingClientRect();
    const i = Math.min(columns - 1, Math.floor(((event.clientX - box.left) / box.width) * columns));
    const j = Math.min(rows - 1, Math.floor(((event.clientY - box.top) / box.height) * rows));
    const has = data.window.dots.some(([y, x]) => y === j && x === i);
    say.textContent = `Row ${spelled(row + j)}, column ${spelled(column + i)}, the word ${words[i]}: ${has ? "not 0" : "0"}`;
  };
  if (focused) picture.focus({ preventScroll: true });
}
