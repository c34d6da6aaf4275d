/** A lesson as a page in a file: what is said and asked at each stop, and under it the act that it is about. */
import { button, make } from "../shared/dom.js";
import { deflated } from "./lesson.js";
import { lessonStrip } from "./strip.js";
import * as walk from "./walk.js";

/** Where an act's page holds its data. */
const DATA = 'id="data">';
/** @type {Record<string, string>} */
const TITLES = { "": "Home", library: "Library", newsgroups: "Newsgroups", practice: "Practice" };

/**
 * @typedef {object} Held
 * @property {import("./lesson.js").Lesson} lesson
 * @property {{ act: string, data: Record<string, any> }[]} stops act: "" where only the app can show it; data: what differs
 *   from the act's
 * @property {Record<string, { html: string, data: Record<string, any> }>} acts
 * @property {Record<string, Record<string, string>>} palette
 * @property {string} home the address of the app, "" where there is none
 */

/**
 * @param {Held} held
 * @param {HTMLElement} element
 */
export default function open(held, element) {
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const strip = make("div", { class: "lesson-strip" });
  const place = make("div", { class: "place" });
  element.append(make("div", { class: "root" }, strip), place);
  const paint = () => {
    const { style } = document.documentElement;
    const colours = scheme.matches ? held.palette.dark : held.palette.light;
    for (const [name, colour] of Object.entries(colours)) style.setProperty(`--gn-${name}`, colour);
    style.colorScheme = scheme.matches ? "dark" : "light";
  };
  scheme.onchange = paint;
  paint();
  let shown = -1;
  const draw = () => {
    const on = walk.current();
    strip.replaceChildren(
      lessonStrip(/** @type {any} */ (session)) ??
        make(
          "p",
          {},
          "You have left the lesson. ",
          button("Begin again", () => walk.start(held.lesson))
        )
    );
    if (on && on.at !== shown) {
      shown = on.at;
      show(held, shown, place);
    }
  };
  const session = { membership: null, teaches: false, go: draw };
  walk.watch(draw);
  if (JSON.stringify(walk.current()?.lesson) !== JSON.stringify(held.lesson)) walk.start(held.lesson);
  else draw();
}

/**
 * @param {Held} held
 * @param {number} at
 * @param {HTMLElement} place
 */
async function show(held, at, place) {
  const { act, data } = held.stops[at];
  const { page, query } = held.lesson.stops[at];
  if (!act) {
    const name = TITLES[page] ?? page;
    const href = held.home && `${held.home}${page}?${new URLSearchParams(query)}`;
    const where = href ? make("a", { href, target: "_blank" }, `Open ${name} in Glassnet`) : "";
    place.replaceChildren(make("p", { class: "elsewhere" }, `${name} needs the app and a network. `, where));
    return;
  }
  const { html, data: shared } = held.acts[act];
  const packed = await deflated({ ...shared, ...data });
  const frame = make("iframe", { title: act === "one_pass" ? "One pass" : "Act 2" });
  frame.srcdoc = html.replace(DATA, () => DATA + packed);
  place.replaceChildren(frame);
}
