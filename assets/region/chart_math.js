/** Numbers of a chart of accuracy or loss. */

/**
 * What a chart reaches from and to: accuracy from a half or less to 1, loss from 0 to where most of it lies.
 * @param {string} key
 * @param {number[]} values finite ones
 */
export function reach(key, values) {
  if (key === "accuracy") return [Math.min(0.5, ...values), 1];
  const sorted = [...values].sort((a, b) => a - b),
    usual = sorted[Math.floor(0.98 * (sorted.length - 1))] ?? 1;
  return [0, Math.max(Math.min(sorted[sorted.length - 1] ?? 1, 3 * usual), 1e-9)];
}

/**
 * A curve's value at an epoch between two of its own.
 * @param {Float64Array} epochs
 * @param {Float64Array} values
 * @param {number} epoch
 */
export function between(epochs, values, epoch) {
  let i = 0;
  while (i + 1 < epochs.length && epochs[i + 1] <= epoch) i++;
  if (i === epochs.length - 1) return values[i];
  const share = (epoch - epochs[i]) / (epochs[i + 1] - epochs[i]);
  return share > 0 ? values[i] + share * (values[i + 1] - values[i]) : values[i];
}
