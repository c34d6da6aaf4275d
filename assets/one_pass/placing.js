// Where the stage stands on its page, and how much room it has.

const SHORT = 545; // pixels for the stage: less is left below a lesson's strip on a small laptop

/** Tells the styles where the stage begins, so that it fills the window, and the page where the drawer belongs. @param {any} stage */
export function place({ root, parts }) {
  const box = parts.frame.getBoundingClientRect();
  let above = box.top;
  for (let node = root; node; node = node.parentElement ?? node.getRootNode().host) above += node.scrollTop ?? 0;
  const rail = parts.rail.getBoundingClientRect().width;
  const { style } = document.documentElement;
  root.style.setProperty("--above", `${Math.round(above)}px`);
  root.toggleAttribute("data-short", innerHeight - above < SHORT);
  style.setProperty("--stage-top", `${Math.round(above)}px`);
  style.setProperty("--stage-right", `${Math.round(innerWidth - box.right + rail)}px`);
}

/** Says when the room for the numbers has changed, by more than a few pixels. @param {any} stage @param {() => void} changed @returns {() => void} stops that */
export function watchRoom(stage, changed) {
  let last = "";
  const { equationZone, finale } = stage.parts;
  const watcher = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = equationZone.clientWidth ? equationZone : finale;
    const now = `${Math.round(width / 6)}/${stage.narrow() ? 0 : Math.round(height / 6)}`;
    if (now === last || !width) return;
    last = now;
    changed();
  });
  watcher.observe(equationZone);
  watcher.observe(finale); // which stands in its place at the end
  return () => watcher.disconnect();
}
