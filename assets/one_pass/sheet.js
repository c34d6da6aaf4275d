// A sheet: the parts of the stage that follow from the step alone. The steps next to the current one lie ready, laid out
// unseen, so that a key press only turns the page.

const PARTS = ["context", "equation", "beside", "words"];
const SHEETS = 3;

class Sheet {
  constructor(slots) {
    this.context = make("div", { class: "context", tabindex: "0", role: "group", "aria-label": "The expression, with the part computed here marked" });
    this.equation = make("div", { class: "equation", role: "group", "aria-label": "Operands and result" });
    this.beside = make("div", { class: "beside", role: "group", "aria-label": "To compare" });
    this.words = make("div", { class: "words" });
    for (const part of PARTS) slots[part].append(make("div", { class: "sheet coming" }, this[part]));
    this.clear();
  }

  clear() {
    this.at = null;
  }

  fill(stage, at) {
    const step = stage.payload.steps[at];
    this.at = at;
    this.context.replaceChildren(formula(stage.payload.contexts[step.context]));
    drawEquation(this, stage, step);
    drawWords(this.words, step);
    this.cells = new Map();
    for (const td of [this.equation, this.beside].flatMap((box) => [...box.querySelectorAll(".matrix td")])) {
      const key = cellKey(td.at.id, td.at.i, td.at.j);
      this.cells.set(key, [...(this.cells.get(key) ?? []), td]);
    }
  }

  turn(on) {
    for (const part of PARTS) this[part].parentNode.classList.toggle("coming", !on);
  }
}

class Sheets {
  constructor(stage, slots) {
    this.stage = stage;
    this.all = count(SHEETS).map(() => new Sheet(slots));
  }

  /** Forgets what lies ready: the numbers or the width have changed. */
  clear() {
    this.all.forEach((sheet) => sheet.clear());
  }

  /** Brings a step's sheet to the top. */
  turnTo(at) {
    const sheet = this.ready(at);
    this.top?.turn(false);
    sheet.turn(true);
    this.top = sheet;
    Object.assign(this.stage.parts, Object.fromEntries(PARTS.map((part) => [part, sheet[part]])));
    this.stage.cells = sheet.cells;
    this.ahead();
  }

  /** A filled sheet for a step: the one that lies ready, else the one furthest from it. */
  ready(at) {
    const found = this.all.find((sheet) => sheet.at === at);
    if (found) return found;
    const away = (sheet) => (sheet.at === null ? Infinity : Math.abs(sheet.at - at));
    const free = this.all.filter((sheet) => sheet !== this.top || sheet.at === null).reduce((a, b) => (away(b) > away(a) ? b : a));
    free.fill(this.stage, at);
    return free;
  }

  /** Once the current step has been painted: fills the sheets of its neighbours, one a frame. */
  ahead() {
    const { stage } = this, wanted = [stage.at + 1, stage.at - 1].find((at) => stage.payload.steps[at] && !this.all.some((sheet) => sheet.at === at));
    clearTimeout(this.waiting);
    if (wanted === undefined) return;
    requestAnimationFrame(() => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => {
        if (!stage.payload.steps[wanted] || Math.abs(wanted - stage.at) !== 1) return;
        this.ready(wanted);
        this.ahead();
      });
    });
  }
}
