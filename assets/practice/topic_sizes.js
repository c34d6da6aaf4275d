// How many newswires each topic has, the largest first: columns on a logarithmic scale, one of which may stand out.

import { make } from "../shared/dom.js";

const LINES = [10, 30, 100, 300, 1000, 3000];

/** @param {number} size @param {number} most  the share of the height, from where the first line is a little above 0 */
const height = (size, most) => Math.max(0.01, Math.log(size / 7) / Math.log(most / 7));

/** @param {import("../shared/types.js").Component<{topics: [string, number][], here: string}>} component */
export default function ({ data, parentElement }) {
  const { topics, here } = data;
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".topics"));
  const sizes = topics.map(([, size]) => size);
  const most = 1.15 * Math.max(...sizes);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const share = (/** @type {number} */ size, digits = 1) => `${((100 * size) / all).toFixed(digits)}%`;
  const columns = topics.map(([name, size], k) =>
    make(
      "div",
      {
        class: name === here ? "column here" : "column",
        style: `--high: ${height(size, most)}`,
        title: `${name}: ${size.toLocaleString("en")} newswires, ${share(size)}`
      },
      k ? null : make("span", { class: "note" }, `${name}: ${share(size, 0)} of all`)
    )
  );
  const lines = LINES.map((value) =>
    make(
      "div",
      { class: "line", style: `bottom: ${100 * height(value, most)}%` },
      make("span", {}, value.toLocaleString("en"))
    )
  );
  const names = topics.map(([name], k) =>
    make("span", { class: name === here ? "here" : null, style: `left: ${(100 * (k + 0.75)) / topics.length}%` }, name)
  );
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", `Newswires by topic: ${topics.map(([name, size]) => `${name} ${size}`).join(", ")}`);
  root.replaceChildren(make("div", { class: "plot" }, lines, columns), make("div", { class: "names" }, names));
}
