// The end of the act: the loss before and after one update, and the same update five hundred times, as a curve that falls.

import { button, drawn, make, still } from "../shared/dom.js";
import { train } from "./compute.js";
import { cellText } from "./numbers.js";

const UPDATES = 500;
const NEAR = 6; // steps before the end from which on the training is worked out ahead
/** Milliseconds: the first loss stands, the first update is taken slowly, the rest runs. */
const TIME = { hold: 500, first: 1000, rest: 4200 };

/** Whether a step is the last of a whole pass. @param {any} payload @param {number} at */
export const isFinale = (payload, at) =>
  at === payload.steps.length - 1 && !payload.broken && "new_cce_loss" in payload.values;

/** The largest of 1, 2, 5, 10 ... that is not above a value. @param {number} value */
function roundStep(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([5, 2].find((step) => step * power <= value) ?? 1);
}

export class Finale {
  /** @param {any} stage */
  constructor(stage) {
    this.stage = stage;
    this.run = 0;
    /** @type {any} */ this.place = null;
    /** @type {any} */ this.svg = null;
  }

  /** What this pass's training gives; worked out once a payload. */
  history() {
    const { payload } = this.stage;
    if (this.of !== payload) {
      this.of = payload;
      this.trained = train(payload, UPDATES);
    }
    return /** @type {ReturnType<typeof train>} */ (this.trained);
  }

  /** Works it out while nothing else is to be done, for a reader who is nearly there. */
  foresee() {
    const { payload, at } = this.stage;
    const last = payload.steps.length - 1;
    if (this.of === payload || at <= last - NEAR || !isFinale(payload, last)) return;
    const idle = globalThis.requestIdleCallback ?? setTimeout;
    idle(() => payload === this.stage.payload && this.history());
  }

  stop() {
    this.run++;
  }

  /** Draws the box, with the whole curve. */
  draw() {
    this.stop();
    const { losses } = this.history();
    const big = (/** @type {string} */ text, className = "") => make("span", { class: `big ${className}` }, text);
    this.live = big("", "loss");
    this.when = make("div", { class: "label" });
    this.svg = drawn("svg", { class: "falling", role: "img" });
    const after = losses[1] ?? losses[0];
    const fell = losses.at(-1) ?? after;
    this.svg.setAttribute(
      "aria-label",
      `The loss over ${losses.length - 1} updates: ${cellText(losses[0])} at first, ${cellText(fell)} at the end.`
    );
    const head = make(
      "div",
      { class: "top" },
      make(
        "div",
        {},
        make("div", { class: "label" }, "one update"),
        big(cellText(losses[0])),
        make("small", {}, " → "),
        big(cellText(after), "loss")
      ),
      make("div", { class: "live" }, this.when, this.live)
    );
    const foot = make(
      "div",
      { class: "cta" },
      button("Run it again", () => this.play(), { class: "plain" }),
      make("span", {}, "You multiplied, bent, measured, went back and moved. There is nothing else in it."),
      this.stage.server.canGoOn && button("Act 2 →", () => this.stage.onward(), { class: "plain on" })
    );
    const { tries = [], changed } = this.stage.payload;
    this.tries = make("div", { class: "tries", role: "group", "aria-label": "what to try" });
    const offer = tries.length && !changed && this.stage.server.canAsk ? [this.tries] : [];
    this.offer(tries);
    this.stage.parts.finale.replaceChildren(head, this.svg, ...offer, foot);
    this.lay();
    this.upTo(losses.length - 1);
  }

  /** What to try, behind what the last try led to. @param {any[]} tries */
  offer(tries) {
    const { verdict } = this.stage.data;
    const offers = tries.map((each) => button(each.title, () => this.predict(each, tries), { class: "pill" }));
    this.tries.replaceChildren(
      verdict ? make("p", { class: "tried", role: "status" }, verdict) : "",
      "Try: ",
      ...offers
    );
  }

  /** Asks for a prediction; the answer makes the change. @param {any} chosen @param {any[]} tries */
  predict(chosen, tries) {
    const wish = (/** @type {string} */ guess) => () => this.stage.wish({ do: "try", key: chosen.key, guess });
    const choices = chosen.choices.map((/** @type {string[]} */ [guess, text]) =>
      button(text, wish(guess), { class: "pill" })
    );
    const off = button("not now", () => this.offer(tries), { class: "link" });
    this.tries.replaceChildren(make("span", {}, make("b", {}, `${chosen.title}. `), chosen.ask), ...choices, off);
    choices[0].focus({ preventScroll: true });
  }

  /** Axes and an empty curve, in the room there is. */
  lay() {
    const { losses } = this.history();
    const width = this.svg.clientWidth || 700;
    const height = this.svg.clientHeight || 180;
    const top = Math.max(1e-9, ...losses.filter(Number.isFinite));
    const bottom = 0; // as in the panel that goes on training: the two stand beside each other
    const left = 64;
    const x = (/** @type {number} */ k) => left + (k / Math.max(1, losses.length - 1)) * (width - left - 16);
    const y = (/** @type {number} */ v) => 12 + ((top - v) / (top - bottom)) * (height - 56);
    const label = (
      /** @type {number} */ px,
      /** @type {number} */ py,
      /** @type {string} */ text,
      anchor = "middle"
    ) => {
      const node = drawn("text", { x: px, y: py, "text-anchor": anchor });
      node.textContent = text;
      return node;
    };
    const apart = roundStep(top / 3);
    const steps = Array.from({ length: Math.floor(top / apart) + 1 }, (_, k) => k * apart);
    const decimals = Math.max(0, -Math.floor(Math.log10(apart))); // as many as tell the lines apart
    const rows = steps.flatMap((v) => [
      drawn("path", { d: `M${left} ${y(v)}H${width - 16}`, class: "axis" }),
      label(left - 8, y(v) + 5, cellText(v, decimals), "end")
    ]);
    const marks = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * (losses.length - 1)));
    const columns = [...new Set(marks)].map((k) => label(x(k), height - 20, String(k), k === 0 ? "start" : "middle"));
    const names = [label((left + width - 16) / 2, height - 4, "updates"), label(0, 0, "loss")];
    names[1].setAttribute("transform", `translate(11 ${y((top + bottom) / 2)}) rotate(-90)`);
    this.area = drawn("path", { class: "area" });
    this.line = drawn("path", { class: "curve" });
    this.head = drawn("circle", { r: 7, class: "point" });
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.replaceChildren(
      ...rows,
      ...columns,
      ...names,
      this.area,
      this.line,
      drawn("circle", { cx: x(0), cy: y(losses[0]), r: 5, class: "start" }),
      this.head
    );
    this.place = { x, y, bottom };
  }

  /** The curve up to one update. @param {number} k */
  upTo(k) {
    const { losses } = this.history();
    const { x, y, bottom } = this.place;
    const shown = losses.slice(0, k + 1).filter(Number.isFinite);
    const path = shown.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("");
    const end = shown.length - 1;
    this.line.setAttribute("d", path);
    this.area.setAttribute("d", `${path}L${x(end).toFixed(1)} ${y(bottom)}L${x(0)} ${y(bottom)}Z`);
    this.head.setAttribute("cx", x(end));
    this.head.setAttribute("cy", y(shown[end]));
    this.when.textContent = `after ${k} update${k === 1 ? "" : "s"}`;
    this.live.textContent = cellText(losses[k]);
  }

  /** Runs the updates: the curve falls, the network's weights move with it. */
  play() {
    const run = ++this.run;
    const { losses, values } = this.history();
    const end = losses.length - 1;
    if (still()) return this.upTo(end);
    const { stage } = this;
    let begun = 0;
    let last = -1;
    const frame = (/** @type {number} */ now) => {
      if (run !== this.run) return;
      begun ||= now;
      const t = (now - begun) * stage.motion.speed - TIME.hold;
      const k =
        t < 0
          ? 0
          : t < TIME.first
            ? Math.min(1, end)
            : Math.min(end, 1 + Math.floor((end - 1) * ((t - TIME.first) / TIME.rest) ** 1.35));
      if (k !== last) {
        last = k;
        this.upTo(k);
        if (k % 4 === 0 || k < 3 || k === end) this.showNetwork(values[k], losses[k]);
      }
      if (k < end) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  /** @param {any} values @param {number} loss */
  showNetwork(values, loss) {
    const instead = Object.fromEntries(Object.entries(values).map(([id, value]) => [`new_${id}`, value]));
    this.stage.network.show(this.stage.at, this.stage.sample, instead);
    this.stage.network.tellLoss(loss);
  }
}
