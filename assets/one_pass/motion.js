// The motion of a step: which cells of the result appear together, and from where numbers fly to them. A product of
// matrices sweeps cell by cell; a bias row spreads over the samples; a transpose turns rows into columns; an element-wise
// function moves each number to its place, and where it lets nothing through, the number is struck out on its way; a sum
// collapses its row or column.

const LONGEST = 6500, SHORTEST_BEAT = 140, LONGEST_BEAT = 700;

/** Functions that let a number through or put 0 in its place. */
const MASKS = ["relu", "multiply"];

/** Beats of the current step: {cells: result cells that appear, fly: whether their sources fly in, spread: bias cells, mask}. */
function beatsOf(stage) {
  const { result, rule } = stage.payload.steps[stage.at];
  if (!result) return [];
  const { data } = stage.payload.values[result];
  const at = (i, j) => ({ id: result, i, j });
  const rows = data.map((row, i) => row.map((_, j) => at(i, j)));
  const columns = data[0].map((_, j) => data.map((_, i) => at(i, j)));
  const single = (cells) => cells.map((cell) => ({ cells: [cell], fly: false }));
  if (rule.kind === "affine") return [{ cells: [], spread: rows.flat(), from: rule.b }, ...single(rows.flat())];
  if (rule.kind === "matmul") return single(rows.flat());
  if (rule.kind === "transpose") return columns.map((cells) => ({ cells, fly: true }));
  if (["reduce", "pick", "classes", "index"].includes(rule.kind)) return rows.flat().map((cell) => ({ cells: [cell], fly: true }));
  return rows.map((cells) => ({ cells, fly: rule.kind !== "given", mask: MASKS.includes(rule.fn) }));
}

const beatLength = (beats) => Math.min(Math.max(LONGEST / Math.max(beats.length, 1), SHORTEST_BEAT), LONGEST_BEAT);

/** A number flies from one cell to another; stopped: it fades half way there. */
function fly(stage, from, to, ms, stopped = false) {
  const frame = stage.parts.frame.getBoundingClientRect();
  const [a, b] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
  const ghost = make("div", { class: "ghost", "aria-hidden": "true" }, from.textContent);
  ghost.style.cssText = `left:${a.left - frame.left}px;top:${a.top - frame.top}px;width:${a.width}px;height:${a.height}px;font:${getComputedStyle(from).font}`;
  ghost.style.backgroundColor = getComputedStyle(from).backgroundColor;
  stage.parts.frame.append(ghost);
  const part = stopped ? 0.5 : 1, move = `translate(${part * (b.left - a.left)}px, ${part * (b.top - a.top)}px)`;
  const motion = ghost.animate([{ transform: "none", opacity: 1 }, { transform: move, opacity: stopped ? 0 : 0.85 }], { duration: ms, easing: "cubic-bezier(.3,.1,.3,1)" });
  motion.onfinish = () => ghost.remove();
}

/** Sets what a beat shows in motion; returns after nothing: the numbers land by themselves. */
function startBeat(stage, beat, ms, still) {
  const tds = (cell) => stage.cells.get(cellKey(cell.id, cell.i, cell.j)) ?? [];
  const shown = (cell) => tds(cell).filter((td) => td.at.part !== "result");
  if (beat.spread) {
    if (!still) for (const cell of beat.spread) shown({ id: beat.from, i: 0, j: cell.j }).slice(0, 1).forEach((from) => fly(stage, from, tds(cell).at(-1), ms));
    return;
  }
  stage.ask(beat.cells.at(-1));
  if (!beat.fly) return;
  for (const cell of beat.cells) {
    const { cells: sources, value } = stage.index.explain(cell), stopped = Boolean(beat.mask) && value === 0;
    for (const source of sources) {
      const [from] = shown(source);
      if (!from) continue;
      if (stopped && source.value !== 0) from.classList.add("masked");
      if (!still) fly(stage, from, tds(cell).at(-1), ms, stopped);
    }
  }
}

function reveal(stage, beat) {
  for (const cell of beat.cells) for (const td of stage.cells.get(cellKey(cell.id, cell.i, cell.j)) ?? []) td.classList.remove("veiled");
}

function veil(stage) {
  for (const td of stage.parts.equation.querySelectorAll("[data-part=result] td")) td.classList.add("veiled");
}

function clearMotion(stage) {
  for (const ghost of stage.parts.frame.querySelectorAll(".ghost")) ghost.remove();
  for (const td of stage.parts.frame.querySelectorAll(".veiled, .masked")) td.classList.remove("veiled", "masked");
}
