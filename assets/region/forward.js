// The network, evaluated in the browser: the same forward pass as the classes in Python, from the weights of one frame.

const ACTIVATE = {
  relu: h => (h > 0 ? h : 0),
  "leaky relu": h => (h > 0 ? h : 0.01 * h),
  tanh: Math.tanh,
  sigmoid: h => 0.5 * (1 + Math.tanh(0.5 * h)),
  linear: h => h,
};
const BLOCK = 512;

// Float32 numbers from base64, as the server packs them.
function floats(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Float32Array(bytes.buffer);
}

function parameterCount(sizes) {
  let count = 0;
  for (let l = 1; l < sizes.length; l++) count += (sizes[l - 1] + 1) * sizes[l];
  return count;
}

// Multiplications one point costs.
function cost(sizes) {
  let count = 0;
  for (let l = 1; l < sizes.length; l++) count += sizes[l - 1] * sizes[l];
  return count;
}

// The layers of one frame: views into the run's weights, no copy. Each W is (inputs, units) row by row.
function layersAt(run, frame) {
  const layers = [];
  let at = frame * parameterCount(run.sizes);
  for (let l = 1; l < run.sizes.length; l++) {
    const n = run.sizes[l - 1], units = run.sizes[l];
    layers.push({ n, units, W: run.weights.subarray(at, at + n * units), b: run.weights.subarray(at + n * units, at + (n + 1) * units) });
    at += (n + 1) * units;
  }
  return layers;
}

// h = inputs · W + b for one block of points; arrays are unit by unit, BLOCK numbers each. Four inputs a round: each
// round reads and writes h once.
function affine(layer, inputs, h, count) {
  const { n, units, W, b } = layer;
  for (let j = 0; j < units; j++) {
    const to = j * BLOCK;
    h.fill(b[j], to, to + count);
    for (let i = 0; i < n; i += 4) {
      const w0 = W[i * units + j], x0 = i * BLOCK, left = n - i;
      const w1 = left > 1 ? W[(i + 1) * units + j] : 0, x1 = left > 1 ? x0 + BLOCK : x0;
      const w2 = left > 2 ? W[(i + 2) * units + j] : 0, x2 = left > 2 ? x1 + BLOCK : x0;
      if (left > 3) {
        const w3 = W[(i + 3) * units + j], x3 = x2 + BLOCK;
        for (let p = 0; p < count; p++) h[to + p] += w0 * inputs[x0 + p] + w1 * inputs[x1 + p] + w2 * inputs[x2 + p] + w3 * inputs[x3 + p];
      } else if (left === 3) for (let p = 0; p < count; p++) h[to + p] += w0 * inputs[x0 + p] + w1 * inputs[x1 + p] + w2 * inputs[x2 + p];
      else if (left === 2) for (let p = 0; p < count; p++) h[to + p] += w0 * inputs[x0 + p] + w1 * inputs[x1 + p];
      else for (let p = 0; p < count; p++) h[to + p] += w0 * inputs[x0 + p];
    }
  }
}

// Sends `total` points through. fill(start, count, into) writes the coordinates of `count` points: the first of each at
// into[0 …], the second at into[BLOCK …], the third at into[2·BLOCK …].
// see(layer, h, start, count): called for every layer of every block with its weighted sums, before the activation.
function forward(run, frame, total, fill, see) {
  const layers = layersAt(run, frame), activate = ACTIVATE[run.activation], relu = run.activation === "relu";
  const widest = Math.max(3, ...run.sizes);
  let a = new Float64Array(widest * BLOCK), h = new Float64Array(widest * BLOCK);
  for (let start = 0; start < total; start += BLOCK) {
    const count = Math.min(BLOCK, total - start);
    fill(start, count, a);
    for (let l = 0; l < layers.length; l++) {
      affine(layers[l], a, h, count);
      see(l, h, start, count);
      if (l < layers.length - 1) for (let j = 0; j < layers[l].units; j++) {
        const from = j * BLOCK, to = from + count;
        if (relu) { for (let p = from; p < to; p++) if (h[p] < 0) h[p] = 0; } else for (let p = from; p < to; p++) h[p] = activate(h[p]);
      }
      [a, h] = [h, a];
    }
  }
}

// Scores of the output layer: one Float64Array of `total` for each class.
function scores(run, frame, total, fill) {
  const last = run.sizes.length - 2, classes = run.sizes[last + 1];
  const out = Array.from({ length: classes }, () => new Float64Array(total));
  forward(run, frame, total, fill, (l, h, start, count) => {
    if (l === last) for (let c = 0; c < classes; c++) out[c].set(h.subarray(c * BLOCK, c * BLOCK + count), start);
  });
  return out;
}

// By how much class c's score leads the best of the others: positive where the network says c, 0 on its boundary.
function margin(z, c) {
  const lead = z[c].slice();
  if (z.length === 2) {
    const other = z[1 - c];
    for (let p = 0; p < lead.length; p++) lead[p] -= other[p];
    return lead;
  }
  for (let p = 0; p < lead.length; p++) {
    let best = -Infinity;
    for (let k = 0; k < z.length; k++) if (k !== c && !(z[k][p] <= best)) best = z[k][p];
    lead[p] -= best;
  }
  return lead;
}

const NOBODY = 255;

// The class with the highest score, the first of equals; NOBODY where a score is not a number.
function winners(z) {
  const won = new Uint8Array(z[0].length);
  for (let p = 0; p < won.length; p++) {
    let best = 0;
    for (let k = 1; k < z.length; k++) if (z[k][p] > z[best][p]) best = k;
    won[p] = z.some(score => Number.isNaN(score[p])) ? NOBODY : best;
  }
  return won;
}

// Probabilities of one point from its scores.
function softmax(z) {
  const top = Math.max(...z), e = z.map(v => Math.exp(v - top)), sum = e.reduce((s, v) => s + v, 0);
  return e.map(v => v / sum);
}

// Fills in coordinates that lie point by point, three a point; from the first one on.
const fromArray = (x, first = 0) => (start, count, into) => {
  for (let p = 0, k = 3 * (first + start); p < count; p++, k += 3) { into[p] = x[k]; into[BLOCK + p] = x[k + 1]; into[2 * BLOCK + p] = x[k + 2]; }
};
