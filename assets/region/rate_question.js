// The question that a teacher may ask of any run: where does the loss end at ten times the learning rate? The answer is
// trained here and now, beside the run on screen.

import { nameOf, problemOf } from "./trainer/settings.js";

/** @import { Question } from "../shared/live.js" */
/** @import { Run } from "./trainer/run.js" */

const TIMES = 10;
const SAME = 0.02; // relative
const PATIENCE = 20; // seconds: a run that takes longer is not asked about
export const ENDS = [
  "lower than now",
  "about the same as now",
  "higher than now, but below where it began",
  "above where it began, or it is no number any more"
];
/** What lies behind an answer that is too low, by the answer; one that is too high has one cause. */
const TOO_LOW = [
  "took a longer step for a better one",
  "took the learning rate for something that changes little",
  "did not see the steps leap over the valley"
];
const TOO_HIGH = "took a longer step for one too long";

/**
 * @param {number} before the loss of the network as it was set up
 * @param {number} now the loss at the end of the run on screen
 * @param {number} then the loss at the end of the other run
 * @returns {string} one of ENDS
 */
export function endOf(before, now, then) {
  if (!Number.isFinite(then)) return ENDS[3];
  if (Number.isFinite(now) && Math.abs(then - now) <= SAME * now) return ENDS[1];
  if (!(then >= now)) return ENDS[0];
  return then < before ? ENDS[2] : ENDS[3];
}

/** @param {Run} run */
function losses(run) {
  const { loss } = run.curves.train;
  return { before: loss[0], now: loss[loss.length - 1] };
}

/**
 * @param {Run | null} run
 * @param {{film: (settings: any) => {done: Promise<Run>}, estimate: (settings: any) => Promise<number>}} trainer
 * @returns {Question[]} none where there is no finished run, or ten times its learning rate is beyond what can be set
 */
export function rateQuestion(run, trainer) {
  if (!run?.complete) return [];
  const { settings } = run,
    lr = Number((TIMES * settings.lr).toPrecision(12)),
    tenfold = { ...settings, lr };
  if (problemOf(tenfold)) return [];
  const { before, now } = losses(run),
    epochs = settings.epochs === 1 ? "its epoch" : `its ${settings.epochs} epochs`;
  /** @type {Question} */
  const question = {
    id: `learning rate ${nameOf(settings)}`,
    label: "Ten times the learning rate",
    kind: "choice",
    options: ENDS,
    text:
      `At a learning rate of ${settings.lr} the training loss goes from ${spelled(before)} to ${spelled(now)} in ` +
      `${epochs}. With ${lr}, ten times as large, and all else the same: where does it end?`,
    right: "",
    work: async () => {
      if ((await trainer.estimate(tenfold)) > PATIENCE) throw new Error("This run takes too long to ask about.");
      const then = losses(await trainer.film(tenfold).done).now;
      question.right = endOf(before, now, then);
      question.tells = Number.isFinite(then) ? `With ${lr} it ends at ${spelled(then)}.` : "";
    },
    slip: (answer) => slipOf(ENDS.indexOf(answer), ENDS.indexOf(question.right))
  };
  return [question];
}

/** @param {number} given @param {number} right */
const slipOf = (given, right) => (given < 0 || given === right ? null : given < right ? TOO_LOW[given] : TOO_HIGH);

/** @param {number} loss */
const spelled = (loss) => (Number.isFinite(loss) ? loss.toPrecision(3) : "no number");
