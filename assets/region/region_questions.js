/** What a class may be asked about the moment on screen. */
import { epochName, inUnits } from "./format.js";
import { fromArray, netAt, scores, winners } from "./forward.js";

/**
 * @param {any} run
 * @param {number} frame the one on screen
 * @param {any} looks
 * @returns {import("../shared/live.js").Question[]} none at the last frame
 */
export function questions(run, frame, looks) {
  if (!run || frame >= run.epochs.length - 1) return [];
  const k = Math.max(0, looks.chosen),
    points = run.points[looks.set],
    next = epochName(run.epochs[frame + 1]);
  const says = (/** @type {number} */ f) =>
    run.classes[winners(scores(netAt(run, f), 1, fromArray(points.x, k)))[0]] ?? "nothing";
  const { accuracy } = run.curves.train,
    change = accuracy[run.at[frame + 1]] - accuracy[run.at[frame]];
  const place = [0, 1, 2].map((a) => `${run.axes[a]} = ${inUnits(run, a, points.x[3 * k + a])}`).join(", ");
  return [
    {
      id: `point ${k} ${frame}`,
      label: "A point's class at the next frame",
      kind: "choice",
      options: run.classes,
      right: says(frame + 1),
      text: `The point ${place} is class ${run.classes[points.label[k]]}. What will the network say of it at epoch ${next}?`,
      slip: (answer) => (answer === says(frame) && answer !== says(frame + 1) ? "as it says now" : null)
    },
    {
      id: `accuracy ${frame}`,
      label: "Up or down",
      kind: "choice",
      options: ["up", "down", "the same"],
      text: `Will the accuracy be higher or lower at epoch ${next}?`,
      right: change > 0 ? "up" : change < 0 ? "down" : "the same"
    }
  ];
}
