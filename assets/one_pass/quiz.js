// Predict first: a step's result stays hidden until the reader has said what it will be: its shape, one of its numbers, or
// a sign. A wrong answer is explained from the numbers; the score lasts as long as the browser tab.

const SCORE = "glassnet-score";
const NEAR = 0.05;
const SIGNED = ["affine", "matmul", "elementwise", "reduce"];

class Quiz {
  constructor(stage) {
    this.stage = stage;
    this.on = false;
    this.pending = null;
    this.turn = 0;
    this.score = JSON.parse(sessionStorage.getItem(SCORE) ?? '{"right": 0, "asked": 0}');
  }

  toggle() {
    this.on = !this.on;
    this.stage.parts.controls.predict.setAttribute("aria-pressed", this.on);
    this.stage.render();
  }

  /** A question about the step on stage; null where there is nothing to predict. */
  question() {
    const { stage } = this, step = stage.payload.steps[stage.at];
    if (!this.on || !step.result || step.rule.kind === "given") return null;
    const value = stage.payload.values[step.result];
    const cells = value.data.flatMap((row, i) => row.map((v, j) => ({ id: step.result, i, j, x: asNumber(v) }))).filter((cell) => Number.isFinite(cell.x));
    const telling = cells.filter((cell) => cell.x !== 0 || ["relu", "relu_grad"].includes(step.rule.fn));
    const cell = (telling.length ? telling : cells)[(stage.at * 7 + this.turn * 3) % (telling.length || cells.length || 1)];
    const kinds = [];
    if (["affine", "matmul", "transpose", "reduce"].includes(step.rule.kind) && value.shape.length === 2) kinds.push("shape");
    if (cell) kinds.push("number");
    if (cell && SIGNED.includes(step.rule.kind) && value.data.flat().some((v) => asNumber(v) < 0)) kinds.push("sign");
    return kinds.length ? { kind: kinds[(stage.at + this.turn) % kinds.length], step, cell } : null;
  }

  /** Called when a step comes on stage: hides the result and asks. */
  begin() {
    this.pending = this.question();
    const { frame, question } = this.stage.parts;
    frame.classList.toggle("predicting", this.pending !== null);
    frame.classList.toggle("hidden-shape", this.pending?.kind === "shape");
    this.hide(this.pending !== null);
    question.hidden = !this.on;
    question.replaceChildren();
    if (this.on && !this.pending) question.append(make("p", { class: "hint" }, "Nothing to predict here: these numbers are given."), this.tally());
    if (this.pending) this.ask();
  }

  /** Hides the result from the pointer, the keyboard and screen readers, too. */
  hide(on) {
    for (const matrix of this.stage.parts.equation.querySelectorAll("[data-part=result]")) matrix.inert = on;
  }

  ask() {
    const { kind, cell, step } = this.pending, { payload, parts } = this.stage;
    const where = cell && place(payload.values[cell.id], cell.i, cell.j).replace(" · ", ", ");
    const name = payload.values[step.result].name;
    const field = (label, attributes = {}) => make("input", { class: "field", type: "text", autocomplete: "off", "aria-label": label, ...attributes });
    const forms = {
      shape: () => [`Predict first: what shape will ${name} have?`, [field("Rows", { inputmode: "numeric" }), " × ", field("Columns", { inputmode: "numeric" })]],
      number: () => [`Predict first: what will ${name} be${where ? ` for ${where}` : ""}? Two digits are enough.`, [field("Your number", { inputmode: "text" })]],
      sign: () => [`Predict first: which sign will ${name} have${where ? ` for ${where}` : ""}?`, []],
    };
    const [text, inputs] = forms[kind]();
    const submit = (answer) => this.answer(answer);
    const buttons = kind === "sign" ? [["negative", -1], ["zero", 0], ["positive", 1]].map(([word, sign]) => button(word, () => submit(sign), { class: "plain" }))
      : [make("button", { type: "submit", class: "plain" }, "Check")];
    const form = make("form", { class: "edit", onsubmit: (event) => { event.preventDefault(); submit(inputs.filter((each) => each.value !== undefined).map((each) => each.value)); } },
      ...inputs, ...buttons, button("Show me", () => this.reveal("Shown, not counted."), { class: "link" }));
    parts.question.append(make("p", { class: "asked" }, text), form, make("div", { class: "verdict", "aria-live": "polite" }), this.tally());
  }

  answer(given) {
    const check = { shape: () => this.checkShape(given), number: () => this.checkNumber(given[0]), sign: () => this.checkSign(given) }[this.pending.kind]();
    if (check.unclear) return this.verdict(check.unclear);
    this.score = { right: this.score.right + (check.right ? 1 : 0), asked: this.score.asked + 1 };
    sessionStorage.setItem(SCORE, JSON.stringify(this.score));
    this.reveal(check.why, check.right);
  }

  checkShape(given) {
    const shape = given.map((text) => Number(text.trim()));
    if (!shape.every((n) => Number.isInteger(n) && n > 0)) return { unclear: "Type two whole numbers: how many rows, how many columns." };
    const same = (a, b) => a.length === b.length && a.every((n, k) => n === b[k]);
    const { slips, right } = slipsInShape(this.stage, this.pending.step), { shape: wanted } = this.stage.payload.values[this.pending.step.result];
    if (same(shape, wanted)) return { right: true, why: right };
    return { right: false, why: [slips.find((slip) => same(slip.shape, shape))?.why, right].filter(Boolean).join(" ") };
  }

  checkNumber(text) {
    const x = Number(text.trim().replace("−", "-").replace(",", "."));
    if (!text.trim() || !Number.isFinite(x)) return { unclear: "Type one number, for instance −0.25." };
    const { cell } = this.pending, wanted = cell.x;
    const near = (value) => Math.abs(x - value) <= NEAR * Math.abs(value) + 1e-9;
    if (near(wanted)) return { right: true, why: `It is ${show(wanted)}.` };
    const slip = slipsInNumber(this.stage, cell).find((each) => Number.isFinite(each.value) && near(each.value) && Math.abs(each.value - wanted) > NEAR * Math.abs(wanted));
    return { right: false, why: `${slip?.why ?? "See the arithmetic below."} It is ${show(wanted)}.` };
  }

  checkSign(sign) {
    const { cell } = this.pending;
    return { right: sign === Math.sign(cell.x), why: signInWords(this.stage, cell) };
  }

  verdict(text, right = null) {
    const verdict = this.stage.parts.question.querySelector(".verdict");
    const word = right === null ? [] : [make("b", { class: right ? "right" : "wrong" }, right ? "Right. " : "Not this time. ")];
    verdict.replaceChildren(...word, text);
  }

  /** Shows the result, the verdict, and the arithmetic of the cell that was asked about. */
  reveal(text, right = null) {
    const { cell } = this.pending, { parts } = this.stage;
    this.pending = null;
    this.turn++;
    parts.frame.classList.remove("predicting", "hidden-shape");
    this.hide(false);
    parts.question.querySelector("form").hidden = true;
    parts.question.querySelector(".tally").replaceWith(this.tally());
    this.verdict(text, right);
    this.stage.ask(cell ? { id: cell.id, i: cell.i, j: cell.j } : null);
  }

  tally() {
    return make("p", { class: "tally hint" }, this.score.asked ? `${this.score.right} of ${this.score.asked} right so far` : "Your score starts here.");
  }
}
