// Many runs at once: each seed's last region, small, with how it ended; turned together, opened by a press.

const TILE = 120, FINE = 18;

class Seeds {
  constructor(root) {
    this.camera = { ...HOME };
    this.node = make("div", { class: "film seeds" });
    this.tiles = make("div", { class: "tiles", role: "group", "aria-label": "one region a seed" });
    this.order = make("select", { "aria-label": "order", onchange: () => this.sort() }, make("option", { value: "seed" }, "by seed"), make("option", { value: "accuracy" }, "best first"));
    this.node.append(make("div", { class: "under" }, make("span", { class: "soft" }, "Drag to turn them all, press one to open it."), this.order), this.tiles);
    root.append(this.node);
    this.canvas = make("canvas");
    this.scene = new Scene(this.canvas, this.camera);
    this.scene.size = TILE;
    this.list = [];
    this.hands();
  }
  load(data, send) {
    this.send = send;
    const { sizes, activation, box, seeds } = data.study;
    if (data.key === this.key && seeds.length === this.list.length) return this.again();
    if (data.key !== this.key) Object.assign(this, { key: data.key, colours: data.colours, items: new Map(), looks: 0 });
    paint(this.node, data.colours);
    this.run = { sizes, activation, weights: floats(data.study.weights), box };
    this.list = seeds.map((seed, i) => {
      const item = this.items.get(seed.seed) ?? { ...seed, ...this.tile(seed), seen: -1 };
      this.items.set(seed.seed, Object.assign(item, { i }));
      return item;
    });
    this.node.classList.toggle("many", this.list.length > 64);
    this.sort();
    this.again();
  }
  tile(seed) {
    const canvas = make("canvas", { width: TILE, height: TILE, "aria-hidden": "true" });
    const good = seed.fate === "learnt", accuracy = percent(seed.accuracy ?? NaN, 1);
    const button = make("button", { type: "button", class: `tile ${good ? "" : "bad"}`, "aria-label": `seed ${seed.seed}: accuracy ${accuracy}, ${seed.fate}`, title: seed.why || "" },
      canvas, make("b", {}, accuracy), make("span", {}, `seed ${seed.seed}${good ? "" : ` · ${seed.fate}`}`));
    button.onclick = event => { if (!event.detail || this.moved < 5) this.send("open", seed.seed); };     // detail is 0 where a key was pressed
    return { canvas, button };
  }
  sort() {
    const by = this.order.value === "seed" ? (a, b) => a.seed - b.seed : (a, b) => (b.accuracy ?? -1) - (a.accuracy ?? -1);
    this.tiles.replaceChildren(...[...this.list].sort(by).map(item => item.button));
  }
  again() {
    cancelAnimationFrame(this.next);
    this.next = requestAnimationFrame(() => this.work());
  }
  // A few tiles a picture, so that the page stays quick.
  work() {
    const until = performance.now() + 14, left = this.list.filter(item => item.seen !== this.looks);
    let done = 0;
    while (done < left.length && performance.now() < until) this.render(left[done++]);
    this.node.dataset.drawn = this.list.length - left.length + done;
    if (done < left.length) this.again();
  }
  render(item) {
    const { scene, run, colours } = this;
    item.seen = this.looks;
    if (!scene.gl) return;
    if (!item.meshes) {
      const g = grid(FINE, run.box), z = scores(run, item.i, g.total, g.fill), classes = z.length === 2 ? [0] : z.map((_, c) => c);
      item.meshes = classes.map(c => ({ triangles: surface(margin(z, c), g), colour: colours.classes[c], alpha: classes.length > 1 ? 0.35 : 0.7 }));
    }
    scene.setMeshes(item.meshes);
    scene.draw(colours);
    const paper = item.canvas.getContext("2d");
    item.canvas.width = scene.canvas.width;
    item.canvas.height = scene.canvas.height;
    paper.drawImage(scene.canvas, 0, 0);
  }
  hands() {
    let from = null;
    this.moved = 0;
    this.tiles.onpointerdown = event => { from = event; this.moved = 0; };
    this.tiles.onpointermove = event => {
      if (!from || !event.buttons) return;
      this.moved += Math.abs(event.clientX - from.clientX) + Math.abs(event.clientY - from.clientY);
      this.camera.yaw += (from.clientX - event.clientX) * 0.01;
      this.camera.pitch = Math.max(-1.55, Math.min(1.55, this.camera.pitch + (event.clientY - from.clientY) * 0.01));
      from = event;
      this.looks++;
      this.again();
    };
    this.tiles.onpointerup = this.tiles.onpointercancel = () => { from = null; };
  }
}
