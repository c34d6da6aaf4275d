// Numbers as text: short in a matrix, and with as many digits as it takes where terms must add up as shown.

const asNumber = (v) => (typeof v === "string" ? { nan: NaN, inf: Infinity, "-inf": -Infinity }[v] ?? NaN : Number(v));

const typographic = (text) => text.replace(/-/g, "−").replace("e+", "e");

/** A number of a matrix, in as few characters as tell it apart: 6, −0.4792, 2.5e−7, inf, True. */
function cellText(v, decimals = 4) {
  if (typeof v === "boolean") return v ? "True" : "False";
  const x = asNumber(v);
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "−inf";
  if (x === 0) return "0";
  const size = Math.abs(x);
  if (Number.isInteger(x) && size < 1e6) return typographic(String(x));
  if (size >= 1e5 || size < 0.5 * 10 ** -decimals) return typographic(x.toExponential(1));
  return typographic(x.toFixed(decimals));
}

const FIXED = { round: (x, d) => Number(x.toFixed(d)), text: (x, d) => x.toFixed(d), range: [4, 12] };
const SIGNIFICANT = { round: (x, d) => Number(x.toPrecision(d)), text: (x, d) => x.toExponential(d - 1), range: [5, 17] };

function notation(numbers) {
  const sizes = numbers.map(Math.abs).filter((x) => x > 0 && Number.isFinite(x));
  const large = Math.max(0, ...sizes);
  return large >= 1e7 || (large > 0 && large < 1e-4) ? SIGNIFICANT : FIXED;
}

/**
 * How to write the numbers of one piece of arithmetic so that a reader who recomputes it from what is shown
 * gets what is shown: the fewest digits for which every line and the total come out.
 * rows: [{inputs: [number], value: number, compute: (...inputs) => number}], total: the sum of the rows' values.
 * Returns {input(x), value(x)}: text of an input and of a line's value.
 */
function digitsThatAddUp(rows, total, combine) {
  const all = [...rows.flatMap((row) => [...row.inputs, row.value]), total];
  const { round, text, range } = notation(all);
  const holds = (inputs, values) => {
    const close = (a, b) => Object.is(a, b) || a === b || (Number.isNaN(a) && Number.isNaN(b));
    const shown = rows.map((row) => round(row.value, values));
    const lines = rows.every((row, k) =>
      close(round(row.compute(...row.inputs.map((x) => exact(x) ?? round(x, inputs))), values), shown[k]));
    return lines && close(round(combine(shown), values), round(total, values));
  };
  const exact = (x) => (Number.isInteger(x) || !Number.isFinite(x) ? x : null);
  const write = (x, digits) => typographic(
    Number.isFinite(x) ? (Number.isInteger(x) && Math.abs(x) < 1e6 ? String(x === 0 ? 0 : x) : text(x, digits)) : cellText(x));
  for (let values = range[0]; values <= range[1]; values++)
    for (let inputs = values; inputs <= Math.min(values + 5, 17); inputs++)
      if (holds(inputs, values)) return { input: (x) => write(x, inputs), value: (x) => write(x, values) };
  return { input: (x) => typographic(String(x)), value: (x) => typographic(String(x)) };
}
