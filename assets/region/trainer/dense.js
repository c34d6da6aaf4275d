// The three loops in which a dense layer spends its time. A batch lies on its side: `stride` numbers a unit, one for
// each point, so that each inner loop runs along the points. Four at a time: a round reads and writes the sums once.

/**
 * sums[j] += Σᵢ W[i, j] · inputs[i], for each of n points. `across` is how far W[i, j] and W[i + 1, j] lie apart, and
 * `along` W[i, j] and W[i, j + 1]; exchanged, the same loop sends a signal backward through the layer.
 * @param {Float64Array} W @param {number} from @param {number} across @param {number} along
 * @param {Float64Array} inputs @param {number} nInputs @param {Float64Array} sums @param {number} nUnits
 * @param {number} n @param {number} stride
 */
export function addProducts(W, from, across, along, inputs, nInputs, sums, nUnits, n, stride) {
  for (let j = 0; j < nUnits; j++) {
    const to = j * stride;
    let w = from + j * along;
    let x = 0;
    let i = 0;
    for (; i + 4 <= nInputs; i += 4, w += 4 * across, x += 4 * stride) {
      const w0 = W[w];
      const w1 = W[w + across];
      const w2 = W[w + 2 * across];
      const w3 = W[w + 3 * across];
      const x1 = x + stride;
      const x2 = x1 + stride;
      const x3 = x2 + stride;
      for (let k = 0; k < n; k++) {
        sums[to + k] += w0 * inputs[x + k] + w1 * inputs[x1 + k] + w2 * inputs[x2 + k] + w3 * inputs[x3 + k];
      }
    }
    for (; i + 2 <= nInputs; i += 2, w += 2 * across, x += 2 * stride) {
      const w0 = W[w];
      const w1 = W[w + across];
      const x1 = x + stride;
      for (let k = 0; k < n; k++) sums[to + k] += w0 * inputs[x + k] + w1 * inputs[x1 + k];
    }
    if (i < nInputs) {
      const w0 = W[w];
      for (let k = 0; k < n; k++) sums[to + k] += w0 * inputs[x + k];
    }
  }
}

/**
 * dW[i, j] += Σ over the points of inputs[i] · signal[j], and after the inputs dW's last row, the biases': Σ signal[j].
 * @param {Float64Array} dW @param {number} from @param {Float64Array} inputs @param {number} nInputs
 * @param {Float64Array} signal @param {number} nUnits @param {number} n @param {number} stride
 */
export function addGradients(dW, from, inputs, nInputs, signal, nUnits, n, stride) {
  for (let j = 0; j < nUnits; j++) {
    const s = j * stride;
    let sum = 0;
    for (let k = 0; k < n; k++) sum += signal[s + k];
    dW[from + nInputs * nUnits + j] += sum;
    let i = 0;
    let x = 0;
    for (; i + 4 <= nInputs; i += 4, x += 4 * stride) {
      const x1 = x + stride;
      const x2 = x1 + stride;
      const x3 = x2 + stride;
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = 0; k < n; k++) {
        const g = signal[s + k];
        a += inputs[x + k] * g;
        b += inputs[x1 + k] * g;
        c += inputs[x2 + k] * g;
        d += inputs[x3 + k] * g;
      }
      const to = from + i * nUnits + j;
      dW[to] += a;
      dW[to + nUnits] += b;
      dW[to + 2 * nUnits] += c;
      dW[to + 3 * nUnits] += d;
    }
    for (; i < nInputs; i++, x += stride) {
      let a = 0;
      for (let k = 0; k < n; k++) a += inputs[x + k] * signal[s + k];
      dW[from + i * nUnits + j] += a;
    }
  }
}
