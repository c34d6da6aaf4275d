/** Three guided experiments: guess, run, and the answer as the run itself gives it. No screen in here. */
import { decimal, percent, word } from "./format.js";

/**
 * @typedef {{fate: string, run: any, region: {share: number, faces: number}[], lesson: {accuracy: number}}} Outcome
 * @typedef {{id: string, title: string, ask: string, change: any, choices: [string, string][],
 *   answer: (outcome: Outcome) => {choice: string, say: string}}} Experiment
 */

const last = (/** @type {ArrayLike<number>} */ list) => list[list.length - 1];

/** What the run's findings say, the first of them. @param {any} run */
const found = (run) => (run.findings.length ? `${run.findings[0].say} ${run.findings[0].advice}` : "");

/** @type {Experiment[]} */
export const EXPERIMENTS = [
  {
    id: "few",
    title: "Too few units",
    ask: "Two units per hidden layer instead of four. What will become of the region of class 0?",
    change: { units: [2, 2] },
    choices: [
      ["closed", "A closed body, only coarser"],
      ["open", "Open: it leaves the cube somewhere"],
      ["none", "Nothing: there is no region"]
    ],
    answer: ({ run, region, lesson }) => {
      const { share, faces } = region[0],
        n = run.settings.units[0],
        reached = percent(last(run.curves.train.accuracy));
      const choice = share === 0 || share === 1 ? "none" : faces ? "open" : "closed";
      const seen =
        choice === "open"
          ? `The region is open through ${faces} of the cube’s 6 faces`
          : choice === "closed"
            ? "The region is closed"
            : "One class fills the whole cube";
      return {
        choice,
        say: `${seen}, and ${reached} are classified correctly; with four units it was ${percent(lesson.accuracy)}. The ${word(n)} units of the first layer see space in ${word(n)} directions only. Along the third the answer never changes, so no body can be shut in.`
      };
    }
  },
  {
    id: "dead",
    title: "A dead start",
    ask: "The same network from another draw: seed 42 for the weights, seed 11 for the points. What becomes of it?",
    change: { seed: 42, data_seed: 11 },
    choices: [
      ["same", "About the same as before"],
      ["less", "It learns, but less"],
      ["stuck", "It stays at guessing"]
    ],
    answer: ({ run, fate, lesson }) => {
      const accuracy = last(run.curves.train.accuracy);
      const choice =
        fate === "guessing" || fate === "diverged" ? "stuck" : accuracy > lesson.accuracy - 0.03 ? "same" : "less";
      return { choice, say: `It ends at ${percent(accuracy)}. ${found(run)}`.trim() };
    }
  },
  {
    id: "step",
    title: "A step too large",
    ask: "The learning rate a hundred times larger: 1 instead of 0.01. What does the loss do?",
    change: { lr: 1 },
    choices: [
      ["faster", "It falls the same way, only faster"],
      ["restless", "It goes up and down and hardly improves"],
      ["breaks", "It grows until nothing is a number"]
    ],
    answer: ({ run, fate }) => {
      const { loss, accuracy } = run.curves.train,
        end = last(loss),
        half = loss.slice(Math.floor(loss.length / 2));
      const rises =
        half.filter((/** @type {number} */ v, /** @type {number} */ i) => i && v > half[i - 1]).length /
        Math.max(1, half.length - 1);
      const choice =
        fate === "diverged" || end > 2 * loss[0] ? "breaks" : fate === "learnt" && rises < 0.3 ? "faster" : "restless";
      return {
        choice,
        say: `From ${decimal(loss[0])} the loss comes to ${decimal(end)}, with ${percent(last(accuracy))} classified correctly. ${found(run)}`.trim()
      };
    }
  }
];
