// One cell's arithmetic, written out with numbers that add up as shown, and the ways on from it.

function cellName(payload, { id, i, j }) {
  const where = place(payload.values[id], i, j);
  return where ? `${payload.values[id].name} · ${where}` : payload.values[id].name;
}

/** Lines of text for a cell: [{parts: [text or {text, cell}], value}] and the total, all in digits that add up. */
function written(explained) {
  const rows = explained.lines.map((each) => ({ ...each, inputs: each.cells.map((cell) => cell.value) }));
  const digits = digitsThatAddUp(rows, explained.value, explained.combine);
  const lines = rows.map((row) => ({
    label: row.label,
    parts: row.parts.map((part) => (typeof part === "string" ? part : { text: digits.input(part.value), cell: part })),
    value: row.parts.length > 1 || row.label ? digits.value(row.value) : null,
  }));
  return { lines, total: digits.value(explained.value) };
}

/** The arithmetic as one sentence, for screen readers. */
function spoken(payload, cell, explained) {
  const name = cellName(payload, cell).replaceAll(" · ", ", ");
  if (!explained.lines.length) return `${name}: ${cellText(payload.values[cell.id].data[cell.i][cell.j])}, given, not computed`;
  const { lines, total } = written(explained);
  const terms = lines.map((each) => each.parts.map((part) => part.text ?? part).join("")).join(" plus ");
  return `${name}: ${explained.mean ? `the mean of ${terms}` : terms} equals ${total}`;
}

/** The parts of a line; a number among them leads to where it is made. */
function drawParts(each, stage) {
  return each.parts.map((part) => typeof part === "string" ? part
    : button(part.text, () => stage.follow(part.cell), { class: "term", title: "Go to where this number is made" }));
}

/** Several lines, one under the other, that are added up. */
function drawColumn({ lines, total }, mean, stage) {
  const rows = lines.flatMap((each) => {
    const parts = drawParts(each, stage);
    const alone = each.parts.length === 1;
    const left = make("div", {}, ...(alone ? [make("span", { class: "label" }, each.label ?? "")] : parts));
    return [left, make("div", { class: "equals" }, ...(alone ? parts : [`= ${each.value}`]))];
  });
  return [make("div", { class: "lines" }, ...rows), make("div", { class: "total" }, mean ? `sum ÷ ${lines.length} = ${total}` : `= ${total}`)];
}

/** Fills the panel for the cell that is asked about. */
function drawArithmetic(panel, stage, cell) {
  const { payload, index } = stage;
  if (!cell) return panel.replaceChildren(make("p", { class: "hint" }, "Point at a number to see where it comes from."));
  const explained = index.explain(cell);
  const head = make("div", { class: "head" }, cellName(payload, cell));
  if (!explained.lines.length) {
    const value = payload.values[cell.id].data[cell.i][cell.j];
    panel.replaceChildren(head, make("div", { class: "total" }, cellText(value, 8)), make("p", { class: "hint" }, "Given, not computed: the pass starts from it."), ...onward(stage, cell));
    return;
  }
  const sum = written(explained);
  const body = sum.lines.length > 1 ? drawColumn(sum, explained.mean, stage)
    : [make("div", { class: "line" }, ...drawParts(sum.lines[0], stage), make("b", {}, ` = ${sum.total}`))];
  panel.replaceChildren(head, ...body, ...onward(stage, cell));
}

/** "Goes on to": one button for every value that uses this cell. */
function onward(stage, cell) {
  const seen = new Map();
  for (const next of stage.index.feeds(cell)) if (!seen.has(next.id)) seen.set(next.id, next);
  if (!seen.size) return [];
  const buttons = [...seen.values()].map((next) =>
    button(`${stage.payload.values[next.id].name} →`, () => stage.follow(next), { class: "link", title: stage.payload.steps[stage.index.origin.get(next.id).step].title }));
  return [make("div", { class: "onward" }, make("span", {}, "goes on to "), ...buttons)];
}

/** The way that was followed from cell to cell, to walk back on. */
function drawTrail(row, stage) {
  row.hidden = stage.trail.length === 0;
  if (row.hidden) return;
  const crumbs = stage.trail.map((cell, k) => [button(cellName(stage.payload, cell), () => stage.backTo(k), { class: "link" }), " › "]);
  row.replaceChildren(make("span", {}, "came from "), ...crumbs.flat(), make("span", {}, stage.asked ? cellName(stage.payload, stage.asked) : ""));
}
