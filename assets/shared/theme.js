// Light and dark: the choice that Streamlit keeps in its menu, made by a key.

/** Presses what Streamlit has for it. @param {boolean} dark  whether it is dark now */
export async function toggleTheme(dark) {
  const menu = /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stMainMenu"] button'));
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  menu?.click();
  const choice = () =>
    /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[role=menuitemradio]")]).find((each) =>
      each.textContent?.includes(dark ? "Light" : "Dark")
    );
  for (let frame = 0; frame < 60 && !choice(); frame++) await new Promise((done) => requestAnimationFrame(done));
  choice()?.click();
  if (document.querySelector("[role=menuitemradio]")) menu?.click();
  focused?.focus();
}

/** Whether a part of the page is dark now. @param {Element} part */
export const isDark = (part) => getComputedStyle(part).colorScheme === "dark";
