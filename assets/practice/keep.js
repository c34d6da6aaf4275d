// The answers kept in the browser: told to a page that has none, written down whenever the page's change. And what is
// looked for next is in sight: on a phone, where the steps are one row that scrolls, the open one; everywhere the
// verdict, once an answer has been checked.
import { keep, kept } from "../shared/browser_storage.js";
import { settle } from "../shared/row.js";

const NAME = "practice";
let offered = false;
let checked = Number.POSITIVE_INFINITY;

/** @type {import("../shared/types.js").Mount} */
export default function ({ data, setTriggerValue }) {
  requestAnimationFrame(showOpenStep);
  document.fonts.ready.then(showOpenStep); // the signs are letters until their font is there
  if (data.checked > checked) requestAnimationFrame(showVerdict);
  checked = data.checked;
  if (data.empty) {
    const text = kept(NAME);
    if (text && !data.cleared && !offered) setTriggerValue("found", text);
    else if (data.cleared) keep(NAME, null);
    offered = true;
    return;
  }
  keep(NAME, data.file);
}

function showOpenStep() {
  const open = document.querySelector(".st-key-practice_steps [data-selected]");
  if (open?.parentElement) settle(open.parentElement, open);
}

function showVerdict() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const verdict = document.querySelector(".st-key-verdict");
  verdict?.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}
