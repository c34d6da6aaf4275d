// What travels between Python and the browser: arrays as base64, little-endian.

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./datasets.js").Table} Table */

/** @param {string} base64 */
function bytes(base64) {
  const text = atob(base64);
  return Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** @param {string} base64 */
const doubles = (base64) => new Float64Array(bytes(base64).buffer);

/** @param {Float64Array} array */
export function packed(array) {
  const raw = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  let text = "";
  for (let at = 0; at < raw.length; at += 0x8000) text += String.fromCharCode(...raw.subarray(at, at + 0x8000));
  return btoa(text);
}

/** A run as `engine.region.message.run` sends it. @param {any} message @returns {Run} */
export function unpackRun(message) {
  const { curves, points } = message;
  const curve = (/** @type {any} */ set) => ({ accuracy: doubles(set.accuracy), loss: doubles(set.loss) });
  const shown = (/** @type {any} */ set) => ({ x: new Float32Array(bytes(set.x).buffer), label: bytes(set.label) });
  return {
    ...message,
    weights: doubles(message.weights),
    epochs: doubles(message.epochs),
    at: Int32Array.from(message.at),
    curves: {
      epochs: doubles(curves.epochs),
      train: curve(curves.train),
      test: curve(curves.test),
      printed: curve(curves.printed)
    },
    points: { train: shown(points.train), test: shown(points.test) }
  };
}

/** The user's points as `engine.region.message.table` sends them. @param {any} message @returns {Table & {name: string}} */
export function unpackTable({ name, X, labels, axes, classes }) {
  return { name, X: doubles(X), labels: bytes(labels), axes, classes };
}

/**
 * What Python needs to train the same settings by the taught classes and compare every weight of every frame.
 * @param {Run} run
 */
export function proofOf(run) {
  return {
    settings: run.settings,
    weights: packed(run.weights),
    at: Array.from(run.at),
    snapshots: run.curves.epochs.length
  };
}
