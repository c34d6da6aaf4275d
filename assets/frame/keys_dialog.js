// The list of keys, as the page now open has them, and the switch for letters.

import { make } from "../shared/dom.js";
import { letLettersCount, lettersCount, registered } from "../shared/keys.js";
import { openDialog } from "./dialog.js";

/** @type {Record<string, string>} */
const NAMES = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  " ": "Space",
  PageUp: "Page ↑",
  PageDown: "Page ↓",
  Escape: "Esc"
};

/** @param {string} key */
const keyName = (key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);

export function openKeys() {
  const parts = registered().flatMap(([part, table]) => {
    const rows = table.map(({ keys, does }) =>
      make("tr", {}, make("td", {}, ...keys.map((key) => make("kbd", {}, keyName(key)))), make("td", {}, does))
    );
    return [make("h3", {}, part), make("table", {}, ...rows)];
  });
  const box = make("input", { type: "checkbox" });
  box.checked = lettersCount();
  box.onchange = () => letLettersCount(box.checked);
  const letters = make("label", {}, box, " Letters and digits are keys, on every page");
  openDialog("Keys", ...parts, letters);
}
