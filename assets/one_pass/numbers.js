// Numbers as text: short in a matrix, and with as many digits as it takes where terms must add up as shown.
// `show` and what follows it are the twin of engine/one_pass/digits.py.

export const MOST = 17;
const FEWEST = 4,
  TRUSTED = 14;
const SMALLEST = 1e-6,
  LARGEST = 1e7,
  DUST = 1e-6;

/** @typedef {import("./types.js").Cell} Cell */

/** @type {Record<string, number>} */
const NAMED = { nan: NaN, inf: Infinity, "-inf": -Infinity };

/** @param {Cell} v */
export const asNumber = (v) => (typeof v === "string" ? (NAMED[v] ?? NaN) : Number(v));
const truth = (/** @type {boolean} */ v) => (v ? "True" : "False");

/** An exponent as one writes it by hand: 2.2·10⁻¹⁶ for 2.2e-16. @param {string} text */
export const byHand = (text) =>
  text.replace(
    /e\+?(-?\d+)$/,
    (_, n) => `·10${n.replace("-", "⁻").replace(/\d/g, (/** @type {string} */ d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)])}`
  );

/** A number with all the digits it has. @param {number} x */
export function exactText(x) {
  const size = Math.abs(x);
  return size < SMALLEST && size > 0 ? (x < 0 ? "−" : "") + byHand(String(size)) : byHand(show(x, MOST));
}

/** A number of a matrix, in as few characters as tell it apart: 6, −0.4792, 2.5·10⁻⁷, ∞, True. @param {Cell} v */
export function cellText(v, decimals = FEWEST) {
  if (typeof v === "boolean") return truth(v);
  const x = asNumber(v),
    size = Math.abs(x);
  if (!Number.isFinite(x) || (Number.isInteger(x) && size < 1e6)) return show(x);
  if (size >= 1e5 || size < 0.5 * 10 ** -Math.max(decimals, FEWEST))
    return (x < 0 ? "−" : "") + byHand(size.toExponential(1));
  // Too small for so few decimals: four, as in a matrix, so that a number looks the same wherever it stands.
  return (x < 0 ? "−" : "") + size.toFixed(size < 0.5 * 10 ** -decimals ? FEWEST : decimals);
}

/**
 * A number of a matrix with so many decimals, short where it is small beside the largest of its matrix: −0.00 for −1.5e-3.
 * @param {Cell} v @param {number} decimals @param {number} scale  size of the largest number
 */
export function matrixText(v, decimals, scale) {
  const x = typeof v === "boolean" ? Number.NaN : asNumber(v);
  const hidden = Number.isFinite(x) && x !== 0 && decimals < FEWEST && Math.abs(x) < 0.5 * 10 ** -decimals;
  return hidden && scale >= 5 * 10 ** -decimals ? (x < 0 ? "−" : "") + (0).toFixed(decimals) : cellText(v, decimals);
}

/**
 * A number as text: whole ones plain, others with at most so many decimals, very large or small ones as 1.2346e-9.
 * @param {number} value
 */
export function show(value, decimals = FEWEST) {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 ? "−" : "",
    size = Math.abs(value);
  if (size === Infinity) return `${sign}∞`;
  if (Number.isInteger(size) && size < 1e6) return `${sign}${size}`;
  if (size >= LARGEST || size < 0.5 * 10 ** -decimals) return sign + size.toExponential(FEWEST).replace("+", "");
  const short = Number.isInteger(size) ? `${size}.0` : String(size);
  return sign + (size >= 1e-4 && short.split(".")[1].length <= decimals ? short : size.toFixed(decimals));
}

export const read = (/** @type {string} */ text) => Number(text.replace("−", "-").replace("∞", "Infinity"));
const plain = (/** @type {number[]} */ values) => values.every((x) => Number.isFinite(x) && Math.abs(x) < LARGEST);

/**
 * Rounded half away from zero, in units of the last decimal, so that sums of rounded numbers are exact.
 * @param {number} value @param {number} decimals
 */
function rounded(value, decimals) {
  const digits = BigInt(Math.abs(value).toFixed(decimals).replace(".", ""));
  return value < 0 ? -digits : digits;
}

/**
 * Decimals to begin with: four, or more where the largest number is so small that four would leave little of it.
 * @param {number[]} values
 */
export function fewest(values) {
  const largest = Math.max(0, ...values.map(Math.abs).filter(Number.isFinite));
  return largest < SMALLEST ? FEWEST : Math.max(FEWEST, 3 - Math.floor(Math.log10(largest)));
}

/**
 * The fewest decimals with which the shown terms add up to the shown total; where nothing helps, the first tried. Small
 * terms get decimals enough to be more than 0; only dust, below a millionth of the largest number, does not count.
 * @param {number[]} terms @param {number} total
 */
export function digitsForSum(terms, total) {
  const sizes = [...terms, total].map(Math.abs),
    largest = Math.max(...sizes),
    dust = DUST * largest;
  if (!plain(sizes) || largest < SMALLEST) return FEWEST;
  const smallest = Math.min(...sizes.filter((size) => size > dust));
  const first = Math.max(fewest(terms), Math.ceil(-Math.log10(2 * smallest))),
    trusted = TRUSTED - 1 - Math.floor(Math.log10(largest));
  for (let decimals = first; decimals <= trusted; decimals++) if (addsUp(terms, total, decimals)) return decimals;
  return first;
}

/**
 * Whether the terms, shown with so many decimals, add up to the shown total. With infinity or nan nothing is said.
 * @param {number[]} terms @param {number} total @param {number} decimals
 */
export function addsUp(terms, total, decimals) {
  const sizes = [...terms, total].map(Math.abs),
    largest = Math.max(...sizes);
  if (terms.filter((term) => term !== 0).length < 2 || !sizes.every(Number.isFinite)) return true;
  if (!(SMALLEST <= largest && largest < LARGEST)) return false;
  return terms.reduce((all, term) => all + rounded(term, decimals), 0n) === rounded(total, decimals);
}

/**
 * The fewest decimals of the arguments with which every shown result, to `decimals`, is right.
 * @param {[values: number[], result: number][]} cases  the computations to be shown with the same number of digits
 * @param {(...values: number[]) => number} compute @param {number} decimals
 */
export function digitsForFactors(cases, compute, decimals) {
  if (!plain(cases.flatMap(([values, result]) => [...values, result]))) return decimals;
  for (let more = decimals; more < MOST; more++)
    if (
      cases.every(
        ([values, result]) =>
          show(compute(...values.map((x) => read(show(x, more)))), decimals) === show(result, decimals)
      )
    )
      return more;
  return cases.some(([values]) => values.some((x) => show(x, MOST).includes("e"))) ? decimals : MOST;
}
