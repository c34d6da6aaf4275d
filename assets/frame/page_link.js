// A link to a page of the app.

import { make } from "../shared/dom.js";
import { pageAddress } from "../shared/navigate.js";

/**
 * @typedef {{ path: string, act: number, title: string, promise: string }} Stop
 * @typedef {object} Way what the frame draws itself from
 * @property {string} [visit] differs from session to session
 * @property {string} here the path of this page
 * @property {Stop[]} stops
 * @property {Stop[]} aside pages that belong to no act
 * @property {{ number: number, title: string }[]} acts
 * @property {Stop | null} before
 * @property {Stop | null} after
 */

/**
 * @param {Stop} stop
 * @param {Record<string, string>} attributes
 * @param {(string | Node)[]} children
 */
export const pageLink = (stop, attributes, ...children) =>
  make("a", { href: pageAddress(stop.path), "data-page": stop.path, title: stop.promise, ...attributes }, ...children);
