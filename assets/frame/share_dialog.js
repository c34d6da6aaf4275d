// A link to what is on screen, and its QR code for the room.

import { make } from "../shared/dom.js";
import { linkHere } from "../shared/link.js";
import { openDialog } from "./dialog.js";
import { embedForm } from "./embed_form.js";

/**
 * Where the QR code of a link is drawn: by the app.
 * @param {string} text
 */
const qrAddress = (text) => new URL(`../../../qr.svg?text=${encodeURIComponent(text)}`, import.meta.url).href;

export function openShare() {
  const { href, note } = linkHere();
  const code = make("img", { src: qrAddress(href), alt: "QR code of the link", class: "qr" });
  const said = make("p", { class: "note", role: "status" }, note);
  code.onerror = () => {
    code.remove();
    said.textContent = `${note} The link is too long for a QR code.`.trim();
  };
  const field = make("input", { type: "text", readonly: "", "aria-label": "Link", value: href });
  const copy = make("button", { type: "button", class: "go" }, "Copy link");
  copy.onclick = async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(href);
      copy.textContent = "Copied";
    } catch {
      said.textContent = "The browser did not let it be copied: it is selected, press Ctrl C.";
    }
  };
  openDialog("What is on screen", code, make("div", { class: "row" }, field, copy), said, embedForm(href));
  field.select();
}
