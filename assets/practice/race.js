// Bars that grow side by side: how many of the test newswires each classifies correctly.

import { colour } from "../shared/colours.js";

/** @param {import("../shared/types.js").Component<{rows: {name: string, share: number, own: boolean}[], colours: Record<string, string>}>} component */
export default function ({ data, parentElement }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".race"));
  colour(root, data.colours);
  root.setAttribute("aria-label", data.rows.map((row) => `${row.name}: ${percent(row.share)}`).join(", "));
  const rows = data.rows.map((row) => {
    const line = document.createElement("div");
    line.className = row.own ? "lane own" : "lane";
    const [name, track, figure] = ["span", "span", "span"].map((tag) => document.createElement(tag));
    name.className = "name";
    name.textContent = row.name;
    track.className = "track";
    const bar = document.createElement("span");
    bar.className = "bar";
    bar.style.setProperty("--share", String(row.share));
    track.append(bar);
    figure.className = "figure";
    figure.textContent = percent(row.share);
    line.append(name, track, figure);
    return line;
  });
  root.replaceChildren(...rows);
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(1)}%`;
}
