// Types that components share; no code.

/**
 * What Streamlit hands to a component each time its data or the theme changes.
 * @template {object} [Data=any]
 * @typedef {object} Component
 * @property {Data} data
 * @property {string} key
 * @property {string} name
 * @property {HTMLElement} parentElement
 * @property {(name: string, value: unknown) => void} setStateValue a state that lasts until it is set anew
 * @property {(name: string, value: unknown) => void} setTriggerValue an event: seen by one run of the page
 */

/**
 * A component's default export. What it returns is called once, when the component leaves the page.
 * @callback Mount
 * @param {Component} component
 * @returns {void | (() => void)}
 */

export {};
