// The address of what is on screen, as somebody else can open it.

import { staged } from "./stage_mode.js";

/**
 * @typedef {object} Link
 * @property {string} href
 * @property {string} note what there is to know about it; empty where it is simply the address
 */

/**
 * The address to hand on. On Community Cloud the app lives in a frame under `/~/+/`, and without that part the address
 * is the outer one. In a frame of another site that site's address is out of reach: the app's own is given, and said so.
 * @param {string} href the app's address, as its own window has it
 * @param {{ framed: boolean, stage: boolean }} how
 * @returns {Link}
 */
export function linkTo(href, { framed, stage }) {
  const url = new URL(href);
  const cloud = url.pathname.includes("/~/+/");
  url.pathname = url.pathname.replace("/~/+/", "/");
  for (const name of ["embed", "embed_options"]) url.searchParams.delete(name);
  if (stage) url.searchParams.set("stage", "1");
  else url.searchParams.delete("stage");
  const note = framed && !cloud ? "This opens the app by itself, without the page it is shown in here." : "";
  return { href: url.href, note };
}

/** @returns {Link} */
export const linkHere = () => linkTo(location.href, { framed: window.parent !== window, stage: staged() });
