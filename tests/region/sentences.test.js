// What act 2 says: of a run, of many seeds, of two runs, of an experiment. Every sentence is held against the run it is about.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CARDS, counted, firstSentence, meant, nearest, SLIDERS, summary } from "../../assets/region/cards.js";
import { accuracyAt, first, gap, names, values, verdict, widest } from "../../assets/region/difference.js";
import { EXPERIMENTS } from "../../assets/region/experiments.js";
import { meant as fateMeant, groups, luck, result } from "../../assets/region/fates.js";
import { netAt } from "../../assets/region/forward.js";
import { againstLoss, oneResult, wholeEpochs } from "../../assets/region/measuring_panel.js";
import { frameAt, Player, placeOf } from "../../assets/region/player.js";
import { RegionView } from "../../assets/region/region_view.js";
import { sorted } from "../../assets/region/seeds_order.js";
import { KINDS } from "../../assets/region/trainer/diagnosis.js";
import { CHOICES, LESSON, RANGES } from "../../assets/region/trainer/settings.js";
import { numberOf, unitsOf } from "../../assets/region/typed.js";
import { aboutData, account, drawnPoints, nearBorder, radii, said, shares } from "../../assets/region/words.js";
import { filmOf, netOf } from "./runs.js";

const last = (/** @type {{epochs: ArrayLike<number>}} */ run) => run.epochs.length - 1;

test("the lesson's run: how good, why flat, why not perfect", () => {
  const run = filmOf();
  const [bold, rest] = said(run, last(run));
  assert.equal(bold, "94.55%");
  assert.match(rest, /of 10,000 points are classified correctly, 96\.00% of 100 unseen ones/);
  assert.match(rest, /four units fold space along four planes, the next layer again/);
  const [radius] = radii(run);
  assert.ok(Math.abs(radius - 1.538) < 0.02); // the median of a chi distribution with three degrees of freedom
  assert.match(rest, new RegExp(`radius ${radius.toFixed(2)}`));
  assert.match(aboutData(run), /inner half is class 0, the outer half class 1/);
  assert.match(drawnPoints(run), /700 of 10,000 training points are drawn/);
  const { wrong, share } = nearBorder(run, last(run), radius);
  assert.ok(wrong > 150 && wrong < 290); // 5.45% of the 4,000 shown, give or take
  assert.ok(share > 0.8);
  const told = share === 1 ? "all" : share > 0.995 ? "nearly all" : `${Math.round(100 * share)}% of`;
  assert.ok(rest.includes(`: ${told} the wrong points lie`));
});

test("loss is said to fall on only where it does", () => {
  const dead = filmOf({ seed: 42, data_seed: 11 });
  const ends = wholeEpochs(dead.curves.epochs);
  assert.match(againstLoss(dead, ends), /accuracy changed by 0\.00 percentage points and loss by 0\.00%\.$/);
  const surer = { curves: { train: { accuracy: [0.9, 0.9, 0.9, 0.9], loss: [0.5, 0.4, 0.3, 0.2] } } };
  assert.match(againstLoss(surer, [0, 1, 2, 3]), /right classes get more probability/);
});

test("one result is told with its own figures, and that it cannot tell luck", () => {
  const run = filmOf();
  const ends = wholeEpochs(run.curves.epochs);
  const { loss } = run.curves.train;
  const [before, end] = ends.slice(-2);
  const told = oneResult(run, ends, 0);
  assert.ok(told.includes(`it fell by ${(100 * (1 - loss[end] / loss[before])).toFixed(2)}%`));
  assert.match(told, /Are units dead\? None\./);
  assert.match(told, /lie within 0\.3 of the true border\..* luck/);
  assert.match(oneResult(run, ends, 3), /Are units dead\? 3 of 8\./);
});

test("where a whole layer is dead, what still learns is said, and so it is", () => {
  const run = filmOf({ units: [2, 2], seed: 3, samples: 500, epochs: 5 });
  const { epoch, say } = /** @type {any} */ (run.findings.find((/** @type {any} */ each) => /^Both/.test(each.say)));
  assert.match(
    say,
    /hidden layer 2 are dead: .* no weight has a gradient, and the output biases alone learn how common/
  );
  const [first, end] = [run.epochs.findIndex((/** @type {number} */ each) => each >= epoch), last(run)].map(
    (frame) => netAt(run, frame).weights
  );
  const moved = [...end].map((w, i) => w !== first[i]);
  assert.ok(moved.slice(0, -2).every((is) => !is));
  const nearly = filmOf({ seed: 42, data_seed: 11 });
  assert.match(
    nearly.findings[0].say,
    /fewer than one point in a hundred\. So nearly every point gets the same answer\./
  );
});

test("the first frame promises, a frame on the way tells, a stopped number says so", () => {
  assert.match(said(filmOf(), 0)[1], /random first weights\. Watch it find out/);
  assert.match(said(filmOf({ epochs: 0 }), 0)[1], /No epoch was asked for/);
  assert.match(said(filmOf(), 15)[1], /after .* epochs?, loss/);
  const wild = filmOf({ lr: 1e9 });
  assert.match(said(wild, last(wild)).join(""), /not a number|rises/);
});

test("what has no bend is called flat, what bends smoothly curved", () => {
  const flat = filmOf({ units: [], samples: 300, data: "blobs" });
  assert.match(said(flat, last(flat))[1], /flat plane|overlap/);
  const smooth = filmOf({ activation: "tanh", init: "glorot", lr: 0.1 });
  assert.match(said(smooth, last(smooth))[1], /border is curved/);
});

test("the account for those who do not see it counts the region's openings", () => {
  const run = filmOf();
  const region = shares(netAt(run, last(run)), run.box);
  assert.match(account(run, last(run), region), /The region of class 0 fills \d+% of the cube, closed on all sides/);
  assert.match(account(run, 0, [{ c: 0, share: 1, faces: 6 }]), /there is no border/);
});

test("seeds are grouped, counted and answered for", () => {
  /** @param {number} n @param {number} accuracy @param {string} fate @param {string} [kind] */
  const seed = (n, accuracy, fate, kind) => ({ seed: n, fate, why: kind ? { kind } : null, train: { accuracy } });
  const seeds = [
    seed(0, 0.95, "learnt"),
    seed(1, 0.94, "learnt"),
    seed(2, 0.5, "guessing", "dead units"),
    seed(3, 0.8, "in part", "standstill")
  ];
  assert.deepEqual(groups(seeds), [
    ["found it", 2],
    ["dead units", 1],
    ["standstill", 1]
  ]);
  assert.equal(
    result(seeds).join(""),
    "Of 4 seeds 2 find the border; half lie above 94.0%, the worst at 50.0%, the best at 95.0%."
  );
  assert.match(luck(seeds), /50% of the starts fail .* with five starts .* 1\.0 percentage points/);
  assert.match(luck(seeds.slice(0, 2)), /Every start finds it/);
  assert.match(luck(seeds.slice(2)), /No start finds the border/);
  assert.doesNotMatch(luck(seeds.slice(1)), /Among those/); // one alone has no spread
  assert.deepEqual(sorted([0, 1, 2, 3], seeds, "fate"), [0, 1, 2, 3]);
  assert.deepEqual(sorted([0, 1, 2, 3, 9], seeds, "accuracy"), [0, 1, 3, 2, 9]);
});

test("every group that a seed can fall into is explained", () => {
  for (const kind of KINDS) assert.doesNotMatch(fateMeant(kind), /something else/, kind);
  for (const group of ["found it", "in part", "guessing"])
    assert.doesNotMatch(fateMeant(group), /something else/, group);
});

test("two runs: the gap is the difference of the two figures as they are written", () => {
  const [a, b] = [filmOf(), filmOf({ lr: 0.1 })];
  const written = (/** @type {any} */ run, /** @type {number} */ epoch) =>
    Number((100 * accuracyAt(run, epoch)).toFixed(2));
  for (const epoch of [0.029, 0.4, 1, 2.5, 17])
    assert.equal((100 * gap(a, b, epoch)).toFixed(2), (written(b, epoch) - written(a, epoch)).toFixed(2));
});

test("two runs: the widest gap is where no other epoch has a wider one", () => {
  const a = filmOf();
  const b = filmOf({ lr: 0.1 });
  const most = widest(a, b);
  for (const epoch of a.epochs) assert.ok(Math.abs(gap(a, b, epoch)) <= Math.abs(most.gap) + 1e-12);
  const words = verdict("lr", a, b);
  assert.match(words, /With learning rate 0\.1 accuracy ends 0\.\d\d percentage points higher/);
  assert.match(
    words,
    new RegExp(`from one seed each\\. Farthest apart: .* at epoch ${most.epoch < 1 ? "0" : most.epoch}`)
  );
  assert.match(verdict("lr", a, filmOf({ lr: 1e9 })), /stops being a number|lower/);
});

test("the second run always differs from the first", () => {
  for (const name of names(LESSON)) {
    const value = first(name, LESSON);
    assert.notDeepEqual(value, LESSON[name]);
    assert.ok(values(name, LESSON, value).length);
  }
});

test("an experiment's answer is one of its choices, and says what its run shows", () => {
  const lesson = { accuracy: 0.9455 };
  const answers = Object.fromEntries(
    EXPERIMENTS.map(({ id, change, choices, answer }) => {
      const run = filmOf(change);
      const given = answer({ run, fate: run.fate, region: shares(netAt(run, last(run)), run.box), lesson });
      assert.ok(choices.some(([choice]) => choice === given.choice));
      return [id, given];
    })
  );
  assert.equal(answers.few.choice, "open");
  assert.equal(answers.dead.choice, "stuck");
  assert.match(answers.dead.say, /dead/);
  const step = filmOf({ lr: 1 });
  const losses = step.curves.train.loss;
  assert.equal(answers.step.choice, losses[losses.length - 1] > 2 * losses[0] ? "breaks" : "restless");
});

test("two units in the first layer shut no body in, whatever their weights", () => {
  const box = { low: [-4, -4, -4], high: [4, 4, 4] };
  for (let seed = 1; seed <= 200; seed++) {
    const [{ share, faces }] = shares(netOf([3, 2, 4, 2], "relu", seed), box);
    assert.ok(share === 0 || faces >= 2, `seed ${seed}`);
  }
});

test("what a chip stands for is told where a pointer rests on it, in a whole sentence", () => {
  for (const card of CARDS) assert.match(firstSentence(card.text), /^[A-Z].{20,}\.$/);
});

test("every setting has a card, and a card's choices are the ones there are", () => {
  const controls = CARDS.flatMap((card) => card.controls);
  const set = new Set(controls.map(({ name }) => name));
  for (const name of Object.keys(LESSON)) assert.ok(set.has(name) || ["data", "csv"].includes(name), name);
  for (const { name, options } of controls)
    if (options)
      assert.deepEqual(
        options.map(({ value }) => value),
        [...CHOICES[name]]
      );
  for (const { name, values: list, card } of SLIDERS) {
    assert.ok(CARDS.some(({ id }) => id === card));
    const [low, high] = RANGES[name] ?? [0, Number.POSITIVE_INFINITY];
    assert.ok(list.every((v) => v >= low && v <= high));
    assert.deepEqual(counted({ ...LESSON, ...meant(LESSON, name, list[1]) }, name), list[1]);
  }
  assert.equal(nearest([1, 2, 4], 3.2), 2);
  assert.equal(summary("layers", { ...LESSON, units: [] }), "none");
});

test("numbers are read as people write them, and nothing else is", () => {
  assert.equal(numberOf("10,000"), 10_000);
  assert.equal(numberOf(" 1e-3 "), 0.001);
  for (const text of ["", "0x10", "1,00", "five", "1 2", "Infinity"]) assert.ok(Number.isNaN(numberOf(text)), text);
  assert.deepEqual(unitsOf("4, 4"), [4, 4]);
  assert.deepEqual(unitsOf("none"), []);
  assert.ok(unitsOf("4,x").some(Number.isNaN));
});

test("a run that is seen growing stays at the epoch that was watched; a film that begins anew goes to its end", () => {
  const player = new Player({ show: () => {}, rest: () => {} });
  const place = (/** @type {number} */ last, how = {}) =>
    RegionView.prototype.place.call(view, [...Array(last + 1).keys()], { fresh: false, growing: true, ...how });
  const view = { player };
  place(30, { growing: false });
  player.goTo(4);
  for (const last of [2, 3, 9]) place(last);
  place(30, { growing: false });
  assert.equal(player.epoch, 4);
  place(2, { fresh: true });
  place(30, { growing: false });
  assert.equal(player.epoch, 30);
  player.close();
});

test("time goes by frames: steps, ends, and stays where it was when a run is replaced", () => {
  const shown = [];
  const player = new Player({ show: (epoch) => shown.push(epoch), rest: () => {} });
  player.load([0, 0.5, 1, 2, 3]);
  player.step(1);
  player.step(1);
  assert.equal(player.epoch, 1);
  player.load([0, 1, 2, 3, 4, 5]);
  assert.equal(player.epoch, 1);
  player.go(99);
  assert.equal(player.epoch, 5);
  player.load([0, 1, 2, 3, 4, 5, 6, 7]);
  assert.equal(player.epoch, 7); // it was at the end
  player.goTo(3.4);
  assert.equal(player.epoch, 3);
  player.load([0, 1, 2]); // a run that grows: not yet as far
  assert.equal(player.epoch, 2);
  player.load([0, 1, 2, 3, 4, 5]);
  assert.equal(player.epoch, 3);
  player.close();
  assert.deepEqual(
    [0, 0.25, 1, 1.5, 9].map((epoch) => placeOf([0, 0.5, 1, 2], epoch)),
    [0, 0.5, 2, 2.5, 3]
  );
  assert.equal(frameAt([0, 0.1, 0.2], 0.2), 2);
});
