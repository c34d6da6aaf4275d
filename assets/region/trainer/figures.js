// Numbers in sentences, spelled as Python's formats spell them.

/**
 * So many figures and no trailing zeros; with an exponent where the number is very large or small: Python's `.3g`.
 * @param {number} value @param {number} [figures]
 */
export function general(value, figures = 3) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  if (value === 0) return "0";
  const [mantissa, exponent] = value.toExponential(figures - 1).split("e");
  const e = Number(exponent);
  if (e >= -4 && e < figures) return String(Number(value.toPrecision(figures)));
  return `${Number(mantissa)}e${e < 0 ? "-" : "+"}${String(Math.abs(e)).padStart(2, "0")}`;
}

/** @param {number} share @param {number} [places] */
export const percent = (share, places = 0) => `${(100 * share).toFixed(places)}%`;
