// Where a cell comes from: its source cells and its arithmetic with the real numbers. The twin of engine/one_pass/cells.py;
// engine/one_pass/rule.py says what each kind of rule makes.
//
// A rule gives {cells, value, lines()}. A line is [parts, text of its value]; a part is text or {text, cell}, so that a
// number in a line leads to the cell it is. The last line is the result.

import { ELEMENTWISE } from "./functions.js";
import { addsUp, asNumber, cellText, digitsForFactors, digitsForSum, fewest, show } from "./numbers.js";

/** @import { Elementwise, Explained, Line, Parts, Payload, Pick, Reduce, Rule, Source } from "./types.js" */

/**
 * How a kind of rule makes cell (i, j) of a value; flat: the value is a vector, drawn as one row.
 * @template {Rule} R
 * @typedef {(payload: Payload, rule: R, i: number, j: number, flat: boolean) => Explained} Way
 */

export const count = (/** @type {number} */ n) => [...Array(n).keys()];
export const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, x) => total + x, 0);
const times = (/** @type {number} */ a, /** @type {number} */ b) => a * b;

/** @param {Payload} payload @param {string} id @param {number} i @param {number} j @returns {Source} */
const cellOf = (payload, id, i, j) => ({ id, i, j, value: asNumber(payload.values[id].data[i][j]) });
/** @param {Source} cell @param {number} [decimals] */
const part = (cell, decimals) => ({ text: show(cell.value, decimals), cell });
/**
 * The last line of a sum; "≈" where the shown terms do not add up exactly.
 * @param {number[]} terms @param {number} total @param {number} decimals @returns {Line}
 */
const last = (terms, total, decimals) => [addsUp(terms, total, decimals) ? [] : ["≈"], show(total, decimals)];
/** @param {string} template @param {Source[]} cells @param {Record<string, number>} params @param {number} decimals @returns {Parts} */
const texts = (template, cells, params, decimals) =>
  template
    .split(/\{(\w+)\}/)
    .map((piece, k) =>
      k % 2 === 0 ? piece : piece in params ? show(params[piece]) : part(cells[Number(piece)], decimals)
    )
    .filter((piece) => piece !== "");

/**
 * The cell of an argument that NumPy's broadcasting lines up with cell (i, j) of the result.
 * @param {Payload} payload @param {string} id @param {number} i @param {number} j
 */
function linedUp(payload, id, i, j) {
  const { data } = payload.values[id];
  return cellOf(payload, id, data.length === 1 ? 0 : i, data[0].length === 1 ? 0 : j);
}

/**
 * @param {Payload} payload @param {string} left @param {string} right @param {string | null} bias @param {number} i @param {number} j
 * @returns {Explained}
 */
function product(payload, left, right, bias, i, j) {
  /** @type {[Source, Source][]} */
  const pairs = count(payload.values[left].data[0].length).map((k) => [
    cellOf(payload, left, i, k),
    cellOf(payload, right, k, j)
  ]);
  const rest = bias ? [cellOf(payload, bias, 0, j)] : [];
  const products = pairs.map(([a, b]) => a.value * b.value),
    added = rest.map((cell) => cell.value);
  const value = sum(products) + sum(added);
  const lines = () => {
    const decimals = digitsForSum([...products, ...added], value);
    const factors = digitsForFactors(
      pairs.map(([a, b], k) => [[a.value, b.value], products[k]]),
      times,
      decimals
    );
    /** @type {Line[]} */
    const each = pairs.map(([a, b], k) => [[part(a, factors), " × ", part(b, factors)], show(products[k], decimals)]);
    /** @type {Line[]} */
    const biases = rest.map((cell) => [["bias"], show(cell.value, decimals), cell]);
    return [...each, ...biases, last([...products, ...added], value, decimals)];
  };
  return { cells: [...pairs.map(([a]) => a), ...pairs.map(([, b]) => b), ...rest], value, lines };
}

/** @type {Way<Elementwise>} */
function elementwise(payload, { fn, args, params = {} }, i, j) {
  if (fn === "share") return share(payload, args[0], i, j);
  const [template, of] = ELEMENTWISE[fn];
  const cells = args.map((id) => linedUp(payload, id, i, j)),
    values = cells.map((cell) => cell.value);
  const value = of(...values, params);
  /** @returns {Line[]} */
  const lines = () => {
    const decimals = fewest([value]),
      factors = digitsForFactors([[values, value]], (...shown) => of(...shown, params), decimals);
    return [[texts(template, cells, params, factors), show(value, decimals)]];
  };
  return { cells, value, lines };
}

/** @param {Payload} payload @param {string} id @param {number} i @param {number} j @returns {Explained} */
function share(payload, id, i, j) {
  const cells = payload.values[id].data.flatMap((row, r) => row.map((_, c) => cellOf(payload, id, r, c)));
  const own = cellOf(payload, id, i, j),
    total = sum(cells.map((cell) => cell.value)),
    value = own.value / total;
  return { cells, value, lines: () => [[[part(own), " / ", show(total)], show(value)]] };
}

/** @type {Way<Reduce>} */
function reduce(payload, { fn, axis, x }, i, j, flat) {
  const { data } = payload.values[x],
    row = flat ? j : i;
  const cells =
    axis === null
      ? data.flatMap((line, r) => line.map((_, c) => cellOf(payload, x, r, c)))
      : axis === 1
        ? data[row].map((_, c) => cellOf(payload, x, row, c))
        : data.map((_, r) => cellOf(payload, x, r, j));
  const numbers = cells.map((cell) => cell.value);
  if (fn === "max") {
    const value = Math.max(...numbers);
    const listed = cells.flatMap((cell, k) => (k ? [", ", part(cell)] : [part(cell)]));
    return { cells, value, lines: () => [[["the largest of ", ...listed], show(value)]] };
  }
  const total = sum(numbers),
    value = fn === "mean" ? total / numbers.length : total;
  /** @returns {Line[]} */
  const lines = () => {
    const decimals = digitsForSum(numbers, total);
    /** @type {Line[]} */
    const terms = cells.map((cell, k) => [k === 0 ? [] : ["+"], show(cell.value, decimals), cell]);
    if (fn !== "mean") return [...terms, last(numbers, total, decimals)];
    const more = digitsForFactors([[[total], value]], (s) => s / numbers.length, decimals);
    return [
      ...terms,
      [["sum"], show(total, decimals)],
      [[`${show(total, more)} / ${numbers.length}`], show(value, decimals)]
    ];
  };
  return { cells, value, lines };
}

/** @param {Payload} payload @param {Pick} rule @param {number} i @returns {Explained} */
function pick(payload, rule, i) {
  /** @type {[Source, Source][]} */
  const pairs = payload.values[rule.y].data[i].map((_, k) => [
    cellOf(payload, rule.y, i, k),
    cellOf(payload, rule.p, i, k)
  ]);
  const term = (/** @type {number} */ y, /** @type {number} */ p) => y * -Math.log(p);
  const terms = pairs.map(([y, p]) => term(y.value, p.value)),
    value = sum(terms);
  const lines = () => {
    const decimals = digitsForSum(terms, value);
    /** @type {Line[]} */
    const each = pairs.map(([y, p], k) => {
      const more = digitsForFactors([[[p.value], terms[k]]], (q) => term(y.value, q), decimals);
      return [[part(y), " × −ln(", part(p, more), ")"], show(terms[k], decimals)];
    });
    return [...each, last(terms, value, decimals)];
  };
  return { cells: [...pairs.map(([y]) => y), ...pairs.map(([, p]) => p)], value, lines };
}

/** @type {{[Kind in Rule["kind"]]: Way<Extract<Rule, {kind: Kind}>>}} */
const RULES = {
  given: () => ({ cells: [], value: Number.NaN, lines: () => [] }),
  affine: (payload, rule, i, j) => product(payload, rule.x, rule.w, rule.b, i, j),
  matmul: (payload, rule, i, j) => product(payload, rule.a, rule.b, null, i, j),
  elementwise,
  reduce,
  transpose(payload, { x }, i, j) {
    const cell = cellOf(payload, x, j, i);
    return {
      cells: [cell],
      value: cell.value,
      lines: () => [[[`row ${j + 1}, column ${i + 1} of ${x}`], show(cell.value)]]
    };
  },
  pick: (payload, rule, _i, j) => pick(payload, rule, j),
  one_hot(payload, { rows, index }, i, j) {
    const cells = [cellOf(payload, rows, 0, i), cellOf(payload, index, 0, i)],
      k = cells[1].value,
      value = j === k ? 1 : 0;
    const text = `index ${k}: column ${k + 1} of row ${i + 1} is set to 1${value ? "" : ", this one stays"}`;
    return { cells, value, lines: () => [[[text], show(value)]] };
  },
  classes(payload, { x }, _i, j) {
    const targets = payload.values[x].data[0],
      sorted = [...new Set(targets)].sort((a, b) => Number(a) - Number(b)),
      kept = sorted[j];
    const cells = targets.map((_, k) => cellOf(payload, x, 0, k)).filter((_, k) => targets[k] === kept),
      text = cellText(kept);
    return {
      cells,
      value: Number(kept),
      lines: () => [[[`${text} occurs ${cells.length === 1 ? "once" : `${cells.length} times`}`], text]]
    };
  },
  index(payload, { x, classes }, _i, j) {
    const own = payload.values[x].data[0][j],
      k = payload.values[classes].data[0].indexOf(own);
    const cells = [cellOf(payload, x, 0, j), cellOf(payload, classes, 0, k)];
    return { cells, value: k, lines: () => [[[`${cellText(own)} stands at position ${k} of the classes`], show(k)]] };
  }
};

/**
 * The provenance of cell (i, j) of the value `id`, made by a rule.
 * @param {Payload} payload @param {Rule} rule @param {string} id @param {number} i @param {number} j
 */
export function explain(payload, rule, id, i, j) {
  const way = /** @type {Way<any>} */ (RULES[rule.kind]);
  return way(payload, rule, i, j, payload.values[id].shape.length < 2);
}
