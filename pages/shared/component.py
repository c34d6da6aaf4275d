"""A component of a page: an ES module under assets/ that the browser fetches once and keeps."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st

from pages.shared.assets import assets, imported, version

# All that travels with a message. Where the app lives is known to the browser alone: behind a proxy the server's own
# path may be another. A module that could not be fetched is asked for again, under another address.
LOADER = """
const script = document.querySelector('script[src*="static/js/"]');
const home = window.__streamlit?.BACKEND_BASE_URL?.replace(/\\/*$/, "/") ?? new URL("../../", script.src).href;
let mount;
async function load() {
  for (let attempt = 0; ; attempt++) {
    try {
      return (await import(`${home}assets/VERSION${attempt ? `.${attempt}` : ""}/entry/` + ENTRY)).default;
    } catch (error) {
      if (attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, 700 * (attempt + 1)));
    }
  }
}
export default async function (component) {
  mount ??= await load();
  return mount(component);
}
"""


def component(name: str, entry: str, css: tuple[str, ...] = (), html: str = '<div class="root"></div>') -> Any:
    """Registers a component; once, at import.

    name: unique in the app. entry: a module under assets/, such as "region/main.js", whose default export mounts the
    component: `({ data, parentElement, setStateValue, setTriggerValue }) => cleanup`. css: style sheets under assets/,
    there before it is mounted. html: what parentElement holds at first.
    Returns: what mounts it on a page, see `st.components.v2.component`.
    Raises: KeyError where one of the files does not exist.
    """
    if missing := {*imported(entry), *css} - assets().keys():
        raise KeyError(f"no such file under assets/: {', '.join(sorted(missing))}")
    address = quote(entry) + ("?" + urlencode([("css", sheet) for sheet in css]) if css else "")
    js = LOADER.replace("VERSION", version()).replace("ENTRY", json.dumps(address))
    return st.components.v2.component(name, html=html + "\n<!-- -->", js=js)
