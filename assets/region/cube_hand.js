/** The hand on a cube: mouse, fingers, wheel and keys turn it and bring it nearer; a press chooses a point. */

/**
 * One finger or the mouse turns, two zoom. A finger that sets out up or down is left to the browser, which scrolls.
 * @param {import("./cube.js").Cube} cube
 */
export function takeHold(cube) {
  const { canvas } = cube,
    down = new Map();
  let moved = 0,
    turns = true;
  const apart = () => {
    const [a, b] = [...down.values()];
    return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  };
  canvas.onpointerdown = (/** @type {PointerEvent} */ event) => {
    if (!down.size) [moved, turns] = [0, event.pointerType !== "touch"];
    down.set(event.pointerId, event);
    canvas.setPointerCapture(event.pointerId);
  };
  canvas.onpointermove = (/** @type {PointerEvent} */ event) => {
    const from = down.get(event.pointerId);
    if (!from) return;
    const dx = event.clientX - from.clientX,
      dy = event.clientY - from.clientY,
      before = down.size === 2 ? apart() : 0;
    if (!turns && down.size === 1) {
      moved = Math.hypot(dx, dy);
      if (moved < 8 || Math.abs(dy) > Math.abs(dx)) return;
      turns = true;
    }
    moved += Math.abs(dx) + Math.abs(dy);
    down.set(event.pointerId, event);
    if (down.size === 2) cube.zoom(Math.max(apart(), 1) / Math.max(before, 1));
    else cube.turn(-dx * 0.008, dy * 0.008);
  };
  canvas.onpointerup = (/** @type {PointerEvent} */ event) => {
    if (down.size === 1 && moved < 4 && cube.told.chosen && cube.run) {
      const box = canvas.getBoundingClientRect(),
        k = cube.nearest(event.clientX - box.left, event.clientY - box.top);
      if (k >= 0) cube.told.chosen(k);
    }
    down.delete(event.pointerId);
  };
  canvas.onpointercancel = (/** @type {PointerEvent} */ event) => down.delete(event.pointerId);
  canvas.addEventListener(
    "wheel",
    (/** @type {WheelEvent} */ event) => {
      if (!event.ctrlKey && canvas.getRootNode().activeElement !== canvas) return;
      event.preventDefault();
      cube.zoom(Math.exp(-event.deltaY * 0.001));
    },
    { passive: false }
  );
  canvas.ondblclick = () => cube.home();
  canvas.onkeydown = (/** @type {KeyboardEvent} */ event) => press(cube, event);
}

/** @param {import("./cube.js").Cube} cube @param {KeyboardEvent} event */
function press(cube, event) {
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowLeft: () => cube.turn(-0.12, 0),
    ArrowRight: () => cube.turn(0.12, 0),
    ArrowUp: () => cube.turn(0, 0.12),
    ArrowDown: () => cube.turn(0, -0.12),
    "+": () => cube.zoom(1.1),
    "=": () => cube.zoom(1.1),
    "-": () => cube.zoom(0.9),
    0: () => cube.home()
  };
  if (!keys[event.key] || event.metaKey || event.ctrlKey || event.altKey) return;
  keys[event.key]();
  event.preventDefault();
  event.stopPropagation();
}
