// The room's timer: so many seconds were left when this browser heard of it.

export class Timer {
  constructor() {
    /** @type {{left: number} | null | undefined} */
    this.heard = undefined;
    this.ends = 0;
  }

  /** What it shows, nothing without one. @param {{left: number} | null | undefined} timer seconds left, as the room tells */
  text(timer) {
    if (timer !== this.heard) {
      this.heard = timer; // browsers' clocks differ: each counts from when it heard
      this.ends = timer ? Date.now() + 1000 * timer.left : 0;
    }
    if (!timer) return "";
    const left = Math.max(0, Math.ceil((this.ends - Date.now()) / 1000));
    return left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "Time is up";
  }
}
