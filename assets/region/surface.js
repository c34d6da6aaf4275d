/**
 * The surface where a field on a grid is zero, as triangles: marching tetrahedra.
 * Source: Doi and Koide 1991. Every cube is cut into six tetrahedra along its main diagonal, so neighbours fit.
 */
import { BLOCK } from "./forward.js";

/** Rooms that are filled anew for every surface: a film makes dozens a second, and making room costs as much as filling it. */
const room = {
  closed: new Float64Array(0),
  sign: new Uint8Array(0),
  edges: new Int32Array(0),
  corners: new Float32Array(1 << 14),
  out: new Float32Array(1 << 16)
};

const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => [k & 1, (k >> 1) & 1, k >> 2]);
const TETRAHEDRA = [
  [0, 1, 3, 7],
  [0, 1, 5, 7],
  [0, 2, 3, 7],
  [0, 2, 6, 7],
  [0, 4, 5, 7],
  [0, 4, 6, 7]
];

/**
 * n × n × n points; `low` and `step` place them in the cube −1 … 1.
 * @typedef {{n: number, low: number, step: number, total: number}} Grid
 */

/** @type {{name: string, grid: Grid & {fill: import("./forward.js").Fill}} | null} */
let kept = null;

/**
 * The grid that fills the box: `fill` gives its points in the data's units. The last one is kept.
 * @param {number} n
 * @param {{low: number[], high: number[]}} box
 */
export function gridOf(n, box) {
  const name = `${n} ${box.low} ${box.high}`;
  if (kept?.name === name) return kept.grid;
  const total = n * n * n,
    places = new Float32Array(3 * total);
  for (let k = 0; k < total; k++) {
    const at = [k % n, Math.floor(k / n) % n, Math.floor(k / n / n)];
    for (let a = 0; a < 3; a++) places[a * total + k] = box.low[a] + ((box.high[a] - box.low[a]) * at[a]) / (n - 1);
  }
  /** @type {import("./forward.js").Fill} */
  const fill = (start, count, into) => {
    for (let a = 0; a < 3; a++) into.set(places.subarray(a * total + start, a * total + start + count), a * BLOCK);
  };
  const grid = { n, low: -1, step: 2 / (n - 1), total, fill };
  kept = { name, grid };
  return grid;
}

/**
 * A field with one more layer of points around it, all outside: the surface then closes on the faces of the cube. To be used
 * before the next is asked for.
 * @param {Float64Array} field
 * @param {Grid} grid
 */
export function closed(field, grid) {
  const { n, step } = grid,
    m = n + 2;
  if (room.closed.length !== m * m * m) room.closed = new Float64Array(m * m * m);
  const out = room.closed;
  let most = 1e-9;
  for (const v of field) if (Number.isFinite(v) && Math.abs(v) > most) most = Math.abs(v);
  out.fill(-1000 * most);
  for (let z = 0; z < n; z++)
    for (let y = 0; y < n; y++) {
      const from = n * (y + n * z);
      out.set(field.subarray(from, from + n), 1 + m * (y + 1 + m * (z + 1)));
    }
  return { field: out, grid: { n: m, low: -1 - step, step, total: m * m * m } };
}

/** The corners of the triangles: each edge of the grid that the surface crosses has one, made once and used again. */
class Triangles {
  /** @param {Float64Array} field @param {Grid} grid */
  constructor(field, grid) {
    const { n, total } = grid,
      nn = n * n;
    this.field = field;
    this.grid = grid;
    this.length = 0;
    this.known = 0;
    this.kind = new Uint8Array(nn + n + 2); // an edge is named by its first grid point and one of seven directions
    [1, n, n + 1, nn, nn + 1, nn + n, nn + n + 1].forEach((away, k) => {
      this.kind[away] = k;
    });
    if (room.edges.length === 7 * total) room.edges.fill(0);
    else room.edges = new Int32Array(7 * total);
  }

  /**
   * Where in `corners` the point between two grid points lies at which the field is zero: its place and direction.
   * @param {number} a
   * @param {number} b
   */
  cross(a, b) {
    if (a > b) [a, b] = [b, a];
    const edge = 7 * a + this.kind[b - a];
    if (!room.edges[edge]) room.edges[edge] = this.make(a, b);
    return room.edges[edge];
  }

  /** @param {number} a @param {number} b */
  make(a, b) {
    const { field, grid } = this,
      { n, low, step } = grid,
      at = 6 * ++this.known;
    if (at + 6 > room.corners.length) room.corners = larger(room.corners);
    const o = room.corners,
      t = Number.isFinite(field[a] - field[b]) ? field[a] / (field[a] - field[b]) : 0.5;
    for (let axis = 0, stride = 1; axis < 3; axis++, stride *= n) {
      const i = Math.floor(a / stride) % n,
        j = Math.floor(b / stride) % n;
      o[at + axis] = low + step * (i + t * (j - i));
      const da = field[i < n - 1 ? a + stride : a] - field[i > 0 ? a - stride : a];
      const db = field[j < n - 1 ? b + stride : b] - field[j > 0 ? b - stride : b];
      o[at + 3 + axis] = da + t * (db - da);
    }
    const size = Math.hypot(o[at + 3], o[at + 4], o[at + 5]) || 1;
    for (let axis = 3; axis < 6; axis++) o[at + axis] /= size;
    return at;
  }

  /**
   * One triangle, turned so that its front is where the field grows.
   * @param {number} p
   * @param {number} q
   * @param {number} r
   */
  add(p, q, r) {
    if (this.length + 18 > room.out.length) room.out = larger(room.out);
    const c = room.corners;
    const ux = c[q] - c[p],
      uy = c[q + 1] - c[p + 1],
      uz = c[q + 2] - c[p + 2];
    const vx = c[r] - c[p],
      vy = c[r + 1] - c[p + 1],
      vz = c[r + 2] - c[p + 2];
    const facing = (uy * vz - uz * vy) * c[p + 3] + (uz * vx - ux * vz) * c[p + 4] + (ux * vy - uy * vx) * c[p + 5];
    if (facing < 0) [q, r] = [r, q];
    const { length } = this,
      { out } = room;
    for (let i = 0; i < 6; i++) {
      out[length + i] = c[p + i];
      out[length + 6 + i] = c[q + i];
      out[length + 12 + i] = c[r + i];
    }
    this.length += 18;
  }
}

/** @param {Float32Array} array */
function larger(array) {
  const twice = new Float32Array(array.length * 2);
  twice.set(array);
  return twice;
}

/**
 * Position and direction, six floats a corner, three corners a triangle.
 * @param {Float64Array} field one number per grid point
 * @param {Grid} grid
 */
export function surface(field, grid) {
  const { n, total } = grid,
    nn = n * n,
    found = new Triangles(field, grid);
  if (room.sign.length !== total) room.sign = new Uint8Array(total);
  const { sign } = room;
  for (let k = 0; k < total; k++) sign[k] = field[k] > 0 ? 1 : 0;
  const offsets = CORNERS.map(([x, y, z]) => x + n * y + nn * z);
  const pieces = TETRAHEDRA.map((corners) => corners.map((c) => offsets[c]));
  for (let z = 0; z < n - 1; z++)
    for (let y = 0; y < n - 1; y++) {
      let k = nn * z + n * y,
        before = sign[k] + sign[k + n] + sign[k + nn] + sign[k + nn + n];
      for (const end = k + n - 1; k < end; k++) {
        const after = sign[k + 1] + sign[k + 1 + n] + sign[k + 1 + nn] + sign[k + 1 + nn + n],
          positive = before + after;
        before = after;
        if (positive === 0 || positive === 8) continue;
        for (const p of pieces) tetrahedron(k + p[0], k + p[1], k + p[2], k + p[3], sign, found);
      }
    }
  return room.out.slice(0, found.length);
}

/**
 * Between the corners where the field is positive and those where it is not: nothing, a triangle, or two.
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {number} d
 * @param {Uint8Array} sign
 * @param {Triangles} found
 */
function tetrahedron(a, b, c, d, sign, found) {
  const inside = sign[a] + sign[b] + sign[c] + sign[d];
  if (inside === 0 || inside === 4) return;
  if (inside === 2) {
    if (sign[a] !== sign[b]) {
      if (sign[a] === sign[c]) [b, c] = [c, b];
      else [b, d] = [d, b];
    }
    const ac = found.cross(a, c),
      ad = found.cross(a, d),
      bc = found.cross(b, c),
      bd = found.cross(b, d);
    found.add(ac, ad, bd);
    found.add(ac, bd, bc);
    return;
  }
  const odd = inside === 1 ? 1 : 0;
  if (sign[b] === odd) [a, b] = [b, a];
  else if (sign[c] === odd) [a, c] = [c, a];
  else if (sign[d] === odd) [a, d] = [d, a];
  found.add(found.cross(a, b), found.cross(a, c), found.cross(a, d));
}

/**
 * What share of the cube a region fills, and how many of the cube's six faces it touches. Points on a face stand for half
 * the room of others.
 * @param {Float64Array} field
 * @param {Grid} grid
 */
export function extent(field, grid) {
  const { n, total } = grid,
    last = n - 1,
    touched = new Set();
  let filled = 0;
  for (let k = 0; k < total; k++) {
    if (!(field[k] > 0)) continue;
    let room = 1;
    for (let axis = 0, at = k; axis < 3; axis++, at = Math.floor(at / n)) {
      const i = at % n;
      if (i !== 0 && i !== last) continue;
      room /= 2;
      touched.add(2 * axis + (i ? 1 : 0));
    }
    filled += room;
  }
  return { share: filled / last ** 3, faces: touched.size };
}
