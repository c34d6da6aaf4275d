// One post on its way through the act, which is also the way from view to view: its text, the words kept, their columns,
// the layers, the 20 bars; beside them the views that compare models. Built once; after that only what changed moves.

import { colour } from "../shared/colours.js";
import { follow, offer, tell } from "../shared/live.js";
import { argmax, logPlace, percent } from "./numbers.js";
import { element, light, paint, wordAt, words } from "./parts.js";

/** @import { Component } from "../shared/types.js" */
/** @import { Piece } from "./parts.js" */

/**
 * @typedef {object} Sample what a network says of the post at one epoch
 * @property {number} epoch
 * @property {number[]} probabilities
 * @property {Record<string, number>} effects
 * @property {number[][]} layers
 *
 * @typedef {object} Data
 * @property {Record<string, string>} colours
 * @property {string} view the one that is open
 * @property {string} whose post it is: an example, or the visitor's own text
 * @property {string} text
 * @property {Piece[]} pieces
 * @property {Record<string, number>} columns of the words that have one
 * @property {number} width how many columns there are
 * @property {string[]} classes
 * @property {[string, number[]][]} blocks
 * @property {Sample | null} sample
 * @property {string} said of the network: which one, and whether it is recorded
 * @property {[string, string][]} more the other views, and what is beside each name
 */

const STATIONS = ["Posts", "Tokens", "Vectors", "Train", "Test"];
/** @type {WeakMap<HTMLElement, string>} what a picture was built from */
const built = new WeakMap();

/** @param {string} view */
function station(view) {
  const made = element("button", "station");
  made.dataset.view = view;
  const title = element("span", "head", view);
  title.append(element("span", "note"));
  made.append(title, element("span", "picture"));
  made.setAttribute("aria-label", view);
  return made;
}

/** @param {HTMLElement} root @param {Data} data */
function build(root, data) {
  const nav = element("nav", "pipeline");
  nav.setAttribute("aria-label", "The act's views");
  nav.append(...STATIONS.map(station));
  const more = element("div", "more");
  for (const [view] of data.more) {
    const link = element("button", "link", view);
    link.dataset.view = view;
    link.append(element("span", "note"));
    more.append(link);
  }
  nav.append(more);
  const rail = element("span", "rail"); // how much of the way is in sight, where it scrolls
  rail.append(element("i"));
  root.replaceChildren(nav, rail);
  nav.onscroll = () => along(root);
  const [post, kept, columns, layers, classes] = nav.querySelectorAll(".picture");
  post.append(element("b", "", `${data.whose}: `), data.text);
  kept.append(...words(data.pieces));
  kept.classList.add("kept-words");
  columns.append(...columnTicks(data));
  layers.append(...(data.sample?.layers ?? []).map(() => element("canvas")));
  classes.append(...classBars(data));
}

/** @param {Data} data */
function columnTicks(data) {
  const bar = element("span", "columns");
  for (const [word, column] of Object.entries(data.columns)) {
    const tick = element("i");
    tick.dataset.word = word;
    tick.title = `${word}: column ${column.toLocaleString("en-US")}`;
    tick.style.left = `${(100 * (0.01 + 0.98 * logPlace(column, data.width))).toFixed(2)}%`;
    bar.append(tick);
  }
  const axis = element("span", "axis");
  for (const mark of [10, 100, 1000, 10_000]) {
    if (mark > data.width) break;
    const label = element("span", "", mark.toLocaleString("en-US"));
    label.style.left = `${98 * logPlace(mark, data.width) + 1}%`;
    axis.append(label);
  }
  return [bar, axis];
}

/** @param {Data} data */
function classBars(data) {
  const box = element("span", "towers");
  const labels = element("span", "blocks");
  for (const [name, numbers] of data.blocks) {
    const block = element("span", "block");
    for (const k of numbers) {
      const tower = element("i");
      tower.dataset.class = String(k);
      tower.title = data.classes[k];
      block.append(tower);
    }
    block.style.flexGrow = String(numbers.length);
    const label = element("span", "", numbers.length > 1 ? name : "");
    label.style.flexGrow = String(numbers.length);
    labels.append(label);
    box.append(block);
  }
  return [element("span", "winner"), box, labels];
}

/** Shows where in the way the screen is: a fade at each end that goes on, and the rail below. @param {HTMLElement} root */
function along(root) {
  const strip = root.querySelector(".pipeline");
  const thumb = root.querySelector(".rail i");
  if (!(strip instanceof HTMLElement && thumb instanceof HTMLElement)) return;
  const { scrollLeft, clientWidth, scrollWidth } = strip;
  const after = scrollWidth - clientWidth - scrollLeft;
  const edge = strip.getBoundingClientRect().left;
  const whole = [...strip.children].some((card) => Math.abs(card.getBoundingClientRect().left - edge) < 6);
  strip.style.setProperty("--before", scrollLeft > 20 && !whole ? "24px" : "0px");
  strip.style.setProperty("--after", after > 20 ? "40px" : "0px");
  thumb.style.width = `${(100 * clientWidth) / scrollWidth}%`;
  thumb.style.marginLeft = `${(100 * scrollLeft) / scrollWidth}%`;
}

/** @param {HTMLElement} root @param {Data} data */
function update(root, data) {
  colour(root, data.colours);
  for (const link of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-view]"))) {
    if (link.dataset.view === data.view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const lit = Object.keys(data.columns).length;
  const kept = data.pieces.filter(([, kind]) => kind && kind !== "dropped").length;
  const tokens = data.pieces.filter(([text]) => text.trim()).length; // words, numbers and punctuation marks
  const notes = [
    `${tokens} tokens`,
    `${kept} kept`,
    `${lit} of ${data.width.toLocaleString("en-US")}`,
    data.sample ? sizes(data.sample.layers.map((layer) => layer.length)) : "not trained",
    data.said
  ];
  root.querySelectorAll(".station .note").forEach((note, i) => {
    note.textContent = notes[i];
  });
  root.querySelectorAll(".more .note").forEach((note, i) => {
    note.textContent = data.more[i][1];
  });
  if (data.sample) show(root, data, data.sample);
}

/** Sizes of the hidden layers in the width of a card: many equal ones as a product. @param {number[]} layers */
export function sizes(layers) {
  if (!layers.length) return "no hidden layer";
  const equal = layers.every((size) => size === layers[0]);
  return equal && layers.length > 2 ? `${layers.length} × ${layers[0]}` : layers.join(" · ");
}

/** @param {HTMLElement} root @param {Data} data @param {Sample} sample */
function show(root, data, sample) {
  const top = argmax(sample.probabilities);
  for (const tower of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".towers i"))) {
    const k = Number(tower.dataset.class);
    tower.style.height = `${Math.max(2, 100 * sample.probabilities[k])}%`;
    tower.classList.toggle("top", k === top);
    tower.title = `${data.classes[k]} ${percent(sample.probabilities[k])}`;
  }
  const winner = root.querySelector(".winner");
  if (winner) winner.textContent = `${data.classes[top]} ${percent(sample.probabilities[top])}`;
  const kept = root.querySelector(".kept-words");
  if (kept) paint(kept, sample.effects);
  sample.layers.forEach((layer, i) => {
    units(root.querySelectorAll("canvas")[i], layer, data.colours);
  });
  root
    .querySelector('[data-view="Test"]')
    ?.setAttribute("aria-label", `Test: the network says ${data.classes[top]}, ${percent(sample.probabilities[top])}`);
}

/**
 * A hidden layer as a grid of its units, each as deep as its output.
 * @param {HTMLCanvasElement | undefined} canvas
 * @param {number[]} layer
 * @param {Record<string, string>} colours
 */
function units(canvas, layer, colours) {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) return;
  const across = Math.max(1, Math.round(Math.sqrt(layer.length / 2)));
  const down = Math.ceil(layer.length / across);
  const size = 10;
  canvas.width = across * size;
  canvas.height = down * size;
  const most = Math.max(...layer.map(Math.abs), 1e-6);
  layer.forEach((value, i) => {
    const [x, y] = [(i % across) * size, Math.floor(i / across) * size];
    context.globalAlpha = 1;
    context.fillStyle = colours.line;
    context.fillRect(x + 1, y + 1, size - 2, size - 2);
    context.globalAlpha = Math.abs(value) / most;
    context.fillStyle = value < 0 ? colours.neg : colours.act;
    context.fillRect(x + 1, y + 1, size - 2, size - 2);
  });
}

export default function mount(/** @type {Component<Data>} */ { data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  const from = JSON.stringify([
    data.whose,
    data.text,
    data.pieces,
    data.columns,
    data.sample?.layers.length,
    data.more.length
  ]);
  if (built.get(root) !== from) build(root, data);
  built.set(root, from);
  update(root, data);
  root.onclick = ({ target }) => {
    const link = target instanceof Element ? target.closest("[data-view]") : null;
    if (link instanceof HTMLElement && link.dataset.view !== data.view) setTriggerValue("view", link.dataset.view);
  };
  root.onpointerover = ({ target }) => light(root, wordAt(target));
  root.onpointerleave = () => light(root, "");
  const current = root.querySelector("[aria-current]");
  const strip = root.querySelector(".pipeline");
  const card = current?.closest(".more") ?? current;
  if (card && strip && strip.scrollWidth > strip.clientWidth) {
    strip.scrollLeft += card.getBoundingClientRect().left - strip.getBoundingClientRect().left - 2;
  }
  along(root);
  const shown = (/** @type {Event} */ event) => show(root, data, /** @type {CustomEvent} */ (event).detail);
  stops.get(root)?.();
  window.addEventListener("glassnet:sample", shown); // the training's slider moves this picture too
  if (data.view !== sentHere) tell("newsgroups", { view: data.view });
  const stopFollowing = follow("newsgroups", ({ view }) => {
    sentHere = view;
    if (view !== data.view) setTriggerValue("view", view);
  });
  const stopOffering = offer("newsgroups", () => (data.sample ? [asked(data, data.sample)] : []));
  const stop = () => {
    window.removeEventListener("glassnet:sample", shown);
    stopFollowing();
    stopOffering();
  };
  stops.set(root, stop);
  return stop;
}

/** @type {WeakMap<HTMLElement, () => void>} */
const stops = new WeakMap();
let sentHere = ""; // the view that a teacher's screen has asked for

/**
 * What a class may be asked about the post: the network's four likeliest answers, in alphabetical order.
 * @param {Data} data
 * @param {Sample} sample
 * @returns {import("../shared/live.js").Question}
 */
export function asked({ classes, text }, { probabilities }) {
  const likeliest = classes.map((_, k) => k).sort((a, b) => probabilities[b] - probabilities[a]);
  return {
    id: `newsgroup of ${text.slice(0, 40)}`,
    label: "Which newsgroup does the network say?",
    text: `Which newsgroup does the network say of this post? ${text.slice(0, 400)}`,
    kind: "choice",
    options: likeliest
      .slice(0, 4)
      .map((k) => classes[k])
      .sort(),
    right: classes[likeliest[0]]
  };
}
