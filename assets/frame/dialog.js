// A dialog over the page, closed by Escape, by its button, or by a press beside it.

import { make } from "../shared/dom.js";

/**
 * Opens a dialog in the frame; it is gone once closed.
 * @param {string} title
 * @param {(string | Node)[]} content
 * @returns {HTMLDialogElement}
 */
export function openDialog(title, ...content) {
  const frame = document.querySelector(".st-key-frame_bar");
  const root = [...(frame?.querySelectorAll("*") ?? [])].find((each) => each.shadowRoot)?.shadowRoot ?? document.body;
  root.querySelector("dialog")?.remove();
  const close = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
  const dialog = make("dialog", { "aria-label": title }, make("header", {}, make("h2", {}, title), close), ...content);
  close.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  dialog.onclick = (/** @type {MouseEvent} */ { target }) => {
    if (target === dialog) dialog.close();
  };
  root.append(dialog);
  dialog.showModal();
  return dialog;
}
