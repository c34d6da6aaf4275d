// The stage in a live room: what is on screen is told, what the teacher shows is followed, and the questions of "Predict
// first" may be asked of the class. Outside a room this costs nothing.

import { follow, note, offer, tell } from "../shared/live.js";
import { question } from "./questions.js";
import { neighbour } from "./timeline.js";

const PART = "one_pass";
const TURNS = 3;

/** The questions about the step on stage and the one after it, one of each kind. @param {any} stage */
function questions(stage) {
  const { payload, at, index, straight } = stage;
  const found = new Map();
  for (const k of new Set([neighbour(payload.steps, at, 1, straight), at]))
    for (let turn = 0; turn < TURNS; turn++) {
      const step = payload.steps[k];
      const asked = question(index, step, turn);
      const id = asked && `${step.id}/${asked.kind}`;
      if (!asked || found.has(id)) continue;
      const choices = asked.choices;
      found.set(id, {
        id,
        label: `${step.title}: ${asked.kind}`,
        text: asked.asks,
        kind: "choice",
        options: choices.map((each) => each.text),
        right: choices.find((each) => each.right)?.text ?? "",
        slip: (/** @type {string} */ answer) =>
          choices.find((each) => each.text === answer && !each.right)?.slip ?? null
      });
    }
  return [...found.values()];
}

/** Shows what somebody else has on stage; true while that is done. @param {any} stage @param {any} state */
function show(stage, state) {
  if (!stage.payload) return;
  const at = stage.index.stepNumber(state.step);
  stage.shown = true;
  try {
    if (at >= 0 && at !== stage.at) stage.goTo(at, { moving: true });
    const cell = state.asked;
    if (Number.isInteger(state.sample) && state.sample !== stage.sample) stage.chooseSample(state.sample);
    if (cell && stage.payload.values[cell.id]?.data[cell.i]?.[cell.j] !== undefined) stage.pin(cell, false);
  } finally {
    stage.shown = false;
  }
}

/** Joins a stage to the room of this browser, if there is one. @param {any} stage @returns {() => void} leaves it */
export function join(stage) {
  const leave = [
    follow(PART, (state) => show(stage, state)),
    offer(PART, () => (stage.payload ? questions(stage) : []))
  ];
  return () => {
    for (const each of leave) each();
  };
}

/** Tells what has come on screen by the hand of whoever sits here. @param {any} stage */
export function told(stage) {
  if (stage.shown || !stage.payload) return;
  const { id, title, mistake, lead, what } = stage.payload.steps[stage.at];
  const asked = stage.asked && { id: stage.asked.id, i: stage.asked.i, j: stage.asked.j };
  tell(PART, { step: id, sample: stage.sample, asked });
  note(PART, { title, ask: [lead ?? what], mistakes: mistake ? [mistake] : [] });
}
