// From page to page without loading anew, so that a session keeps what it has: every page draws Streamlit's own links
// once, unseen, and what looks like a link on a component presses one of them.

const LINKS = ".st-key-page_links a";

/**
 * The address of a page of the app, for a link.
 * @param {string} path such as "one_pass"; "" for Home
 * @returns {string}
 */
export const pageAddress = (path) => new URL(path || "./", new URL("./", location.href)).href;

/**
 * Opens a page.
 * @param {string} path
 */
export function openPage(path) {
  /** @type {HTMLAnchorElement[]} */
  const links = [...document.querySelectorAll(/** @type {"a"} */ (LINKS))];
  const link = links.find((each) => each.getAttribute("href")?.split("?")[0].split("/").pop() === path);
  if (link) link.click();
  else location.assign(pageAddress(path));
}

/**
 * A handler for clicks on anchors with `data-page`: a plain press goes without loading, all others are the browser's.
 * @param {MouseEvent} event
 */
export function followPageLink(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return;
  const anchor = event.composedPath().find((each) => each instanceof HTMLAnchorElement && "page" in each.dataset);
  if (!(anchor instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  openPage(anchor.dataset.page ?? "");
}
