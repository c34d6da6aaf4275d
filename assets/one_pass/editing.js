// Changing numbers on the stage: typed over, pasted from a spreadsheet, undone and done again. The server computes the new
// pass; what it cannot use it sends back with the reason, which is shown where it was typed.

const isEditable = (stage, cell) => stage.data.editable.includes(cell.id);
const sameCell = (a, b) => a && b && a.id === b.id && a.i === b.i && a.j === b.j;

/** The field in which the asked cell's number can be typed over; null where it follows from others. */
function drawField(stage, cell) {
  if (!isEditable(stage, cell)) return null;
  const refused = sameCell(stage.data.refusal, cell) ? stage.data.refusal : null;
  const field = make("input", { class: "field", type: "text", inputmode: "text", autocomplete: "off", spellcheck: "false", "aria-label": `New value of ${cellName(stage.payload, cell)}`,
    "aria-invalid": refused ? "true" : null, "aria-describedby": "stage-reason" });
  field.value = refused ? refused.text : typed(stage.payload.values[cell.id].data[cell.i][cell.j]);
  const send = (text) => stage.wish({ do: "edit", id: cell.id, i: cell.i, j: cell.j, text });
  field.onpaste = (event) => {
    const text = event.clipboardData.getData("text");
    if (!/[\t\n;]/.test(text.trim())) return;
    event.preventDefault();
    send(text);
  };
  const form = make("form", { class: "edit", onsubmit: (event) => { event.preventDefault(); send(field.value); } },
    field, make("button", { type: "submit", class: "plain" }, "Set"));
  field.onkeydown = (event) => {
    if (event.key === "Escape") stage.focusCell(cell);
  };
  const reason = make("p", { class: refused ? "reason" : "hint", id: "stage-reason", role: refused ? "alert" : null },
    refused ? refused.reason : "A block copied from a spreadsheet can be pasted here too.");
  return make("div", {}, form, reason);
}

/** A value as one would type it, with all its digits. */
function typed(v) {
  return typeof v === "boolean" ? (v ? "True" : "False") : String(v);
}

/** Puts the cursor into the field of the asked cell; a key that was pressed on the cell begins the new number. */
function startEditing(stage, begin = null) {
  const field = stage.parts.arithmetic.querySelector(".field");
  if (!field) return false;
  field.focus();
  field.select();
  if (begin !== null) field.value = begin;
  return true;
}

function drawHistory(stage) {
  const { undo, redo, changed } = stage.data.history;
  const entry = (text, wish, on) => button(text, () => stage.wish({ do: wish }), { class: "link", disabled: !on });
  const ways = undo || redo || changed ? [entry("Undo", "undo", undo), entry("Redo", "redo", redo), entry("Back to the lesson's numbers", "lesson", changed)] : [];
  stage.parts.history.replaceChildren(...ways, button("Copy link", (event) => copyLink(stage, event.currentTarget), { class: "link", title: "A link to these numbers and this step" }));
}

/** Copies the address with this very step; where the browser does not allow that, shows it to be copied by hand. */
async function copyLink(stage, pressed) {
  const link = new URL(location.href);
  link.searchParams.set("step", stage.payload.steps[stage.at].id);
  try {
    await navigator.clipboard.writeText(link.href);
    pressed.textContent = "Copied";
  } catch {
    const field = make("input", { class: "field", readonly: true, value: link.href, "aria-label": "Link to these numbers and this step" });
    pressed.replaceWith(field);
    field.select();
  }
}
