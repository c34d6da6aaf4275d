// What the browser keeps: for good, or as long as its tab. One that refuses (cookies blocked, a private window, no room)
// keeps nothing, and nothing fails for it.

/**
 * @param {"good" | "tab"} how
 * @returns {Storage}
 */
const store = (how) => (how === "tab" ? sessionStorage : localStorage);

/**
 * @param {string} name
 * @param {"good" | "tab"} [how]
 * @returns {string | null}
 */
export function kept(name, how = "good") {
  try {
    return store(how).getItem(`glassnet.${name}`);
  } catch {
    return null;
  }
}

/**
 * Keeps a text, or forgets it: null.
 * @param {string} name
 * @param {string | null} text
 * @param {"good" | "tab"} [how]
 * @returns {boolean} whether the browser did
 */
export function keep(name, text, how = "good") {
  try {
    if (text === null) store(how).removeItem(`glassnet.${name}`);
    else store(how).setItem(`glassnet.${name}`, text);
    return true;
  } catch {
    return false;
  }
}
