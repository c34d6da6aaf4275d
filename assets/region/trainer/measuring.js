// What a network achieved, measured.

/** @typedef {import("./network.js").Measure} Measure */

/**
 * By how much an accuracy measured on n points may be off, at 95 % confidence; not 0 for 0 % or 100 %.
 * Source: Agresti, Coull 1998: two right and two wrong answers are added before the standard error is taken.
 * @param {number} accuracy @param {number} n
 */
export function unsure(accuracy, n) {
  const p = (accuracy * n + 2) / (n + 4);
  return 2 * Math.sqrt((p * (1 - p)) / (n + 4));
}

/**
 * Probabilities, class by class with n numbers each, against the right classes.
 * @param {Float64Array} preds @param {Uint8Array} labels @returns {Measure}
 */
export function measure(preds, labels) {
  const n = labels.length;
  let loss = 0;
  let right = 0;
  winners(preds, n).forEach((winner, k) => {
    if (winner === labels[k]) right++;
    loss -= Math.log(preds[labels[k] * n + k]);
  });
  return { accuracy: Number.isNaN(loss) ? NaN : right / n, loss: loss / n };
}

/** The likeliest class of each point, the first of equals. @param {Float64Array} preds @param {number} n */
export function winners(preds, n) {
  const classes = n ? preds.length / n : 0;
  return Uint8Array.from({ length: n }, (_, k) => {
    let best = 0;
    for (let c = 1; c < classes; c++) if (preds[c * n + k] > preds[best * n + k]) best = c;
    return best;
  });
}
