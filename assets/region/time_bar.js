/** The bar under a film: play, a frame back and on, its epochs as a slider; and the keys that do the same. */
import { button, make, write } from "../shared/dom.js";
import { icon } from "./canvas.js";
import { epochName } from "./format.js";

const SPEEDS = [0.25, 0.5, 1, 2, 4];

export class TimeBar {
  /** @param {import("./player.js").Player} player @param {{speeds?: boolean, more?: HTMLElement[]}} [how]  more: buttons at its end */
  constructor(player, { speeds = false, more = [] } = {}) {
    this.player = player;
    this.play = button("play", () => player.toggle(), { class: "play" }, icon("play"));
    this.slider = make("input", {
      type: "range",
      min: 0,
      step: "any",
      class: "line",
      "aria-label": "epoch",
      oninput: () => player.go(Number(this.slider.value))
    });
    this.now = make("b");
    this.all = make("span");
    this.where = make("output", { class: "where" }, "epoch ", this.now, this.all);
    const speed = make(
      "select",
      {
        "aria-label": "speed",
        title: "speed",
        onchange: () => {
          player.speed = Number(speed.value);
        }
      },
      ...SPEEDS.map((v) => make("option", { value: v, selected: v === 1 }, `${v}×`))
    );
    this.node = make(
      "div",
      { class: "time", "data-part": "player" },
      this.play,
      button("one frame back", () => player.step(-1), { class: "step" }, icon("back")),
      button("one frame on", () => player.step(1), { class: "step" }, icon("on")),
      this.slider,
      this.where,
      ...(speeds ? [speed] : []),
      ...more
    );
  }

  /** @param {number} frame the epoch of the frame on screen @param {number} end of the training @param {HTMLElement} page  is told too */
  show(frame, end, page) {
    const { player, slider } = this,
      { epoch, playing } = player,
      now = epochName(playing && epoch > 1 ? Math.floor(epoch) : frame);
    slider.max = String(player.last || 1);
    slider.value = String(player.place);
    slider.style.setProperty("--p", `${(100 * player.place) / (player.last || 1)}%`);
    slider.setAttribute("aria-valuetext", `epoch ${now} of ${end}`);
    write(this.now, now);
    write(this.all, ` / ${end}`);
    page.dataset.epoch = String(epoch);
    page.dataset.playing = String(playing);
    const name = playing ? "pause" : player.place >= player.last ? "play again" : "play";
    if (this.play.getAttribute("aria-label") === name) return;
    this.play.setAttribute("aria-label", name);
    this.play.title = `${name} (Space)`;
    this.play.replaceChildren(icon(name === "pause" ? "pause" : name === "play" ? "play" : "again"));
  }

  /** @returns {import("../shared/keys.js").Key[]} */
  keys() {
    const { player } = this;
    return [
      { keys: [" "], does: "play or pause", run: () => player.toggle() },
      { keys: ["ArrowLeft", "PageUp"], does: "one frame back", run: () => player.step(-1) },
      { keys: ["ArrowRight", "PageDown"], does: "one frame on", run: () => player.step(1) },
      { keys: ["Home"], does: "to the first weights", run: () => player.go(0) },
      { keys: ["End"], does: "to the end of training", run: () => player.go(player.last) }
    ];
  }
}
