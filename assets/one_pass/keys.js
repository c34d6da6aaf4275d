// The keyboard and the pointer: every control has a key, every number can be walked to.

const KEYS = [
  ["→ or n", "next step"], ["← or b", "step back"], ["space", "play, pause"], ["Home, End", "first, last step"],
  ["+ −", "faster, slower"], ["m", "show this step's motion"], ["p", "predict first: hide each result until you have said what it will be"], ["q", "move to the numbers; arrows then walk from one to the next"],
  ["Enter", "follow the number to the step that makes it"], ["Backspace", "back along the way you followed"],
  ["0 … 9, F2", "on a number that is given: type another in its place"], ["Ctrl Z, Ctrl Y", "undo, redo a change"], ["Esc", "leave the numbers"], ["1 … 8", "the sample shown in the network"], ["?", "this list"],
];

/** What has keys of its own, apart from Enter and space. */
const WITH_KEYS = "[role=tab], [role=slider], [role=option], [role=radio], [role=listbox], [role=combobox], [role^=menu]";

const typing = (node) => node instanceof Element && (node.matches("input:not([type=checkbox]), textarea, select, [contenteditable=true]") || node.isContentEditable);

function globalKey(stage, event) {
  const target = event.composedPath()[0];
  if (event.altKey || typing(target) || !stage.payload) return;
  if (event.ctrlKey || event.metaKey) return undoKey(stage, event);
  const inside = event.composedPath().includes(stage.root);
  const elsewhere = !inside && target instanceof Element && target.closest([" ", "Enter"].includes(event.key) ? `button, a, ${WITH_KEYS}` : WITH_KEYS);
  if (elsewhere || stage.help?.open) return;
  const act = action(stage, event, target);
  if (!act) return;
  event.preventDefault();
  act();
}

function undoKey(stage, event) {
  const wish = { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()];
  if (!wish || !stage.data.history[wish]) return;
  event.preventDefault();
  stage.wish({ do: wish });
}

function action(stage, event, target) {
  const cell = target.at ? target : null;
  if (cell && ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(event.key)) return () => walk(stage, cell, event.key);
  if (cell && isEditable(stage, cell.at) && /^[-−+.0-9]$/.test(event.key)) return () => startEditing(stage, event.key);
  if (cell && event.key === "F2") return () => startEditing(stage);
  if (cell && event.key === "Enter") return () => stage.index.origin.get(cell.at.id)?.step === stage.at && startEditing(stage) || stage.follow(cell.at);
  if (event.key === " " && target.matches?.("button, a, summary, input")) return null;
  return {
    ArrowRight: () => stage.step(1), n: () => stage.step(1), ArrowLeft: () => stage.step(-1), b: () => stage.step(-1),
    " ": () => stage.play.toggle(), Home: () => stage.goTo(0), End: () => stage.goTo(Infinity),
    "+": () => stage.play.faster(1), "=": () => stage.play.faster(1), "-": () => stage.play.faster(-1), m: () => stage.play.once(), p: () => stage.quiz.toggle(),
    q: () => [...stage.parts.equation.querySelectorAll("td[tabindex='0']")].at(-1)?.focus(),
    Backspace: () => stage.trail.length && stage.backTo(stage.trail.length - 1),
    Escape: () => { target.blur?.(); stage.pin(null); }, "?": () => showHelp(stage),
  }[event.key] ?? (/^[1-8]$/.test(event.key) && Number(event.key) <= stage.index.samples ? () => stage.chooseSample(Number(event.key) - 1) : null);
}

/** From a cell to its neighbour, past the edge of a matrix to the next one of the equation. */
function walk(stage, cell, key) {
  const [di, dj] = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  const { i, j } = cell.at;
  const tables = [...stage.parts.frame.querySelectorAll(".matrix table")];
  const here = tables.indexOf(cell.closest("table"));
  const next = tables[here].rows[i + di]?.cells[j + dj];
  if (next) return next.focus();
  const other = dj && tables[here + dj];
  if (!other) return;
  const row = other.rows[Math.min(i, other.rows.length - 1)];
  row.cells[dj > 0 ? 0 : row.cells.length - 1].focus();
}

function listenToCells(stage) {
  const { frame } = stage.parts;
  const cellOfEvent = (event) => event.target.closest?.(".matrix td");
  frame.addEventListener("pointerover", (event) => {
    const td = cellOfEvent(event);
    if (td && !stage.quiz.pending && event.pointerType !== "touch" && !stage.play.moving) stage.ask(td.at);
  });
  frame.addEventListener("pointerout", (event) => {
    if (cellOfEvent(event) && event.pointerType !== "touch" && !event.relatedTarget?.closest?.(".matrix td") && !stage.play.moving)
      stage.ask(stage.pinned ?? stage.index.example(stage.payload.steps[stage.at], stage.sample));
  });
  frame.addEventListener("focusin", (event) => {
    const td = cellOfEvent(event);
    if (!td) return;
    for (const other of td.closest("table").querySelectorAll("td[tabindex='0']")) other.tabIndex = -1;
    td.tabIndex = 0;
    if (stage.quiz.pending) return;
    stage.play.pause();
    stage.pin(td.at);
  });
  frame.addEventListener("dblclick", (event) => cellOfEvent(event) && stage.follow(cellOfEvent(event).at));
}

function showHelp(stage) {
  if (!stage.help) {
    const rows = KEYS.map(([key, what]) => make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, key)), make("td", {}, what)));
    stage.help = make("dialog", { class: "help", "aria-label": "Keys" }, make("h3", {}, "Keys"), make("table", {}, make("tbody", {}, ...rows)),
      button("Close", () => stage.help.close(), { class: "plain" }));
    stage.parts.frame.append(stage.help);
  }
  stage.help.showModal();
}

function drawKeys(stage) {
  const key = (text) => make("kbd", {}, text);
  stage.parts.keys.replaceChildren(key("←"), " ", key("→"), " step   ", key("space"), " play   ", button("?", () => showHelp(stage), { class: "kbd", "aria-label": "All keys" }),
    " all keys");
}
