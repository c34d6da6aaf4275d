// This browser in a room: what it sends as its teacher, what it follows as a student. Drawn by bar.js.

import { everything, letGo, listen, questions, show } from "../shared/live.js";
import { Client } from "./client.js";
import { invited, keep, kept } from "./membership.js";

/** @import { Membership, News } from "./client.js" */
/** @import { Question } from "../shared/live.js" */

const AT_MOST_EVERY = 90; // ms between two messages of what a teacher's hand does
const SIGN_OF_LIFE = 20_000; // ms
const SPREAD = 700; // ms over which a class changes its page, so that fifty do not ask at once

/** @typedef {{ page: string, query: Record<string, string> }} View */

/** @type {Session | null} */
let current = null;

/** The one session of this tab, once a page has mounted the room. */
export const currentSession = () => current;

export class Session {
  /** @param {string} home */
  constructor(home) {
    current = this;
    this.home = home;
    this.client = new Client(home, { news: (news) => this.news(news), way: (way) => this.goes(way) });
    /** @type {Membership | null} */
    this.membership = null;
    /** @type {News} what the room shows: its slots */
    this.room = {};
    this.way = "";
    this.problem = "";
    /** @type {View} */
    this.view = { page: "", query: {} };
    /** @type {string | null} the answer to the open question */
    this.given = null;
    this.hand = false;
    /** @type {Question | null} the open question, with what only the browser that asked it knows */
    this.asked = null;
    /** @type {Set<() => void>} */
    this.drawers = new Set();
    /** @type {(view: View) => void} */
    this.go = () => {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.placing = undefined;
    listen(() => this.handMoved());
    setInterval(() => this.tellPlace(), SIGN_OF_LIFE);
    this.begin();
  }

  get teaches() {
    return Boolean(this.membership?.key);
  }

  get follows() {
    return Boolean(this.membership) && !this.teaches && this.room.following !== false;
  }

  begin() {
    const before = kept();
    const invitation = invited(location);
    if (invitation?.key) history.replaceState(history.state, "", location.pathname + location.search);
    const wanted = invitation && invitation.code !== before?.code ? invitation : before;
    if (wanted) this.enter(wanted);
  }

  /** @param {Membership} membership */
  enter(membership) {
    this.membership = membership;
    this.room = {};
    this.problem = "";
    keep(membership);
    this.client.enter(membership);
    this.draw();
  }

  async open() {
    await this.tried(async () => {
      this.enter(await this.client.open());
      await this.client.teach({ view: this.view, live: everything() });
    });
  }

  /** @param {string} code */
  async join(code) {
    this.enter({ .../** @type {Membership} */ (invited(new URL(`${this.home}?room=${code}`))) });
  }

  leave() {
    this.client.leave();
    this.membership = null;
    this.room = {};
    this.asked = null;
    keep(null);
    letGo();
    this.draw();
  }

  async end() {
    await this.tried(() => this.client.teach({ end: true }));
    this.leave();
  }

  /** The page this browser shows, told by the server at each run. @param {View} view */
  shows(view) {
    const query = Object.fromEntries(Object.entries(view.query).filter(([key]) => key !== "room"));
    this.view = { page: view.page, query };
    if (this.teaches) this.teach({ view: this.view });
    else this.tellPlace();
    this.draw();
  }

  /** @param {News} news */
  news(news) {
    const freed = news.following === true && this.room.following === false;
    if ("question" in news && news.question?.id !== this.room.question?.id) this.given = null;
    Object.assign(this.room, news);
    if (news.ended) this.leave();
    else if (this.follows && (news.view || freed)) this.goThere();
    if (this.follows && (news.live || freed)) this.showLive();
    if (news.following === false) letGo();
    this.draw();
  }

  /** Goes where the teacher is; a change of page a moment sooner or later, so that the class does not come at once. */
  goThere() {
    const view = /** @type {View | undefined} */ (this.room.view);
    if (!view || (view.page === this.view.page && sameQuery(view.query, this.view.query))) return;
    clearTimeout(this.going);
    this.going = setTimeout(() => this.go(view), view.page === this.view.page ? 0 : SPREAD * Math.random());
  }

  showLive() {
    for (const [part, state] of Object.entries(this.room.live ?? {})) show(part, state);
  }

  /** Something on screen was moved by hand. */
  handMoved() {
    if (!this.teaches) return this.tellPlaceSoon();
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      this.teach({ live: everything() });
    }, AT_MOST_EVERY);
  }

  tellPlaceSoon() {
    this.placing ??= setTimeout(() => {
      this.placing = undefined;
      this.tellPlace();
    }, 1_000);
  }

  tellPlace() {
    if (!this.membership || this.teaches) return;
    const at = Object.values(everything()).find((state) => typeof state.at === "string")?.at;
    const place = at ? `${this.view.page} · ${at}` : this.view.page;
    this.client.tellTeacher({ at: place, hand: this.hand }).catch(() => {});
  }

  /** @param {Record<string, any>} changes */
  teach(changes) {
    return this.tried(() => this.client.teach(changes));
  }

  /** @param {Question} question */
  ask(question) {
    this.asked = question;
    this.work(question);
    const { id, text, kind, options } = question;
    return this.teach({ question: { id: `${id} ${Date.now()}`, text, kind, options } });
  }

  /** Finds out what is right, where that takes a while; the class answers meanwhile. @param {Question} question */
  async work(question) {
    try {
      await question.work?.();
    } catch (problem) {
      this.problem = problem instanceof Error ? problem.message : String(problem);
    }
    this.draw();
  }

  reveal() {
    return this.teach({ reveal: this.asked?.right ?? "" });
  }

  stopAsking() {
    this.asked = null;
    return this.teach({ question: null });
  }

  /** @param {string} answer */
  answer(answer) {
    this.given = answer;
    this.draw();
    return this.tried(() => this.client.tellTeacher({ answer, question: this.room.question.id }));
  }

  raiseHand() {
    this.hand = !this.hand;
    this.tellPlace();
    this.draw();
  }

  /** @returns {Question[]} what may be asked about what is on screen */
  questions() {
    return questions();
  }

  /** @param {() => Promise<any>} act */
  async tried(act) {
    try {
      await act();
      this.problem = "";
    } catch (error) {
      this.problem =
        error instanceof Error && error.name !== "TypeError" ? error.message : "The server cannot be reached.";
      this.draw();
    }
  }

  /** @param {string} way */
  goes(way) {
    this.way = way;
    if (way === "gone") {
      this.problem = "This room has ended, or there is none with this code.";
      this.leave();
    }
    if (way === "stream" || way === "asking") this.tellPlace();
    this.draw();
  }

  draw() {
    for (const drawer of this.drawers) drawer();
  }
}

/**
 * @param {Record<string, string>} one
 * @param {Record<string, string>} other
 */
function sameQuery(one, other) {
  const spell = (/** @type {Record<string, string>} */ query) => JSON.stringify(Object.entries(query).sort());
  return spell(one) === spell(other);
}
