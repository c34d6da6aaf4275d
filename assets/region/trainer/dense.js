// The loops in which a dense layer spends its time. A batch lies on its side: `stride` numbers a unit, one for each
// point, so that each inner loop runs along the points. Two units and four inputs a round: what is read once is used
// twice, and the sums are read and written a quarter as often.

/** How many weights and biases there are. @param {readonly number[]} sizes Columns of X, units of each hidden layer, classes. */
export function parameterCount(sizes) {
  return sizes.slice(1).reduce((sum, n, k) => sum + (sizes[k] + 1) * n, 0);
}

/**
 * sums[j] += Σᵢ W[i, j] · inputs[i], for each of n points. `across` is how far W[i, j] and W[i + 1, j] lie apart, and
 * `along` W[i, j] and W[i, j + 1]; exchanged, the same loop sends a signal backward through the layer.
 * @param {Float64Array} W @param {number} from @param {number} across @param {number} along
 * @param {Float64Array} inputs @param {number} nInputs @param {Float64Array} sums @param {number} nUnits
 * @param {number} n @param {number} stride
 */
export function addProducts(W, from, across, along, inputs, nInputs, sums, nUnits, n, stride) {
  let j = 0;
  for (; j + 2 <= nUnits; j += 2) {
    addToTwo(W, from + j * along, across, along, inputs, nInputs, sums, j * stride, n, stride);
  }
  if (j < nUnits) addToOne(W, from + j * along, across, inputs, nInputs, sums, j * stride, n, stride);
}

/**
 * @param {Float64Array} W @param {number} w @param {number} across @param {number} along @param {Float64Array} inputs
 * @param {number} nInputs @param {Float64Array} sums @param {number} to @param {number} n @param {number} stride
 */
function addToTwo(W, w, across, along, inputs, nInputs, sums, to, n, stride) {
  const too = to + stride;
  let i = 0;
  let x = 0;
  for (; i + 4 <= nInputs; i += 4, w += 4 * across, x += 4 * stride) {
    const a0 = W[w];
    const a1 = W[w + across];
    const a2 = W[w + 2 * across];
    const a3 = W[w + 3 * across];
    const v = w + along;
    const b0 = W[v];
    const b1 = W[v + across];
    const b2 = W[v + 2 * across];
    const b3 = W[v + 3 * across];
    const x1 = x + stride;
    const x2 = x + 2 * stride;
    const x3 = x + 3 * stride;
    for (let k = 0; k < n; k++) {
      const p = inputs[x + k];
      const q = inputs[x1 + k];
      const r = inputs[x2 + k];
      const s = inputs[x3 + k];
      sums[to + k] += a0 * p + a1 * q + (a2 * r + a3 * s);
      sums[too + k] += b0 * p + b1 * q + (b2 * r + b3 * s);
    }
  }
  for (; i < nInputs; i++, w += across, x += stride) {
    const a = W[w];
    const b = W[w + along];
    for (let k = 0; k < n; k++) {
      const p = inputs[x + k];
      sums[to + k] += a * p;
      sums[too + k] += b * p;
    }
  }
}

/**
 * @param {Float64Array} W @param {number} w @param {number} across @param {Float64Array} inputs @param {number} nInputs
 * @param {Float64Array} sums @param {number} to @param {number} n @param {number} stride
 */
function addToOne(W, w, across, inputs, nInputs, sums, to, n, stride) {
  for (let i = 0, x = 0; i < nInputs; i++, w += across, x += stride) {
    const a = W[w];
    for (let k = 0; k < n; k++) sums[to + k] += a * inputs[x + k];
  }
}

/**
 * dW[i, j] += Σ over the points of inputs[i] · signal[j], and after the inputs dW's last row, the biases': Σ signal[j].
 * @param {Float64Array} dW @param {number} from @param {Float64Array} inputs @param {number} nInputs
 * @param {Float64Array} signal @param {number} nUnits @param {number} n @param {number} stride
 */
export function addGradients(dW, from, inputs, nInputs, signal, nUnits, n, stride) {
  let j = 0;
  for (; j + 2 <= nUnits; j += 2) {
    gradientsOfTwo(dW, from + j, nUnits, inputs, nInputs, signal, j * stride, n, stride);
  }
  if (j < nUnits) gradientsOfOne(dW, from + j, nUnits, inputs, nInputs, signal, j * stride, n, stride);
}

/**
 * @param {Float64Array} dW @param {number} w @param {number} nUnits @param {Float64Array} inputs @param {number} nInputs
 * @param {Float64Array} signal @param {number} at @param {number} n @param {number} stride
 */
function gradientsOfTwo(dW, w, nUnits, inputs, nInputs, signal, at, n, stride) {
  const bt = at + stride;
  let i = 0;
  let x = 0;
  for (; i + 4 <= nInputs; i += 4, w += 4 * nUnits, x += 4 * stride) {
    const x1 = x + stride;
    const x2 = x + 2 * stride;
    const x3 = x + 3 * stride;
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    for (let k = 0; k < n; k++) {
      const g = signal[at + k];
      const f = signal[bt + k];
      const p = inputs[x + k];
      const q = inputs[x1 + k];
      const r = inputs[x2 + k];
      const s = inputs[x3 + k];
      a0 += p * g;
      a1 += q * g;
      a2 += r * g;
      a3 += s * g;
      b0 += p * f;
      b1 += q * f;
      b2 += r * f;
      b3 += s * f;
    }
    dW[w] += a0;
    dW[w + nUnits] += a1;
    dW[w + 2 * nUnits] += a2;
    dW[w + 3 * nUnits] += a3;
    dW[w + 1] += b0;
    dW[w + nUnits + 1] += b1;
    dW[w + 2 * nUnits + 1] += b2;
    dW[w + 3 * nUnits + 1] += b3;
  }
  for (; i <= nInputs; i++, w += nUnits, x += stride) {
    const bias = i === nInputs;
    let a = 0;
    let b = 0;
    for (let k = 0; k < n; k++) {
      const p = bias ? 1 : inputs[x + k];
      a += p * signal[at + k];
      b += p * signal[bt + k];
    }
    dW[w] += a;
    dW[w + 1] += b;
  }
}

/**
 * @param {Float64Array} dW @param {number} w @param {number} nUnits @param {Float64Array} inputs @param {number} nInputs
 * @param {Float64Array} signal @param {number} at @param {number} n @param {number} stride
 */
function gradientsOfOne(dW, w, nUnits, inputs, nInputs, signal, at, n, stride) {
  for (let i = 0, x = 0; i <= nInputs; i++, w += nUnits, x += stride) {
    const bias = i === nInputs;
    let a = 0;
    for (let k = 0; k < n; k++) a += (bias ? 1 : inputs[x + k]) * signal[at + k];
    dW[w] += a;
  }
}
