/** What the decision region's page says of a run. Every sentence follows from the run's own numbers. */

import { capital, count, decimal, epochName, percent, whole, word } from "./format.js";
import { fromArray, margin, netAt, scores, winners } from "./forward.js";
import { extent, gridOf } from "./surface.js";

/** @type {Record<string, {title: string, text: string}>} */
export const DATA = {
  quantiles: {
    title: "Gaussian quantiles",
    text: "A round cloud, cut by distance from its middle into classes of equal size, class 0 innermost."
  },
  shells: { title: "Shells", text: "One hollow ball inside another, with a gap between them." },
  octants: {
    title: "Octants",
    text: "Exclusive or in three dimensions: class 1 where an odd number of coordinates is negative."
  },
  rings: { title: "Rings", text: "Two rings linked like a chain: no plane can part them." },
  helices: { title: "Helix pair", text: "Two threads winding around one axis, half a turn apart." },
  blobs: { title: "Blobs", text: "Round clouds that overlap: some points cannot be told apart." },
  csv: { title: "Your points", text: "The rows of your file: three columns of numbers and a label." }
};

/**
 * How large each class's part of the cube is, the last class's left out, and through how many faces it goes.
 * @param {import("./forward.js").Net} net
 * @param {{low: number[], high: number[]}} box
 * @param {number} [n]
 */
export function shares(net, box, n = 24) {
  const grid = gridOf(n, box),
    z = scores(net, grid.total, grid.fill);
  return z.slice(0, -1).map((_, c) => ({ c, ...extent(margin(z, c), grid) }));
}

/**
 * The distance from the middle at which one class of Gaussian quantiles ends and the next begins, as the points have it.
 * @param {any} run
 * @returns {number[]} one per border; empty for other data
 */
export function radii(run) {
  if (run.settings.data !== "quantiles" || run.settings.noise) return [];
  const { x, label } = run.points.train,
    most = run.classes.slice(1).map(() => 0);
  label.forEach((/** @type {number} */ c, /** @type {number} */ k) => {
    if (c < most.length) most[c] = Math.max(most[c], Math.hypot(x[3 * k], x[3 * k + 1], x[3 * k + 2]));
  });
  return most;
}

/**
 * What the data are, with the border's radius where there is one.
 * @param {any} run
 */
export function aboutData(run) {
  const { data, classes } = run.settings,
    border = radii(run);
  if (data !== "quantiles" || !border.length) return DATA[data].text;
  const parts =
    classes === 2
      ? "The inner half is class 0, the outer half class 1"
      : `From the middle outwards: classes ${run.classes.join(", ")}, equally many points each`;
  return `Gaussian quantiles: a round cloud cut by distance from its middle. ${parts}. ${border.length === 1 ? "The true border is a sphere" : "The true borders are spheres"} of radius ${border.map((r) => r.toFixed(2)).join(" and ")}.`;
}

/** How many points are drawn of each set, at most. */
export const DRAWN_POINTS = 700;

/** What the data are, and how many of their points are drawn. @param {any} run */
export function drawnPoints(run) {
  const { train } = run.n;
  const drawn = train > DRAWN_POINTS ? `${whole(DRAWN_POINTS)} of ${whole(train)}` : `All ${whole(train)}`;
  return `${aboutData(run)} ${drawn} training points are drawn.`;
}

/**
 * The sentence under the cube.
 * @param {any} run
 * @param {number} frame
 * @param {number} [dead] how many hidden units are dead at the end
 */
export function said(run, frame, dead = 0) {
  const at = run.at[frame],
    { train, test } = run.curves,
    epoch = run.epochs[frame],
    last = frame === run.epochs.length - 1;
  if (Number.isNaN(train.loss[at]))
    return ["", `Epoch ${epochName(epoch)}: the network’s output is not a number any more. ${advised(run, epoch)}`];
  const right = percent(train.accuracy[at]);
  if (epoch === 0)
    return [
      right,
      ` of ${whole(run.n.train)} points are classified correctly by the ${run.settings.init === "zero" ? "first weights, all 0" : "random first weights"}. ${run.settings.epochs ? "Watch it find out." : "No epoch was asked for, so it stays there."}`
    ];
  if (!last || !run.complete) {
    const noted = advised(run, epoch);
    return [
      right,
      ` of the points are classified correctly after ${epochWords(epoch)}, loss ${decimal(train.loss[at])}. ${noted || motion(run, at)}`
    ];
  }
  return [
    right,
    ` of ${whole(run.n.train)} points are classified correctly, ${percent(test.accuracy[at])} of ${whole(run.n.test)} unseen ones. ${advised(run, epoch) || shape(run, frame, dead)}`
  ];
}

/** @param {number} e */
const epochWords = (e) => (Number.isInteger(e) ? count(e, "epoch") : `${epochName(e)} epochs`);

/** The weightiest finding that has set in. @param {any} run @param {number} epoch */
function advised(run, epoch) {
  const found = run.findings.filter((/** @type {any} */ finding) => finding.epoch <= epoch + 1e-9);
  const first = found.find((/** @type {any} */ finding) => finding.whole) ?? found[found.length - 1];
  return first ? `${first.say} ${first.advice}` : "";
}

/** @param {any} run @param {number} at */
function motion(run, at) {
  const { accuracy } = run.curves.train,
    before = accuracy[Math.max(0, at - 3)],
    end = accuracy[accuracy.length - 1];
  if (accuracy[at] - before > 0.015) return "The region is closing in.";
  return end - accuracy[at] > 0.01 ? "It is still being cut to shape." : "Only the corners still move.";
}

/**
 * Why the region looks as it does, and why it is not perfect.
 * @param {any} run
 * @param {number} frame
 * @param {number} dead
 */
export function shape(run, frame, dead) {
  const { activation, units } = run.settings,
    n = units[0] ?? 0;
  if (!n || activation === "linear")
    return "Without a bend between the layers each score is one weighted sum: every border is a flat plane.";
  if (activation !== "relu" && activation !== "leaky relu")
    return `${capital(activation)} bends smoothly, so the border is curved.`;
  const folds = `${word(n)} unit${n === 1 ? "" : "s"} fold${n === 1 ? "s" : ""} space along ${word(n)} plane${n === 1 ? "" : "s"}`;
  const again = units.length > 1 ? ", the next layer again" : "";
  const bent = `The faces are flat: ${folds}${again}.`;
  const border = radii(run);
  if (border.length !== 1 || dead) return bent;
  const near = nearBorder(run, frame, border[0]);
  if (!near.wrong) return bent;
  return `${bent} They only come near the true border, a sphere of radius ${border[0].toFixed(2)}: ${most(near.share)} the wrong points lie within ${NEAR} of it.`;
}

export const NEAR = 0.3;

/** How many of some, so that "all" is said of all alone. @param {number} share */
const most = (share) => (share === 1 ? "all" : share > 0.995 ? "nearly all" : `${percent(share, 0)} of`);

/**
 * Of the wrong points, how large a share lies near the true border.
 * @param {any} run
 * @param {number} frame
 * @param {number} radius
 */
export function nearBorder(run, frame, radius) {
  const { x, label } = run.points.train,
    answers = winners(scores(netAt(run, frame), label.length, fromArray(x)));
  let wrong = 0,
    near = 0;
  answers.forEach((answer, k) => {
    if (answer === label[k]) return;
    wrong++;
    if (Math.abs(Math.hypot(x[3 * k], x[3 * k + 1], x[3 * k + 2]) - radius) <= NEAR) near++;
  });
  return { wrong, share: near / (wrong || 1) };
}

/**
 * Everything the picture shows, in words, for those who do not see it.
 * @param {any} run
 * @param {number} frame
 * @param {{c: number, share: number, faces: number}[]} region
 */
export function account(run, frame, region) {
  const at = run.at[frame],
    { train, test } = run.curves,
    epoch = epochName(run.epochs[frame]);
  if (Number.isNaN(train.loss[at])) return `Epoch ${epoch}: the network’s output is not a number any more.`;
  const parts = region.map(({ c, share, faces }) => {
    const fills = share === 0 ? "has no part of the cube" : `fills ${percent(share, share < 0.1 ? 1 : 0)} of the cube`;
    const ends =
      share === 0
        ? ""
        : share === 1
          ? ": there is no border"
          : faces
            ? `, open through ${faces} of its 6 faces`
            : ", closed on all sides";
    return `the region of class ${run.classes[c]} ${fills}${ends}`;
  });
  return `At epoch ${epoch}, ${percent(train.accuracy[at])} of ${whole(run.n.train)} training points and ${percent(test.accuracy[at])} of ${whole(run.n.test)} unseen ones are classified correctly, loss ${decimal(train.loss[at])}. ${capital(parts.join("; "))}.`;
}
