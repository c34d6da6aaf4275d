// What stands in the boxes that open under the strip: functions of what is known and what a press does.

import { button, make } from "../shared/dom.js";
import { spelled, studentsLink, teachersLink } from "./membership.js";
import { tally } from "./tally.js";

/** @import { Question } from "../shared/live.js" */

/**
 * Outside a room: open one, or join one by its code.
 * @param {string} problem
 * @param {{open: () => void, join: (code: string) => void}} does
 */
export function doorBox(problem, does) {
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
    does.join(typed);
  };
  return [
    problem && make("p", { class: "problem", role: "alert" }, problem),
    make(
      "p",
      {},
      "Your page, step and settings appear in every browser of the room. No names, no accounts; nothing is kept."
    ),
    button("Open a room", does.open, { class: "main" }),
    make(
      "form",
      { onsubmit: join },
      make("label", {}, "or join one: ", code),
      make("button", { type: "submit" }, "Join")
    )
  ];
}

/** The code, the link and the QR code of a room. @param {string} home @param {any} membership */
export function linkBox(home, membership) {
  const { code } = membership;
  const link = studentsLink(home, code);
  return [
    make("img", { src: `${home}qr.svg?text=${encodeURIComponent(link)}`, alt: "QR code of the link", class: "qr" }),
    make("p", { class: "large" }, spelled(code)),
    make("p", {}, make("a", { href: link, target: "_blank" }, link.replace(/^https?:\/\//, ""))),
    copier("Copy the link for the class", link),
    copier("Copy your private link, to teach from another machine", teachersLink(home, membership))
  ];
}

/**
 * @param {string} label
 * @param {string} text
 */
function copier(label, text) {
  return button(label, async (event) => {
    try {
      await navigator.clipboard.writeText(text);
      event.target.textContent = "Copied";
    } catch {
      event.target.replaceWith(make("input", { value: text, readonly: true, "aria-label": label }));
    }
  });
}

/** Where the class is, and who asks for help. @param {any} inClass */
export function placesBox(inClass) {
  const places = Object.entries(inClass.at);
  const each = /** @type {[string, number][]} */ (places.sort((a, b) => b[1] - a[1]));
  return [
    each.length ? tally({ count: inClass.here, each }, null, false) : make("p", {}, "Nobody has joined yet."),
    make("p", {}, inClass.hands ? `${inClass.hands} ask for help.` : "Nobody asks for help.")
  ];
}

/**
 * The questions that what is on screen offers, and a form for one's own.
 * @param {Question[]} offered
 * @param {(question: Question) => void} ask
 */
export function askBox(offered, ask) {
  const offers = offered.map((question) => button(question.label, () => ask(question)));
  return [
    offers.length
      ? make("div", { class: "options" }, offers)
      : make("p", {}, "What is on screen offers no question of its own."),
    ownQuestion(ask)
  ];
}

/** @param {(question: Question) => void} ask */
function ownQuestion(ask) {
  const field = (/** @type {string} */ label, /** @type {string} */ placeholder, /** @type {number} */ maxlength) =>
    make("input", { "aria-label": label, placeholder, maxlength });
  const own = field("A question of your own", "a question of your own", 200),
    options = field("Answers to choose from", "answers, split by |", 300),
    right = field("The right answer", "the right one", 120);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const choices = options.value
      .split("|")
      .map((/** @type {string} */ part) => part.trim())
      .filter(Boolean);
    const kind = choices.length ? "choice" : "text",
      text = own.value.trim();
    if (text) ask({ id: "own", label: "own", text, kind, options: choices, right: right.value.trim() });
    own.value = options.value = right.value = "";
  };
  return make(
    "form",
    { onsubmit: submit, class: "own" },
    own,
    options,
    right,
    make("button", { type: "submit" }, "Ask")
  );
}

/** @param {(minutes: number) => void} start  0: no timer any more */
export function timerBox(start) {
  const choices = [1, 2, 3, 5].map((n) => button(`${n} min`, () => start(n)));
  return [
    make(
      "div",
      { class: "options" },
      choices,
      button("Stop", () => start(0))
    )
  ];
}
