// The confusion matrix as a table: a row a true class, a column a predicted one, every cell a button.
// Arrow keys move from cell to cell; names only ever enter as textContent.
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function element(tag, text, className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function said(count, total, row, column) {
  const share = `${((100 * count) / Math.max(total, 1)).toFixed(1)}%`;
  return row === column ? `${count} of ${row} put right (${share})` : `${count} of ${row} called ${column} (${share})`;
}

function head(classes) {
  const row = document.createElement("tr");
  row.append(element("th", "true ↓  predicted →", "corner"));
  for (const name of classes) {
    const cell = element("th", "", "column");
    cell.scope = "col";
    cell.append(element("span", name));
    row.append(cell);
  }
  return row;
}

function cell({ counts, classes, shares, chosen }, i, j) {
  const total = counts[i].reduce((sum, n) => sum + n, 0);
  const share = counts[i][j] / Math.max(total, 1);
  const button = element("button", counts[i][j] ? (shares ? `${Math.round(100 * share)}` : counts[i][j]) : "");
  button.style.setProperty("--share", Math.sqrt(share));
  button.className = share > 0.3 ? "strong" : "";
  button.title = said(counts[i][j], total, classes[i], classes[j]);
  button.setAttribute("aria-label", button.title);
  const open = i === chosen[0] && j === chosen[1];
  button.setAttribute("aria-pressed", open);
  button.tabIndex = open ? 0 : -1;
  button.dataset.at = `${i} ${j}`;
  return button;
}

function move(event, root) {
  const step = ARROWS[event.key];
  if (!step || !event.target.dataset.at) return;
  const [i, j] = event.target.dataset.at.split(" ").map(Number);
  const next = root.querySelector(`button[data-at="${i + step[0]} ${j + step[1]}"]`);
  event.preventDefault();
  if (!next) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".confusion");
  root.style.setProperty("--deepest", data.deepest);
  for (const [name, value] of Object.entries(data.colours)) root.style.setProperty(`--${name}`, value);
  const focused = root.contains(root.getRootNode().activeElement);
  const table = document.createElement("table");
  table.append(head(data.classes));
  data.classes.forEach((name, i) => {
    const row = document.createElement("tr");
    const title = element("th", name);
    title.scope = "row";
    row.append(title);
    data.classes.forEach((_, j) => {
      const box = document.createElement("td");
      box.append(cell(data, i, j));
      row.append(box);
    });
    table.append(row);
  });
  root.replaceChildren(table);
  root.onclick = ({ target }) => target.dataset.at && setTriggerValue("cell", target.dataset.at);
  root.onkeydown = (event) => move(event, root);
  if (focused) root.querySelector('button[aria-pressed="true"]')?.focus({ preventScroll: true });
}
