// Which room this browser belongs to, kept for as long as the tab lives; and the two kinds of link that lead into one.

import { newName, tidy } from "./client.js";

/** @import { Membership } from "./client.js" */

const KEPT = "glassnet-room";

/** @returns {Membership | null} */
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  } catch {
    return null; // a browser may refuse its storage to an embedded page
  }
}

/** @param {Membership | null} membership */
export function keep(membership) {
  try {
    if (membership) sessionStorage.setItem(KEPT, JSON.stringify(membership));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // then a reload leaves the room: joining again takes one press
  }
}

/**
 * The room that an address leads into: `?room=CODE` a student, `#teach=CODE.KEY` its teacher on another machine.
 * @param {Location | URL} address
 * @returns {Membership | null}
 */
export function invited(address) {
  const [, code, key] = address.hash.match(/^#teach=([a-z0-9]+)\.([\w-]+)$/) ?? [];
  if (code) return { code, key, student: newName() };
  const room = tidy(new URLSearchParams(address.search).get("room") ?? "");
  return room ? { code: room, student: newName() } : null;
}

/**
 * The link that leads a class into the room.
 * @param {string} home
 * @param {string} code
 */
export const studentsLink = (home, code) => `${home}?room=${code}`;

/**
 * The private link by which a teacher takes the room to another machine. What follows # is never sent to a server.
 * @param {string} home
 * @param {Membership} membership
 */
export const teachersLink = (home, { code, key }) => `${home}#teach=${code}.${key}`;

/** A code in two groups, easy to read from a wall. @param {string} code */
export const spelled = (code) => `${code.slice(0, 3)} ${code.slice(3)}`.toUpperCase();
