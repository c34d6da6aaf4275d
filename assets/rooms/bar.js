// A room on the screen: a strip at the head of the page, and below it what is asked.

import { lessonStrip } from "../lessons/strip.js";
import { watch } from "../lessons/walk.js";
import { button, make } from "../shared/dom.js";
import { speakersNotes } from "../shared/live.js";
import { spelled, studentsLink, teachersLink } from "./membership.js";
import { Pointer } from "./pointer.js";
import { questionCard } from "./question.js";
import { tally } from "./tally.js";

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
    this.noted = ""; // the speaker's notes in their window
    this.pictured = false; // whether the answers show on this screen
    this.pointer = new Pointer(session);
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
      (this.open === "door" || problem) && this.box("A room for a class", this.doorContent(problem))
    ];
  }

  /** @param {string} problem */
  doorContent(problem) {
    const code = make("input", {
      "aria-label": "Code of the room",
      placeholder: "code",
      maxlength: 12,
      autocomplete: "off"
    });
    const join = (/** @type {Event} */ event) => {
      event.preventDefault();
      const typed = code.value;
      code.value = "";
      this.open = "";
      if (typed.trim()) this.session.join(typed);
    };
    return [
      problem && make("p", { class: "problem", role: "alert" }, problem),
      make(
        "p",
        {},
        "Your page, step and settings appear in every browser of the room. No names, no accounts; nothing is kept."
      ),
      button("Open a room", () => this.entering(() => this.session.open()), { class: "main" }),
      make(
        "form",
        { onsubmit: join },
        make("label", {}, "or join one: ", code),
        make("button", { type: "submit" }, "Join")
      )
    ];
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
        this.opener("timer", this.timerText() || "Timer", "A timer"),
        button("Notes", () => this.notes()),
        button("End", () => session.end()),
        this.sign(way)
      ),
      this.open === "link" && this.box("Your room", this.linkContent(code), "box link"),
      this.open === "places" && this.box("Where the room is", this.placesContent(inClass)),
      this.open === "ask" && this.box("Ask the class", this.askContent()),
      this.open === "timer" && this.box("Timer", this.timerContent()),
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

  /** @param {string} code */
  linkContent(code) {
    const { home, membership } = this.session;
    const link = studentsLink(home, code);
    return [
      make("img", { src: `${home}qr.svg?text=${encodeURIComponent(link)}`, alt: "QR code of the link", class: "qr" }),
      make("p", { class: "large" }, spelled(code)),
      make("p", {}, make("a", { href: link, target: "_blank" }, link.replace(/^https?:\/\//, ""))),
      this.copier("Copy the link for the class", link),
      this.copier(
        "Copy your private link, to teach from another machine",
        teachersLink(home, /** @type {any} */ (membership))
      )
    ];
  }

  /**
   * @param {string} label
   * @param {string} text
   */
  copier(label, text) {
    return button(label, async (event) => {
      try {
        await navigator.clipboard.writeText(text);
        event.target.textContent = "Copied";
      } catch {
        event.target.replaceWith(make("input", { value: text, readonly: true, "aria-label": label }));
      }
    });
  }

  /** @param {any} inClass */
  placesContent(inClass) {
    const places = Object.entries(inClass.at);
    const each = /** @type {[string, number][]} */ (places.sort((a, b) => b[1] - a[1]));
    return [
      each.length ? tally({ count: inClass.here, each }, null, false) : make("p", {}, "Nobody has joined yet."),
      make("p", {}, inClass.hands ? `${inClass.hands} ask for help.` : "Nobody asks for help.")
    ];
  }

  askContent() {
    const offered = this.session.questions();
    const own = make("input", {
      "aria-label": "A question of your own",
      placeholder: "a question of your own",
      maxlength: 200
    });
    const options = make("input", {
      "aria-label": "Answers to choose from",
      placeholder: "answers, split by |",
      maxlength: 300
    });
    const right = make("input", { "aria-label": "The right answer", placeholder: "the right one", maxlength: 120 });
    const ask = (/** @type {Event} */ event) => {
      event.preventDefault();
      const choices = options.value
        .split("|")
        .map((/** @type {string} */ part) => part.trim())
        .filter(Boolean);
      const kind = choices.length ? "choice" : "text";
      if (own.value.trim())
        this.put({
          id: "own",
          label: "own",
          text: own.value.trim(),
          kind,
          options: choices,
          right: right.value.trim()
        });
      own.value = options.value = right.value = "";
    };
    return [
      offered.length
        ? make(
            "div",
            { class: "options" },
            offered.map((question) => button(question.label, () => this.put(question)))
          )
        : make("p", {}, "What is on screen offers no question of its own."),
      make("form", { onsubmit: ask, class: "own" }, own, options, right, make("button", { type: "submit" }, "Ask"))
    ];
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
        make("span", { class: "timer" }, this.timerText()),
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

  timerContent() {
    const start = (/** @type {number} */ minutes) => () => {
      this.open = "";
      this.session.teach({ timer: minutes ? { left: 60 * minutes } : null });
    };
    return [
      make(
        "div",
        { class: "options" },
        [1, 2, 3, 5].map((n) => button(`${n} min`, start(n))),
        button("Stop", start(0))
      )
    ];
  }

  timerText() {
    const timer = this.session.room.timer;
    if (timer !== this.timer) {
      this.timer = timer; // browsers' clocks differ: each counts from when it heard
      this.ends = timer ? Date.now() + 1000 * timer.left : 0;
    }
    if (!timer) return "";
    const left = Math.max(0, Math.ceil(((this.ends ?? 0) - Date.now()) / 1000));
    return left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "Time is up";
  }

  tick() {
    const text = this.timerText();
    const place = this.root.querySelector(".timer");
    if (place) place.textContent = text;
    this.fillNotes();
  }

  /** The speaker's notes, in a window of their own that stays off the projector. */
  notes() {
    this.window = window.open("", "glassnet-notes", "width=520,height=620") ?? undefined;
    this.fillNotes();
  }

  fillNotes() {
    const other = this.window;
    if (!other || other.closed) return;
    const words = speakersNotes();
    const spell = JSON.stringify(words);
    if (spell === this.noted) return;
    this.noted = spell;
    other.document.title = "Speaker's notes";
    other.document.body.style.font = "18px/1.5 system-ui";
    const list = (/** @type {string[]} */ lines) =>
      make(
        "ul",
        {},
        lines.map((line) => make("li", {}, line))
      );
    const parts = words.flatMap(({ title, ask, mistakes }) => [
      make("h1", { style: "font-size: 22px" }, title),
      ask.length > 0 && make("h2", { style: "font-size: 18px" }, "What to ask"),
      ask.length > 0 && list(ask),
      mistakes.length > 0 && make("h2", { style: "font-size: 18px" }, "The usual mistakes"),
      mistakes.length > 0 && list(mistakes)
    ]);
    const empty = make("p", {}, "There are no notes for what is on screen.");
    other.document.body.replaceChildren(...(words.length ? parts.filter((part) => part !== false) : [empty]));
  }
}
