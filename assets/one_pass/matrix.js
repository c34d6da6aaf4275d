// One value as a table: name, shape, what rows and columns mean, and cells tinted by size and sign.

const cellKey = (id, i, j) => `${id}/${i}/${j}`;

/** Characters the widest cell of a value needs. */
function widest(value, decimals) {
  let most = 2;
  for (const row of value.data) for (const v of row) most = Math.max(most, cellText(v, decimals).length);
  return most;
}

function cellLabel(value, i, j) {
  const where = place(value, i, j);
  return `${value.name}${where ? ", " + where.replace(" · ", ", ") : ""}: ${cellText(value.data[i][j])}`;
}

function drawCell(id, value, i, j, scale, decimals, part) {
  const v = value.data[i][j];
  const x = typeof v === "boolean" ? 0 : asNumber(v);
  const cell = make("td", { tabindex: i || j ? "-1" : "0", "aria-label": cellLabel(value, i, j), "data-part": part });
  cell.textContent = cellText(v, decimals);
  cell.at = { id, i, j, part };
  if (!Number.isFinite(x)) cell.className = typeof v === "boolean" ? "" : "broken";
  else if (x !== 0) {
    cell.className = x < 0 ? "neg" : "pos";
    cell.style.setProperty("--t", `${Math.round((8 + 34 * Math.abs(x) / scale))}%`);
  }
  return cell;
}

/** A value's table. part: which operand of the equation it is, "result" for the last. code: the line that made it, where it is not the step's own. */
function drawMatrix(id, value, part, decimals, code = "") {
  const finite = value.data.flat().map(asNumber).filter(Number.isFinite).map(Math.abs);
  const scale = Math.max(0, ...finite) || 1;
  const meaning = [value.rows, value.cols].filter(Boolean).join(" × ");
  const caption = make("caption", {}, formula(value.math, "name"), " ", make("span", { class: "shape" }, shapeText(value.shape)),
    meaning ? make("span", { class: "meaning" }, meaning) : null, code ? make("span", { class: "made" }, code) : null);
  const body = make("tbody");
  value.data.forEach((row, i) => {
    const line = make("tr");
    row.forEach((_, j) => line.append(drawCell(id, value, i, j, scale, decimals, part)));
    body.append(line);
  });
  const table = make("table", { "aria-label": `${value.name}, ${shapeText(value.shape)}${meaning ? ", " + meaning : ""}` }, caption, body);
  table.style.setProperty("--w", `${widest(value, decimals)}ch`);
  table.style.setProperty("--n", value.data[0].length);
  return make("div", { class: `matrix role-${value.role}`, "data-value": id, "data-part": part }, table);
}

const LARGEST_TYPE = 24, SMALLEST_TYPE = 11, TALLEST = 0.26;
/** What stands around a number of a matrix, in pixels: as usual, and where the room is tight. */
const AROUND = 13, TIGHT = 8;

/** The type size, in steps of half a pixel, with which matrices and operators stand side by side in a width. */
function sizeFor(drawn, ops, width, decimals, around = AROUND) {
  const cells = sum(drawn.map((value) => value.data[0].length * widest(value, decimals)));
  const padding = sum(drawn.map((value) => value.data[0].length * around + 18)) + sum(ops.map((op) => 17 + 13 * op.trim().length));
  return Math.floor(((width - padding) / (cells * 0.605)) * 2) / 2;
}

/** Type size and digits with which an equation fits a width; both shrink before the line is broken. */
function fitting(step, values, width) {
  const ops = step.equation.filter((part) => part.op).map((part) => part.op);
  const drawn = step.equation.filter((part) => !part.op).map((part) => values[part.value]);
  const rows = Math.max(1, ...drawn.map((value) => value.data.length)), height = Math.max(150, TALLEST * innerHeight);
  const tallest = Math.min(LARGEST_TYPE, (height / rows - 4) / 2.05);
  for (const [decimals, smallest] of [[4, 13.5], [3, 12], [3, SMALLEST_TYPE]]) {
    const size = sizeFor(drawn, ops, width, decimals);
    if (size >= smallest) return { decimals, size: Math.min(size, Math.max(tallest, 15)), tight: false };
  }
  const widestTwo = [...drawn].sort((a, b) => b.data[0].length - a.data[0].length).slice(0, 2);
  const pair = sizeFor(widestTwo, ops.slice(0, 2), width, 3, TIGHT), fits = pair >= SMALLEST_TYPE;
  return { decimals: 3, size: fits ? Math.min(pair, 12.5) : 12.5, tight: fits || rows > 5 };
}
