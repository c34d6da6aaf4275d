// Numbers as the pictures of act 3 write and place them; nothing here touches the page.

/**
 * A probability as text: "<0.1%" and ">99.9%" instead of a false 0 or 100.
 * @param {number} p 0 to 1
 * @param {number} [digits] after the point
 */
export function percent(p, digits = 1) {
  const least = 10 ** -(digits + 2);
  if (p < least / 2) return `<${(100 * least).toFixed(digits)}%`;
  if (p < 1 && p > 1 - least / 2) return `>${(100 * (1 - least)).toFixed(digits)}%`;
  return `${(100 * p).toFixed(digits)}%`;
}

/**
 * An effect with its sign: "+1.20", "−0.40".
 * @param {number} value
 * @param {number} [digits]
 */
export function signed(value, digits = 2) {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(digits)}`;
}

/**
 * Where a column stands on a logarithmic axis of so many columns: 0 to 1.
 * @param {number} column
 * @param {number} columns
 */
export function logPlace(column, columns) {
  return Math.log(Math.max(column, 1)) / Math.log(Math.max(columns, 2));
}

/**
 * The place of the largest number.
 * @param {number[]} numbers
 */
export function argmax(numbers) {
  return numbers.reduce((best, value, i) => (value > numbers[best] ? i : best), 0);
}

/**
 * Where the values of an axis are marked: at most so many round steps.
 * @param {number} low
 * @param {number} high
 * @param {number} most
 */
export function ticks(low, high, most) {
  const rough = (high - low) / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9) + 0; i * step <= high + 1e-9 * step; i++) found.push(i * step);
  return found;
}

/**
 * How strongly a word is marked: 0 to 1, its effect against the largest of all.
 * @param {Record<string, number>} effects
 * @param {string} word
 */
export function strength(effects, word) {
  const most = Math.max(0, ...Object.values(effects).map(Math.abs));
  return most ? Math.abs(effects[word] ?? 0) / most : 0;
}

/**
 * Pieces of a text that was typed on, as far as its beginning and its end are still those that were marked.
 * What was changed in between comes as one plain piece, so that marks never stand on the wrong words.
 * @template {[string, ...unknown[]]} Piece
 * @param {Piece[]} pieces of the text as it was
 * @param {string} text as it is now
 * @returns {([string] | Piece)[]}
 */
export function patched(pieces, text) {
  const old = pieces.map(([part]) => part).join("");
  if (old === text) return pieces;
  let head = 0;
  while (head < Math.min(old.length, text.length) && old[head] === text[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, text.length) - head && old.at(-1 - tail) === text.at(-1 - tail)) tail++;
  const first = [];
  const last = [];
  let at = 0;
  for (const piece of pieces) {
    const end = at + piece[0].length;
    if (end <= head && (end < head || !/\w$/.test(piece[0]))) first.push(piece);
    else if (at >= old.length - tail && (at > old.length - tail || !/^\w/.test(piece[0]))) last.push(piece);
    at = end;
  }
  const used = first.reduce((sum, [part]) => sum + part.length, 0);
  const kept = last.reduce((sum, [part]) => sum + part.length, 0);
  return [...first, [text.slice(used, text.length - kept)], ...last];
}
