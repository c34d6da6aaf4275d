// One run in its cube: canvas, axis names, what is drawn at a frame, and the hand that turns it.

const HOME = { yaw: -0.9, pitch: 0.42, distance: 6.3 };

class View {
  constructor(film, camera) {
    this.film = film;
    this.canvas = make("canvas", { class: "cube", tabindex: 0, role: "img" });
    this.names = [0, 1, 2].map(() => make("span", { class: "axis", "aria-hidden": "true" }));
    this.title = make("div", { class: "title" });
    const button = (name, text, onclick) => make("button", { type: "button", "aria-label": name, title: name, onclick }, text);
    this.tools = make("div", { class: "tools" }, button("nearer", "+", () => this.zoom(0.87)), button("farther", "−", () => this.zoom(1.15)), button("view from the start", "⟲", () => this.home()));
    this.node = make("div", { class: "view" }, this.title, this.canvas, this.tools, ...this.names);
    this.scene = new Scene(this.canvas, camera);
    this.cache = new Map();
    if (!this.scene.gl) this.node.append(make("p", { class: "sorry" }, "This browser draws no 3D (WebGL 2 is off). The cut, the units, the curves and the account still work."));
    this.hands();
    new ResizeObserver(() => film.redraw()).observe(this.canvas);
    this.canvas.addEventListener("webglcontextlost", event => event.preventDefault());
    this.canvas.addEventListener("webglcontextrestored", () => { this.scene.meshes = []; this.scene.prepare(); film.show(); });
  }
  load(run, title, role) {
    this.run = run;
    this.cache.clear();
    this.title.replaceChildren(make("i", { class: "patch", style: `background:var(--gn-${role})` }), title);
    this.title.hidden = !title;
    this.places = Object.fromEntries(Object.entries(run.points).map(([set, { x }]) => [set, this.placed(x)]));
  }
  // The same run, further on: what has been drawn of it holds.
  renew(run) {
    const kept = this.cache;
    this.cache = new Map();
    this.load(run, "", "act");
    for (const [epoch, made] of kept) this.cache.set(epoch, made);
  }
  // Coordinates to places in the cube, -1 … 1 along each axis.
  placed(x) {
    const { low, high } = this.run.box;
    return x.map((v, i) => 2 * (v - low[i % 3]) / (high[i % 3] - low[i % 3]) - 1);
  }
  gridSize(quick) {
    const each = cost(this.run.sizes) + (this.run.activation === "relu" ? 4 : 16) * this.run.sizes.slice(1).reduce((a, b) => a + b, 0);
    return Math.max(14, Math.min(40, Math.floor(Math.cbrt((quick ? 8e6 : 120e6) / each))));
  }
  // The surfaces of a frame, kept once made. Two classes share one surface; more have one each.
  region(frame, quick) {
    const n = this.gridSize(quick), epoch = this.run.epochs[frame], kept = this.cache.get(epoch);
    if (kept && kept.n >= n) return kept;
    const g = grid(n, this.run.box), z = scores(this.run, frame, g.total, g.fill), classes = z.length === 2 ? [0] : z.map((_, c) => c);
    const parts = classes.map(c => { const lead = margin(z, c); return { c, triangles: surface(lead, g), ...extent(lead, g) }; });
    const made = { n, parts };
    this.cache.set(epoch, made);
    return made;
  }
  unitSurface(frame, unit) {
    const n = Math.min(28, this.gridSize(false)), g = grid(n, this.run.box), h = new Float64Array(g.total);
    forward(this.run, frame, g.total, g.fill, (l, sums, start, count) => {
      if (l === unit.layer) h.set(sums.subarray(unit.j * BLOCK, unit.j * BLOCK + count), start);
    });
    return surface(h, g);
  }
  said(frame, set) {
    const { x } = this.run.points[set];
    return winners(scores(this.run, frame, x.length / 3, fromArray(x)));
  }
  pointRows(frame) {
    const { film } = this, set = film.pointSet(), { label } = this.run.points[set], places = this.places[set];
    const said = this.run.sizes.length ? this.said(frame, set) : label;
    const rows = [];
    this.wrong = 0;
    for (let k = 0; k < label.length; k++) {
      const wrong = said[k] !== label[k], chosen = film.panel === "point" && k === film.chosen && set === film.pointSet();
      if (wrong) this.wrong++;
      if (film.which === "none" && !chosen) continue;
      if (film.which.startsWith("wrong") && !wrong && !chosen) continue;
      rows.push(places[3 * k], places[3 * k + 1], places[3 * k + 2], label[k], chosen ? 2 : wrong ? 1 : 0);
    }
    return new Float32Array(rows);
  }
  show(frame, quick) {
    this.frame = frame;
    const rows = this.pointRows(frame), { film, scene } = this;
    this.now = this.run.sizes.length ? this.region(frame, quick) : { parts: [] };
    if (!scene.gl) return;
    scene.setPoints(rows);
    const seen = film.unit && film.panel === "units", colours = film.colours;
    const meshes = this.now.parts.map(({ c, triangles }) => ({ triangles, colour: colours.classes[c], alpha: seen ? 0.12 : this.now.parts.length > 1 ? 0.24 : 0.38 }));
    if (seen) meshes.unshift({ triangles: this.unitSurface(frame, film.unit), colour: colours.param, alpha: 0.5 });
    scene.setMeshes(meshes);
    const cut = film.panel === "cut" || film.panel === "units";
    scene.setPlane(cut ? { ...film.plane, picture: cutPicture(this.run, frame, film.plane.axis, film.plane.at, this.run.box, colours), n: PICTURE } : null);
  }
  draw() {
    const { scene, canvas } = this;
    if (!scene.gl || !this.run) return;
    scene.draw(this.film.colours);
    if (!scene.matrix) return;
    const ends = [[1.14, -1, -1], [1, 1.14, -1], [-1, -1, 1.14]];
    this.names.forEach((name, k) => {
      const at = project(scene.matrix, ends[k], canvas.clientWidth, canvas.clientHeight);
      name.textContent = this.film.axes[k];
      name.style.transform = `translate(${at.x.toFixed(1)}px, ${at.y.toFixed(1)}px) translate(-50%, -50%)`;
    });
  }
  nearest(x, y) {
    const set = this.film.pointSet(), places = this.places[set], { canvas } = this;
    let best = -1, least = 16 * 16;
    for (let k = 0; k < places.length / 3; k++) {
      const at = project(this.scene.matrix, places.subarray(3 * k, 3 * k + 3), canvas.clientWidth, canvas.clientHeight);
      const far = (at.x - x) ** 2 + (at.y - y) ** 2 + at.depth;
      if (far < least) [best, least] = [k, far];
    }
    return best;
  }
  turn(yaw, pitch) {
    const { camera } = this.scene;
    camera.yaw += yaw;
    camera.pitch = Math.max(-1.55, Math.min(1.55, camera.pitch + pitch));
    this.film.redraw();
  }
  zoom(factor) {
    const { camera } = this.scene;
    camera.distance = Math.max(3, Math.min(16, camera.distance * factor));
    this.film.redraw();
  }
  home() {
    Object.assign(this.scene.camera, HOME);
    this.film.redraw();
  }
  // One finger or the mouse turns, two fingers zoom. A finger that sets out up or down is left to the browser, which scrolls the page.
  hands() {
    const { canvas, film } = this, down = new Map();
    let moved = 0, turns = true;
    const apart = () => { const [a, b] = [...down.values()]; return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY); };
    canvas.onpointerdown = event => {
      if (!down.size) [moved, turns] = [0, event.pointerType !== "touch"];
      down.set(event.pointerId, event);
      canvas.setPointerCapture(event.pointerId);
    };
    canvas.onpointermove = event => {
      const from = down.get(event.pointerId);
      if (!from) return;
      const dx = event.clientX - from.clientX, dy = event.clientY - from.clientY, before = down.size === 2 ? apart() : 0;
      if (!turns && down.size === 1) {
        moved = Math.hypot(dx, dy);
        if (moved < 8 || Math.abs(dy) > Math.abs(dx)) return;
        turns = true;
      }
      moved += Math.abs(dx) + Math.abs(dy);
      down.set(event.pointerId, event);
      if (down.size === 2) this.zoom(before / Math.max(apart(), 1)); else this.turn(-dx * 0.008, dy * 0.008);
    };
    canvas.onpointerup = event => {
      if (down.size === 1 && moved < 4) {
        const box = canvas.getBoundingClientRect(), k = this.nearest(event.clientX - box.left, event.clientY - box.top);
        if (k >= 0) film.choose(k);
      }
      down.delete(event.pointerId);
    };
    canvas.onpointercancel = event => down.delete(event.pointerId);
    canvas.addEventListener("wheel", event => {
      if (!event.ctrlKey && canvas.getRootNode().activeElement !== canvas) return;
      event.preventDefault();
      this.zoom(Math.exp(event.deltaY * 0.001));
    }, { passive: false });
    canvas.ondblclick = () => this.home();
    canvas.onkeydown = event => {
      const act = { ArrowLeft: () => this.turn(-0.12, 0), ArrowRight: () => this.turn(0.12, 0), ArrowUp: () => this.turn(0, 0.12), ArrowDown: () => this.turn(0, -0.12),
        "+": () => this.zoom(0.9), "=": () => this.zoom(0.9), "-": () => this.zoom(1.1), 0: () => this.home() }[event.key];
      if (!act || event.metaKey || event.ctrlKey || event.altKey) return;
      act();
      event.preventDefault();
      event.stopPropagation();
    };
  }
}
