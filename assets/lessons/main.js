// The page of lessons: those that ship, and one of the teacher's own, made stop by stop.

import { currentSession } from "../rooms/session.js";
import { button, download, make } from "../shared/dom.js";
import { fromFile, NotALesson, pack, toFile, unpack } from "./lesson.js";
import { Maker } from "./maker.js";
import { goThere } from "./strip.js";
import * as walk from "./walk.js";

/** @import { Component } from "../shared/types.js" */
/** @import { Lesson } from "./lesson.js" */

/**
 * @typedef {{ shipped: Lesson[], pages: Record<string, string>, made?: { n: number, text?: string, problem?: string } }} Data
 *   pages: address -> title; made: a lesson as a page, asked for as the n-th
 */

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
    this.maker = new Maker(data.pages, {
      changed: (sentence = "") => this.say(sentence),
      tried: (act) => this.tried(act)
    });
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
        this.maker.form(this.uses())
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
    try {
      await navigator.clipboard.writeText(link); // a browser has no clipboard for pages that came without TLS
      this.say("The link is copied.");
    } catch {
      this.say(`Copy this link: ${link}`);
    }
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
    this.maker.take(lesson, "It stands below, to be changed.");
  }

  /** @param {string} sentence */
  say(sentence) {
    this.said = sentence;
    this.problem = "";
    this.draw();
  }

  /** What can be done with the lesson being made. */
  uses() {
    const load = make("input", {
      type: "file",
      accept: ".json,application/json",
      "aria-label": "Open a lesson from a file"
    });
    load.onchange = () => this.tried(async () => this.take(fromFile(await load.files[0].text(), this.pages)));
    return [
      button("Start", () => this.checkedOwn((lesson) => this.start(lesson)), { class: "main" }),
      button("Copy link", () => this.checkedOwn((lesson) => this.copy(lesson))),
      button("Save as a file", () =>
        this.checkedOwn((lesson) => download("lesson.json", "application/json", toFile(lesson)))
      ),
      button("Save as a page", () => this.checkedOwn((lesson) => this.page(lesson)), {
        title: "One HTML file that needs no network"
      }),
      make("label", {}, "Open a file ", load)
    ];
  }

  /** @param {(lesson: Lesson) => void} use */
  checkedOwn(use) {
    return this.tried(async () => use(fromFile(toFile(this.maker.own), this.pages)));
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

/** @param {Component<Data>} component */
export default function ({ data, parentElement, setStateValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  if (!desks.has(root)) desks.set(root, new Desk(root, data, (wanted) => setStateValue("wanted", wanted)));
  desks.get(root)?.hear(data);
}
