// The page of lessons: those that ship, and one of the teacher's own, made stop by stop.

import { currentSession } from "../rooms/session.js";
import { button, download, make } from "../shared/dom.js";
import { fromFile, NotALesson, pack, toFile, unpack } from "./lesson.js";
import { goThere } from "./strip.js";
import * as walk from "./walk.js";

/** @import { Component } from "../shared/types.js" */
/** @import { Lesson, Stop } from "./lesson.js" */

/**
 * @typedef {{ shipped: Lesson[], pages: Record<string, string>, made?: { n: number, text?: string, problem?: string } }} Data
 *   pages: address -> title; made: a lesson as a page, asked for as the n-th
 */

const DRAFT = "glassnet-lesson-draft";
const HOME = new URL("../../../", import.meta.url).href;
/** @type {WeakMap<object, Desk>} */
const desks = new WeakMap();

/** A teacher's desk: the lessons, and the one being made. */
class Desk {
  /**
   * @param {HTMLElement} root
   * @param {Data} data
   * @param {(wanted: { n: number, lesson: string, home: string }) => void} ask asks the app for a lesson as a page
   */
  constructor(root, data, ask) {
    this.root = root;
    this.data = data;
    this.ask = ask;
    this.asked = Date.now(); // one that no visit before has used
    this.waiting = false;
    this.problem = "";
    this.said = "";
    /** @type {Lesson} */
    this.own = draft() ?? { title: "My lesson", minutes: 20, stops: [] };
    this.fromLink();
    this.draw();
  }

  get pages() {
    return Object.keys(this.data.pages);
  }

  async fromLink() {
    const packed = new URLSearchParams(location.search).get("lesson");
    if (!packed) return;
    await this.tried(async () => {
      this.linked = await unpack(packed, this.pages);
    });
  }

  draw() {
    this.root.replaceChildren(
      ...[
        this.problem && make("p", { class: "problem", role: "alert" }, this.problem),
        this.said && make("p", { role: "status" }, this.said),
        this.linked && make("div", { class: "cards" }, this.card(this.linked, "Somebody sent you this lesson")),
        make("h2", {}, "Ready to walk"),
        make(
          "div",
          { class: "cards" },
          this.data.shipped.map((lesson) => this.card(lesson))
        ),
        make("h2", {}, "Your own"),
        this.maker()
      ].filter(Boolean)
    );
  }

  /**
   * @param {Lesson} lesson
   * @param {string} [note]
   */
  card(lesson, note) {
    const asked = lesson.stops.filter((stop) => stop.question).length;
    return make(
      "article",
      { class: "card", "aria-label": lesson.title },
      note && make("p", { class: "soft" }, note),
      make("h3", {}, lesson.title),
      make("p", {}, `${lesson.minutes} min · ${lesson.stops.length} stops · ${asked} questions`),
      make(
        "div",
        { class: "options" },
        button("Start", () => this.start(lesson), { class: "main" }),
        button("Copy link", () => this.copy(lesson)),
        button("Save as a file", () => download("lesson.json", "application/json", toFile(lesson))),
        button("Save as a page", () => this.page(lesson), { title: "One HTML file that needs no network" }),
        button("Make it mine", () => this.take(lesson))
      )
    );
  }

  /** @param {Lesson} lesson */
  start(lesson) {
    walk.start(lesson);
    const session = currentSession();
    if (session) goThere(session);
  }

  /** @param {Lesson} lesson */
  async copy(lesson) {
    const link = `${HOME}lessons?lesson=${await pack(lesson)}`;
    await navigator.clipboard.writeText(link).then(
      () => this.say("The link is copied."),
      () => this.say(`Copy this link: ${link}`)
    );
  }

  /** @param {Lesson} lesson */
  page(lesson) {
    this.waiting = true;
    this.ask({ n: ++this.asked, lesson: toFile(lesson), home: HOME });
    this.say("The page is being made …");
  }

  /** What the app has made. @param {Data} data */
  hear({ made }) {
    if (!this.waiting || made?.n !== this.asked) return;
    this.waiting = false;
    if (made.text) download("lesson.html", "text/html", made.text);
    this.said = made.text ? "The page is in your downloads. It opens without a network." : "";
    this.problem = made.problem ?? "";
    this.draw();
  }

  /** @param {Lesson} lesson */
  take(lesson) {
    this.own = structuredClone(lesson);
    this.changed("It stands below, to be changed.");
  }

  /** @param {string} sentence */
  say(sentence) {
    this.said = sentence;
    this.problem = "";
    this.draw();
  }

  changed(sentence = "") {
    this.keep();
    this.say(sentence);
  }

  keep() {
    try {
      localStorage.setItem(DRAFT, toFile(this.own));
    } catch {
      // it stays on this page, and can be saved as a file
    }
  }

  maker() {
    const load = make("input", {
      type: "file",
      accept: ".json,application/json",
      "aria-label": "Open a lesson from a file"
    });
    load.onchange = () => this.tried(async () => this.take(fromFile(await load.files[0].text(), this.pages)));
    return make(
      "div",
      { class: "maker" },
      make(
        "div",
        { class: "heads" },
        make(
          "label",
          {},
          "Title ",
          this.field(this.own.title, 120, (text) => (this.own.title = text))
        ),
        make(
          "label",
          {},
          "Minutes ",
          this.field(String(this.own.minutes), 3, (text) => (this.own.minutes = Number.parseInt(text, 10) || 0))
        )
      ),
      make(
        "ol",
        {},
        this.own.stops.map((stop, number) => this.stop(stop, number))
      ),
      this.adder(),
      make(
        "div",
        { class: "options" },
        button("Start", () => this.checkedOwn((lesson) => this.start(lesson)), { class: "main" }),
        button("Copy link", () => this.checkedOwn((lesson) => this.copy(lesson))),
        button("Save as a file", () =>
          this.checkedOwn((lesson) => download("lesson.json", "application/json", toFile(lesson)))
        ),
        button("Save as a page", () => this.checkedOwn((lesson) => this.page(lesson)), {
          title: "One HTML file that needs no network"
        }),
        make("label", {}, "Open a file ", load)
      )
    );
  }

  /** @param {(lesson: Lesson) => void} use */
  checkedOwn(use) {
    return this.tried(async () => use(fromFile(toFile(this.own), this.pages)));
  }

  /** A new stop: a link copied from any page of the app, or a page by its name. */
  adder() {
    const link = make("input", { placeholder: "paste a link from any page here", "aria-label": "Link of the stop" });
    const add = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.tried(async () => {
        this.own.stops.push(placeOf(link.value, this.pages));
        this.changed();
      });
    };
    return make("form", { class: "options", onsubmit: add }, link, make("button", { type: "submit" }, "Add a stop"));
  }

  /**
   * @param {Stop} stop
   * @param {number} number
   */
  stop(stop, number) {
    const asked = stop.question;
    const settings = new URLSearchParams(stop.query).toString();
    return make(
      "li",
      {},
      make(
        "p",
        {},
        make("b", {}, this.data.pages[stop.page]),
        settings && make("span", { class: "soft" }, ` ${settings.slice(0, 60)}`)
      ),
      make(
        "label",
        {},
        "Say ",
        this.field(stop.say, 600, (text) => (stop.say = text))
      ),
      asked && this.question(asked),
      make(
        "div",
        { class: "options" },
        asked
          ? button("Without a question", () => this.edit(() => delete stop.question))
          : button("Ask something", () =>
              this.edit(() => (stop.question = { text: "", right: "", options: [], slips: {} }))
            ),
        button("Up", () => this.edit(() => swap(this.own.stops, number, -1)), { disabled: number === 0 }),
        button("Down", () => this.edit(() => swap(this.own.stops, number, 1)), {
          disabled: number === this.own.stops.length - 1
        }),
        button("Remove", () => this.edit(() => this.own.stops.splice(number, 1)))
      )
    );
  }

  /** @param {import("./lesson.js").Asked} asked */
  question(asked) {
    const wrong = asked.options.filter((option) => option !== asked.right);
    const setWrong = (/** @type {string} */ text) => {
      const pairs = text
        .split("|")
        .map((part) => part.split("=").map((side) => side.trim()))
        .filter(([option]) => option);
      asked.slips = Object.fromEntries(pairs.filter(([, slip]) => slip));
      asked.options = pairs.length ? [asked.right, ...pairs.map(([option]) => option)].sort() : [];
    };
    const spelled = () =>
      wrong.map((option) => (asked.slips[option] ? `${option} = ${asked.slips[option]}` : option)).join(" | ");
    return make(
      "div",
      { class: "asked" },
      make(
        "label",
        {},
        "Question ",
        this.field(asked.text, 600, (text) => (asked.text = text))
      ),
      make(
        "label",
        {},
        "Right answer ",
        this.field(asked.right, 120, (text) => {
          asked.options = asked.options.map((option) => (option === asked.right ? text : option));
          asked.right = text;
        })
      ),
      make(
        "label",
        {},
        "Wrong ones to choose from, each with its slip: 3 × 3 = kept the inner sizes | … ",
        this.field(spelled(), 900, setWrong)
      )
    );
  }

  /** @param {() => void} act */
  edit(act) {
    act();
    this.changed();
  }

  /**
   * @param {string} value
   * @param {number} longest
   * @param {(text: string) => void} take
   */
  field(value, longest, take) {
    const field = make("input", { value, maxlength: longest });
    field.oninput = () => {
      take(field.value.trim());
      this.keep(); // nothing is drawn anew: a press on its way to a button would miss it
    };
    return field;
  }

  /** @param {() => Promise<void>} act */
  async tried(act) {
    try {
      await act();
      this.problem = "";
    } catch (error) {
      if (!(error instanceof NotALesson)) throw error;
      this.problem = error.message;
    }
    this.draw();
  }
}

/** @returns {Lesson | null} what was being made when the page was last left */
function draft() {
  try {
    const kept = JSON.parse(localStorage.getItem(DRAFT) ?? "null");
    return kept?.stops ? { title: kept.title, minutes: kept.minutes, stops: kept.stops } : null;
  } catch {
    return null;
  }
}

/**
 * @param {any[]} list
 * @param {number} at
 * @param {number} by
 */
function swap(list, at, by) {
  [list[at], list[at + by]] = [list[at + by], list[at]];
}

/**
 * The stop that a link of this app leads to.
 * @param {string} text
 * @param {string[]} pages
 * @returns {Stop}
 */
export function placeOf(text, pages) {
  let link;
  try {
    link = new URL(text.trim(), HOME);
  } catch {
    throw new NotALesson("This is not a link. Press Copy link on the page that you want, and paste it here.");
  }
  const page = link.pathname.replace(/\/$/, "").split("/").at(-1) ?? "";
  if (!text.trim() || !pages.includes(page)) throw new NotALesson("This link leads to no page of Glassnet.");
  const query = Object.fromEntries([...link.searchParams].filter(([key]) => key !== "room"));
  return { page, query, say: "" };
}

/** @param {Component<Data>} component */
export default function ({ data, parentElement, setStateValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  if (!desks.has(root)) desks.set(root, new Desk(root, data, (wanted) => setStateValue("wanted", wanted)));
  desks.get(root)?.hear(data);
}
