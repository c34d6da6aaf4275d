// The network as circles and lines: edges thick and coloured by weight, units with the chosen sample's values.

const SIZE = { width: 300, height: 330, margin: 40, foot: 40 };

const isForward = (value) => value.role === "data" || value.role === "act";
const isWeight = (value) => value.role === "param";
const isSignal = (value) => value.name.startsWith("dloss_");

/** The latest value made by step `at` that belongs to a place in the drawing: {what, layer}, of a kind. */
function latest(index, at, what, layer, isKind) {
  let found = null, newest = -1;
  for (const [id, { step }] of index.origin) {
    const value = index.payload.values[id];
    const fits = value.at && value.at.what === what && value.at.layer === layer && !value.at.transposed && isKind(value);
    if (fits && step <= at && step >= newest) [found, newest] = [value, step];
  }
  return found;
}

class Network {
  constructor(payload, onUnit) {
    this.layers = payload.network.layers;
    const most = Math.max(...this.layers.map((layer) => layer.size));
    this.radius = Math.min(24, (SIZE.height - SIZE.foot) / most / 2 - 3);
    this.svg = drawn("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "img", class: this.radius < 20 ? "network small" : "network" });
    this.edges = new Map();
    this.units = new Map();
    this.layers.slice(0, -1).forEach((layer, l) => this.drawEdges(l, layer.size, this.layers[l + 1].size));
    this.layers.forEach((layer, l) => this.drawUnits(l, layer, onUnit));
  }

  gap(l) {
    return Math.min(72, (SIZE.height - SIZE.foot) / this.layers[l].size);
  }

  spot(l, k) {
    const { width, height, margin, foot } = SIZE, gap = this.gap(l);
    return [margin + (l * (width - 2 * margin)) / (this.layers.length - 1), (height - foot) / 2 + (k - (this.layers[l].size - 1) / 2) * gap];
  }

  drawEdges(l, from, to) {
    for (let i = 0; i < from; i++)
      for (let j = 0; j < to; j++) {
        const [[x1, y1], [x2, y2]] = [this.spot(l, i), this.spot(l + 1, j)];
        const line = drawn("line", { x1, y1, x2, y2, class: "edge" });
        this.edges.set(`${l}/${i}/${j}`, line);
        this.svg.append(line);
      }
  }

  drawUnits(l, layer, onUnit) {
    for (let k = 0; k < layer.size; k++) {
      const [x, y] = this.spot(l, k);
      const circle = drawn("circle", { cx: x, cy: y, r: this.radius, class: "unit" });
      const text = drawn("text", { x, y: y + 4.5, class: "number" });
      const below = drawn("text", { x, y: y + this.radius + 12, class: "signal" });
      const group = drawn("g", { class: "seat" }, circle, text, below);
      group.onclick = () => onUnit(l, k);
      this.units.set(`${l}/${k}`, { circle, text, below });
      this.svg.append(group);
    }
    const title = drawn("text", { x: this.spot(l, 0)[0], y: SIZE.height - 8, class: "layer" });
    title.textContent = this.layers.length > 3 ? layer.title.replace(" hidden", "") : layer.title;
    this.svg.append(title);
  }

  /** Weights, values and signals as they stand after step `at`, for one sample. */
  show(index, at, sample) {
    this.layers.forEach((layer, l) => {
      const output = latest(index, at, "units", l, isForward);
      const signal = latest(index, at, "units", l, isSignal);
      for (let k = 0; k < layer.size; k++) this.showUnit(l, k, output?.data[sample]?.[k], signal?.data[sample]?.[k]);
      const weights = latest(index, at, "edges", l, isWeight);
      if (l < this.layers.length - 1) this.showEdges(l, weights);
    });
    this.svg.setAttribute("aria-label", this.inWords(sample));
  }

  showUnit(l, k, output, signal) {
    const { circle, text, below } = this.units.get(`${l}/${k}`);
    const x = output === undefined ? NaN : asNumber(output);
    text.textContent = output === undefined ? "" : cellText(output, Math.abs(x) >= 1000 ? 0 : Math.abs(x) >= 10 || this.radius < 20 ? 1 : 2);
    circle.classList.toggle("neg", x < 0);
    circle.classList.toggle("pos", x > 0);
    circle.style.setProperty("--t", `${Math.round(10 + 30 * Math.tanh(Math.abs(x || 0)))}%`);
    below.textContent = signal === undefined || this.gap(l) < 2 * this.radius + 13 ? "" : cellText(signal, 3);
  }

  showEdges(l, weights) {
    const top = weights ? Math.max(...weights.data.flat().map((w) => Math.abs(asNumber(w))).filter(Number.isFinite), 1e-12) : 1;
    for (let i = 0; i < this.layers[l].size; i++)
      for (let j = 0; j < this.layers[l + 1].size; j++) {
        const w = weights ? asNumber(weights.data[i][j]) : 0;
        const line = this.edges.get(`${l}/${i}/${j}`);
        line.classList.toggle("neg", w < 0);
        line.classList.toggle("pos", w > 0);
        line.style.strokeWidth = weights && Number.isFinite(w) ? 1 + (5 * Math.abs(w)) / top : 1;
      }
  }

  /** Lights the units and edges that cells stand for; `whole` lights what a step works on when no cell is asked about. */
  light(payload, cells, asked) {
    for (const line of this.edges.values()) line.classList.remove("lit");
    for (const { circle } of this.units.values()) circle.classList.remove("lit", "asked");
    this.svg.classList.toggle("questioned", cells.length > 0 || asked !== null);
    for (const cell of cells) this.mark(payload, cell, "lit");
    if (asked) this.mark(payload, asked, "asked");
  }

  mark(payload, cell, className) {
    const at = payload.values[cell.id].at;
    if (!at) return;
    const [i, j] = at.transposed ? [cell.j, cell.i] : [cell.i, cell.j];
    if (at.what === "edges") this.edges.get(`${at.layer}/${i}/${j}`)?.classList.add("lit");
    const unit = at.what === "bias" ? this.units.get(`${at.layer + 1}/${j}`) : at.what === "units" ? this.units.get(`${at.layer}/${j}`) : null;
    unit?.circle.classList.add(className);
    if (className === "asked" && at.what === "edges") this.edges.get(`${at.layer}/${i}/${j}`)?.classList.add("lit");
  }

  inWords(sample) {
    const sizes = this.layers.map((layer) => `${layer.size} ${layer.title}`).join(", ");
    const outputs = this.layers.map((layer, l) => {
      const texts = [...Array(layer.size).keys()].map((k) => this.units.get(`${l}/${k}`).text.textContent).filter(Boolean);
      return texts.length ? `${layer.title}: ${texts.join(", ")}` : null;
    });
    return `The network: ${sizes}. Sample ${sample + 1}. ${outputs.filter(Boolean).join("; ")}`;
  }
}
