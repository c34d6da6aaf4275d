// The lesson's run as engine/region/prepared_film.py writes it. No screen in here.

/**
 * @typedef {object} Prepared
 * @property {number[]} sizes
 * @property {string} activation
 * @property {Float64Array} weights frame by frame
 * @property {number[]} epochs of each frame
 * @property {number[]} accuracy of each frame
 * @property {number} last epoch
 * @property {{ low: number[], high: number[] }} box
 * @property {Float32Array} points place in the cube, and class, four numbers each
 */

/**
 * @param {string} text
 * @returns {DataView}
 */
function bytes(text) {
  const raw = atob(text);
  return new DataView(Uint8Array.from(raw, (letter) => letter.charCodeAt(0)).buffer);
}

/**
 * @param {any} file
 * @returns {Prepared}
 */
export function runOf({ weights, points, labels, ...rest }) {
  const [w, p, c] = [bytes(weights), bytes(points), bytes(labels)];
  const rows = new Float32Array(4 * c.byteLength);
  for (let k = 0; k < c.byteLength; k++) {
    for (let a = 0; a < 3; a++) rows[4 * k + a] = p.getInt16(2 * (3 * k + a), true) / 32767;
    rows[4 * k + 3] = c.getUint8(k);
  }
  const floats = Float64Array.from({ length: w.byteLength / 4 }, (_, i) => w.getFloat32(4 * i, true));
  return { ...rest, weights: floats, points: rows, last: rest.epochs[rest.epochs.length - 1] };
}

/**
 * Where in the film an epoch is: a frame, or a place between two.
 * @param {{ epochs: number[] }} run
 * @param {number} epoch
 * @returns {number}
 */
export function frameAt({ epochs }, epoch) {
  const after = epochs.findIndex((each) => each >= epoch);
  if (after < 0) return epochs.length - 1;
  if (!after || epochs[after] === epoch) return after;
  return after - 1 + (epoch - epochs[after - 1]) / (epochs[after] - epochs[after - 1]);
}

/**
 * The epoch and what it has reached, of the last whole frame: "epoch 17 of 30 · 94.1% classified correctly".
 * @param {Prepared} run
 * @param {number} epoch
 */
export function said(run, epoch) {
  const share = run.accuracy[Math.floor(frameAt(run, epoch))];
  return `epoch ${Math.floor(epoch)} of ${run.last} · ${(100 * share).toFixed(1)}% classified correctly`;
}
