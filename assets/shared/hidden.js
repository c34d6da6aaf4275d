// Parts of the page that a link leaves out, for a slide, a course page or a presenter: ?hide=menu,words

const KEPT = "glassnet-hidden";

/** What can be left out: the name in the link, and what it says in the form. */
export const PARTS = {
  menu: "the bar with acts and pages",
  next: "what comes next",
  teach: "Teach with this",
  formula: "the formula",
  timeline: "the timeline",
  words: "the explanation",
  network: "the network",
  drawer: "the panels at the side",
  settings: "settings",
  data: "data sets",
  curves: "the curves",
  more: "further views",
  pipeline: "the way of a post",
  hints: "hints",
  script: "the script"
};

/** @returns {string[]} */
function asked() {
  const inLink = new URLSearchParams(globalThis.location?.search ?? "").get("hide");
  try {
    if (inLink !== null) sessionStorage.setItem(KEPT, inLink); // the next page is to leave out the same
    return (inLink ?? sessionStorage.getItem(KEPT) ?? "").split(",");
  } catch {
    return (inLink ?? "").split(",");
  }
}

/** The parts left out in this tab. */
export const hidden = new Set(asked().filter((part) => part in PARTS));

/** @returns {string} rules for the roots of all components */
export const rules = () => [...hidden].map((part) => `[data-part~="${part}"] { display: none !important; }`).join("\n");

/** Leaves out what lies in the page itself. */
export function hideInPage() {
  const places = {
    menu: ".st-key-frame_bar",
    next: ".st-key-frame_foot",
    hints: "[class*=st-key-hint_]",
    script: ".st-key-script"
  };
  const found = Object.entries(places).filter(([part]) => hidden.has(part));
  if (!found.length || document.getElementById(KEPT)) return;
  const style = document.createElement("style");
  style.id = KEPT;
  style.textContent = found.map(([, place]) => `${place} { display: none !important; }`).join("\n");
  document.head.append(style);
}
