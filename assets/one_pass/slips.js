// Likely slips in a predicted number or shape: each a wrong answer, worked out from the numbers of this very step, and a
// sentence that explains it. The first one that matches the answer is told.

import { place, plainText } from "./labels.js";
import { asNumber, read, show } from "./numbers.js";
import { count, sum } from "./rules.js";

/** @import { TraceIndex } from "./trace_index.js" */
/** @import { Affine, Elementwise, Matmul, Payload, Place, Reduce, Rule, Step, Transpose } from "./types.js" */

/** @typedef {{value: number, why: string}} Slip  a wrong number, and the sentence that explains it */

/** Wrong numbers for a cell. @param {TraceIndex} index @param {Place} cell */
export function slipsInNumber(index, cell) {
  const { payload } = index,
    { cells, value } = index.explain(cell);
  const x = cells.map((each) => each.value);
  const found = special(payload, index.rule(cell.id), cell, x, value);
  found.push({ value: -value, why: "The size is right, the sign is not: count the minus signs again." });
  for (const { id, i, j } of index.cellsOf(cell.id)) {
    const other = {
      value: index.number({ id, i, j }),
      why: `That is the number for ${place(payload.values[id], i, j)}.`
    };
    if (i !== cell.i || j !== cell.j) found.push(other);
  }
  return found;
}

/**
 * The slips of a kind of rule. x: the numbers that the cell was computed from.
 * @param {Payload} payload @param {Rule} rule @param {Place} cell @param {number[]} x @param {number} value
 */
function special(payload, rule, cell, x, value) {
  if (rule.kind === "affine" || rule.kind === "matmul") return productSlips(payload, rule, cell, x, value);
  if (rule.kind === "elementwise") return functionSlips(rule, x, value);
  if (rule.kind === "reduce") return foldSlips(rule, x);
  if (rule.kind === "pick") return pickSlips(x);
  return rule.kind === "transpose" ? turnSlips(payload, rule, cell) : [];
}

/** @param {Payload} payload @param {Affine | Matmul} rule @param {Place} cell @param {number[]} x @param {number} value @returns {Slip[]} */
function productSlips(payload, rule, { j }, x, value) {
  const [left, right] = rule.kind === "affine" ? [rule.x, rule.w] : [rule.a, rule.b];
  const width = payload.values[left].data[0].length;
  const products = count(width).map((k) => x[k] * x[width + k]),
    bias = rule.kind === "affine" ? x[2 * width] : 0;
  const rows = payload.values[right].data;
  const along = rows[j]?.length === width ? sum(count(width).map((k) => x[k] * asNumber(rows[j][k]))) + bias : NaN;
  return [
    ...(bias
      ? [
          { value: value - bias, why: `You left the bias out: it adds ${show(bias)}.` },
          { value: value + bias, why: "You added the bias twice." }
        ]
      : []),
    {
      value: along,
      why: `You went along a row of ${payload.values[right].name}. The second factor is a column: one number from each row.`
    },
    { value: products[0] + bias, why: `That is the first product alone. A dot product adds up all ${width}.` },
    { value: products[0], why: `That is the first product alone. A dot product adds up all ${width}.` },
    {
      value: sum(products.map(Math.abs)) + bias,
      why: "Some of the products are negative; you added them all as if they were positive."
    },
    {
      value: sum(count(width).map((k) => x[k] + x[width + k])),
      why: "You added the pairs. In a dot product each pair is multiplied first."
    }
  ];
}

/** @param {Elementwise} rule @param {number[]} x @param {number} value @returns {Slip[]} */
function functionSlips(rule, x, value) {
  const [a, b, c] = x;
  const samples = rule.params?.n ?? NaN;
  /** @type {Record<string, [number, string][]>} */
  const table = {
    relu: [
      [a, "That is the number before ReLU. What is not above 0 becomes 0."],
      [Math.abs(a), "ReLU does not drop the minus sign, it puts 0 in the place of negative numbers."]
    ],
    relu_grad: [
      [a, "That is the sum itself. The slope is 1 where the sum is above 0, and 0 elsewhere."],
      [1 - value, "The other way round: 1 where the sum is above 0, and 0 elsewhere."]
    ],
    exp: [
      [a, "That is the score; its exponential is asked for."],
      [a * Math.E, "e to the power of the score, not e times the score."]
    ],
    exp_minus: [
      [Math.exp(a), "You left the row's maximum in: subtract it before the exponential."],
      [a - b, "That is the difference; its exponential is asked for."]
    ],
    divide: [
      [a, "That is the numerator. Divide it by the sum of its row."],
      [b / a, "The other way round: the sum of the row goes below the line."]
    ],
    neg_log: [[Math.log(a), "The logarithm of a number below 1 is negative; the minus in front turns it round."]],
    error_share: [
      [a - b, `That is before dividing by the ${samples} samples.`],
      [(b - a) / samples, "The other way round: prediction minus target."],
      [a / samples, "You forgot to subtract the target."]
    ],
    multiply: [
      [b, "That is the signal before the slope of the activation is applied to it."],
      [a, "That is the slope alone; it multiplies the signal."],
      [a + b, "The two are multiplied, not added."]
    ],
    step: [
      [a + c * b, "That step goes uphill. The gradient is subtracted."],
      [a - b, "You forgot the learning rate."],
      [c * b, "That is the step itself. It is subtracted from the old value."],
      [a, "That is the old value, before the step."]
    ]
  };
  return (table[rule.fn] ?? []).map(([slip, why]) => ({ value: slip, why }));
}

/** @param {Reduce} rule @param {number[]} x @returns {Slip[]} */
function foldSlips(rule, x) {
  const total = sum(x),
    way = rule.axis === null ? "matrix" : ["column", "row"][rule.axis];
  return [
    ...(rule.fn === "mean" ? [{ value: total, why: `That is the sum. The mean divides it by ${x.length}.` }] : []),
    ...(rule.fn === "sum"
      ? [
          { value: total / x.length, why: "That is the mean; the sum is asked for." },
          { value: Math.max(...x), why: "That is the largest; the sum is asked for." }
        ]
      : []),
    ...(rule.fn === "max"
      ? [
          { value: total, why: "That is the sum; the largest is asked for." },
          { value: Math.min(...x), why: "That is the smallest; the largest is asked for." }
        ]
      : []),
    { value: x[0], why: `That is the first number of the ${way} alone.` }
  ];
}

/** @param {number[]} x @returns {Slip[]} */
function pickSlips(x) {
  const half = x.length / 2,
    p = x.slice(half),
    true_ = x.slice(0, half).indexOf(1);
  return [
    {
      value: Math.log(p[true_]),
      why: "A probability's logarithm is negative; the minus in front makes the loss positive."
    },
    { value: p[true_], why: "That is the probability of the right class; minus its logarithm is asked for." },
    {
      value: sum(p.map((each) => -Math.log(each))),
      why: "You added up all classes. The one-hot row keeps the right class alone."
    },
    ...p
      .filter((_, k) => k !== true_)
      .map((each) => ({
        value: -Math.log(each),
        why: "You picked a wrong class: the 1 in the row of y says which one counts."
      }))
  ];
}

/** @param {Payload} payload @param {Transpose} rule @param {Place} cell @returns {Slip[]} */
function turnSlips(payload, { x }, { i, j }) {
  const before = payload.values[x].data[i]?.[j];
  return before === undefined
    ? []
    : [
        {
          value: asNumber(before),
          why: `That stands at row ${i + 1}, column ${j + 1} before the transpose. Rows and columns change places.`
        }
      ];
}

/**
 * Why a predicted shape is wrong, and why the right one is right.
 * @param {TraceIndex} index @param {Step & {result: string}} step
 */
export function slipsInShape(index, step) {
  const { values } = index.payload,
    { shape } = values[step.result];
  const operands = step.equation.flatMap((part) =>
    part.value && part.value !== step.result ? [values[part.value]] : []
  );
  const text = (/** @type {number[]} */ s) => `(${s.join(", ")}${s.length === 1 ? "," : ""})`;
  const slips = [];
  if (["affine", "matmul"].includes(step.rule.kind)) {
    const [a, b] = operands.map((each) => each.shape);
    slips.push({
      shape: [a[1], b[0]],
      why: `Those are the inner sizes: they must agree, and vanish. The outer ones, ${a[0]} and ${b[1]}, remain.`
    });
  }
  if (step.rule.kind === "transpose")
    slips.push({ shape: operands[0].shape, why: "That is the shape before the transpose." });
  slips.push({ shape: [...shape].reverse(), why: "Rows first, then columns: you have them the other way round." });
  if (step.rule.kind === "reduce")
    slips.push({
      shape: operands[0].shape,
      why: `That is the shape before the ${step.rule.fn}: one axis is folded into a single number.`
    });
  for (const operand of operands) slips.push({ shape: operand.shape, why: `That is the shape of ${operand.name}.` });
  const given = operands.map((each) => text(each.shape));
  const listed = [given.slice(0, -1).join(", "), given.at(-1)].filter(Boolean).join(" and ");
  return { slips, right: `${listed} ${given.length > 1 ? "give" : "gives"} ${text(shape)}.` };
}

/** What decides the sign of a cell, in one sentence. @param {TraceIndex} index @param {Place} cell */
export function signInWords(index, cell) {
  const { value } = index.explain(cell),
    lines = index.explain(cell).lines();
  const terms = lines
    .slice(0, -1)
    .map(([, text]) => read(text))
    .filter(Number.isFinite);
  if (terms.length < 2) return `${plainText(lines[0]?.[0] ?? [])} = ${show(value)}.`;
  const [up, down] = [sum(terms.filter((x) => x > 0)), sum(terms.filter((x) => x < 0))];
  return `The positive terms add up to ${show(up)}, the negative ones to ${show(down)}: together ${show(value)}.`;
}
