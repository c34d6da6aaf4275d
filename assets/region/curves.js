// Small helpers for HTML and SVG, and the two curves in step with the film.

function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "path", "line", "circle", "text", "g", "rect"].includes(tag);
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node[name] = value;
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

const percent = (v, digits = 2) => (Number.isFinite(v) ? `${(100 * v).toFixed(digits)} %` : "not a number");
const decimal = v => (Number.isNaN(v) ? "not a number" : !Number.isFinite(v) ? "infinite" : Math.abs(v) >= 1000 ? v.toExponential(1) : v.toFixed(3));
const epochName = e => (Number.isInteger(e) ? String(e) : e < 0.1 ? e.toFixed(3) : e.toFixed(2));

const KINDS = [
  { key: "accuracy", title: "Accuracy", role: "act", show: percent, floor: 0 },
  { key: "loss", title: "Loss", role: "loss", show: decimal, floor: 0 },
];

class Curves {
  constructor(node, scrub) {
    this.node = node;
    this.scrub = scrub;
  }
  load(runs, lastEpoch, notes) {
    this.runs = runs;
    this.notes = notes;
    this.last = lastEpoch || 1;
    this.charts = KINDS.map(kind => this.chart(kind));
    this.node.replaceChildren(...this.charts.map(chart => chart.node));
  }
  lines(kind) {
    const styles = this.runs.length > 1 ? ["param", "pos"] : [kind.role, kind.role];
    return this.runs.flatMap((run, r) => [["train", "training points"], ["test", "unseen points"]]
      .filter(([set]) => run.curves[set]?.[kind.key])
      .map(([set, name]) => ({ run, name, values: run.curves[set][kind.key], colour: `var(--gn-${styles[r]})`, dashed: set === "test", title: run.title })));
  }
  chart(kind) {
    const W = 320, H = 114, left = 40, right = 8, top = 8, bottom = 20;
    const lines = this.lines(kind), finite = lines.flatMap(line => line.values.filter(Number.isFinite));
    const sorted = [...finite].sort((a, b) => a - b), cut = sorted[Math.floor(0.98 * (sorted.length - 1))] ?? 1;
    const low = Math.min(...finite, kind.key === "accuracy" ? 0.5 : 0), most = kind.key === "accuracy" ? 1 : Math.max(Math.min(Math.max(...finite, 0), 3 * cut), 1e-9);
    const y = v => top + (H - top - bottom) * (1 - (Math.min(Math.max(v, low), most) - low) / (most - low || 1));
    const x = e => left + (W - left - right) * e / this.last;
    const svg = make("svg", { viewBox: `0 0 ${W} ${H}`, "aria-hidden": "true" });
    for (const v of [low, (low + most) / 2, most]) svg.append(
      make("line", { x1: left, x2: W - right, y1: y(v), y2: y(v), class: "rule" }),
      make("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, kind.key === "accuracy" ? `${Math.round(100 * v)} %` : v.toFixed(v < 10 ? 2 : 0)));
    svg.append(make("text", { x: left, y: H - 4 }, "0"), make("text", { x: W - right, y: H - 4, "text-anchor": "end" }, `epoch ${epochName(this.last)}`));
    for (const line of lines) {
      const d = line.values.map((v, i) => (Number.isFinite(v) ? `${x(line.run.curves.epochs[i]).toFixed(1)} ${y(v).toFixed(1)}` : null));
      svg.append(make("path", { d: d.filter(Boolean).map((p, i) => (i ? "L" : "M") + p).join(""), class: "curve" + (line.dashed ? " dashed" : ""), style: `stroke:${line.colour}` }));
    }
    for (const note of this.notes) svg.append(make("line", { x1: x(note.epoch), x2: x(note.epoch), y1: top, y2: H - bottom, class: "onset" }));
    const hair = make("line", { y1: top, y2: H - bottom, class: "hair" }), dots = lines.map(line => make("circle", { r: 4, style: `fill:${line.colour}` }));
    svg.append(hair, ...dots);
    const to = event => {
      const box = svg.getBoundingClientRect();
      this.scrub(Math.min(Math.max(((event.clientX - box.left) / box.width * W - left) / (W - left - right), 0), 1) * this.last);
    };
    svg.onpointerdown = event => { svg.setPointerCapture(event.pointerId); to(event); };
    svg.onpointermove = event => { if (event.buttons) to(event); };
    const values = make("span", { class: "values" });
    const node = make("div", { class: "chart" }, make("div", { class: "head" }, make("b", {}, kind.title), values), svg);
    return { node, kind, lines, hair, dots, values, x, y };
  }
  at(epoch, frames) {
    for (const { kind, lines, hair, dots, values, x, y } of this.charts) {
      hair.setAttribute("x1", x(epoch));
      hair.setAttribute("x2", x(epoch));
      values.replaceChildren(...lines.flatMap((line, i) => {
        const at = line.run.at[frames[this.runs.indexOf(line.run)]], v = line.values[at];
        dots[i].setAttribute("cx", x(line.run.curves.epochs[at]));
        dots[i].setAttribute("cy", Number.isFinite(v) ? y(v) : -20);
        const key = make("i", { class: line.dashed ? "key dashed" : "key", style: `border-color:${line.colour}` });
        return [make("span", { class: "value", title: line.name }, key, `${line.dashed ? "unseen " : ""}${kind.show(v)}`)];
      }));
    }
  }
}
