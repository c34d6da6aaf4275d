// The whole pass worked out anew in the browser, from the same rules by which a cell explains itself. What is given may be
// changed; everything after it follows, in every shape, with every activation and every deliberate mistake. The server
// computes the same again with NumPy and has the last word.

import { asNumber } from "./numbers.js";
import { explain } from "./rules.js";

/** @typedef {import("./types.js").Payload} Payload */
/** @typedef {import("./types.js").Cell} Cell */
/** @typedef {import("./types.js").Value} Value */

/** A number as a payload carries it. @param {number} x @returns {Cell} */
const carried = (x) => (Number.isFinite(x) ? x : Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf");

/** What each step makes: [id, rule] in order. @param {Payload} payload @returns {[string, import("./types.js").Rule][]} */
function made(payload) {
  return payload.steps.flatMap((step) => {
    const pairs = Object.entries(step.also ?? {});
    return step.result ? [...pairs, [step.result, step.rule]] : pairs;
  });
}

const distinct = (/** @type {Cell[]} */ row) => [...new Set(row.map(String))].sort().join();

/**
 * The pass with some given values changed.
 * @param {Payload} payload  a whole pass
 * @param {Record<string, Cell[][]>} given  new numbers, in the old shape, of values that are given
 * @returns {Payload | null}  with new values, the rest as it was; null where other numbers would need other steps: another
 *   shape, a class that no longer occurs or occurs for the first time, a pass that ended with an error
 */
function recompute(payload, given) {
  /** @type {Record<string, Value>} */
  const values = { ...payload.values };
  for (const [id, data] of Object.entries(given)) {
    const old = values[id]?.data;
    if (!old || old.length !== data.length || old[0].length !== data[0].length) return null;
    if (id === "targets" && distinct(old[0]) !== distinct(data[0])) return null;
    values[id] = { ...values[id], data };
  }
  if (payload.broken) return null;
  // The single unit that the pass opens with is given the first sample.
  if (given.X && values.unit_x) values.unit_x = { ...values.unit_x, data: [given.X[0]] };
  const pass = { ...payload, values };
  for (const [id, rule] of made(payload)) {
    if (rule.kind === "given" || rule.kind === "classes" || id in given) continue;
    values[id] = { ...values[id], data: evaluated(pass, rule, id) };
  }
  const steps = payload.steps.map((step) => retold(step, payload, given, values));
  return { ...pass, steps, diagnosis: [], changed: true };
}

/** A number as sentences have it, six digits at most. @param {number} x */
export function spoken(x) {
  const [digits, power] = x.toExponential(5).split("e");
  const plain = Number(power) >= -4 && Number(power) < 6;
  const text = plain
    ? String(Number(x.toPrecision(6)))
    : `${Number(digits)}e${power[0]}${power.slice(1).padStart(2, "0")}`;
  return text.replaceAll("-", "−");
}

/** A number as Python writes it. @param {number} x */
function pythonNumber(x) {
  const size = Math.abs(x);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, power] = x.toExponential().split("e");
    return `${digits}e${power[0]}${power.slice(1).padStart(2, "0")}`;
  }
  return Number.isInteger(x) ? `${Object.is(x, -0) ? "-0" : x}.0` : String(x);
}

/** A matrix as the line of NumPy that makes it. @param {Cell[][]} data */
function literal(data) {
  const rows = data.map((row) => row.map(asNumber));
  const whole = rows.flat().every((x) => Number.isInteger(x) && Math.abs(x) < 1e15);
  const text = rows
    .map((row) => `[${row.map((x) => (whole ? String(x + 0) : pythonNumber(x))).join(", ")}]`)
    .join(", ");
  return `np.array([${text}]${whole ? ", dtype=float" : ""})`;
}

/**
 * A step of changed numbers: its line gives them, and what was said about the old ones is left out.
 * @param {import("./types.js").Step} step @param {Payload} before @param {Record<string, Cell[][]>} given
 * @param {Record<string, Value>} values
 */
function retold(step, before, given, values) {
  const id = step.result ?? "";
  const plain = { ...step, note: "", derivation: [] };
  if (!(id in given)) return plain;
  const data = given[id];
  const { name } = values[id];
  if (id === "targets")
    return {
      ...plain,
      code: `${name} = np.array([${data[0].map((v) => (v === true ? "True" : v === false ? "False" : v)).join(", ")}])`
    };
  if (id === "lr") {
    const [old, now] = [before.values[id].data, data].map((rows) => asNumber(rows[0][0]));
    const lead = step.lead?.replace(`by ${spoken(old)} times`, `by ${spoken(now)} times`);
    return { ...plain, lead, code: `${name} = ${pythonNumber(now)}` };
  }
  return { ...plain, code: `${name} = ${literal(data)}`, ...(id === "X" ? {} : { subtitle: "set by hand" }) };
}

/** All cells of one value, from the values before it. @param {Payload} pass @param {import("./types.js").Rule} rule @param {string} id */
function evaluated(pass, rule, id) {
  return pass.values[id].data.map((row, i) => row.map((_, j) => carried(explain(pass, rule, id, i, j).value)));
}

/** The ids of the weights and biases that an update changes, with what it makes of each. @param {Payload} payload */
function updated(payload) {
  return Object.keys(payload.values)
    .filter((id) => id.startsWith("new_") && payload.values[id].role === "param")
    .map((id) => [id.slice(4), id]);
}

/**
 * The losses of a training: before the first update, after one, after two, and so on; ends where a number is not finite.
 * @param {Payload} payload @param {number} updates
 * @returns {{losses: number[], values: Record<string, Value>[]}}  values: the weights and biases, for each loss
 */
export function train(payload, updates) {
  const needed = path(payload);
  const moves = updated(payload);
  const values = { ...payload.values };
  const pass = { ...payload, values };
  const losses = [];
  const kept = [];
  for (let k = 0; k <= updates; k++) {
    for (const [id, rule] of needed) values[id] = { ...values[id], data: evaluated(pass, rule, id) };
    const loss = asNumber(values.cce_loss.data[0][0]);
    losses.push(loss);
    kept.push(Object.fromEntries(moves.map(([id]) => [id, values[id]])));
    if (!Number.isFinite(loss)) break;
    for (const [id, next] of moves) values[id] = { ...values[id], data: values[next].data };
  }
  return { losses, values: kept };
}

/** Only what the first loss and the update need, in order. @param {Payload} payload */
function path(payload) {
  const all = made(payload).filter(
    ([id, rule]) =>
      !["given", "classes"].includes(rule.kind) && !(id.startsWith("new_") && payload.values[id].role !== "param")
  );
  const wanted = new Set(["cce_loss", ...updated(payload).map(([, id]) => id)]);
  return all
    .reverse()
    .filter(([id, rule]) => {
      if (!wanted.has(id)) return false;
      for (const name of sourcesOf(rule)) wanted.add(name);
      return true;
    })
    .reverse();
}

/** The values that a rule reads. @param {import("./types.js").Rule} rule @returns {string[]} */
function sourcesOf(rule) {
  if (rule.kind === "elementwise") return rule.args;
  if (rule.kind === "reduce") return [rule.x];
  const { kind: _, ...names } = rule;
  return Object.values(names);
}

/**
 * A gradient put to the test in the browser: the loss with one weight a little higher and a little lower.
 * @param {Payload} payload @param {string} id  the weight's value @param {number} i @param {number} j
 */
export function nudge(payload, id, i, j) {
  const needed = path(payload).filter(([name]) => !name.startsWith("dloss_") && !name.startsWith("new_"));
  const own = asNumber(payload.values[id].data[i][j]);
  const width = 1e-5 * Math.max(1, Math.abs(own));
  const lossAt = (/** @type {number} */ x) => {
    const values = { ...payload.values };
    values[id] = {
      ...values[id],
      data: values[id].data.map((row, r) => row.map((v, c) => (r === i && c === j ? x : v)))
    };
    const pass = { ...payload, values };
    for (const [name, rule] of needed) values[name] = { ...values[name], data: evaluated(pass, rule, name) };
    return asNumber(values.cce_loss.data[0][0]);
  };
  const [high, low] = [own + width, own - width];
  const [up, down] = [lossAt(high), lossAt(low)];
  return { up, down, width, estimate: high === low ? Number.NaN : (up - down) / (high - low) };
}

/**
 * A typed text as a number, where nothing about it is in doubt; anything else is left to the server's readings.
 * @param {string} text @returns {number | null}
 */
export function plainNumber(text) {
  const clean = text.trim().replace("−", "-");
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?$/i.test(clean)) return null;
  const x = Number(clean);
  return Number.isFinite(x) ? x : null;
}

/**
 * The pass with one cell typed over, worked out at once; null where the server has to say.
 * @param {Payload} payload @param {{id: string, i: number, j: number, text: string}} wish
 */
export function edited(payload, { id, i, j, text }) {
  const old = payload.values[id]?.data;
  const flag = typeof old?.[i]?.[j] === "boolean";
  const x = flag ? ({ true: true, false: false }[text.trim().toLowerCase()] ?? null) : plainNumber(text);
  if (x === null || old?.[i]?.[j] === undefined) return null;
  if (id === "targets" && !flag && !payload.values.targets.data[0].includes(x)) return null;
  return recompute(payload, { [id]: old.map((row, r) => row.map((v, c) => (r === i && c === j ? x : v))) });
}
