/** Mounts act 2's component: the page asked for, kept across messages of the same mount. */
import { register } from "../shared/keys.js";
import { follow, offer } from "../shared/live.js";
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
/** @type {(() => void) | null} */
let leave = null;
/** @type {Record<string, string>} */
const TITLES = { region: "Decision region", seeds: "Seeds", side_by_side: "Side by side" };

/** The keys of the page that is open, and what a live room is told and asks. @param {any} view @param {string} kind */
function join(view, kind) {
  const ends = [
    register(TITLES[kind], view.keys()),
    follow(kind, (state) => desk?.follow(view, state)),
    offer(kind, () => view.questions?.() ?? [])
  ];
  return () => {
    for (const end of ends) end();
  };
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
  desk.view = data.view;
  desk.hear(data);
  if (before && before.kind === data.view) {
    current = before.view;
    if (!current.node.isConnected) parentElement.append(current.node);
    paint(current.node, data.colours);
    if (recoloured) current.recolour(data.colours, data.dark);
    if (data.said === desk.said && data.link !== before.link) current.adopt(data);
    before.link = data.link;
    current.model?.resume?.();
  } else {
    before?.view.close();
    Object.assign(desk, { said: 0, told: "" });
    current = new VIEWS[data.view](parentElement, desk, data);
    paint();
    mounted.set(parentElement, { kind: data.view, view: current, link: data.link });
    desk.measure(current.node);
  }
  leave?.();
  leave = join(current, data.view);
  return () => {
    leave?.();
    leave = null;
    const kept = mounted.get(parentElement);
    kept?.view.player?.stop();
    kept?.view.model?.close?.();
  };
}
