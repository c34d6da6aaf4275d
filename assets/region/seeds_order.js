/** The order of the wall. */
import { groupOf, groups } from "./fates.js";

/**
 * Seeds in the order chosen; those that have not ended come last.
 * @param {number[]} numbers
 * @param {any[]} seeds
 * @param {string} by
 */
export function sorted(numbers, seeds, by) {
  if (by === "seed") return numbers;
  const of = new Map(seeds.map((r) => [r.seed, r])),
    names = groups(seeds).map(([group]) => group);
  const value = (/** @type {number} */ n) => {
    const r = of.get(n),
      accuracy = r && Number.isFinite(r.train.accuracy) ? r.train.accuracy : -1;
    return r ? [by === "fate" ? names.indexOf(groupOf(r)) : 0, -accuracy] : [Infinity, 0];
  };
  return [...numbers].sort((a, b) => {
    const [fa, aa] = value(a),
      [fb, ab] = value(b);
    return fa === fb ? aa - ab || a - b : fa - fb;
  });
}
