/** From places in the cube (−1 … 1, the third axis up) to places in the picture. */

export const HOME = { yaw: 0.62, pitch: 0.36, zoom: 1 };
const FAR = 7.2;

/**
 * @typedef {{yaw: number, pitch: number, zoom: number}} Camera
 * @typedef {{matrix: Float32Array, eye: number[], light: number[], to: (p: number[]) => [number, number, number]}} Look
 */

/**
 * The cube, as large as it fits whichever way it is turned about its upright axis.
 * @param {Camera} camera
 * @param {number} width
 * @param {number} height
 * @param {number} [room] pixels kept free above and below
 * @returns {Look}
 */
export function look({ yaw, pitch, zoom }, width, height, room = 14) {
  const cy = Math.cos(yaw),
    sy = Math.sin(yaw),
    cp = Math.cos(pitch),
    sp = Math.sin(pitch);
  const { scale, middle } = fit(cp, sp, width, height, room);
  const eye = [FAR * cp * sy, -FAR * cp * cy, FAR * sp],
    ahead = eye.map((v) => -v / FAR);
  const right = [cy, sy, 0],
    up = [-sp * sy, sp * cy, cp],
    k = zoom * scale;
  const row = (/** @type {number[]} */ v, /** @type {number} */ f) => [...v.map((x) => x * f), -dot(v, eye) * f];
  const rows = [row(right, (k * height) / width), row(up, k), row(ahead, 1)];
  for (let i = 0; i < 4; i++) rows[1][i] -= middle * k * rows[2][i];
  const near = 0.5,
    far = 40,
    matrix = new Float32Array(16);
  for (let c = 0; c < 4; c++) {
    const depth = ((far + near) / (far - near)) * rows[2][c] - (c === 3 ? (2 * far * near) / (far - near) : 0);
    matrix.set([rows[0][c], rows[1][c], depth, rows[2][c]], 4 * c);
  }
  const light = [0, 1, 2].map((i) => -0.5 * right[i] + 0.75 * up[i] - 0.55 * ahead[i]),
    size = Math.hypot(...light);
  return { matrix, eye, light: light.map((v) => v / size), to: (p) => project(matrix, p, width, height) };
}

/**
 * How large the cube may be drawn, and where its middle lies, so that no corner leaves the picture in any turn.
 * @param {number} cp
 * @param {number} sp
 * @param {number} width
 * @param {number} height
 * @param {number} room
 */
function fit(cp, sp, width, height, room) {
  const r = Math.SQRT2;
  const at = (/** @type {number} */ side, /** @type {number} */ z) =>
    (z * cp + side * r * sp) / (FAR - z * sp + side * r * cp);
  const heights = [at(1, 1), at(-1, 1), at(1, -1), at(-1, -1)],
    top = Math.max(...heights),
    low = Math.min(...heights);
  const tall = (2 * (1 - (2 * room) / height)) / (top - low);
  const wide = ((1 - (2 * room) / width) * (width / height) * (FAR - 1.2)) / r;
  return { scale: Math.min(tall, wide), middle: (top + low) / 2 };
}

/** @param {number[]} a @param {number[]} b */
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/**
 * A place in the cube to pixels of the picture, and how far away it is.
 * @param {Float32Array} m
 * @param {number[]} place
 * @param {number} width
 * @param {number} height
 * @returns {[number, number, number]}
 */
export function project(m, [x, y, z], width, height) {
  const at = (/** @type {number} */ r) => m[r] * x + m[4 + r] * y + m[8 + r] * z + m[12 + r],
    w = at(3);
  return [((at(0) / w + 1) / 2) * width, ((1 - at(1) / w) / 2) * height, w];
}
