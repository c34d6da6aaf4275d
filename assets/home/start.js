// The way in: from the beginning, or from where somebody was.

import { make } from "../shared/dom.js";
import { followPageLink, pageAddress } from "../shared/navigate.js";
import { lastPlace } from "../shared/place.js";

/** @import { Component } from "../shared/types.js" */

/** @param {Component<{ first: { path: string, minutes: number } }>} component */
export default function ({ data, parentElement }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".start"));
  const place = lastPlace();
  const begin = make(
    "a",
    { class: "go", href: pageAddress(data.first.path), "data-page": data.first.path },
    make("i", { "aria-hidden": "true" }),
    "Start with act 1",
    make("small", {}, `· ${data.first.minutes} min`)
  );
  const on =
    place &&
    make(
      "a",
      { class: "on", href: pageAddress(place.path) + (place.query && `?${place.query}`) },
      `Continue: ${place.title}`,
      place.where && make("small", {}, `· ${place.where}`)
    );
  root.replaceChildren(...[begin, on].filter((each) => each !== null));
  root.onclick = followPageLink;
}
