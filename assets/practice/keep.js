// The answers kept in the browser: told to a page that has none, written down whenever the page's change. And what is
// looked for next is in sight: on a phone, where the steps are one row that scrolls, the open one; everywhere the
// verdict, once an answer has been checked.
import { keep, kept } from "../shared/browser_storage.js";

const NAME = "practice";
let offered = false;
let checked = Number.POSITIVE_INFINITY;

/** @type {import("../shared/types.js").Mount} */
export default function ({ data, setTriggerValue }) {
  requestAnimationFrame(showOpenStep);
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
  const row = open?.parentElement;
  if (!(open instanceof HTMLElement) || !row || row.scrollWidth <= row.clientWidth) return;
  const [a, b] = [open.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += a.left + a.width / 2 - (b.left + b.width / 2);
}

function showVerdict() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const verdict = document.querySelector(".st-key-verdict");
  verdict?.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}
