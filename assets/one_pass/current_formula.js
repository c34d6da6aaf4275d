// The panel of formulas follows the stage: the formula of the step shown, or the last one before it, is marked and in view.

/** Milliseconds in which formulas are still being set, so that the marked one may move. */
const SETTLING = 3000;

export class CurrentFormula {
  /** @param {any} stage */
  constructor(stage) {
    this.stage = stage;
    /** @type {Element | null} */ this.shown = null;
    this.until = 0;
    this.watcher = new MutationObserver(() => this.mark()); // the server fills the panel, some time after it was opened
  }

  /** @param {boolean} on  whether the panel is open */
  follow(on) {
    this.watcher.disconnect();
    this.shown = null;
    if (!on) return;
    this.watcher.observe(document.body, { childList: true, subtree: true });
    this.mark();
  }

  mark() {
    const { panel, payload, at } = this.stage;
    if (panel !== "code" || !payload) return;
    const found = payload.steps
      .slice(0, at + 1)
      .map((/** @type {any} */ { id }) => document.querySelector(`.st-key-maths .st-key-formula_${CSS.escape(id)}`))
      .filter(Boolean)
      .at(-1);
    if (!found) return;
    if (found !== this.shown) {
      this.shown?.removeAttribute("aria-current");
      this.shown = found;
      this.until = performance.now() + SETTLING;
      found.setAttribute("aria-current", "step");
    } else if (performance.now() > this.until) return;
    const drawer = found.closest(".st-key-drawer");
    if (!drawer) return;
    const [own, room] = [found.getBoundingClientRect(), drawer.getBoundingClientRect()];
    drawer.scrollTop += own.top - room.top - (room.height - own.height) / 2;
  }
}
