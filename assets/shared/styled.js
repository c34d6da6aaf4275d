// How every component is mounted: with its style sheet, adopted by the root it is drawn in and parsed once for all its
// copies; and silent while another page is on its way, for what it sends then would call this one back.

import { hidden, rules } from "./hidden.js";
import { leaving } from "./navigate.js";

/** @import { Component, Mount } from "./types.js" */

const LOOK = 50; // ms between two looks whether the page has come

/**
 * A mount function that sees to it that the style sheet is there first.
 * @param {Mount} mount
 * @param {string} css
 * @param {string} base the address that relative addresses in the sheet are meant from
 * @returns {Mount}
 */
export function styled(mount, css, base) {
  if (!css && !hidden.size) return (component) => mount(patient(component));
  const sheet = new CSSStyleSheet({ baseURL: base });
  sheet.replaceSync(`${css}\n${rules()}`);
  return (component) => {
    const root = component.parentElement.getRootNode();
    if (root instanceof ShadowRoot || root instanceof Document) {
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    }
    return mount(patient(component));
  };
}

/**
 * The component, whose messages wait while a page is being left, and are dropped once it has gone.
 * @param {Component} component
 * @returns {Component}
 */
function patient(component) {
  /** @param {(name: string, value: unknown) => void} send */
  const waiting = (send) => {
    /** @param {string} name @param {unknown} value */
    const sent = (name, value) => {
      if (leaving()) setTimeout(() => component.parentElement.isConnected && sent(name, value), LOOK);
      else send(name, value);
    };
    return sent;
  };
  return {
    ...component,
    setStateValue: waiting(component.setStateValue),
    setTriggerValue: waiting(component.setTriggerValue)
  };
}
