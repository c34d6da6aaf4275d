// A room on the screen: a strip at the head of the page, and below it what is asked.

import { lessonStrip } from "../lessons/strip.js";
import { watch } from "../lessons/walk.js";
import { button, make } from "../shared/dom.js";
import { askBox, doorBox, linkBox, placesBox, timerBox } from "./boxes.js";
import { spelled } from "./membership.js";
import { NotesWindow } from "./notes_window.js";
import { Pointer } from "./pointer.js";
import { questionCard } from "./question.js";
import { tally } from "./tally.js";
import { Timer } from "./timer.js";

/** @import { Session } from "./session.js" */
/** @import { Question } from "../shared/live.js" */

export class Bar {
  /**
   * @param {HTMLElement} root
   * @param {Session} session
   */
  constructor(root, session) {
    this.root = root;
    this.session = session;
    this.open = ""; // which of the strip's boxes is open: "door", "link", "ask", "places", "timer" or none
    /** @type {string | undefined} */
    this.spelled = undefined; // what the strip shows, as markup
    this.pictured = false; // whether the answers show on this screen
    this.pointer = new Pointer(session);
    this.timer = new Timer();
    this.notes = new NotesWindow();
    this.draw = this.draw.bind(this);
    session.drawers.add(this.draw);
    this.unwatch = watch(this.draw);
    this.elsewhere = this.elsewhere.bind(this);
    document.addEventListener("pointerdown", this.elsewhere);
    document.addEventListener("keydown", this.elsewhere);
    this.ticking = setInterval(() => this.tick(), 500);
    this.draw();
  }

  leave() {
    this.session.drawers.delete(this.draw);
    this.unwatch();
    document.removeEventListener("pointerdown", this.elsewhere);
    document.removeEventListener("keydown", this.elsewhere);
    this.pointer.leave();
    clearInterval(this.ticking);
  }

  draw() {
    const typing = this.root.querySelector("input:focus");
    if (typing instanceof HTMLInputElement && typing.value) return; // nobody loses what he is typing
    const { membership, teaches } = this.session;
    const parts = !membership ? this.door() : teaches ? this.teachers() : this.students();
    const nodes = [...parts, lessonStrip(this.session)].filter(Boolean);
    const spelled = nodes.map((node) => node.outerHTML).join("");
    if (spelled !== this.spelled) this.root.replaceChildren(...nodes); // else a press on its way would miss its button
    this.spelled = spelled;
    this.pointer.draw();
    this.tick();
  }

  /** A press outside an open box, or Escape, closes it. @param {Event} event */
  elsewhere(event) {
    const closes = event instanceof KeyboardEvent ? event.key === "Escape" : !event.composedPath().includes(this.root);
    if (!this.open || !closes) return;
    this.open = "";
    this.draw();
  }

  /** @param {string} name */
  toggle(name) {
    this.open = this.open === name ? "" : name;
    this.draw();
  }

  /** Outside a room: one press opens one, a code joins one. */
  door() {
    const { problem } = this.session;
    return [
      button("Teach with this", () => this.toggle("door"), {
        class: "door",
        "data-part": "teach",
        "aria-expanded": String(this.open === "door")
      }),
      (this.open === "door" || problem) &&
        this.box(
          "A room for a class",
          doorBox(problem, {
            open: () => this.entering(() => this.session.open()),
            join: (code) => this.join(code)
          })
        )
    ];
  }

  /** @param {string} code as typed */
  join(code) {
    this.open = "";
    if (code.trim()) this.session.join(code);
  }

  /** @param {() => Promise<void>} act */
  async entering(act) {
    this.open = "link";
    await act();
    this.draw();
  }

  teachers() {
    const { session } = this;
    const { room, way } = session;
    const inClass = room.class ?? { here: 0, hands: 0, at: {}, answers: { count: 0, each: [] } };
    const code = /** @type {any} */ (session.membership).code;
    return [
      make(
        "div",
        { class: "strip teacher", role: "toolbar", "aria-label": "Your room" },
        this.opener("link", make("b", { class: "code" }, spelled(code)), "Code, link and QR code"),
        this.opener(
          "places",
          `${inClass.here} here${inClass.hands ? ` · ${inClass.hands} need help` : ""}`,
          "Where the room is"
        ),
        this.following(),
        this.opener("ask", "Ask", "Ask the class"),
        button(this.pointer.on ? "Pointer on" : "Pointer", () => this.pointer.toggle(), {
          "aria-pressed": String(this.pointer.on)
        }),
        this.opener("timer", this.timer.text(room.timer) || "Timer", "A timer"),
        button("Notes", () => this.notes.open()),
        button("End", () => session.end()),
        this.sign(way)
      ),
      this.open === "link" && this.box("Your room", linkBox(session.home, session.membership), "box link"),
      this.open === "places" && this.box("Where the room is", placesBox(inClass)),
      this.open === "ask" &&
        this.box(
          "Ask the class",
          askBox(session.questions(), (question) => this.put(question))
        ),
      this.open === "timer" &&
        this.box(
          "Timer",
          timerBox((minutes) => this.start(minutes))
        ),
      room.question && this.answers(inClass.answers)
    ];
  }

  following() {
    const following = this.session.room.following !== false;
    const set = (/** @type {boolean} */ value) => () => this.session.teach({ following: value });
    return make(
      "span",
      { class: "choice", role: "group", "aria-label": "The class" },
      button("Follow me", set(true), { "aria-pressed": String(following) }),
      button("Look around", set(false), { "aria-pressed": String(!following) })
    );
  }

  /** @param {Question} question */
  put(question) {
    this.open = "";
    this.pictured = false;
    this.session.ask(question);
  }

  /** @param {{ count: number, each: [string, number][] }} answers */
  answers(answers) {
    const { session } = this;
    const { room } = session;
    const revealed = room.reveal !== null && room.reveal !== undefined;
    return make(
      "section",
      { class: "answers", "aria-label": "Answers" },
      make("h2", {}, room.question.text),
      this.pictured
        ? tally(answers, session.asked, revealed)
        : make("p", { class: "count" }, `${answers.count} answered`),
      make(
        "div",
        { class: "options" },
        button(this.pictured ? "Hide the answers" : "Show the answers here", () => {
          this.pictured = !this.pictured;
          this.draw();
        }),
        button(room.tally ? "Hide them from the room" : "Show them to the room", () =>
          session.teach({ tally: !room.tally })
        ),
        session.asked?.right && !revealed && button("Reveal", () => this.reveal(), { class: "main" }),
        button("Done", () => session.stopAsking())
      ),
      revealed && make("p", { class: "right" }, `The answer: ${room.reveal}. ${session.asked?.tells ?? ""}`)
    );
  }

  reveal() {
    this.pictured = true;
    this.session.reveal();
  }

  students() {
    const { session } = this;
    const { room } = session;
    const elsewhere = session.follows && room.view && room.view.page !== session.view.page;
    return [
      make(
        "div",
        { class: "strip", role: "toolbar", "aria-label": "The room" },
        make("span", { role: "status" }, session.follows ? "Following the teacher" : "Look around"),
        elsewhere && button("Back to the teacher", () => session.goThere(), { class: "main" }),
        button(session.hand ? "Hand is up" : "Ask for help", () => session.raiseHand(), {
          "aria-pressed": String(session.hand)
        }),
        make("span", { class: "timer" }, this.timer.text(room.timer)),
        button("Leave", () => session.leave()),
        this.sign(session.way)
      ),
      session.problem && make("p", { class: "problem", role: "alert" }, session.problem),
      room.question &&
        questionCard(
          { question: room.question, given: session.given, reveal: room.reveal ?? null, picture: room.tally },
          (answer) => session.answer(answer)
        )
    ];
  }

  /** @param {string} way */
  sign(way) {
    if (way === "lost") return make("span", { class: "problem", role: "status" }, "Connection lost; trying again");
    if (way === "asking")
      return make("span", { class: "soft" }, "updates once a second: this network holds streams back");
    return null;
  }

  /**
   * @param {string} name
   * @param {any} content
   * @param {string} label
   */
  opener(name, content, label) {
    return button(
      label,
      () => this.toggle(name),
      { "aria-expanded": String(this.open === name), title: label },
      content
    );
  }

  /**
   * @param {string} title
   * @param {any[]} content
   * @param {string} [kind]
   */
  box(title, content, kind = "box") {
    return make("section", { class: kind, "aria-label": title }, content.filter(Boolean));
  }

  /** @param {number} minutes */
  start(minutes) {
    this.open = "";
    this.session.teach({ timer: minutes ? { left: 60 * minutes } : null });
  }

  tick() {
    const text = this.timer.text(this.session.room.timer);
    const place = this.root.querySelector(".timer");
    if (place) place.textContent = text;
    this.notes.fill();
  }
}
