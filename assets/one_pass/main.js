// Act 1's stage as Streamlit mounts it.

import { loadMathFont } from "../shared/math_font.js";
import { Stage } from "./stage.js";

/** @import { Mount } from "../shared/types.js" */

/** @type {WeakMap<HTMLElement, Stage>} */
const stages = new WeakMap();

loadMathFont(new URL("../shared/math.woff2", import.meta.url).href);

/** @type {Mount} */
export default function mount(component) {
  const { parentElement } = component;
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  let stage = stages.get(parentElement);
  if (!stage || stage.root !== root) {
    stage?.leave();
    stage = new Stage(root);
    stages.set(parentElement, stage);
  }
  stage.receive(component);
  return () => {
    stage?.leave();
    stages.delete(parentElement);
  };
}
