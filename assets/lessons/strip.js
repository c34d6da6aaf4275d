// A lesson at the head of every page: what is said at this stop, its question, and the way on.

import { answering } from "../rooms/question.js";
import { same } from "../rooms/tally.js";
import { button, download, make } from "../shared/dom.js";
import * as walk from "./walk.js";

/** @import { Session } from "../rooms/session.js" */
/** @import { Asked } from "./lesson.js" */

/**
 * @param {Session} session
 * @returns {HTMLElement | null}
 */
export function lessonStrip(session) {
  const on = walk.current();
  const stop = walk.stop();
  if (!on || !stop || (session.membership && !session.teaches)) return null;
  const last = on.at === on.lesson.stops.length - 1;
  return make(
    "section",
    { class: stop.question ? "lesson" : "lesson brief", "aria-label": "Lesson" },
    make(
      "div",
      { class: "head" },
      make("b", {}, on.lesson.title),
      make("span", { class: "soft" }, `stop ${on.at + 1} of ${on.lesson.stops.length}`),
      make("progress", { max: on.lesson.stops.length, value: on.at + 1, "aria-label": "Way through the lesson" }),
      button("Back", () => turn(session, -1), { disabled: on.at === 0 }),
      last
        ? button("Hand in", () => download("answers.json", "application/json", walk.handIn()), { class: "main" })
        : button("Next", () => turn(session, 1), { class: "main" }),
      button("Leave the lesson", () => walk.leave())
    ),
    stop.say && make("p", {}, stop.say),
    stop.question && (session.teaches ? asking(session, stop.question) : question(stop.question))
  );
}

/**
 * @param {Session} session
 * @param {number} by
 */
function turn(session, by) {
  walk.move(by);
  goThere(session);
}

/** Opens the page of the present stop. @param {Session} session */
export function goThere(session) {
  const stop = walk.stop();
  if (stop) session.go({ page: stop.page, query: stop.query });
}

/**
 * @param {Session} session
 * @param {Asked} asked
 */
function asking(session, asked) {
  const slip = (/** @type {string} */ answer) => asked.slips[answer] ?? null;
  const kind = asked.options.length ? "choice" : "text";
  const put = () =>
    session.ask({
      id: "lesson",
      label: asked.text,
      text: asked.text,
      kind,
      options: asked.options,
      right: asked.right,
      slip
    });
  return make("p", {}, asked.text, " ", button("Ask the class this", put));
}

/** @param {Asked} asked */
function question(asked) {
  const tries = walk.tries();
  const last = tries.at(-1);
  const done = walk.solved();
  const kind = asked.options.length ? "choice" : "text";
  return make(
    "div",
    { class: "asked", role: "group", "aria-label": "Question" },
    make("p", {}, make("b", {}, asked.text)),
    !done && answering({ kind, options: asked.options }, (answer) => walk.answer(answer)),
    last !== undefined &&
      make("p", { class: done ? "right" : "wrong", role: "status" }, verdict(asked, last, tries.length))
  );
}

/**
 * @param {Asked} asked
 * @param {string} given
 * @param {number} count
 */
function verdict(asked, given, count) {
  if (same(given, asked.right)) return `Right: ${asked.right}${count > 1 ? `, at try ${count}` : ""}`;
  const slip = asked.slips[given];
  return slip ? `Not yet: “${given}” ${slip}. Try again.` : `Not yet: “${given}”. Try again.`;
}
