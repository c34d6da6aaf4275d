// The surface where a field on a grid is zero, as triangles: marching tetrahedra.
// Source: Doi and Koide 1991. Every cube is cut into six tetrahedra along its main diagonal, so neighbours fit without holes.

const CORNERS = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]];
const TETRAHEDRA = [[0, 1, 3, 7], [0, 1, 5, 7], [0, 2, 3, 7], [0, 2, 6, 7], [0, 4, 5, 7], [0, 4, 6, 7]];

// n × n × n points that fill the box; `point` gives them in the data's units, the surface comes back with the box as -1 … 1.
function grid(n, box) {
  const step = 2 / (n - 1), at = (axis, i) => box.low[axis] + (box.high[axis] - box.low[axis]) * i / (n - 1);
  const places = [0, 1, 2].map(axis => Float64Array.from({ length: n }, (_, i) => at(axis, i)));
  const point = (k, into, p) => {
    into[p] = places[0][k % n];
    into[BLOCK + p] = places[1][((k / n) | 0) % n];
    into[2 * BLOCK + p] = places[2][(k / (n * n)) | 0];
  };
  return { n, low: -1, step, total: n * n * n, point };
}

// Which way the field grows at grid point k, from its neighbours.
function gradient(field, n, k, into) {
  const x = k % n, y = ((k / n) | 0) % n, z = (k / (n * n)) | 0;
  into[0] = field[x < n - 1 ? k + 1 : k] - field[x > 0 ? k - 1 : k];
  into[1] = field[y < n - 1 ? k + n : k] - field[y > 0 ? k - n : k];
  into[2] = field[z < n - 1 ? k + n * n : k] - field[z > 0 ? k - n * n : k];
}

class Triangles {
  constructor(field, g) {
    Object.assign(this, { field, g, out: new Float32Array(1 << 16), length: 0, ga: [0, 0, 0], gb: [0, 0, 0] });
  }
  // The point between grid points a and b where the field is zero, with the field's direction there: six numbers.
  cross(a, b, at) {
    const { field, g, ga, gb } = this, n = g.n, t = field[a] / (field[a] - field[b]), o = this.out;
    const place = (k, axis) => g.low + g.step * (axis === 0 ? k % n : axis === 1 ? ((k / n) | 0) % n : (k / (n * n)) | 0);
    gradient(field, n, a, ga);
    gradient(field, n, b, gb);
    for (let axis = 0; axis < 3; axis++) {
      const from = place(a, axis);
      o[at + axis] = from + t * (place(b, axis) - from);
      o[at + 3 + axis] = ga[axis] + t * (gb[axis] - ga[axis]);
    }
  }
  // One triangle across three edges, turned so that its front is where the field grows.
  add(a, b, c, d, e, f) {
    if (this.length + 18 > this.out.length) {
      const larger = new Float32Array(this.out.length * 2);
      larger.set(this.out);
      this.out = larger;
    }
    const at = this.length, o = this.out;
    this.cross(a, b, at); this.cross(c, d, at + 6); this.cross(e, f, at + 12);
    const ux = o[at + 6] - o[at], uy = o[at + 7] - o[at + 1], uz = o[at + 8] - o[at + 2];
    const vx = o[at + 12] - o[at], vy = o[at + 13] - o[at + 1], vz = o[at + 14] - o[at + 2];
    const facing = (uy * vz - uz * vy) * o[at + 3] + (uz * vx - ux * vz) * o[at + 4] + (ux * vy - uy * vx) * o[at + 5];
    if (facing < 0) for (let i = 0; i < 6; i++) [o[at + 6 + i], o[at + 12 + i]] = [o[at + 12 + i], o[at + 6 + i]];
    this.length += 18;
  }
}

// field: one number a grid point. Gives position and direction, six floats a corner, three corners a triangle.
function surface(field, g) {
  const n = g.n, offsets = CORNERS.map(([x, y, z]) => x + n * (y + n * z)), found = new Triangles(field, g);
  const inside = new Array(4), outside = new Array(4);
  for (let z = 0; z < n - 1; z++) for (let y = 0; y < n - 1; y++) for (let x = 0; x < n - 1; x++) {
    const k = x + n * (y + n * z);
    let positive = 0;
    for (let c = 0; c < 8; c++) if (field[k + offsets[c]] > 0) positive++;
    if (positive === 0 || positive === 8) continue;
    for (const corners of TETRAHEDRA) {
      let i = 0, o = 0;
      for (const c of corners) { const at = k + offsets[c]; if (field[at] > 0) inside[i++] = at; else outside[o++] = at; }
      if (i === 1) found.add(inside[0], outside[0], inside[0], outside[1], inside[0], outside[2]);
      else if (i === 3) found.add(outside[0], inside[0], outside[0], inside[1], outside[0], inside[2]);
      else if (i === 2) {
        found.add(inside[0], outside[0], inside[0], outside[1], inside[1], outside[1]);
        found.add(inside[0], outside[0], inside[1], outside[1], inside[1], outside[0]);
      }
    }
  }
  return found.out.slice(0, found.length);
}

// What share of the cube a region fills, and how many of the cube's six faces it touches.
function extent(field, g) {
  const n = g.n, touched = [false, false, false, false, false, false];
  let filled = 0;
  for (let k = 0; k < g.total; k++) if (field[k] > 0) {
    filled++;
    const x = k % n, y = ((k / n) | 0) % n, z = (k / (n * n)) | 0;
    [x === 0, x === n - 1, y === 0, y === n - 1, z === 0, z === n - 1].forEach((on, i) => { if (on) touched[i] = true; });
  }
  return { share: filled / g.total, faces: touched.filter(Boolean).length };
}
