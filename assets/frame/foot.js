// The foot of every page: what comes next, as a link as wide as the page, and the way back.

import { make } from "../shared/dom.js";
import { followPageLink } from "../shared/navigate.js";
import { pageLink } from "./page_link.js";

/** @import { Component } from "../shared/types.js" */
/** @import { Way } from "./page_link.js" */

/** @param {Component<Way>} component */
export default function ({ data: { here, before, after, stops, aside }, parentElement }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".foot"));
  if (root.dataset.drawn === here) return;
  root.dataset.drawn = here;
  const parts = [];
  const stop = stops.find((each) => each.path === here);
  if (before) parts.push(pageLink(before, { class: "before" }, `← ${before.title}`));
  if (after) {
    const end = after.path === "";
    const opens = end ? "That was the last page. Back to Home" : `Next: ${after.title}`;
    const text = make("span", {}, make("b", {}, opens), make("small", {}, end ? "" : after.promise));
    parts.push(pageLink(after, { class: "after" }, text, make("em", { "aria-hidden": "true" }, "→")));
  }
  const others = aside.filter((each) => each.path !== here).map((each) => pageLink(each, {}, each.title));
  parts.push(make("span", { class: "aside" }, "Also: ", ...others));
  root.setAttribute("aria-label", stop ? `What comes after ${stop.title}` : "What comes next");
  root.replaceChildren(...parts);
  root.onclick = followPageLink;
}
