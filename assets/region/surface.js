// The surface where a field on a grid is zero, as triangles: marching tetrahedra.
// Source: Doi and Koide 1991. Every cube is cut into six tetrahedra along its main diagonal, so neighbours fit without holes.

const CORNERS = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1], [0, 1, 1], [1, 1, 1]];
const TETRAHEDRA = [[0, 1, 3, 7], [0, 1, 5, 7], [0, 2, 3, 7], [0, 2, 6, 7], [0, 4, 5, 7], [0, 4, 6, 7]];

// n × n × n points that fill the box; `fill` gives them in the data's units, the surface comes back with the box as -1 … 1.
// The last grid is kept: frame after frame asks for the same one.
function grid(n, box) {
  const name = `${n} ${box.low} ${box.high}`;
  if (grid.kept?.name === name) return grid.kept;
  const total = n * n * n, places = [0, 1, 2].map(() => new Float64Array(total));
  const at = (axis, i) => box.low[axis] + (box.high[axis] - box.low[axis]) * i / (n - 1);
  for (let z = 0, k = 0; z < n; z++) for (let y = 0; y < n; y++) for (let x = 0; x < n; x++, k++) { places[0][k] = at(0, x); places[1][k] = at(1, y); places[2][k] = at(2, z); }
  const fill = (start, count, into) => { for (let axis = 0; axis < 3; axis++) into.set(places[axis].subarray(start, start + count), axis * BLOCK); };
  return (grid.kept = { name, n, low: -1, step: 2 / (n - 1), total, fill });
}

// The corners of the triangles: each edge of the grid that the surface crosses has one, made once and used again.
class Triangles {
  constructor(field, g) {
    const { n, total } = g;
    Object.assign(this, { field, g, out: new Float32Array(1 << 16), length: 0, corners: new Float32Array(1 << 14), known: 0 });
    this.kind = new Uint8Array(n * n + n + 2);     // an edge is named by its first grid point and one of seven directions
    [1, n, n + 1, n * n, n * n + 1, n * n + n, n * n + n + 1].forEach((away, k) => { this.kind[away] = k; });
    this.of = Triangles.table?.length === 7 * total ? Triangles.table.fill(0) : (Triangles.table = new Int32Array(7 * total));
  }
  // Where in `corners` the point between grid points a and b lies at which the field is zero: six numbers, its place and the field's direction.
  cross(a, b) {
    if (a > b) [a, b] = [b, a];
    const edge = 7 * a + this.kind[b - a];
    return this.of[edge] || (this.of[edge] = this.make(a, b));
  }
  make(a, b) {
    const { field, g } = this, { n, low, step } = g, t = field[a] / (field[a] - field[b]), at = 6 * ++this.known;
    if (at + 6 > this.corners.length) this.corners = larger(this.corners);
    const o = this.corners, nn = n * n;
    const az = (a / nn) | 0, ay = ((a - az * nn) / n) | 0, ax = a - az * nn - ay * n, bz = (b / nn) | 0, by = ((b - bz * nn) / n) | 0, bx = b - bz * nn - by * n;
    o[at] = low + step * (ax + t * (bx - ax));
    o[at + 1] = low + step * (ay + t * (by - ay));
    o[at + 2] = low + step * (az + t * (bz - az));
    for (let axis = 0, stride = 1; axis < 3; axis++, stride *= n) {
      const i = axis === 0 ? ax : axis === 1 ? ay : az, j = axis === 0 ? bx : axis === 1 ? by : bz;
      const ga = field[i < n - 1 ? a + stride : a] - field[i > 0 ? a - stride : a], gb = field[j < n - 1 ? b + stride : b] - field[j > 0 ? b - stride : b];
      o[at + 3 + axis] = ga + t * (gb - ga);
    }
    return at;
  }
  // One triangle of three corners, turned so that its front is where the field grows.
  add(p, q, r) {
    if (this.length + 18 > this.out.length) this.out = larger(this.out);
    const c = this.corners, o = this.out, at = this.length;
    const ux = c[q] - c[p], uy = c[q + 1] - c[p + 1], uz = c[q + 2] - c[p + 2], vx = c[r] - c[p], vy = c[r + 1] - c[p + 1], vz = c[r + 2] - c[p + 2];
    const facing = (uy * vz - uz * vy) * c[p + 3] + (uz * vx - ux * vz) * c[p + 4] + (ux * vy - uy * vx) * c[p + 5];
    if (facing < 0) { const kept = q; q = r; r = kept; }
    for (let i = 0; i < 6; i++) { o[at + i] = c[p + i]; o[at + 6 + i] = c[q + i]; o[at + 12 + i] = c[r + i]; }
    this.length += 18;
  }
}

function larger(array) {
  const twice = new Float32Array(array.length * 2);
  twice.set(array);
  return twice;
}

// field: one number a grid point. Gives position and direction, six floats a corner, three corners a triangle.
function surface(field, g) {
  const { n, total } = g, nn = n * n, found = new Triangles(field, g), sign = new Uint8Array(total);
  for (let k = 0; k < total; k++) sign[k] = field[k] > 0 ? 1 : 0;
  const offsets = CORNERS.map(([x, y, z]) => x + n * y + nn * z), pieces = TETRAHEDRA.map(corners => corners.map(c => offsets[c]));
  for (let z = 0; z < n - 1; z++) for (let y = 0; y < n - 1; y++) {
    let k = nn * z + n * y, before = sign[k] + sign[k + n] + sign[k + nn] + sign[k + nn + n];
    for (const end = k + n - 1; k < end; k++) {
      const after = sign[k + 1] + sign[k + 1 + n] + sign[k + 1 + nn] + sign[k + 1 + nn + n], positive = before + after;
      before = after;
      if (positive > 0 && positive < 8) for (const piece of pieces) tetrahedron(k + piece[0], k + piece[1], k + piece[2], k + piece[3], sign, found);
    }
  }
  return found.out.slice(0, found.length);
}

// Between the corners where the field is positive and those where it is not: nothing, a triangle, or two.
function tetrahedron(a, b, c, d, sign, found) {
  const inside = sign[a] + sign[b] + sign[c] + sign[d];
  if (inside === 0 || inside === 4) return;
  if (inside === 2) {
    if (sign[a] !== sign[b]) { if (sign[a] === sign[c]) [b, c] = [c, b]; else [b, d] = [d, b]; }     // now a, b against c, d
    const ac = found.cross(a, c), ad = found.cross(a, d), bc = found.cross(b, c), bd = found.cross(b, d);
    found.add(ac, ad, bd);
    found.add(ac, bd, bc);
    return;
  }
  const odd = inside === 1 ? 1 : 0;
  if (sign[b] === odd) [a, b] = [b, a]; else if (sign[c] === odd) [a, c] = [c, a]; else if (sign[d] === odd) [a, d] = [d, a];
  found.add(found.cross(a, b), found.cross(a, c), found.cross(a, d));
}

// What share of the cube a region fills, and how many of the cube's six faces it touches.
function extent(field, g) {
  const { n, total } = g, last = n - 1, touched = [false, false, false, false, false, false];
  let filled = 0;
  for (let z = 0, k = 0; z < n; z++) for (let y = 0; y < n; y++) for (let x = 0; x < n; x++, k++) if (field[k] > 0) {
    filled++;
    if (x === 0) touched[0] = true; else if (x === last) touched[1] = true;
    if (y === 0) touched[2] = true; else if (y === last) touched[3] = true;
    if (z === 0) touched[4] = true; else if (z === last) touched[5] = true;
  }
  return { share: filled / total, faces: touched.filter(Boolean).length };
}
