/** Act 2 as a page in a file: trains by itself, without server or network. */
import { button, make } from "../shared/dom.js";
import mount from "./main.js";

/** @type {[string, string][]} */
const PAGES = [
  ["region", "Decision region"],
  ["seeds", "Seeds"],
  ["side_by_side", "Side by side"]
];

/**
 * @param {any} data settings, epoch, fields, palettes (light, dark), home (where the app was), table if there is one
 * @param {HTMLElement} root
 */
export default function open(data, root) {
  const scheme = matchMedia("(prefers-color-scheme: dark)"),
    place = make("div"),
    link = make("a", {}, "Open this in Glassnet");
  const tabs = PAGES.map(([id, name]) => button(name, () => show(id), { "data-page": id }));
  root.append(
    make("header", {}, make("h1", {}, "A decision region"), make("nav", { "aria-label": "pages" }, ...tabs), link),
    place
  );
  let page = data.page ?? "region",
    settings = data.settings,
    epoch = data.epoch ?? null;
  const show = (/** @type {string} */ wanted) => {
    page = wanted;
    const colours = scheme.matches ? data.palettes.dark : data.palettes.light;
    for (const name of ["paper", "ink", "card", "line", "soft", "act"])
      document.body.style.setProperty(`--gn-${name}`, colours[name]);
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.page === page));
    mount({
      data: { ...data, view: page, settings, epoch, colours, dark: scheme.matches, alone: true, link: 0, said: 0 },
      parentElement: place,
      setStateValue: (/** @type {string} */ name, /** @type {any} */ value) => {
        if (name === "place") [settings, epoch] = [value.settings, value.epoch ?? null];
        if (data.home) link.setAttribute("href", `${data.home}${page}?${new URLSearchParams(value.query ?? {})}`);
      },
      setTriggerValue: (/** @type {string} */ name, /** @type {any} */ value) => {
        if (name !== "go") return;
        [settings, epoch] = [value.settings, null];
        show(value.page);
      }
    });
  };
  link.hidden = !data.home;
  scheme.onchange = () => show(page);
  show(page);
}
