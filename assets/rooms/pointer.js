// The teacher's pointer, seen by the room: a place on the page, as shares of its width and of what is scrolled.

import { make } from "../shared/dom.js";

/** @import { Session } from "./session.js" */

const AT_MOST_EVERY = 100; // ms

/** What scrolls: the page's main part. */
const main = () => document.querySelector('[data-testid="stMain"]') ?? document.documentElement;

export class Pointer {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    this.on = false;
    this.last = 0;
    this.moved = this.moved.bind(this);
    this.dot = make("div", { "aria-hidden": "true" });
    this.dot.style.cssText =
      "position:absolute;width:26px;height:26px;margin:-13px;border-radius:50%;border:3px solid #d6006c;" +
      "background:#d6006c33;pointer-events:none;z-index:999;transition:left .1s linear,top .1s linear";
  }

  toggle() {
    this.on = !this.on;
    if (this.on) document.addEventListener("pointermove", this.moved);
    else this.leave();
    this.session.draw();
  }

  leave() {
    document.removeEventListener("pointermove", this.moved);
    this.dot.remove();
    if (this.on) this.session.teach({ pointer: null });
    this.on = false;
  }

  /** @param {PointerEvent} event */
  moved(event) {
    if (event.timeStamp - this.last < AT_MOST_EVERY) return;
    this.last = event.timeStamp;
    const box = main().getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top + main().scrollTop];
    this.session.teach({ pointer: { x: x / box.width, y: Math.round(y) } });
  }

  /** Draws the dot where the teacher points; on the teacher's own screen there is a pointer already. */
  draw() {
    const at = this.session.follows ? this.session.room.pointer : null;
    if (!at || !Number.isFinite(at.x) || !Number.isFinite(at.y)) {
      this.dot.remove();
      return;
    }
    const place = main();
    if (this.dot.parentElement !== place) place.append(this.dot);
    this.dot.style.left = `${100 * Math.min(1, Math.max(0, at.x))}%`;
    this.dot.style.top = `${Math.min(place.scrollHeight, Math.max(0, at.y))}px`;
  }
}
