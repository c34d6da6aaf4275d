/** Small helpers for pictures: icons, sharp canvases, colours. */
import { drawn } from "../shared/dom.js";

/** @type {Record<string, string>} */
const ICONS = {
  play: "M4 1.5v15l12-7.5z",
  pause: "M3 2h4v14H3zM11 2h4v14h-4z",
  again: "M9 3V0l5 4-5 4V5a5 5 0 1 0 5 5h2a7 7 0 1 1-7-7z",
  close: "M3 4.4 4.4 3 9 7.6 13.6 3 15 4.4 10.4 9l4.6 4.6-1.4 1.4L9 10.4 4.4 15 3 13.6 7.6 9z",
  back: "M12 1.5v15L4 9z",
  on: "M6 1.5v15L14 9z"
};

/**
 * One of the small pictures on buttons.
 * @param {string} name
 */
export function icon(name) {
  return drawn("svg", { viewBox: "0 0 18 18", "aria-hidden": "true" }, drawn("path", { d: ICONS[name] }));
}

/**
 * A 2D canvas made as sharp as the screen, cleared, its units CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @param {number} [ratio] device pixels per CSS pixel
 * @returns {CanvasRenderingContext2D}
 */
export function fitted(canvas, width, height, ratio = sharpness()) {
  const w = Math.round(width * ratio),
    h = Math.round(height * ratio);
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  const paper = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  paper.setTransform(ratio, 0, 0, ratio, 0, 0);
  paper.clearRect(0, 0, width, height);
  return paper;
}

/** Device pixels per CSS pixel that are worth drawing. */
const sharpness = () => Math.min(2, globalThis.devicePixelRatio || 1);

/**
 * Three numbers from 0 to 1.
 * @param {string} hex such as "#1769b5"
 * @returns {[number, number, number]}
 */
export function rgb(hex) {
  return [
    parseInt(hex.slice(1, 3), 16) / 255,
    parseInt(hex.slice(3, 5), 16) / 255,
    parseInt(hex.slice(5, 7), 16) / 255
  ];
}
