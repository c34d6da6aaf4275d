// Style sheets of a component: adopted by the root it is drawn in, parsed once for all its copies.

import { hidden, rules } from "./hidden.js";

/** @import { Mount } from "./types.js" */

/**
 * A mount function that sees to it that the style sheet is there first.
 * @param {Mount} mount
 * @param {string} css
 * @param {string} base the address that relative addresses in the sheet are meant from
 * @returns {Mount}
 */
export function styled(mount, css, base) {
  if (!css && !hidden.size) return mount;
  const sheet = new CSSStyleSheet({ baseURL: base });
  sheet.replaceSync(`${css}\n${rules()}`);
  return (component) => {
    const root = component.parentElement.getRootNode();
    if (root instanceof ShadowRoot || root instanceof Document) {
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    }
    return mount(component);
  };
}
