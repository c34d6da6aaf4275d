/** Mounts act 2's component: the page asked for, kept across messages of the same mount. */
import { Desk } from "./desk.js";
import { PairView } from "./pair_view.js";
import { RegionView } from "./region_view.js";
import { SeedsView } from "./seeds_view.js";

/** @type {Record<string, any>} */
const VIEWS = { region: RegionView, seeds: SeedsView, side_by_side: PairView };

/** @type {Desk | null} */
let desk = null;
/** @type {WeakMap<HTMLElement, any>} */
const mounted = new WeakMap();
/** @type {any} */
let current = null;

/** Keys work wherever the focus is, but never while somebody types. @param {KeyboardEvent} event */
function key(event) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  if (!current || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || !target.matches) return;
  if (target.matches("input:not([type=range]), select, textarea, [contenteditable]")) return;
  if (target.matches("input[type=range]") && event.key !== " " && !event.key.startsWith("Page")) return;
  if (target.matches("button, a, summary, [role=radio]") && (event.key === " " || event.key === "Enter")) return;
  if (current.key(event)) event.preventDefault();
}

/** @param {any} colours */
function paint(node = /** @type {HTMLElement} */ (current.node), colours = current.looks.colours) {
  for (const [name, value] of Object.entries(colours))
    if (typeof value === "string") node.style.setProperty(`--gn-${name}`, value);
}

/** @param {any} component what Streamlit hands over, or the page that stands alone */
export default function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  desk ??= new Desk();
  const line = { data, setStateValue, setTriggerValue },
    before = mounted.get(parentElement);
  const recoloured = before && (desk.looks.dark !== data.dark || desk.looks.colours.card !== data.colours.card);
  desk.line = line;
  desk.hear(data);
  if (before && before.kind === data.view) {
    current = before.view;
    if (!current.node.isConnected) parentElement.append(current.node);
    paint();
    if (recoloured) current.recolour(data.colours, data.dark);
    if (data.said === desk.said && data.link !== before.link) current.adopt(data);
    before.link = data.link;
  } else {
    before?.view.close();
    Object.assign(desk, { said: 0, told: "" });
    current = new VIEWS[data.view](parentElement, desk, data);
    paint();
    mounted.set(parentElement, { kind: data.view, view: current, link: data.link });
    desk.measure(current.node);
  }
  document.addEventListener("keydown", key);
  return () => {
    document.removeEventListener("keydown", key);
    const kept = mounted.get(parentElement);
    kept?.view.player?.stop();
    kept?.view.model?.close?.();
  };
}
