// The palette as a component's own custom properties: --act, --pos and so on.

/**
 * Each follows the page's own, and with it the theme: a system that turns dark at dusk is followed at once. The colour
 * sent stands in where a page has none.
 * @param {HTMLElement} root
 * @param {Record<string, string>} colours
 */
export function colour(root, colours) {
  for (const [name, value] of Object.entries(colours)) {
    root.style.setProperty(`--${name}`, `var(--gn-${name}, ${value})`);
  }
}
