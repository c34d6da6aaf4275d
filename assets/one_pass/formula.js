// Formulas: the engine's own MathML, the one markup that is taken as markup.

import { make } from "../shared/dom.js";

/** @param {string | undefined} mathml @param {string} [className] */
export function formula(mathml, className = "") {
  const span = make("span", { class: `formula ${className}`.trim() });
  span.innerHTML = mathml ?? "";
  return span;
}
