// The film: one or two runs, frame by frame, with everything beside the cube in step. All of it happens in the browser;
// the server hears where the film rests, and which setting a hand is moving.

const PANELS = [["curves", "Curves"], ["cut", "Cut"], ["units", "Units"], ["point", "Point"]];
const POINTS = [["train", "training points"], ["test", "unseen points"], ["wrong", "wrong training points"], ["wrong test", "wrong unseen points"], ["none", "no points"]];
const KEYS = "Space plays, ← and → step, Home and End jump. Drag the cube or focus it and use the arrows to turn it, + and − to zoom, 0 to put it back. Touch a point to follow it through the network.";
const SPEEDS = [0.25, 0.5, 1, 2, 4];

class Film {
  constructor(root) {
    this.camera = lastLeft.camera ?? { ...HOME };
    Object.assign(this, { views: [], speed: lastLeft.speed ?? 1, panel: lastLeft.panel ?? "curves", which: lastLeft.which ?? "train", plane: lastLeft.plane ?? { axis: 2, at: 0 } });
    Object.assign(this, { chosen: 0, unit: null, epoch: 0, target: Infinity, playing: false });
    this.node = make("div", { class: "film", tabindex: -1 });
    root.append(this.node);
    this.build();
    this.node.onkeydown = event => this.key(event);
  }
  build() {
    this.stage = make("div", { class: "stage" });
    this.progress = make("div", { class: "growing", hidden: true }, this.share = make("i", {}), this.says = make("span", { role: "status" }),
      make("button", { type: "button", onclick: () => this.send("stop", true) }, "Stop"));
    this.side = make("div", { class: "side" });
    this.tabs = make("div", { class: "choice tabs", role: "group", "aria-label": "beside the cube" }, ...PANELS.map(([id, name]) =>
      make("button", { type: "button", "data-panel": id, onclick: () => { this.panel = id; this.openPanel(); } }, name)));
    this.panelNode = make("div", { class: "panel" });
    this.account = make("p", { class: "account" });
    this.live = make("p", { class: "unseen", "aria-live": "polite" });
    this.side.append(this.tabs, this.panelNode, this.account, this.live);
    const button = (name, text, onclick) => make("button", { type: "button", "aria-label": name, title: name, onclick }, text);
    this.playButton = button("play", "▶", () => this.toggle());
    this.playButton.classList.add("play");
    this.slider = make("input", { type: "range", class: "time", min: 0, step: 1, "aria-label": "epoch", oninput: () => { this.pause(); this.go(this.times[this.slider.value]); } });
    this.where = make("span", { class: "where" });
    this.speedNode = make("select", { "aria-label": "speed", onchange: event => { this.speed = Number(event.target.value); } },
      ...SPEEDS.map(v => make("option", { value: v, selected: v === this.speed }, `${v}×`)));
    this.pointNode = make("select", { "aria-label": "points shown", onchange: event => { this.which = event.target.value; this.chosen = 0; this.openPanel(); } },
      ...POINTS.map(([id, name]) => make("option", { value: id, selected: id === this.which }, name)));
    this.controls = make("div", { class: "controls" }, this.playButton, button("one frame back", "‹", () => this.step(-1)), button("one frame on", "›", () => this.step(1)),
      this.slider, this.where, this.speedNode);
    this.legend = make("div", { class: "values legend" });
    this.under = make("div", { class: "under" }, this.legend, this.pointNode);
    this.hand = new Hand(this);
    this.node.replaceChildren(make("div", { class: "split" }, make("div", { class: "main" }, this.progress, this.stage, this.controls, this.under), this.side), this.hand.node, make("p", { class: "keys" }, KEYS));
  }
  load(data, send) {
    this.send = send;
    const moved = data.epoch !== undefined && data.epoch !== null && data.epoch !== this.told, first = this.key_ === undefined;
    this.told = data.epoch;
    if (data.key === this.key_) {
      if (data.stage !== this.grown) this.grow(data);
      this.grows(data);
      this.hand.answered(data);
      if (moved && data.epoch !== this.reported && !this.playing) this.go(data.epoch);
      return;
    }
    this.key_ = data.key;
    Object.assign(this, { colours: data.colours, axes: data.axes, classNames: data.classes, alone: data.alone });
    paint(this.node, data.colours);
    if (first) this.target = data.epoch ?? Infinity;
    this.take(data);
    if (first) this.reported = this.epoch;
    while (this.views.length < this.runs.length) this.views.push(new View(this, this.camera));
    while (this.views.length > this.runs.length) this.views.pop();
    this.stage.replaceChildren(...this.views.map(view => view.node));
    this.views.forEach((view, i) => view.load(this.runs[i], this.runs.length > 1 ? this.runs[i].title : "", ["param", "pos"][i]));
    this.node.classList.toggle("two", this.runs.length > 1);
    if (this.runs.length > 1) this.panel = "curves";
    this.curves = null;
    if (this.unit && !(this.runs[0].sizes[this.unit.layer + 1] > this.unit.j && this.unit.layer < this.runs[0].sizes.length - 2)) this.unit = null;
    this.legend.replaceChildren(...this.classNames.map((name, c) => make("span", { class: "value" }, make("i", { class: "patch", style: `background:${this.colours.classes[c]}` }), `class ${name}`)),
      make("span", { class: "value" }, make("i", { class: "cross" }, "×"), "wrong"));
    this.grows(data);
    this.openPanel();
    this.hand.answered(data);
    if (data.play && !matchMedia("(prefers-reduced-motion: reduce)").matches) this.play();
  }
  // The runs as they arrive, and the frame to show: the one wished for, or the last there is.
  take(data) {
    Object.assign(this, { grown: data.stage, notes: data.notes, runs: data.runs.map(unpack) });
    this.box = this.runs[0].box;
    this.times = [...new Set(this.runs.flatMap(run => run.epochs))].sort((a, b) => a - b);
    this.lastTime = this.times.at(-1);
    this.end = data.growing?.epochs || this.lastTime;
    if (!this.playing) this.epoch = Math.min(this.target, this.lastTime);
    this.epoch = this.times[frameAt(this.times, this.epoch)];
    this.slider.max = this.times.length - 1;
  }
  // The same run, further on or at its end.
  grow(data) {
    this.take(data);
    this.views.forEach((view, i) => view.renew(this.runs[i]));
    if (this.panel === "curves") this.openPanel(); else this.show();
  }
  // What is said over the cube while the run goes on.
  grows({ growing }) {
    if (this.growing && !growing && this.target === Infinity) this.reported = this.epoch;
    this.growing = growing;
    this.progress.hidden = !growing;
    if (!growing) return;
    this.says.textContent = growing.say;
    this.share.style.width = `${(100 * growing.share).toFixed(1)}%`;
  }
  pointSet() { return this.which.includes("test") ? "test" : "train"; }
  points() { return this.runs[0].points[this.pointSet()]; }
  pointCount() { return this.points().label.length; }
  choose(k) {
    this.chosen = Math.max(0, Math.min(this.pointCount() - 1, Math.floor(k) || 0));
    if (this.panel === "point") this.show(); else { this.panel = "point"; this.openPanel(); }
  }
  cut(i) { return cutPicture(this.runs[i], this.frames[i], this.plane.axis, this.plane.at, this.runs[i].box, this.colours); }
  // Units that fire for none of the points shown; only ReLU units can.
  deadUnits() {
    const run = this.runs[0], { x } = this.points(), alive = new Set(), dead = new Set();
    if (run.activation !== "relu") return dead;
    forward(run, this.frames[0], x.length / 3, fromArray(x), (l, h, start, count) => {
      for (let j = 0; j < run.sizes[l + 1]; j++) for (let p = j * BLOCK; p < j * BLOCK + count; p++) if (h[p] > 0) { alive.add(`${l}.${j}`); break; }
    });
    for (let l = 0; l < run.sizes.length - 2; l++) for (let j = 0; j < run.sizes[l + 1]; j++) if (!alive.has(`${l}.${j}`)) dead.add(`${l}.${j}`);
    return dead;
  }
  openPanel() {
    this.panelNode.replaceChildren();
    for (const button of this.tabs.children) button.setAttribute("aria-pressed", String(button.dataset.panel === this.panel));
    this.frames = this.runs.map(run => frameAt(run.epochs, this.epoch));
    if (this.panel === "curves") { this.curves = new Curves(this.panelNode, epoch => { this.pause(); this.go(epoch); }); this.curves.load(this.runs, this.end, this.runs.length > 1 ? [] : this.notes); }
    else { this.detail = new { cut: CutPanel, units: UnitsPanel, point: PointPanel }[this.panel](); this.detail.open(this, this.panelNode); }
    this.show();
  }
  go(epoch) {
    this.epoch = this.times[frameAt(this.times, epoch)];
    this.settle();
    this.show();
  }
  // Where the film is to be: here, or wherever the run has come to.
  settle() { this.target = this.epoch >= this.lastTime ? Infinity : this.epoch; }
  step(by) {
    this.pause();
    const at = frameAt(this.times, this.epoch) + by;
    this.go(this.times[Math.max(0, Math.min(this.times.length - 1, at))]);
  }
  // Everything at the present epoch; panelOnly when only the plane moved.
  show({ panelOnly = false } = {}) {
    this.frames = this.runs.map(run => frameAt(run.epochs, this.epoch));
    const quick = this.playing || panelOnly || this.hand.moving;
    this.views.forEach((view, i) => view.show(this.frames[i], quick));
    if (this.panel === "curves") this.curves.at(this.epoch, this.frames); else this.detail.show(this);
    const at = frameAt(this.times, this.epoch);
    this.slider.value = at;
    this.slider.setAttribute("aria-valuetext", `epoch ${epochName(this.epoch)}`);
    this.where.textContent = `epoch ${epochName(this.epoch)} of ${epochName(this.end)}`;
    this.node.dataset.epoch = this.epoch;
    this.tell();
    this.redraw();
    clearTimeout(this.resting);
    if (!this.playing) this.resting = setTimeout(() => this.rest(), 350);
  }
  // Standing still: draw finely, say aloud, tell the server where.
  rest() {
    this.views.forEach((view, i) => view.show(this.frames[i], false));
    this.redraw();
    this.live.textContent = this.account.textContent;
    if (this.reported !== this.epoch && !(this.growing && this.target === Infinity)) this.report();
  }
  // The epoch goes to the address in place, so that Back leads to where the reader came from; the page around the app, if
  // there is one, and the server are told.
  report() {
    const query = new URLSearchParams(location.search);
    query.set("epoch", Number(this.epoch.toPrecision(6)));
    if (!this.alone) history.replaceState(history.state, "", `${location.pathname}?${query}`);
    if (!this.alone && parent !== window) parent.postMessage({ stCommVersion: 1, type: "SET_QUERY_PARAM", queryParams: `?${query}` }, "*");
    this.send("epoch", this.reported = this.epoch);
  }
  tell() {
    const said = account(this);
    this.account.replaceChildren(said.figures, ...said.notes.map(note => make("span", { class: "note" }, note)));
    this.views.forEach((view, i) => view.canvas.setAttribute("aria-label",
      `The decision region in 3D${this.runs.length > 1 ? `, ${this.runs[i].title}` : ""}, epoch ${epochName(this.epoch)}. Arrow keys turn it, plus and minus zoom, 0 puts it back.`));
  }
  redraw() {
    if (this.waiting) return;
    this.waiting = requestAnimationFrame(() => { this.waiting = 0; for (const view of this.views) view.draw(); });
  }
  toggle() { if (this.playing) { this.pause(); this.settle(); this.show(); } else this.play(); }
  play() {
    if (frameAt(this.times, this.epoch) >= this.times.length - 1) this.epoch = this.times[0];
    this.playing = true;
    this.mark();
    let due = 0;
    const tick = now => {
      if (!this.playing) return;
      if (now >= due) {
        due = now + 180 / this.speed;
        this.show();
        const at = frameAt(this.times, this.epoch);
        if (at >= this.times.length - 1) { this.pause(); this.settle(); this.show(); return; }
        this.epoch = this.times[at + 1];
      }
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }
  pause() { this.playing = false; this.mark(); }
  mark() {
    this.playButton.textContent = this.playing ? "❚❚" : "▶";
    for (const name of ["aria-label", "title"]) this.playButton.setAttribute(name, this.playing ? "pause" : "play");
  }
  key(event) {
    if (event.target.matches("input[type=number], select") || event.metaKey || event.ctrlKey || event.altKey) return;
    const slider = event.target.matches("input[type=range]"), button = event.target.matches("button");
    const act = { " ": button ? null : () => this.toggle(), ArrowLeft: slider ? null : () => this.step(-1), ArrowRight: slider ? null : () => this.step(1),
      Home: slider ? null : () => { this.pause(); this.go(0); }, End: slider ? null : () => { this.pause(); this.go(this.lastTime); } }[event.key];
    if (act) { act(); event.preventDefault(); }
  }
}
