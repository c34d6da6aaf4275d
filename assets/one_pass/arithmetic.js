// One cell's arithmetic, written out with numbers that add up as shown, and the ways on from it.

/** A value's name; after the update the same names stand for new values. */
const valueName = (payload, id) => (id.startsWith("new_") ? `new ${payload.values[id].name}` : payload.values[id].name);

function cellName(payload, { id, i, j }) {
  const where = place(payload.values[id], i, j);
  return where ? `${valueName(payload, id)} · ${where}` : valueName(payload, id);
}

const plainText = (parts) => parts.map((each) => each.text ?? each).join("");

/** The arithmetic as one sentence, for screen readers. */
function spoken(payload, cell, explained) {
  const name = cellName(payload, cell).replaceAll(" · ", ", ");
  const lines = explained.lines();
  if (!lines.length) return `${name}: ${cellText(payload.values[cell.id].data[cell.i][cell.j])}, given, not computed`;
  const sentences = lines.map(([parts, value], k) => `${plainText(parts) || (k === lines.length - 1 ? "together" : "")} = ${value}`);
  return `${name}: ${sentences.join("; ")}`;
}

/** The parts of a line; a number among them leads to where it is made. */
function drawParts(parts, stage) {
  return parts.map((each) => typeof each === "string" ? each : term(each.text, each.cell, stage));
}

function term(text, cell, stage) {
  return button(text, () => stage.follow(cell), { class: "term", title: "Go to where this number is made", "aria-label": `${text}: ${cellName(stage.payload, cell)}` });
}

function drawLines(lines, stage) {
  if (lines.length === 1) return [make("div", { class: "line" }, ...drawParts(lines[0][0], stage), make("b", {}, ` = ${lines[0][1]}`))];
  const rows = lines.slice(0, -1).flatMap(([parts, value, cell]) => [make("div", {}, ...drawParts(parts, stage)),
    make("div", { class: "equals" }, ...(cell ? [term(value, cell, stage)] : [`= ${value}`]))]);
  const [parts, total] = lines.at(-1);
  return [make("div", { class: "lines" }, ...rows), make("div", { class: "total" }, plainText(parts) === "≈" ? `≈ ${total}` : `${plainText(parts)} = ${total}`)];
}

/** Fills the panel for the cell that is asked about. */
function drawArithmetic(panel, stage, cell) {
  const { payload, index } = stage;
  const step = payload.steps[stage.at];
  if (!cell) return panel.replaceChildren(...(step.error && !step.result ? [drawError(step.error)] : [make("p", { class: "hint" }, "Point at a number to see where it comes from.")]));
  const lines = index.explain(cell).lines();
  const x = asNumber(payload.values[cell.id].data[cell.i][cell.j]);
  const exact = Number.isFinite(x) && !Number.isInteger(x) ? make("span", { class: "exact", title: "The number with all its digits" }, show(x, MOST)) : null;
  const head = make("div", { class: "head" }, make("span", {}, cellName(payload, cell)), ...(exact ? [" ", exact] : []));
  const body = lines.length ? drawLines(lines, stage) : [
    make("div", { class: "line" }, make("b", {}, cellText(payload.values[cell.id].data[cell.i][cell.j], 8))),
    make("p", { class: "hint" }, "Given, not computed: the pass starts from it."),
  ];
  panel.replaceChildren(...[head, ...body, drawField(stage, cell), drawNudge(stage, cell), ...onward(stage, cell)].filter(Boolean));
}

/** "Goes on to": one button for every value that uses this cell. */
function onward(stage, cell) {
  const seen = new Map();
  for (const next of stage.index.feeds(cell)) if (!seen.has(next.id)) seen.set(next.id, next);
  if (!seen.size) return [];
  const buttons = [...seen.values()].map((next) =>
    button(`${valueName(stage.payload, next.id)} →`, () => stage.follow(next), { class: "link", title: stage.payload.steps[stage.index.origin.get(next.id).step].title }));
  return [make("div", { class: "onward" }, make("span", {}, "goes on to "), ...buttons)];
}

/** The way that was followed from cell to cell, to walk back on. */
function drawTrail(row, stage) {
  row.hidden = stage.trail.length === 0;
  if (row.hidden) return;
  const crumbs = stage.trail.map((cell, k) => [button(cellName(stage.payload, cell), () => stage.backTo(k), { class: "link" }), " › "]);
  row.replaceChildren(make("span", {}, "came from "), ...crumbs.flat(), make("span", {}, stage.asked ? cellName(stage.payload, stage.asked) : ""));
}
