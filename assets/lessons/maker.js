// A lesson of the teacher's own, made stop by stop; what is made stays in this browser.

import { button, make } from "../shared/dom.js";
import { NotALesson, toFile } from "./lesson.js";

/** @import { Lesson, Stop } from "./lesson.js" */

const DRAFT = "glassnet-lesson-draft";

/** The form in which a lesson is made. */
export class Maker {
  /**
   * @param {Record<string, string>} titles address -> title of every page
   * @param {{changed: (sentence?: string) => void, tried: (act: () => Promise<void>) => void}} told
   */
  constructor(titles, told) {
    this.titles = titles;
    this.told = told;
    /** @type {Lesson} */
    this.own = draft() ?? { title: "My lesson", minutes: 20, stops: [] };
  }

  /** @param {Lesson} lesson @param {string} sentence */
  take(lesson, sentence) {
    this.edit(() => (this.own = structuredClone(lesson)), sentence);
  }

  /** @param {any[]} buttons what can be done with it */
  form(buttons) {
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
      make("div", { class: "options" }, buttons)
    );
  }

  /** A new stop: a link copied from any page of the app, or a page by its name. */
  adder() {
    const link = make("input", { placeholder: "paste a link from any page here", "aria-label": "Link of the stop" });
    const add = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.told.tried(async () => {
        const stop = placeOf(link.value, Object.keys(this.titles));
        this.edit(() => this.own.stops.push(stop));
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
        make("b", {}, this.titles[stop.page]),
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

  /** @param {() => void} act @param {string} [sentence] */
  edit(act, sentence) {
    act();
    this.keep();
    this.told.changed(sentence);
  }

  keep() {
    try {
      localStorage.setItem(DRAFT, toFile(this.own));
    } catch {
      // it stays on this page, and can be saved as a file
    }
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
    link = new URL(text.trim(), location.href);
  } catch {
    throw new NotALesson("This is not a link. Press Copy link on the page that you want, and paste it here.");
  }
  const page = link.pathname.replace(/\/$/, "").split("/").at(-1) ?? "";
  if (!text.trim() || !pages.includes(page)) throw new NotALesson("This link leads to no page of Glassnet.");
  const query = Object.fromEntries([...link.searchParams].filter(([key]) => key !== "room"));
  return { page, query, say: "" };
}
