/** Numbers as people type them. */

/** "4, 4" as numbers; "none" or nothing is no layer. @param {string} text */
export function unitsOf(text) {
  const parts = text.trim() === "none" ? [] : text.split(/[\s,;]+/).filter(Boolean);
  return parts.map(numberOf);
}

/** A number as people write it: 10,000 and 0.01. @param {string} text */
export function numberOf(text) {
  const plain = text.trim().replace(/(?<=\d),(?=\d{3}(\D|$))/g, "");
  return plain === "" || !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number.NaN : Number(plain);
}
