// Answers questions of Python's tests about a payload of act 1: a line of JSON in, a line out; numbers keep every bit.

import { createInterface } from "node:readline";
import { edited, nudge, train } from "../../assets/one_pass/compute.js";
import { plainText } from "../../assets/one_pass/labels.js";
import { question } from "../../assets/one_pass/questions.js";
import { TraceIndex } from "../../assets/one_pass/trace_index.js";

const plain = (/** @type {number} */ value) => (Number.isFinite(value) ? value : String(value));

/** Each is given a payload and what else Python asked with. @type {Record<string, (given: any) => unknown>} */
const ANSWERS = {
  /** Sources and arithmetic of every cell of every value. */
  cells: ({ payload }) => {
    const index = new TraceIndex(payload);
    /** @type {Record<string, unknown>} */
    const found = {};
    for (const id of index.origin.keys())
      for (const { i, j } of index.cellsOf(id)) {
        const { cells, lines } = index.explain({ id, i, j });
        const sources = cells.map((cell) => [cell.id, cell.i, cell.j]);
        found[`${id}/${i}/${j}`] = [sources, lines().map(([parts, value]) => [plainText(parts), value])];
      }
    return found;
  },
  edited: ({ payload, wish }) => {
    const found = edited(payload, wish);
    return found && Object.fromEntries(Object.entries(found.values).map(([id, value]) => [id, value.data]));
  },
  leads: ({ payload, wish }) =>
    edited(payload, wish)?.steps.map((/** @type {any} */ step) => step.lead ?? null) ?? null,
  losses: ({ payload, updates }) => train(payload, updates).losses.map(plain),
  nudge: ({ payload, id, i, j }) => {
    const { up, down, width, estimate } = nudge(payload, id, i, j);
    return [up, down, width, estimate].map(plain);
  },
  questions: ({ payload, turns }) => {
    const index = new TraceIndex(payload);
    return payload.steps.flatMap((/** @type {import("../../assets/one_pass/types.js").Step} */ step) =>
      [...Array(turns).keys()].map((turn) => question(index, step, turn))
    );
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const { question: name, ...more } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(ANSWERS[name](more))}\n`);
}
