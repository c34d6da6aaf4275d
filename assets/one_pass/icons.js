// The pictures on the controls.

import { drawn } from "../shared/dom.js";

/** Filled shapes, 16 × 16. */
const FILLED = {
  first: "M2 2h2v12H2zM14 2v12L5 8z",
  back: "M12 2v12L3 8z",
  play: "M4 2v12l9-6z",
  pause: "M3 2h4v12H3zM9 2h4v12H9z",
  next: "M4 2v12l9-6z"
};
/** Drawn lines, 24 × 24. */
const LINES = {
  sizes: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM17 14v6M14 17h6",
  mistake: "M13 3l-3 7 5 3-4 8M5 5l2 3M3 13h3M18 5l-1 3M21 14h-3",
  train: "M4 4v16h16M7 8c3 6 6 8 12 9",
  code: "M8 7l-5 5 5 5M16 7l5 5-5 5",
  take: "M12 4v11M7 11l5 5 5-5M5 20h14",
  close: "M6 6l12 12M18 6L6 18"
};

/** @param {string} name */
export function icon(name) {
  const filled = name in FILLED;
  const path = filled
    ? FILLED[/** @type {keyof typeof FILLED} */ (name)]
    : LINES[/** @type {keyof typeof LINES} */ (name)];
  const box = filled ? "0 0 16 16" : "0 0 24 24";
  return drawn(
    "svg",
    { viewBox: box, "aria-hidden": "true", class: filled ? "icon" : "icon line" },
    drawn("path", { d: path })
  );
}
