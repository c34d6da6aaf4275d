// The stage's parts on the screen: built once, filled again at every step.

import { button, drawn, make } from "../shared/dom.js";
import { icon } from "./icons.js";
import { asNumber, cellText } from "./numbers.js";
import { SPEEDS } from "./player.js";

/** The panels beside the stage: what the server calls them, their label here, their icon. */
export const PANELS = [
  ["sizes", "Sizes", "sizes", "Change the sizes"],
  ["mistakes", "Break it", "mistake", "Break it: make a mistake on purpose"],
  ["training", "Train", "train", "Go on training"],
  ["code", "Code", "code", "Maths, NumPy, Keras"],
  ["export", "Take away", "take", "Take away"]
];

/** The bar at the bottom. @param {any} stage */
function drawControls(stage) {
  const control = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ act, key = "") =>
    button(label, act, { class: `control ${name}`, title: key ? `${label} (${key})` : label }, icon(name));
  const play = control("play", "Play", () => stage.player.toggle(), "space");
  const first = control("first", "First step", () => stage.goTo(0), "Home");
  const back = control("back", "Step back", () => stage.back(), "←");
  const next = make(
    "button",
    { type: "button", class: "control next", title: "Next step (→)", onclick: () => stage.next(true) },
    make("span", {}, "Next"),
    icon("next")
  );
  const speed = make(
    "select",
    { "aria-label": "Speed", class: "speed opt", onchange: () => stage.player.setSpeed(Number(speed.value)) },
    SPEEDS.map((x) => make("option", { value: x, selected: x === 1 }, `${x}×`))
  );
  const jump = make("select", {
    "aria-label": "Go to step",
    class: "jump",
    onchange: () => stage.goTo(Number(jump.value))
  });
  const spot = make("span", { "aria-hidden": "true", class: "spot" });
  const leap = make("label", { class: "leap", title: "Go to any step" }, spot, jump);
  const how = button("Show how", () => stage.player.once(), {
    class: "plain opt how",
    title: "Show slowly how this step works (m)"
  });
  const predict = button("Predict first", () => stage.quiz.toggle(), {
    class: "plain opt",
    "aria-pressed": "false",
    title: "Hide each result until you have said what it will be (p)"
  });
  const straight = button("Straight way", () => stage.setStraight(!stage.straight), {
    class: "plain opt straight",
    "aria-pressed": "false",
    title: "Leave the detours out"
  });
  return {
    play,
    speed,
    jump,
    spot,
    predict,
    straight,
    next,
    first,
    back,
    all: [first, back, play, next, leap, how, predict, straight, speed]
  };
}

/** Loss before and after, what has been changed, and the ways back. @param {any} stage */
export function drawChip(stage) {
  const { payload, data, parts } = stage;
  const number = (/** @type {string} */ id) => (id in payload.values ? payload.values[id].data[0][0] : null);
  const [before, after] = [number("cce_loss"), number("new_cce_loss")];
  const worse = before !== null && after !== null && !(asNumber(after) <= asNumber(before));
  const { undo, redo, changed } = stage.history;
  const way = (/** @type {string} */ label, /** @type {string} */ wish, /** @type {boolean} */ on, title = "") =>
    button(label, () => stage.wish({ do: wish }), { class: "way-back", disabled: !on, title: title || null });
  const text = (/** @type {any} */ v) => (v === null ? "—" : cellText(v));
  parts.chip.classList.toggle("mine", changed);
  parts.chip.classList.toggle("worse", worse);
  const shown = [
    make(
      "span",
      { class: "losses" },
      make("span", { class: "word" }, "loss "),
      make("b", {}, text(before)),
      " → ",
      make("b", { class: "after" }, text(after))
    ),
    make("span", { class: "who" }, data.origin ?? (changed ? "your numbers" : "lesson’s numbers")),
    way("Undo", "undo", undo, "Ctrl Z"),
    redo ? way("Redo", "redo", redo, "Ctrl Y") : null,
    changed ? way("Reset", "lesson", changed, "Back to the lesson's numbers") : null
  ];
  parts.chip.replaceChildren(...shown.filter(Boolean));
}

/** @param {any} jump @param {any} payload */
export function fillJump(jump, payload) {
  const groups = payload.phases.map((/** @type {any} */ phase) => {
    const group = make("optgroup", { label: phase.title });
    payload.steps.forEach((/** @type {any} */ step, /** @type {number} */ k) => {
      const detour = step.detour ? ` (${step.detour})` : "";
      if (step.phase === phase.id)
        group.append(make("option", { value: k, "data-id": step.id }, `${k + 1} · ${step.title}${detour}`));
    });
    return group;
  });
  jump.replaceChildren(...groups.filter((/** @type {any} */ group) => group.children.length));
}

/** @param {any} stage */
function drawRail(stage) {
  const entries = PANELS.map(([id, label, picture, title]) =>
    button(
      title,
      () => stage.openPanel(id),
      { class: "rail-button", "data-panel": id, "aria-expanded": "false", title },
      icon(picture),
      make("span", {}, label)
    )
  );
  return make("nav", { class: "rail", "data-part": "drawer", "aria-label": "Go further" }, entries);
}

/** The whole stage, empty. @param {any} stage */
export function build(stage) {
  const controls = drawControls(stage);
  const parts = {
    controls,
    timeline: make("nav", { class: "timeline", "data-part": "timeline", "aria-label": "Phases of the pass" }),
    title: make("h2", { class: "title", tabindex: "-1" }),
    subtitle: make("span", { class: "subtitle" }),
    context: make("div", {
      class: "context",
      "data-part": "formula",
      tabindex: "0",
      role: "group",
      "aria-label": "The expression, with the part computed here marked"
    }),
    code: make("pre", { class: "code", tabindex: "0", role: "group", "aria-label": "The NumPy line" }),
    network: drawn("svg", { class: "network", role: "img" }),
    samples: make("div", { class: "samples", role: "group", "aria-label": "Sample shown in the network" }),
    equation: make("div", { class: "equation", role: "group", "aria-label": "Operands and result" }),
    equationZone: make("div", { class: "equation-zone" }),
    sum: make("div", { class: "sum", role: "group", "aria-label": "Arithmetic of one number" }),
    question: make("div", { class: "question", hidden: true }),
    trail: make("div", { class: "trail", hidden: true }),
    arithmetic: make("div", { class: "arithmetic" }),
    flat: make("div", { class: "flat", "aria-hidden": "true" }),
    finale: make("div", { class: "finale" }),
    words: make("div", { class: "words", "data-part": "words" }),
    chip: make("div", { class: "chip", "data-part": "chip", role: "group", "aria-label": "Loss and changes" }),
    status: make("div", { class: "unseen", "aria-live": "polite" }),
    fly: make("div", { class: "fly", "aria-hidden": "true" }),
    rail: drawRail(stage)
  };
  parts.equationZone.append(parts.equation);
  parts.sum.append(parts.question, parts.trail, parts.arithmetic, parts.flat);
  const more = button("More", () => stage.openPanel("sizes"), { class: "control more-panels" }, "···");
  const head = make("div", { class: "top" }, parts.title, parts.subtitle, parts.context, parts.code);
  const net = make("div", { class: "net", "data-part": "network" }, parts.network, parts.samples);
  const right = make("div", { class: "right" }, parts.equationZone, parts.sum, parts.finale);
  const main = make(
    "div",
    { class: "main" },
    parts.timeline,
    head,
    make("div", { class: "two" }, net, right),
    parts.words
  );
  const player = make(
    "div",
    { class: "player", "data-part": "player", role: "group", "aria-label": "Move through the pass" },
    controls.all,
    parts.chip,
    more
  );
  const frame = make(
    "section",
    { class: "stage", "aria-label": "One pass, step by step" },
    main,
    parts.rail,
    player,
    parts.fly,
    parts.status
  );
  return { ...parts, frame };
}
