// The shapes of what the stage works with; the payload's are described in engine/one_pass/payload.py.

/** @typedef {{id: string, i: number, j: number, step?: number, value?: number}} Place  a cell of a value */
/** @typedef {number | string | boolean} Cell  "nan", "inf" and "-inf" are strings */
/** @typedef {{what: "units" | "edges" | "bias", layer: number, transposed: boolean}} Seat  where it is in the network */
/**
 * @typedef {{name: string, math: string, role: "data" | "param" | "act" | "grad" | "loss", shape: number[],
 *   rows: string, cols: string, col_names?: string[], at: Seat | null, data: Cell[][]}} Value
 */
/** @typedef {{kind: "affine", x: string, w: string, b: string}} Affine */
/** @typedef {{kind: "matmul", a: string, b: string}} Matmul */
/** @typedef {{kind: "elementwise", fn: string, args: string[], params?: Record<string, number>}} Elementwise */
/** @typedef {{kind: "reduce", fn: "sum" | "max" | "mean", axis: 0 | 1 | null, x: string}} Reduce */
/** @typedef {{kind: "transpose", x: string}} Transpose */
/** @typedef {{kind: "pick", y: string, p: string}} Pick */
/**
 * How a value is made of others, told by their ids; engine/one_pass/rule.py says what each kind makes.
 * @typedef {{kind: "given"} | Affine | Matmul | Elementwise | Reduce | Transpose | Pick |
 *   {kind: "one_hot", rows: string, index: string} | {kind: "classes", x: string} |
 *   {kind: "index", x: string, classes: string}} Rule
 */
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
/** @typedef {Place & {value: number}} Source  a cell that another was computed from */
/** @typedef {(string | {text: string, cell: Source})[]} Parts  of one side of a line; a number leads to the cell it is */
/** @typedef {[parts: Parts, value: string, cell?: Source]} Line  of arithmetic: what is worked out, its value as text */
/** @typedef {{cells: Source[], value: number, lines: () => Line[]}} Explained  value: nan of what is given */
/** @typedef {{do: string, id?: string, i?: number, j?: number, text?: string, key?: string, guess?: string}} Wish  a change of the numbers */
/** @typedef {{id: string | null, i: number, j: number, text: string, reason: string, readings?: any[]}} Refusal */

export {};
