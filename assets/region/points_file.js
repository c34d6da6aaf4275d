/** A reader's own file on its way to points: what is to be asked, said and drawn of it. No screen. */

export const MOST_BYTES = 4_000_000;

/**
 * @typedef {{key: string, sentence: string, options: [string, string][]}} Doubt
 * @typedef {{line: string, spans: {name: string, low: number, high: number}[],
 *   classes: {name: string, rows: number, held: number}[], points: number[], labels: number[]}} Summary
 * @typedef {{names: string[], columns: number[], label: number, choose: boolean, sheets: string[], sheet: string, doubts: Doubt[],
 *   problem: string, notes: string[], summary: Summary | null}} Found
 */

/** The three pairs of columns that the small picture shows beside each other. */
export const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2]
];

/**
 * The answers with one more. What was said of other columns or another sheet no longer holds.
 * @param {Record<string, any>} answers
 * @param {string} key
 * @param {any} value
 */
export function answered(answers, key, value) {
  if (key === "sheet") return { sheet: value };
  const { missing, labels, single, totals, ...still } = answers;
  if (key === "columns") return defined({ ...still, labels, single, columns: value });
  if (key === "label") return defined({ ...still, label: value });
  return { ...answers, [key]: value };
}

/** @param {Record<string, any>} answers */
const defined = (answers) => Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));

/**
 * The columns after the reader has chosen one of the four: no column is taken twice, the two change places.
 * @param {{columns: number[], label: number}} found
 * @param {number} place  0 to 2 for a column of numbers, 3 for the label
 * @param {number} column
 */
export function chosen({ columns, label }, place, column) {
  const all = [...columns, label],
    before = all[place],
    other = all.indexOf(column);
  if (other >= 0) all[other] = before;
  all[place] = column;
  return { columns: all.slice(0, 3), label: all[3] };
}

/**
 * Where the sampled points stand in a square picture of two columns: [x, y, class], y upwards.
 * @param {Summary} summary
 * @param {number[]} pair
 * @param {number} side
 * @param {number} [room] left free at each edge
 */
export function dots({ points, labels }, [a, b], side, room = 4) {
  const inner = side - 2 * room;
  return labels.map((label, k) => [room + points[3 * k + a] * inner, side - room - points[3 * k + b] * inner, label]);
}

/** A number in at most five digits. @param {number} value */
export const short = (value) => String(Number(value.toPrecision(5)));

/**
 * The bytes as base64, in pieces that no call stack minds.
 * @param {Uint8Array} bytes
 */
export function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 32_768) text += String.fromCharCode(...bytes.subarray(i, i + 32_768));
  return btoa(text);
}
