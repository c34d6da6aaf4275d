// Act 1 as a page in a file: every step, its motion, questions and changed numbers, without server or network.

import { openKeys } from "../frame/keys_dialog.js";
import { button, make } from "../shared/dom.js";
import { register } from "../shared/keys.js";
import { loadMathFont } from "../shared/math_font.js";
import { setStage, staged } from "../shared/stage_mode.js";
import { LocalChanges } from "./local_changes.js";
import { Stage } from "./stage.js";

/**
 * @param {{payload: any, palette: any, editable: string[], font: string, app?: string, step?: string}} data  font: a data:
 *   address; app: where the app goes on
 * @param {HTMLElement} element
 */
export default function open(data, element) {
  loadMathFont(data.font);
  const html = document.documentElement;
  for (const [name, light] of Object.entries(data.palette.light))
    html.style.setProperty(`--gn-${name}`, `light-dark(${light}, ${data.palette.dark[name]})`);
  html.style.colorScheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const keys = button("Keys", openKeys, { class: "quiet", title: "?" });
  const theme = button("Light, dark", () => stage.toggleTheme(), { class: "quiet", title: "t" });
  const large = button("Stage", () => setStage(!staged()), { class: "quiet", title: "f" });
  const app = data.app ? make("a", { href: data.app }, "Open this in Glassnet") : null;
  const root = make("div", { class: "root alone" });
  const head = make(
    "header",
    { class: "page-head" },
    make("h1", {}, "One pass"),
    make("span", {}, "by hand, in a file"),
    make("nav", {}, theme, large, keys, app)
  );
  element.append(head, root);
  const stage = new Stage(root, (own) => new LocalChanges(own, data));
  register("This page", [
    { keys: ["f"], does: "stage mode: large, for the last row", run: () => setStage(!staged()) },
    { keys: ["?"], does: "this list", run: openKeys }
  ]);
  const step = new URLSearchParams(location.hash.slice(1)).get("step") ?? data.step ?? "";
  stage.receive({
    data: {
      payload: data.payload,
      key: "",
      open: { step, n: 0 },
      editable: data.editable,
      refusal: null,
      history: { undo: false, redo: false, changed: false },
      origin: "the numbers of this page",
      panel: null
    }
  });
}
