// Small makers of elements. Text goes in as text, never as markup.

/**
 * An element. Attributes that are null, undefined or false are left out; those that begin with "on" are listeners.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...any} children  nodes, texts, lists of them; null is left out
 * @returns {any}
 */
export function make(tag, attributes = {}, ...children) {
  const node = /** @type {any} */ (document.createElement(tag));
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/**
 * An element of a drawing.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...any} children
 * @returns {any}
 */
export function drawn(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(name, String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/**
 * A button; with content of its own, the label is what a screen reader says.
 * @param {string} label
 * @param {(event: any) => void} onclick
 * @param {Record<string, any>} [attributes]
 * @param {...any} content
 */
export function button(label, onclick, attributes = {}, ...content) {
  const name = content.length ? label : null;
  return make(
    "button",
    { type: "button", "aria-label": name, onclick, ...attributes },
    content.length ? content : label
  );
}

/**
 * Text that may be the same as before: then nothing is touched, and nothing is laid out anew.
 * @param {HTMLElement} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Whether the reader has asked for less motion. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Offers a file to keep.
 * @param {string} name
 * @param {string} type
 * @param {BlobPart} content
 */
export function download(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
