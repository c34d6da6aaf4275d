// Changing numbers on the stage: typed over, pasted from a spreadsheet, undone and done again. A number in its plain form is
// worked out at once; what the server cannot use it sends back with the reason, which is shown where it was typed.

import { button, make } from "../shared/dom.js";
import { cellName } from "./labels.js";

/** @typedef {import("./types.js").Place} Place */

/** @param {any} stage @param {Place} cell */
export const isEditable = (stage, cell) => stage.data.editable.includes(cell.id);
/** @param {any} a @param {any} b */
export const sameCell = (a, b) => Boolean(a && b && a.id === b.id && a.i === b.i && a.j === b.j);

/** A value as one would type it, with all its digits. @param {any} v */
const typed = (v) => (typeof v === "boolean" ? (v ? "True" : "False") : String(v));

/** The field in which the asked cell's number can be typed over; null where it follows from others. @param {any} stage @param {Place} cell */
export function drawField(stage, cell) {
  if (!isEditable(stage, cell)) return null;
  const refused = sameCell(stage.data.refusal, cell) ? stage.data.refusal : null;
  const send = (/** @type {string} */ text) => stage.wish({ do: "edit", id: cell.id, i: cell.i, j: cell.j, text });
  const lines = refused?.text.includes("\n");
  const field = make(lines ? "textarea" : "input", {
    class: "field",
    type: lines ? null : "text",
    rows: lines ? 2 : null,
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "done",
    "aria-label": `New value of ${cellName(stage.payload, cell)}`,
    "aria-invalid": refused ? "true" : null,
    "aria-describedby": refused ? "stage-reason" : null,
    onpaste: (/** @type {ClipboardEvent} */ event) => {
      const text = event.clipboardData?.getData("text") ?? "";
      if (!/[\s;,|&{}[\]]/.test(text.trim())) return;
      event.preventDefault();
      send(text);
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape") stage.focusCell(cell);
    }
  });
  field.value = refused ? refused.text : typed(stage.payload.values[cell.id].data[cell.i][cell.j]);
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    send(field.value);
  };
  const set = make("button", { type: "submit", class: "plain" }, "Set");
  const form = make(
    "form",
    { class: "edit", onsubmit, title: "A block copied from a spreadsheet can be pasted here too" },
    field,
    set
  );
  if (!refused) return make("div", { class: "editing" }, form);
  const readings = (refused.readings ?? []).map((/** @type {any} */ each) =>
    button(each.label, () => send(each.text), { class: "plain" })
  );
  const reason = make("p", { class: "reason", id: "stage-reason", role: "alert" }, refused.reason);
  return make(
    "div",
    { class: "editing" },
    form,
    reason,
    readings.length ? make("div", { class: "readings" }, readings) : null
  );
}

/** Puts the cursor into the field of the asked cell; a key that was pressed on the cell begins the new number. @param {any} stage @param {string | null} [begin] */
export function startEditing(stage, begin = null) {
  const field = stage.parts.arithmetic.querySelector(".field");
  if (!field) return false;
  field.focus();
  field.select();
  if (begin !== null) field.value = begin;
  return true;
}
