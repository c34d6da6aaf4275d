// The shapes of what the stage works with; the payload's are described in engine/one_pass/payload.py.

/** @typedef {{id: string, i: number, j: number, step?: number, value?: number}} Place  a cell of a value */
/** @typedef {number | string | boolean} Cell  "nan", "inf" and "-inf" are strings */
/** @typedef {{what: "units" | "edges" | "bias", layer: number, transposed: boolean}} Seat  where it is in the network */
/**
 * @typedef {{name: string, math: string, role: "data" | "param" | "act" | "grad" | "loss", shape: number[],
 *   rows: string, cols: string, col_names?: string[], at: Seat | null, data: Cell[][]}} Value
 */
/** @typedef {{kind: string, [more: string]: any}} Rule */
/**
 * @typedef {{id: string, phase: string, title: string, subtitle: string, formula: string, context: number, code: string,
 *   equation: {value?: string, op?: string}[], result: string | null, rule: Rule, also?: Record<string, Rule>,
 *   what: string, why: string, mistake: string, note: string, lead?: string, more?: string, terms?: string[],
 *   derivation?: {text: string, math: string}[], detour?: string | null, changes?: [string, string][], beside: string[], error: {type: string, message: string, mend: string} | null,
 *   network: any}} Step
 */
/**
 * @typedef {{of: string, up: Cell[][], down: Cell[][], width: Cell[][], estimate: Cell[][], digits: number[][],
 *   why: string[][]}} Check
 */
/** @typedef {{title: string, size: number, value: string, pre?: string}} Layer */
/**
 * @typedef {{phases: {id: string, title: string}[], values: Record<string, Value>, steps: Step[], contexts: string[],
 *   network: {layers: Layer[], weights: string[]}, checks: Record<string, Check>, diagnosis: string[], changed?: boolean,
 *   broken: string | null, glossary?: Record<string, {name: string, text: string}>}} Payload
 */
/** @typedef {{cells: (Place & {value: number})[], value: any, lines: () => any[]}} Explained */
/** @typedef {{do: string, id?: string, i?: number, j?: number, text?: string}} Wish  a change of the numbers */
/** @typedef {{id: string | null, i: number, j: number, text: string, reason: string, readings?: any[]}} Refusal */

export {};
