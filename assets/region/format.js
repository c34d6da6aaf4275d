/** One way to write each kind of number in act 2. */

/** @param {number} v @param {number} [digits] */
export const percent = (v, digits = 2) => (Number.isFinite(v) ? `${(100 * v).toFixed(digits)}%` : "not a number");

/** A loss or an activation. @param {number} v */
export function decimal(v) {
  if (Number.isNaN(v)) return "not a number";
  if (!Number.isFinite(v)) return v < 0 ? "−infinite" : "infinite";
  return signed(Math.abs(v) >= 1000 ? v.toExponential(1) : v.toFixed(3));
}

/** With a true minus sign, and none before a 0. @param {string} text */
export const signed = (text) => (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");

/** @param {number} v */
export const whole = (v) => v.toLocaleString("en");

/** @param {number} e */
export const epochName = (e) => (Number.isInteger(e) ? String(e) : e < 0.1 ? e.toFixed(3) : e.toFixed(2));

const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Small numbers as words. @param {number} n */
export const word = (n) => WORDS[n] ?? whole(n);

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 unit", "4 units". @param {number} n @param {string} noun */
export const count = (n, noun) => `${whole(n)} ${noun}${n === 1 ? "" : "s"}`;

/** Seconds, roughly, in words. @param {number} s */
export function duration(s) {
  if (s < 1.5) return "about a second";
  if (s < 90) return `about ${Math.round(s)} seconds`;
  return `about ${Math.round(s / 60)} minutes`;
}

/**
 * A coordinate in the units of the user's file, with two digits more than its spread has.
 * @param {{center: number[], scale: number[]}} run
 * @param {number} axis
 * @param {number} v the coordinate as the network gets it
 */
export function inUnits(run, axis, v) {
  const spread = run.scale[axis],
    known = v * spread + run.center[axis];
  const long = Math.abs(known) >= 1e6 || spread < 1e-6;
  return signed(long ? known.toExponential(2) : known.toFixed(Math.max(0, 2 - Math.floor(Math.log10(spread)))));
}
