// Text in pieces, each marked by what became of it. Text only ever enters as textContent.
// A piece with `press` is a button: pressing it, by pointer or key, tells the page its value. Arrow keys go from one to
// the next, so that a long text is a single stop of the tab key.
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function asButton(piece, value, component) {
  piece.tabIndex = -1;
  piece.setAttribute("role", "button");
  piece.setAttribute("aria-pressed", piece.className === "dropped");
  piece.onclick = () => component.setTriggerValue("pressed", value);
}

function enter(buttons, to) {
  for (const button of buttons) button.tabIndex = -1;
  const next = buttons[Math.min(Math.max(to, 0), buttons.length - 1)];
  if (next) next.tabIndex = 0;
  return next;
}

function keyed(event, buttons) {
  const here = buttons.indexOf(event.target);
  if (here < 0) return;
  if (event.key === "Enter" || event.key === " ") event.target.click();
  else if (event.key in STEPS) enter(buttons, here + STEPS[event.key]).focus();
  else return;
  event.preventDefault();
}

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".marked");
  for (const [name, value] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, value);
  const before = [...root.querySelectorAll("[role=button]")].indexOf(root.getRootNode().activeElement);
  const pieces = data.pieces.map(({ text, kind, weight, note, press }) => {
    const piece = document.createElement(kind ? "mark" : "span");
    piece.textContent = text;
    if (kind) piece.className = kind;
    if (weight !== undefined) piece.style.setProperty("--weight", weight);
    if (note) piece.title = note;
    if (press) asButton(piece, press, component);
    return piece;
  });
  root.replaceChildren(...pieces);
  const buttons = pieces.filter((piece) => piece.onclick);
  const entered = enter(buttons, before);
  if (before >= 0) entered?.focus({ preventScroll: true }); // who pressed a word goes on from there
  root.onkeydown = (event) => keyed(event, buttons);
}
