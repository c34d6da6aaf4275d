// Where somebody was: kept in the browser, so that Home can offer to go on from there.

import { keep, kept } from "./browser_storage.js";

/**
 * @typedef {object} Place
 * @property {string} path the page's
 * @property {string} query without the question mark
 * @property {string} title the page's
 * @property {string} where finer, such as "step 33 of 60"; may be empty
 */

/** @type {string} */
let where = "";

/**
 * Says where on its page somebody is, such as "step 33 of 60".
 * @param {string} text
 */
export function here(text) {
  where = text;
}

/**
 * @param {string} path
 * @param {string} title
 */
export function keepPlace(path, title) {
  const query = new URLSearchParams(location.search);
  for (const name of ["embed", "embed_options", "stage"]) query.delete(name);
  const place = { path, title, query: String(query), where };
  keep("place", JSON.stringify(place));
}

/**
 * The place kept last, or nothing. Whatever else may stand there is not taken for one.
 * @returns {Place | null}
 */
export const lastPlace = () => placeIn(kept("place"));

/**
 * @param {string | null} text
 * @returns {Place | null}
 */
export function placeIn(text) {
  try {
    const found = JSON.parse(text ?? "null");
    const whole = ["path", "query", "title", "where"].every((name) => typeof found?.[name] === "string");
    return whole && /^\w+$/.test(found.path) ? found : null;
  } catch {
    return null;
  }
}
