// The room on every page of the app: one session for as long as the tab lives, drawn anew on each page.

import { Bar } from "./bar.js";
import { Session } from "./session.js";

/** @import { Component } from "../shared/types.js" */

/** Where the app lives: this file is HOME/assets/VERSION/rooms/main.js. */
const HOME = new URL("../../../", import.meta.url).href;

/** @type {Session | undefined} */
let session;
/** @type {WeakMap<object, Bar>} */
const bars = new WeakMap();

/** @param {Component<{ page: string, query: Record<string, string> }>} component */
export default function ({ data, parentElement, setTriggerValue }) {
  session ??= new Session(HOME);
  session.go = (view) => setTriggerValue("go", view);
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  if (!bars.has(root)) bars.set(root, new Bar(root, session));
  session.shows(data);
  return () => {
    bars.get(root)?.leave();
    bars.delete(root);
  };
}
