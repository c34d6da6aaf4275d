// The frame of every page: the acts, the pages of this act, what came before and what comes next.

import { make } from "../shared/dom.js";
import { hideInPage } from "../shared/hidden.js";
import { register } from "../shared/keys.js";
import { followPageLink, openPage } from "../shared/navigate.js";
import { keepPlace } from "../shared/place.js";
import { settle } from "../shared/row.js";
import { onStage, setStage, staged, toggleBlack } from "../shared/stage_mode.js";
import { isDark, toggleTheme } from "../shared/theme.js";
import { openKeys } from "./keys_dialog.js";
import { pageLink } from "./page_link.js";
import { openShare } from "./share_dialog.js";

/** @import { Component } from "../shared/types.js" */
/** @import { Stop, Way } from "./page_link.js" */

const TOOLS = [
  { id: "share", label: "Link", title: "A link to what is on screen, and its QR code (L)", run: openShare },
  { id: "keys", label: "Keys", title: "The keys of this page (?)", run: openKeys },
  { id: "stage", label: "Stage", title: "The page alone, large, for a projector (F)", run: () => setStage(!staged()) }
];

/** @param {Way} way */
function acts({ here, stops, acts }) {
  const open = stops.find((stop) => stop.path === here)?.act;
  const items = acts.map(({ number, title }) => {
    const first = /** @type {Stop} */ (stops.find((stop) => stop.act === number));
    const name = `Act ${number}: ${title}`;
    const link = pageLink(
      first,
      { class: "act", title: name, "aria-label": name },
      make("b", {}, String(number)),
      make("span", {}, title)
    );
    if (number === open) link.setAttribute("aria-current", "true");
    return link;
  });
  return make("nav", { class: "acts", "aria-label": "Acts" }, ...items);
}

/** @param {Way} way */
function pages({ here, stops, acts }) {
  const open = stops.find((stop) => stop.path === here)?.act;
  if (!open) return make("nav", { class: "pages", hidden: "" });
  const items = stops
    .filter((stop) => stop.act === open)
    .map((stop) => pageLink(stop, stop.path === here ? { "aria-current": "page" } : {}, stop.title));
  const title = acts.find((act) => act.number === open)?.title ?? "";
  const label = make("span", { class: "of" }, `Act ${open}`);
  return make("nav", { class: "pages", "aria-label": `Pages of act ${open}, ${title}` }, label, ...items);
}

/** @param {Way} way */
function onward({ before, after }) {
  const parts = [];
  if (before) parts.push(pageLink(before, { class: "before", "aria-label": `Back: ${before.title}` }, "←"));
  if (after) parts.push(pageLink(after, { class: "after" }, make("i", {}, "Next: "), after.title, " →"));
  return make("nav", { class: "onward", "aria-label": "Before and after" }, ...parts);
}

/** @param {Way} way */
function draw(way) {
  const home = pageLink({ path: "", act: 0, title: "Home", promise: "Home" }, { class: "home" });
  const logo = make("img", { src: new URL("../logo.svg", import.meta.url).href, alt: "", width: "26", height: "26" });
  home.append(logo, make("span", {}, "Glassnet"));
  const tools = TOOLS.map(({ id, label, title, run }) => {
    const button = make("button", { type: "button", class: "tool", id, title }, label);
    button.onclick = run;
    return button;
  });
  const skip = make("button", { type: "button", class: "skip" }, "Skip to the page");
  skip.onclick = toThePage;
  const aside = way.aside.map((stop) =>
    pageLink(stop, { class: "tool", "aria-current": stop.path === way.here ? "page" : "false" }, stop.title)
  );
  const header = make(
    "div",
    { class: "top" },
    skip,
    home,
    acts(way),
    make("div", { class: "tools" }, ...aside, ...tools)
  );
  return [header, make("div", { class: "strip" }, pages(way), onward(way))];
}

/** Puts the focus on the page's heading, past the frame. */
function toThePage() {
  const heading = document.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** @param {Way} way */
function frameKeys({ here, before, after }) {
  return register("Every page", [
    { keys: ["f"], does: "stage mode: the page alone, large", run: () => setStage(!staged()) },
    { keys: ["."], does: "a black screen, and back", when: staged, run: toggleBlack },
    { keys: ["l"], does: "a link to what is on screen, and its QR code", run: openShare },
    {
      keys: ["t"],
      does: "light, dark",
      when: () => here !== "one_pass", // whose stage, also a page of its own, has this key already
      run: () => toggleTheme(isDark(document.querySelector('[data-testid="stApp"]') ?? document.body))
    },
    { keys: ["?"], does: "this list", run: openKeys },
    { keys: ["]"], does: "the next page", when: () => !!after, run: () => after && openPage(after.path) },
    { keys: ["["], does: "the page before", when: () => !!before, run: () => before && openPage(before.path) },
    { keys: ["Escape"], does: "leave stage mode", when: staged, run: () => setStage(false) }
  ]);
}

/** @param {Way} way */
function keep(way) {
  const stop = [...way.stops, ...way.aside].find((each) => each.path === way.here);
  if (stop) keepPlace(stop.path, stop.title);
}

/** @type {string | undefined} */
let visit;
let begunAnew = false;

/**
 * Says so when the session is another than before, though the page was not loaded anew: the connection was lost for
 * too long, or the server was restarted. It stays until it is closed, however often the bar is drawn anew.
 * @param {HTMLElement} root
 * @param {string | undefined} now
 */
function noticeNewVisit(root, now) {
  begunAnew ||= visit !== undefined && visit !== now;
  visit = now;
  if (!begunAnew || root.querySelector(".notice")) return;
  const text =
    "The connection was lost, and this visit began anew. What the address holds is back; files and texts of your own " +
    "have to be given again.";
  const close = make("button", { type: "button", class: "tool" }, "Close");
  const notice = make("div", { class: "notice", role: "status" }, make("span", {}, text), close);
  close.onclick = () => {
    begunAnew = false;
    notice.remove();
  };
  root.append(notice);
}

const CONNECTION = "data-test-connection-state"; // where Streamlit tells it
const SPREAD = 1_500; // milliseconds within which a class comes back

/**
 * Asks for the page when a lost connection is back; Streamlit itself waits until something is pressed.
 * @param {() => void} ask
 * @returns {() => void} stops it
 */
function whenBack(ask) {
  const app = document.querySelector(`[${CONNECTION}]`);
  if (!app) return () => {};
  let lost = false;
  const observer = new MutationObserver(() => {
    const connected = app.getAttribute(CONNECTION) === "CONNECTED";
    if (connected && lost) setTimeout(ask, SPREAD * Math.random());
    lost = !connected;
  });
  observer.observe(app, { attributeFilter: [CONNECTION] });
  return () => observer.disconnect();
}

/**
 * Asks for the page when it has turned dark or light, by the menu, a key or the system: its pictures are painted in
 * colours that the page sends, and Streamlit itself lets them stand.
 * @param {(theme: string) => void} ask
 * @returns {() => void} stops it
 */
function whenTurned(ask) {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return () => {};
  let dark = isDark(app);
  const observer = new MutationObserver(() => {
    if (isDark(app) === dark) return;
    dark = !dark;
    ask(dark ? "dark" : "light");
  });
  observer.observe(app, { attributeFilter: ["class"] }); // Streamlit's styles have another name in each theme
  return () => observer.disconnect();
}

/**
 * Tells the frame whether the page below it is scrolled: Home's words must not run through it.
 * @param {HTMLElement} root
 * @returns {() => void} stops it
 */
function whenScrolled(root) {
  const tell = () => {
    const main = document.querySelector('[data-testid="stMain"]');
    root.toggleAttribute("data-scrolled", (main?.scrollTop ?? 0) > 8);
  };
  tell();
  document.addEventListener("scroll", tell, { capture: true, passive: true });
  return () => document.removeEventListener("scroll", tell, { capture: true });
}

/** @param {HTMLElement} root */
function showPage(root) {
  const row = root.querySelector(".pages");
  if (row instanceof HTMLElement) settle(row, row.querySelector('[aria-current="page"]'));
}

/** @type {WeakMap<Element, () => void>} */
const leave = new WeakMap();

/** @param {Component<Way>} component */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".frame"));
  leave.get(root)?.();
  if (root.dataset.drawn !== data.here) {
    root.replaceChildren(...draw(data));
    root.dataset.drawn = data.here;
    showPage(root);
    document.fonts.ready.then(() => showPage(root));
  }
  root.onclick = followPageLink;
  noticeNewVisit(root, data.visit);
  hideInPage();
  const stopKeys = frameKeys(data);
  const stopWaiting = whenBack(() => setTriggerValue("back", Date.now()));
  const stopTurning = whenTurned((theme) => setTriggerValue("theme", theme));
  const stopScroll = whenScrolled(root);
  const stopStage = onStage((on) => root.querySelector("#stage")?.setAttribute("aria-pressed", String(on)));
  const kept = () => keep(data);
  kept();
  addEventListener("pagehide", kept);
  document.addEventListener("visibilitychange", kept);
  const gone = () => {
    stopKeys();
    stopStage();
    stopWaiting();
    stopTurning();
    stopScroll();
    removeEventListener("pagehide", kept);
    document.removeEventListener("visibilitychange", kept);
  };
  leave.set(root, gone);
  return gone;
}
