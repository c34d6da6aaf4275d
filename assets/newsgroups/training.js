// A training as one post lives through it: its words, its 20 bars and the loss, epoch by epoch. Recorded or going on,
// the epochs are the same; while one goes on, the newest is shown as it comes, until somebody takes hold of the slider.

import { colour } from "../shared/colours.js";
import { follow, tell } from "../shared/live.js";
import { lossChart } from "./loss_chart.js";
import { argmax, percent } from "./numbers.js";
import { bars, element, fill, light, paint, wordAt, words } from "./parts.js";

/** @import { Component } from "../shared/types.js" */
/** @import { Piece } from "./parts.js" */
/** @import { Sample } from "./pipeline.js" */
/** @import { Epoch } from "./loss_chart.js" */

/**
 * @typedef {object} Data
 * @property {Record<string, string>} colours
 * @property {string} title which model
 * @property {Piece[]} pieces of the post
 * @property {string[]} classes
 * @property {string[]} short the classes' names as the bars write them
 * @property {[string, number[]][]} blocks
 * @property {Sample[]} samples from epoch 0 on
 * @property {Epoch[]} history from epoch 1 on
 * @property {number | null} best
 * @property {number} planned epochs that the chart has room for
 * @property {number} asked epochs that the run was to have; of one that ended by itself, those it had
 * @property {boolean} live
 */

const TOP = 5; // classes that a phone shows unasked
const PACE = 750; // milliseconds an epoch is shown for

class Training {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.at = 0;
    this.held = false; // somebody moved the slider
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.playing = undefined;
    /** @type {Data | undefined} */
    this.data = undefined;
    /** @type {(() => void) | undefined} */
    this.following = undefined;
    /** @type {number[]} */
    this.order = [];
    /** @type {HTMLElement[]} */
    this.rows = [];
    this.text = element("div", "text");
    this.legend = element("div", "legend");
    const left = element("section", "panel");
    left.append(this.text, this.legend);
    this.verdict = element("div", "verdict");
    this.bars = element("div", "bars");
    const middle = element("section", "panel");
    this.rest = element("button", "rest");
    this.rest.onclick = () => this.all(!this.bars.classList.contains("all"));
    middle.append(this.verdict, this.bars, this.rest);
    this.measure = /** @type {"loss" | "accuracy"} */ ("loss");
    this.chart = element("div", "chart");
    this.choices = ["loss", "accuracy"].map((measure) => {
      const choice = element("button", "", measure === "loss" ? "Loss" : "Accuracy");
      choice.dataset.measure = measure;
      choice.onclick = () => {
        this.measure = /** @type {"loss" | "accuracy"} */ (measure);
        this.draw();
      };
      return choice;
    });
    const choices = element("div", "seg");
    choices.append(...this.choices);
    this.key = element("div", "key");
    this.key.append(element("span", "solid", "training"), element("span", "dashed", "validation"));
    const top = element("div", "chart-head");
    top.append(choices, this.key);
    const right = element("section", "panel");
    right.append(top, this.chart);
    new ResizeObserver(() => this.data && this.draw()).observe(this.chart);
    this.play = element("button", "play");
    this.play.onclick = () => this.toggle();
    this.slider = /** @type {HTMLInputElement} */ (document.createElement("input"));
    this.slider.type = "range";
    this.slider.min = "0";
    this.slider.setAttribute("aria-label", "epoch");
    this.slider.oninput = () => {
      this.stop();
      this.held = true;
      this.show(Number(this.slider.value));
      tell("newsgroups_training", { epoch: this.at });
    };
    this.epoch = element("output");
    const player = element("div", "player");
    player.append(this.play, this.slider, this.epoch);
    this.root.classList.add("training");
    right.append(player);
    this.root.replaceChildren(left, middle, right);
    this.root.onpointerover = ({ target }) => light(this.root, wordAt(target));
  }

  /** @param {Data} data */
  update(data) {
    const before = this.data;
    const other = before?.title !== data.title || data.samples.length < before.samples.length;
    this.data = data;
    colour(this.root, data.colours);
    if (other) {
      this.stop();
      this.held = false;
      this.order = data.blocks.flatMap(([, numbers]) => numbers);
      this.rows = bars(
        this.order.map((k) => data.classes[k]),
        this.order.map((k) => data.short[k])
      );
      this.bars.replaceChildren(...this.rows);
      this.all(false);
      this.text.replaceChildren(...words(data.pieces));
    }
    this.slider.max = String(Math.max(1, data.samples.length - 1));
    if (data.live ? !this.held : other) this.at = data.samples.length - 1;
    this.show(Math.max(0, Math.min(this.at, data.samples.length - 1)));
  }

  /** @param {boolean} shown whether a phone shows all classes, and not only the likeliest */
  all(shown) {
    this.bars.classList.toggle("all", shown);
    this.rest.textContent = shown ? `Top ${TOP}` : `${Math.max(0, this.rows.length - TOP)} more`;
    this.rest.setAttribute("aria-expanded", String(shown));
  }

  /** @param {number[]} probabilities in the order of the rows */
  rank(probabilities) {
    const order = probabilities.map((_, i) => i).sort((a, b) => probabilities[b] - probabilities[a]);
    order.forEach((i, rank) => {
      this.rows[i].style.setProperty("--rank", String(rank));
      this.rows[i].classList.toggle("low", rank >= TOP);
    });
  }

  /** @param {number} at */
  show(at) {
    this.at = at;
    const data = /** @type {Data} */ (this.data);
    const sample = data.samples[at];
    this.slider.value = String(at);
    this.epoch.textContent = at ? `epoch ${at} of ${data.asked}` : "before training";
    if (sample) {
      const ordered = this.order.map((k) => sample.probabilities[k]);
      fill(this.rows, ordered);
      this.rank(ordered);
      paint(this.text, sample.effects);
      const top = argmax(sample.probabilities);
      this.verdict.replaceChildren(element("b", "", data.classes[top]), ` ${percent(sample.probabilities[top])}`);
      this.legend.replaceChildren(
        element("span", "for", "+ speaks for"),
        element("span", "against", "− against"),
        ` ${data.classes[top]}`
      );
      window.dispatchEvent(new CustomEvent("glassnet:sample", { detail: sample }));
    }
    this.draw();
  }

  draw() {
    const data = /** @type {Data} */ (this.data);
    for (const choice of this.choices)
      choice.setAttribute("aria-pressed", String(choice.dataset.measure === this.measure));
    this.key.className = `key ${this.measure}`;
    this.play.textContent = this.playing ? "❚❚ Pause" : "▶ Play";
    this.play.hidden = data.live;
    const size = { width: this.chart.clientWidth, height: this.chart.clientHeight };
    this.chart.replaceChildren(lossChart(data.history, this.measure, this.at, data.best, data.planned, size));
  }

  /** @param {number} epoch that a teacher's screen shows */
  follow(epoch) {
    this.stop();
    this.held = true;
    if (this.data?.samples[epoch]) this.show(epoch);
  }

  toggle() {
    if (this.playing) return this.stop();
    const last = /** @type {Data} */ (this.data).samples.length - 1;
    if (this.at >= last) this.show(0);
    this.playing = setInterval(() => {
      if (this.at >= last) this.stop();
      else this.show(this.at + 1);
    }, PACE);
    this.draw();
  }

  stop() {
    clearInterval(this.playing);
    this.playing = undefined;
    if (this.data) this.draw();
  }
}

/** @type {WeakMap<HTMLElement, Training>} */
const drawn = new WeakMap();

export default function mount(/** @type {Component<Data>} */ { data, parentElement }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  const training = drawn.get(root) ?? new Training(root);
  drawn.set(root, training);
  training.update(data);
  training.following ??= follow("newsgroups_training", ({ epoch }) => training.follow(epoch));
  return () => {
    training.stop();
    training.following?.();
  };
}
