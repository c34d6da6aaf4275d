// The stage's parts on the screen: built once, filled again at every step.

function drawControls(stage) {
  const control = (name, label, act) => button(label, act, { class: "control", title: label }, icon(name));
  const play = control("play", "Play", () => stage.play.toggle());
  const speed = make("select", { "aria-label": "Speed", class: "speed", onchange: () => stage.play.setSpeed(Number(speed.value)) },
    ...[0.5, 1, 2, 4].map((x) => make("option", { value: x, selected: x === 1 }, `${x}×`)));
  const jump = make("select", { "aria-label": "Go to step", class: "jump", onchange: () => stage.goTo(Number(jump.value)) });
  const predict = button("Predict first", () => stage.quiz.toggle(), { class: "plain", "aria-pressed": "false", title: "Hide each result until you have said what it will be (p)" });
  const spot = make("span", { "aria-hidden": "true" });
  const leap = make("label", { class: "leap", title: "Go to any step" }, spot, jump);
  const bar = make("div", { class: "controls", role: "group", "aria-label": "Move through the pass" },
    control("first", "First step", () => stage.goTo(0)), control("back", "Step back", () => stage.step(-1)), play,
    control("next", "Next step", () => stage.step(1)), control("last", "Last step", () => stage.goTo(Infinity)),
    button("Show how", () => stage.play.once(), { class: "plain", title: "Show this step's motion (m)" }), predict, speed, leap);
  return { bar, play, speed, jump, spot, predict };
}

function fillJump(jump, payload) {
  jump.replaceChildren(...payload.phases.map((phase) => {
    const group = make("optgroup", { label: phase.title });
    payload.steps.forEach((step, k) => step.phase === phase.id && group.append(make("option", { value: k, "data-id": step.id }, `${k + 1} · ${step.title}`)));
    return group;
  }));
}

function drawTimeline(nav, stage) {
  const { payload } = stage;
  nav.replaceChildren(...payload.phases.map((phase) => {
    const steps = payload.steps.filter((step) => step.phase === phase.id);
    const first = payload.steps.indexOf(steps[0]);
    const tab = make("button", { type: "button", class: "phase", onclick: () => stage.goTo(first) },
      make("span", { class: "phase-title" }, phase.title), make("span", { class: "phase-count" }));
    tab.style.flexGrow = Math.sqrt(steps.length);
    tab.span = { id: phase.id, first, length: steps.length };
    return tab;
  }));
}

function showTimeline(nav, stage) {
  const phase = stage.payload.steps[stage.at].phase;
  for (const tab of nav.children) {
    const { id, first, length } = tab.span;
    const done = Math.min(Math.max(stage.at + 1 - first, 0), length);
    tab.classList.toggle("on", id === phase);
    if (id === phase) {
      tab.setAttribute("aria-current", "step");
      if (nav.scrollWidth > nav.clientWidth) nav.scrollLeft = tab.offsetLeft - nav.offsetLeft - 40;
    } else tab.removeAttribute("aria-current");
    tab.style.setProperty("--done", `${(100 * done) / length}%`);
    tab.lastChild.textContent = id === phase ? `${done} of ${length}` : "";
  }
}

function drawEquation(sheet, stage, step) {
  const { payload } = stage;
  const { decimals, size, tight } = fitting(step, payload.values, stage.width);
  const count = step.equation.length;
  const nodes = step.equation.map((part, k) => part.op !== undefined ? make("span", { class: "op", "aria-hidden": "true" }, part.op)
    : drawMatrix(part.value, payload.values[part.value], part.value === step.result && k === count - 1 ? "result" : `operand${k}`, decimals));
  sheet.equation.style.setProperty("--cell", `${size}px`);
  sheet.equation.classList.toggle("tight", tight);
  sheet.equation.replaceChildren(...nodes);
  const beside = (step.beside ?? []).map((id) => drawMatrix(id, payload.values[id], "beside", decimals, payload.steps[stage.index.origin.get(id).step].code));
  sheet.beside.hidden = !beside.length;
  sheet.beside.replaceChildren(...beside);
}

const paragraph = (text, className) => (text ? make("p", { class: className }, text) : null);

/** What Python or NumPy really said, and how to mend it. */
function drawError({ type, message, mend }) {
  return make("div", { class: "error", role: "note" }, make("code", {}, type ? `${type}: ${message}` : message), paragraph(mend, "mend"));
}

function drawWords(words, step) {
  const mistake = step.mistake && make("p", { class: "mistake" }, make("b", {}, "Easy to get wrong. "), step.mistake);
  words.replaceChildren(...[step.error && step.result && drawError(step.error), formula(step.formula, "law"), paragraph(step.what, "what"), paragraph(step.why, "why"),
    paragraph(step.note, "observed"), mistake].filter(Boolean));
}

/** What is wrong with this pass, if something is. */
function drawDiagnosis(box, sentences) {
  const news = sentences.length && sentences.join() !== [...box.children].map((each) => each.textContent).join();
  box.hidden = !sentences.length;
  box.replaceChildren(...sentences.map((sentence) => make("p", {}, sentence)));
  if (news) box.scrollIntoView({ block: "nearest" });
}

function drawSamples(row, stage) {
  const choices = count(stage.index.samples).map((k) =>
    button(String(k + 1), () => stage.chooseSample(k), { class: "choice", "aria-label": `Show sample ${k + 1}`, "aria-pressed": "false" }));
  row.replaceChildren(make("span", {}, "sample"), ...choices);
}

/** The whole stage, empty. */
function build(stage) {
  const parts = {
    timeline: make("nav", { class: "timeline", "aria-label": "Phases of the pass" }),
    title: make("h2", { class: "title", tabindex: "-1" }),
    code: make("pre", { class: "code", tabindex: "0", role: "group", "aria-label": "The NumPy line" }),
    diagnosis: make("div", { class: "diagnosis", role: "note", "aria-label": "Diagnosis" }),
    drawing: make("div", { class: "drawing" }),
    samples: make("div", { class: "samples", role: "group", "aria-label": "Sample shown in the network" }),
    sum: make("div", { class: "sum", role: "group", "aria-label": "Arithmetic of one number" }),
    question: make("div", { class: "question", hidden: true }),
    trail: make("div", { class: "trail" }),
    arithmetic: make("div", { class: "arithmetic" }),
    status: make("div", { class: "unseen", "aria-live": "polite" }),
    keys: make("div", {}),
    history: make("div", { class: "history" }),
    controls: drawControls(stage),
    slots: Object.fromEntries(PARTS.map((part) => [part, make("div", { class: `slot ${part}-slot` })])),
  };
  const { slots } = parts;
  parts.sum.append(parts.question, parts.trail, parts.arithmetic);
  const drawing = make("div", { class: "left" }, parts.drawing, parts.samples);
  const making = make("div", { class: "making" }, slots.context, parts.code);
  const body = make("div", { class: "body" }, drawing, slots.equation, slots.beside, parts.sum, slots.words);
  const head = make("div", { class: "top" }, parts.title, parts.controls.bar);
  parts.frame = make("section", { class: "stage", "aria-label": "One pass, step by step" }, parts.timeline, head, making, parts.diagnosis, body, make("div", { class: "keys" }, parts.keys, parts.history), parts.status);
  return parts;
}
