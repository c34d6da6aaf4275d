// Where a cell comes from: for the rule of a value and one of its cells, the cells it was computed from and the
// arithmetic in lines. The twin of engine/by_hand/cells.py.
//
// A line is {parts: [cell or text], cells, compute, value}; the lines' values are combined into the cell.

const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** Element-wise functions: how each is written, and what it computes from its arguments and parameters. */
const FUNCTIONS = {
  copy: { write: (a) => [a], of: (a) => a },
  add: { write: (a, b) => [a, " + ", b], of: (a, b) => a + b },
  subtract: { write: (a, b) => [a, " − ", b], of: (a, b) => a - b },
  multiply: { write: (a, b) => [a, " × ", b], of: (a, b) => a * b },
  divide: { write: (a, b) => [a, " ÷ ", b], of: (a, b) => a / b },
  exp: { write: (a) => ["exp(", a, ")"], of: Math.exp },
  exp_minus: { write: (a, b) => ["exp(", a, " − ", b, ")"], of: (a, b) => Math.exp(a - b) },
  neg_log: { write: (a) => ["−ln(", a, ")"], of: (a) => -Math.log(a) },
  clip: {
    write: (a, p) => ["clip(", a, `, ${cellText(p.low, 2)}, ${p.high === 1 - p.low ? "1 − " + cellText(p.low, 2) : cellText(p.high)})`],
    of: (a, p) => Math.min(Math.max(a, p.low), p.high),
  },
  relu: { write: (a) => ["max(0, ", a, ")"], of: (a) => Math.max(0, a) },
  relu_grad: { write: (a) => [a, " > 0 ? 1 : 0"], of: (a) => (a > 0 ? 1 : 0) },
  leaky_relu: { write: (a, p) => [a, ` × (1 if above 0, else ${p.slope})`], of: (a, p) => (a > 0 ? a : p.slope * a) },
  leaky_relu_grad: { write: (a, p) => [a, ` > 0 ? 1 : ${p.slope}`], of: (a, p) => (a > 0 ? 1 : p.slope) },
  tanh: { write: (a) => ["tanh(", a, ")"], of: Math.tanh },
  tanh_grad: { write: (a) => ["1 − ", a, "²"], of: (a) => 1 - a * a },
  sigmoid: { write: (a) => ["1 ÷ (1 + exp(−(", a, ")))"], of: sigmoid },
  sigmoid_grad: { write: (a) => [a, " × (1 − ", a, ")"], of: (a) => a * (1 - a) },
  error_share: { write: (a, b, p) => ["(", a, " − ", b, `) ÷ ${p.n}`], of: (a, b, p) => (a - b) / p.n },
  step: { write: (w, g, lr) => [w, " − ", lr, " × ", g], of: (w, g, lr) => w - lr * g },
};

const cellOf = (payload, id, i, j) => ({ id, i, j, value: asNumber(payload.values[id].data[i][j]) });

/** The entry of an argument that NumPy's broadcasting lines up with cell (i, j) of the result. */
function linedUp(payload, id, i, j) {
  const { data } = payload.values[id];
  return cellOf(payload, id, data.length === 1 ? 0 : i, data[0].length === 1 ? 0 : j);
}

const line = (parts, compute, value) => {
  const cells = parts.filter((part) => typeof part === "object");
  return { parts, cells, compute, value: value ?? compute(...cells.map((cell) => cell.value)) };
};
const itself = (cell) => line([cell], (x) => x);
const product = (a, b) => line([a, " × ", b], (x, y) => x * y);
const count = (n) => [...Array(n).keys()];
const sum = (numbers) => numbers.reduce((total, x) => total + x, 0);

function dot(payload, left, right, i, j) {
  return count(payload.values[left].data[0].length).map((k) => product(cellOf(payload, left, i, k), cellOf(payload, right, k, j)));
}

/** The cells of `x` that a reduction along an axis folds into cell (i, j). */
function folded(payload, { x, axis }, i, j) {
  const { data, shape } = payload.values[x];
  const rows = axis === 1 ? [shape.length === 1 ? 0 : payload.values[x].data.length === 1 ? 0 : null] : count(data.length);
  const across = axis === 0 ? null : count(data[0].length);
  if (axis === null || axis === undefined || shape.length === 1) return data.flatMap((row, r) => row.map((_, c) => cellOf(payload, x, r, c)));
  if (axis === 0) return rows.map((r) => cellOf(payload, x, r, j));
  return across.map((c) => cellOf(payload, x, Math.max(i, j), c));
}

const RULES = {
  given: () => [],
  affine: (payload, rule, i, j) => [...dot(payload, rule.x, rule.w, i, j), { ...itself(linedUp(payload, rule.b, i, j)), label: "bias" }],
  matmul: (payload, rule, i, j) => dot(payload, rule.a, rule.b, i, j),
  transpose: (payload, rule, i, j) => [itself(cellOf(payload, rule.x, j, i))],
  elementwise(payload, rule, i, j) {
    if (rule.fn === "share") return RULES.share(payload, rule.args[0], i, j);
    const { write, of } = FUNCTIONS[rule.fn], params = rule.params ?? {};
    const cells = rule.args.map((id) => linedUp(payload, id, i, j));
    const parts = write(...cells, params);
    return [{ parts, cells, compute: (...xs) => of(...xs, params), value: of(...cells.map((cell) => cell.value), params) }];
  },
  reduce(payload, rule, i, j) {
    const cells = folded(payload, rule, i, j);
    if (rule.fn !== "max") return cells.map(itself);
    return [line(["max(", ...cells.flatMap((cell, k) => (k ? [", ", cell] : [cell])), ")"], Math.max)];
  },
  share(payload, x, i, j) {
    const cells = payload.values[x].data[i].map((_, c) => cellOf(payload, x, i, c)), own = cellOf(payload, x, i, j);
    const parts = [own, " ÷ (", ...cells.flatMap((cell, k) => (k ? [" + ", cell] : [cell])), ")"];
    return [line(parts, (a, ...all) => a / sum(all))];
  },
  pick(payload, rule, i, j) {
    const row = payload.values[rule.y].data.length === 1 ? 0 : Math.max(i, j);
    return count(payload.values[rule.y].data[0].length).map((c) =>
      line([cellOf(payload, rule.y, row, c), " × −ln(", cellOf(payload, rule.p, row, c), ")"], (y, p) => y * -Math.log(p)));
  },
};

/** Everything about one cell: its lines of arithmetic, source cells, how lines combine, and the value they give. */
function explain(payload, rule, i, j) {
  const lines = (RULES[rule.kind] ?? RULES.given)(payload, rule, i, j);
  const mean = rule.kind === "reduce" && rule.fn === "mean";
  const combine = mean ? (values) => sum(values) / values.length : sum;
  return { lines, mean, combine, cells: lines.flatMap((each) => each.cells), value: lines.length ? combine(lines.map((each) => each.value)) : null };
}
