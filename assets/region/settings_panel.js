/** Everything act 2 can be set to: data sets as pictures, chips that open cards, five sliders that a hand can hold. */
import { button, make } from "../shared/dom.js";
import { withTerms } from "../shared/terms.js";
import { fitted, icon } from "./canvas.js";
import { mark, PICTURES } from "./card_pictures.js";
import { CARDS, counted, firstSentence, idle, meant, nearest, SLIDERS, summary } from "./cards.js";
import { points } from "./trainer/datasets.js";
import { changed, LESSON, MANY_CLASSES, problemOf, same } from "./trainer/settings.js";
import { numberOf, unitsOf } from "./typed.js";
import { DATA, drawnPoints } from "./words.js";

/**
 * @typedef {{settings: any, run: any, net: any, looks: any, held: (change: any) => void, set: (change: any) => void,
 *   file: (file: File) => void, table: {name: string, problem: string}}} Owner the page's model, as far as settings need it
 */

/** The six data sets and the reader's own points. */
export class DataRow {
  /** @param {Owner} owner */
  constructor(owner) {
    this.owner = owner;
    this.input = make("input", {
      type: "file",
      accept: ".csv,.tsv,.txt,.data,.dat,.tab,.xlsx,text/csv,text/plain",
      class: "unseen",
      tabindex: -1,
      "aria-label": "a CSV file of your own points",
      onchange: () => this.taken()
    });
    this.buttons = Object.entries(DATA).map(([name, { title, text }]) => {
      const canvas = make("canvas", { "aria-hidden": "true" });
      const node = button(
        title,
        () => this.press(name),
        { title: text, "aria-pressed": "false" },
        canvas,
        make("span", {}, title)
      );
      return { name, canvas, node };
    });
    this.node = make(
      "div",
      { class: "thumbs", "data-part": "data", role: "group", "aria-label": "data set" },
      ...this.buttons.map(({ node }) => node),
      this.input
    );
    this.drawn = "";
  }

  /** @param {string} name */
  press(name) {
    if (name === "csv" && (this.owner.settings.data === "csv" || !this.owner.table.name)) this.input.click();
    else this.owner.set({ data: name, csv: name === "csv" ? this.owner.table.name : "" });
  }

  taken() {
    const [file] = this.input.files ?? [];
    if (file) this.owner.file(file);
    this.input.value = "";
  }

  show() {
    const { settings, looks, table } = this.owner;
    for (const { name, node } of this.buttons) node.setAttribute("aria-pressed", String(settings.data === name));
    const own = this.buttons[this.buttons.length - 1].node;
    own.title = table.name
      ? "Your file is loaded. Press again to take another."
      : "A CSV file: three columns of numbers and a label.";
    const drawn = `${looks.dark} ${settings.noise}`;
    if (drawn === this.drawn || !this.node.clientWidth) return;
    this.drawn = drawn;
    for (const { name, canvas } of this.buttons) thumbnail(canvas, name, settings.noise, looks.colours);
  }
}

/**
 * A data set from the lesson's seed, seen a little from above; of round ones a slice, so that the inside shows.
 * @param {HTMLCanvasElement} canvas
 * @param {string} name
 * @param {number} noise
 * @param {any} colours
 */
function thumbnail(canvas, name, noise, colours) {
  const side = 42,
    paper = fitted(canvas, side, side);
  if (name === "csv") {
    paper.strokeStyle = colours.soft;
    paper.lineWidth = 2;
    paper.setLineDash([4, 3]);
    paper.strokeRect(6, 6, 30, 30);
    paper.setLineDash([]);
    paper.fillStyle = colours.soft;
    paper.fillRect(20, 13, 2, 16);
    paper.fillRect(13, 20, 16, 2);
    return;
  }
  const round = name === "quantiles" || name === "shells",
    { X, labels } = points({ ...LESSON, data: name, noise }, round ? 1400 : 380, 0);
  const cy = Math.cos(0.6),
    sy = Math.sin(0.6),
    scale = name === "quantiles" ? 8.4 : 7;
  const rows = Array.from(labels, (c, k) => ({
    c,
    along: X[3 * k] * cy + X[3 * k + 1] * sy,
    away: X[3 * k + 1] * cy - X[3 * k] * sy,
    up: X[3 * k + 2]
  }));
  for (const { c, along, away, up } of rows
    .filter((row) => !round || Math.abs(row.away) < 0.3)
    .sort((a, b) => b.away - a.away)) {
    const x = side / 2 + along * scale,
      y = side / 2 - up * scale + away * (round ? 0 : 1.6);
    if (x > 1 && x < side - 1 && y > 1 && y < side - 1) mark(paper, c, colours.classes[c], x, y, 1.3);
  }
}

/** Chips, each opening a card with what it sets. */
export class Chips {
  /** @param {Owner} owner @param {HTMLElement} place where cards open */
  constructor(owner, place) {
    this.owner = owner;
    this.place = place;
    this.open = "";
    this.chips = CARDS.filter((card) => card.chip).map((card) => {
      const value = make("b");
      const node = button(
        card.chip,
        () => this.toggle(card.id),
        { "aria-expanded": "false", class: "chip", title: `${card.title}. ${firstSentence(card.text)}` },
        make("span", {}, card.chip),
        value
      );
      return { id: card.id, node, value, card };
    });
    this.lesson = button("Back to the lesson", () => owner.set({ ...LESSON, units: [...LESSON.units] }), {
      class: "lesson"
    });
    this.node = make(
      "div",
      { class: "chips", "data-part": "settings", role: "group", "aria-label": "settings" },
      ...this.chips.map(({ node }) => node)
    );
  }

  /** @param {string} id */
  toggle(id) {
    const from = /** @type {any} */ (this.node.getRootNode()).activeElement;
    this.shut();
    if (this.open === id || !id) {
      this.open = "";
      this.show();
      return;
    }
    this.open = id;
    const card = /** @type {import("./cards.js").Card} */ (CARDS.find((each) => each.id === id));
    this.card = new SettingCard(card, this.owner, () => {
      this.toggle(id);
      from?.focus?.();
    });
    this.place.append(this.card.node);
    this.show();
    this.card.node.querySelector("input, button")?.focus?.({ preventScroll: true });
  }

  shut() {
    this.card?.node.remove();
    this.card = null;
  }

  show() {
    const { settings } = this.owner;
    for (const { id, node, value, card } of this.chips) {
      value.textContent = summary(id, settings);
      node.setAttribute("aria-label", `${card.title}: ${value.textContent}`);
      node.setAttribute("aria-expanded", String(this.open === id));
    }
    this.lesson.hidden = same(settings, LESSON);
    this.card?.show();
  }
}

class SettingCard {
  /** @param {import("./cards.js").Card} card @param {Owner} owner @param {() => void} close */
  constructor(card, owner, close) {
    this.owner = owner;
    this.picture = PICTURES[card.picture];
    this.canvas = make("canvas", { class: "picture", "aria-hidden": "true" });
    this.problem = make("p", { class: "problem", role: "alert" });
    this.now = make("p", { hidden: !card.now });
    this.card = card;
    this.fields = card.controls.map((control) => field(control, (change) => this.change(change)));
    const off = button("close", close, { class: "shut" }, icon("close"));
    this.node = make(
      "section",
      { class: "card", role: "dialog", "aria-label": card.title },
      off,
      make("h3", {}, card.title),
      make("p", {}, ...withTerms(card.text)),
      this.now,
      ...this.fields.map(({ node }) => node),
      this.problem,
      this.canvas
    );
    this.node.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") close();
      if (event.key !== "F11") event.stopPropagation();
    };
  }

  /** @param {any} change */
  change(change) {
    this.problem.textContent = problemOf(changed(this.owner.settings, change));
    if (!this.problem.textContent) this.owner.set(change);
  }

  show() {
    const { settings, run, net, looks } = this.owner,
      quiet = idle(settings, MANY_CLASSES);
    if (this.card.now) this.now.replaceChildren(...(run ? withTerms(drawnPoints(run)) : []));
    for (const { control, show, node } of this.fields) {
      node.hidden = quiet.includes(control.name);
      if (!this.problem.textContent) /** @type {(value: any) => void} */ (show)(settings[control.name]);
    }
    const width = this.canvas.clientWidth,
      height = this.canvas.clientHeight;
    if (width)
      this.picture(fitted(this.canvas, width, height), width, height, { settings, run, net, colours: looks.colours });
  }
}

/**
 * @param {import("./cards.js").Control} control
 * @param {(change: any) => void} change
 */
function field(control, change) {
  const { name, label, options = [] } = control;
  if (control.kind === "choice") {
    const rows = options.map(({ value, label: title, text }) => {
      const input = make("input", {
        type: "radio",
        name: `card-${name}`,
        value,
        onchange: () => change({ [name]: value })
      });
      return {
        value,
        input,
        node: make("label", {}, input, make("b", {}, title), make("span", {}, " ", ...withTerms(text)))
      };
    });
    const show = (/** @type {string} */ now) =>
      rows.forEach(({ value, input }) => {
        input.checked = value === now;
      });
    return {
      control,
      show,
      node: make("div", { class: "options", role: "radiogroup", "aria-label": label }, ...rows.map(({ node }) => node))
    };
  }
  if (control.kind === "flag") {
    const input = make("input", { type: "checkbox", onchange: () => change({ [name]: input.checked }) });
    const show = (/** @type {boolean} */ now) => {
      input.checked = now;
    };
    return { control, show, node: make("label", { class: "field" }, input, label) };
  }
  const layers = control.kind === "layers";
  const input = make("input", {
    type: "text",
    inputmode: layers ? "text" : "decimal",
    onchange: () => change({ [name]: layers ? unitsOf(input.value) : numberOf(input.value) })
  });
  input.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") input.blur(); // no value is given back: `false` would take the key from the field
  };
  const show = (/** @type {any} */ now) => {
    if (input.getRootNode().activeElement !== input) input.value = layers ? now.join(", ") || "none" : String(now);
  };
  return { control, show, node: make("label", { class: "field" }, label, input) };
}

/** The sliders: while a hand holds one the film follows; let go, the setting is settled. */
export class Knobs {
  /** @param {Owner} owner @param {(card: string) => void} explain */
  constructor(owner, explain) {
    this.owner = owner;
    this.moving = false;
    this.rows = SLIDERS.map(({ name, label, values, card }) => {
      const out = make("output"),
        input = make("input", { type: "range", min: 0, max: values.length - 1, step: 1, "aria-label": label });
      input.oninput = () => {
        this.moving = true;
        owner.held(meant(owner.settings, name, values[input.value]));
      };
      input.onchange = () => {
        this.moving = false;
        owner.set(meant(owner.settings, name, values[input.value]));
      };
      const why = button(`what ${label.toLowerCase()} means`, () => explain(card), { class: "why" }, "?");
      return {
        name,
        values,
        out,
        input,
        node: make("div", { class: "knob" }, make("span", {}, ...withTerms(label), why), out, input)
      };
    });
    this.node = make(
      "div",
      { class: "knobs", "data-part": "settings", role: "group", "aria-label": "sliders that train the network anew" },
      ...this.rows.map(({ node }) => node)
    );
  }

  show() {
    const { settings } = this.owner,
      quiet = [...idle(settings, MANY_CLASSES), ...(settings.units.length ? [] : ["units"])];
    for (const { name, values, out, input, node } of this.rows) {
      node.hidden = quiet.includes(name);
      const value = counted(settings, name);
      if (value === undefined) continue;
      out.textContent = String(value);
      input.value = nearest(values, value);
      input.setAttribute("aria-valuetext", String(value));
      input.style.setProperty("--p", `${(100 * input.value) / (values.length - 1)}%`);
    }
  }
}
