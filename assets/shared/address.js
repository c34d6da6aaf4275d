// Settings in an address and back, by the table of fields that engine/address.py sends: the same spelling on both sides.

/** @typedef {{name: string, key: string, kind: string, options: string[], default: string}} Field */
/** @typedef {Record<string, any>} Settings */

const WHOLE = /^\s*[+-]?[0-9]{1,15}\s*$/;
const NUMBER = /^\s*[+-]?([0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?\s*$/;

/** The shortest text that reads back as the same number, as Python writes it: 0.01, 3, 1e-05. @param {number} value */
function numberText(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e-4 && size < 1e16) return String(value);
  const [mantissa, exponent] = value.toExponential().split("e");
  return `${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

/** @param {string} kind @param {any} value @returns {string} */
function spell(kind, value) {
  if (kind === "number") return numberText(value);
  if (kind === "flag") return value ? "1" : "0";
  if (kind === "wholes") return value.join(",") || "none";
  if (kind === "choices") return value.join(",");
  if (kind === "matrix") return value.map((/** @type {number[]} */ row) => row.map(numberText).join(",")).join(";");
  return String(value);
}

/** The value that a text spells; undefined where it spells none. @param {Field} field @param {string} text @returns {any} */
function parse({ kind, options }, text) {
  if (kind === "whole") return WHOLE.test(text) ? Number(text) : undefined;
  if (kind === "number") return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) + 0 : undefined;
  if (kind === "flag") return { 1: true, 0: false, True: true, False: false }[text];
  if (kind === "choice") return options.includes(text) ? text : undefined;
  if (kind === "choices")
    return all(text.split(",").filter(Boolean), (part) => (options.includes(part) ? part : undefined));
  if (kind === "matrix") return all(text.split(";"), (row) => all(row.split(","), (cell) => parse(as("number"), cell)));
  if (kind !== "wholes") return text;
  const parts = text.replaceAll(",", " ").trim().split(/\s+/).filter(Boolean);
  return parts.join() === "none" ? [] : all(parts, (part) => parse(as("whole"), part));
}

/** @param {string} kind @returns {Field} */
const as = (kind) => ({ name: "", key: "", kind, options: [], default: "" });

/** Every part read, or undefined if one cannot be. @param {string[]} parts @param {(part: string) => any} read */
function all(parts, read) {
  const values = parts.map(read);
  return values.includes(undefined) ? undefined : values;
}

/** The settings that the table calls the default. @param {Field[]} fields @returns {Settings} */
export function defaults(fields) {
  return Object.fromEntries(fields.map((field) => [field.name, parse(field, field.default)]));
}

/**
 * The parameters of settings: what differs from the base.
 * @param {Field[]} fields @param {Readonly<Settings>} base @param {Readonly<Settings>} settings @param {string} [prefix]
 * @returns {Record<string, string>}
 */
export function write(fields, base, settings, prefix = "") {
  const spelled = fields.map(({ name, key, kind }) => [
    prefix + key,
    spell(kind, settings[name]),
    spell(kind, base[name])
  ]);
  return Object.fromEntries(spelled.filter(([, now, before]) => now !== before).map(([key, now]) => [key, now]));
}

/**
 * The settings of an address, and a sentence for each part that is left out.
 * @param {Field[]} fields @param {Readonly<Settings>} base What the address does not change.
 * @param {Record<string, string>} query @param {(settings: any) => string} [problemOf] What makes settings impossible,
 *   "" if nothing: settings that do not fit are left out one by one.
 * @param {string} [prefix] @returns {{settings: any, problems: string[]}}
 */
export function read(fields, base, query, problemOf = () => "", prefix = "") {
  const given = fields.filter(({ key }) => Object.hasOwn(query, prefix + key));
  const values = given.map((field) => ({
    key: prefix + field.key,
    name: field.name,
    value: parse(field, query[prefix + field.key])
  }));
  const problems = values
    .filter(({ value }) => value === undefined)
    .map(({ key }) => `“${key}” in the address was left out: it cannot be read.`);
  const fine = values.filter(({ value }) => value !== undefined);
  const together = { ...base, ...Object.fromEntries(fine.map(({ name, value }) => [name, value])) };
  if (!problemOf(together)) return { settings: together, problems };
  let settings = { ...base };
  for (const { key, name, value } of fine) {
    const problem = problemOf({ ...settings, [name]: value });
    if (problem) problems.push(`“${key}” in the address was left out: ${problem}`);
    else settings = { ...settings, [name]: value };
  }
  return { settings, problems };
}
