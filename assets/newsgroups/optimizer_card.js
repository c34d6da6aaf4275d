// What an optimizer does, as a picture: act 2's card, opened from where the word stands in act 3.

import { fitted } from "../region/canvas.js";
import { PICTURES } from "../region/card_pictures.js";
import { CARDS } from "../region/cards.js";
import { colour } from "../shared/colours.js";
import { button, make } from "../shared/dom.js";

/** @import { Component } from "../shared/types.js" */
/** @typedef {{ colours: Record<string, string>, optimizer: string }} Data */

const CARD = /** @type {import("../region/cards.js").Card} */ (CARDS.find((each) => each.id === "optimizer"));
const OPTIONS = CARD.controls[0].options ?? [];

export default function mount(/** @type {Component<Data>} */ { data, parentElement }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  colour(root, data.colours);
  root.classList.add("optimizers");
  const canvas = /** @type {HTMLCanvasElement} */ (make("canvas", { role: "img" }));
  const says = make("p", { "aria-live": "polite" });
  const names = OPTIONS.map(({ value, label }) => ({ value, node: button(label, () => show(value)) }));
  let shown = OPTIONS.some(({ value }) => value === data.optimizer) ? data.optimizer : "rmsprop";
  const show = (/** @type {string} */ value) => {
    shown = value;
    for (const { node, value: own } of names) node.setAttribute("aria-pressed", String(own === value));
    const option = OPTIONS.find((each) => each.value === value);
    says.textContent = option ? `${option.label}. ${option.text}` : "";
    canvas.setAttribute("aria-label", `The way of ${option?.label} through a long valley, the others faint`);
    draw();
  };
  const draw = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    const scene = { settings: { optimizer: shown }, net: null, run: null, colours: data.colours };
    if (width) PICTURES.valley(fitted(canvas, width, height), width, height, scene);
  };
  const row = make(
    "div",
    { class: "names", role: "group", "aria-label": "Optimizer" },
    ...names.map(({ node }) => node)
  );
  root.replaceChildren(make("p", {}, CARD.text), row, says, canvas);
  show(shown);
  const resized = new ResizeObserver(draw);
  resized.observe(canvas);
  return () => resized.disconnect();
}
