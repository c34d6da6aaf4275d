/** How seeds end: the groups they fall into, in words, shapes and colours. No screen in here but the marks. */
import { capital, count, percent, word } from "./format.js";

const FOUND = "found it";
/** Groups in the order in which they are named; a seed that learned is in the first, another in that of its reason. */
const GROUPS = [
  FOUND,
  "dead units",
  "standstill",
  "unfinished",
  "plateau",
  "divergence",
  "symmetry",
  "large step",
  "small step",
  "penalty",
  "in part",
  "guessing"
];
/** @type {Record<string, string>} colour by group: a name of the palette's */
const COLOURS = {
  [FOUND]: "ink",
  "dead units": "fate1",
  standstill: "fate2",
  unfinished: "fate3",
  plateau: "fate4",
  divergence: "loss",
  symmetry: "fate1"
};
const SHAPES = ["disc", "ring", "square", "triangle", "diamond", "cross"];

/** @param {any} seed @returns {string} */
export const groupOf = (seed) =>
  seed.fate === "learnt" ? FOUND : (seed.why?.kind ?? (seed.fate === "diverged" ? "divergence" : seed.fate));

/** @type {Record<string, string>} what the groups are, for those who ask */
const MEANING = {
  [FOUND]: "at least four fifths of the way from always naming the largest class to the best that is possible",
  "dead units":
    "units that give 0 for every point, so that no gradient reaches their own weights: in a later layer from the start, where all their first weights are negative, in any layer after too large a step. Each takes folds away, and with too few folds a body cannot close: it becomes a slab or a tube",
  standstill:
    "the loss hardly moves any more, though more would be possible: training only goes downhill, and from where this start led no small step gains much",
  unfinished:
    "the loss is still falling at the end: from this start the way down is longer or flatter, and more epochs would help",
  plateau: "for many epochs the loss hardly moves",
  divergence: "every step overshoots, and the loss grows",
  symmetry: "all units of a layer are copies of one another",
  "large step": "the loss goes up and down and no further down",
  "small step": "the loss falls, but too little with each epoch",
  penalty: "L1 or L2 pulls the weights to 0",
  overlap: "the classes overlap, and no more is possible",
  overfitting: "the loss on unseen points rises while that on training points falls",
  "in part": "part of the way, for no reason that is found here",
  guessing: "hardly better than always naming the largest class"
};

/** A group and what it means, as a sentence. @param {string} group */
export const meant = (group) => `${capital(group)}: ${MEANING[group] ?? "something else"}.`;

/** @param {string} group */
const order = (group) => (GROUPS.includes(group) ? GROUPS.indexOf(group) : GROUPS.length);

/** The groups there are, most important first, with their numbers. @param {any[]} seeds */
export function groups(seeds) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const seed of seeds) counts.set(groupOf(seed), (counts.get(groupOf(seed)) ?? 0) + 1);
  return [...counts].sort((a, b) => order(a[0]) - order(b[0]));
}

/** @param {string} group @param {any} colours */
export const colourOf = (group, colours) => colours[COLOURS[group] ?? "soft"] ?? colours.soft;
/** @param {string} group */
export const shapeOf = (group) => SHAPES[Math.min(order(group), SHAPES.length - 1)];

/**
 * The result in one sentence: how many find the border, and how the accuracies lie.
 * @param {any[]} seeds
 * @returns {string[]} plain, bold, plain
 */
export function result(seeds) {
  const found = seeds.filter((seed) => seed.fate === "learnt").length,
    sorted = accuracies(seeds);
  if (!sorted.length) return [`Of ${count(seeds.length, "seed")} none ended with numbers.`, "", ""];
  const verb = found === 1 ? "finds" : "find",
    half = sorted[Math.floor(sorted.length / 2)];
  return [
    `Of ${count(seeds.length, "seed")} `,
    `${found || "none"} ${verb} the border`,
    `; half lie above ${percent(half, 1)}, the worst at ${percent(sorted[0], 1)}, the best at ${percent(sorted[sorted.length - 1], 1)}.`
  ];
}

/** @param {any[]} seeds */
const accuracies = (seeds) =>
  seeds
    .map((seed) => seed.train.accuracy)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);

const ASK = "Press the name of a fate to read what became of those starts.";

/**
 * How much of it is luck: what the shares say, and what to do about it.
 * @param {any[]} seeds all that were asked for
 * @param {boolean} [shuffled] whether the order of the points differs too
 */
export function luck(seeds, shuffled = false) {
  const found = seeds.filter((seed) => seed.fate === "learnt").length,
    share = found / seeds.length,
    sorted = accuracies(seeds);
  if (!sorted.length || found === 0)
    return `No start finds the border: with these settings it is not luck that is missing. ${ASK}`;
  const best = sorted.slice(-found),
    spread = 100 * (best[best.length - 1] - best[0]);
  if (share === 1)
    return `How much is luck? Every start finds it; among them chance decides ${spread.toFixed(1)} percentage points of accuracy.`;
  const tries = Math.ceil(Math.log(0.05) / Math.log(1 - share));
  const among = found === 1 ? "" : ` Among those that find it chance decides ${spread.toFixed(1)} percentage points.`;
  const often =
    tries <= 1 ? "one start is nearly enough" : `with ${word(tries)} starts you miss it less than once in twenty times`;
  return `How much is luck? ${percent(1 - share, 0)} of the starts fail for no other reason than their first weights${shuffled ? " and the order of the points" : ""}: ${often}.${among} ${ASK}`;
}

/**
 * A mark as a path on a canvas.
 * @param {CanvasRenderingContext2D} paper
 * @param {string} shape
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {string} colour
 * @param {string} card
 */
export function drawMark(paper, shape, x, y, r, colour, card) {
  paper.fillStyle = paper.strokeStyle = colour;
  paper.lineWidth = 2.2;
  paper.beginPath();
  if (shape === "square") paper.rect(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r);
  else if (shape === "triangle")
    polygon(paper, [
      [x, y - r],
      [x + r, y + r * 0.8],
      [x - r, y + r * 0.8]
    ]);
  else if (shape === "diamond")
    polygon(paper, [
      [x, y - r],
      [x + r, y],
      [x, y + r],
      [x - r, y]
    ]);
  else if (shape === "cross") {
    for (const k of [1, -1]) {
      paper.moveTo(x - 0.8 * r, y - 0.8 * r * k);
      paper.lineTo(x + 0.8 * r, y + 0.8 * r * k);
    }
    paper.stroke();
    return;
  } else paper.arc(x, y, shape === "ring" ? r - 1 : r, 0, 7);
  if (shape === "ring") {
    paper.fillStyle = card;
    paper.fill();
    paper.stroke();
  } else paper.fill();
}

/** A line through places, added to the path. @param {CanvasRenderingContext2D} paper @param {number[][]} places */
export function outline(paper, places) {
  for (const [k, [x, y]] of places.entries()) {
    if (k) paper.lineTo(x, y);
    else paper.moveTo(x, y);
  }
}

/** @param {CanvasRenderingContext2D} paper @param {number[][]} places */
function polygon(paper, places) {
  outline(paper, places);
  paper.closePath();
}
