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

const PATIENCE = 5_000; // ms for which a page that was asked for is waited for,
const LONGEST = 60_000; // and for which while the server is at work
/** @type {{ path: string, since: number } | null} the page that is being left */
let left = null;

globalThis.document?.addEventListener("click", pressed, true);

/** @param {Event} event */
function pressed(event) {
  const link = event
    .composedPath()
    .find((each) => each instanceof Element && each.matches("[data-testid=stPageLink] a"));
  if (link) left = { path: location.pathname, since: performance.now() };
}

/** Whether Streamlit waits for the server, as far as it says: an attribute that it keeps for tests. */
const atWork = () =>
  ["running", "rerunRequested"].includes(
    document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-script-state") ?? ""
  );

/** Whether another page has been asked for and has not come yet: what is sent meanwhile would call this one back. */
export function leaving() {
  if (left === null || left.path !== location.pathname) return false;
  const waited = performance.now() - left.since;
  return waited < PATIENCE || (waited < LONGEST && atWork());
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
