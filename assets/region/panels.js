// What stands beside the 3D view, one idea at a time: a cut through the cube, what the units see, one point's way through.

const PICTURE = 72, THUMB = 28;

// A coordinate in the units of the user's file, with two digits more than its spread has.
function inUnits(run, axis, v) {
  const spread = run.scale[axis], known = v * spread + run.center[axis];
  const text = Math.abs(known) >= 1e6 || spread < 1e-6 ? known.toExponential(2) : known.toFixed(Math.max(0, 2 - Math.floor(Math.log10(spread))));
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

// n × n points of the plane where the axis has the value at (-1 … 1 across the box); rows run along the second free axis.
function planePoints(axis, at, n, box) {
  const [u, v] = [0, 1, 2].filter(k => k !== axis), spot = [0, 0, 0];
  const place = (k, t) => box.low[k] + (box.high[k] - box.low[k]) * (t + 1) / 2;
  return (start, count, into) => {
    for (let p = 0, k = start; p < count; p++, k++) {
      spot[axis] = place(axis, at);
      spot[u] = place(u, 2 * (k % n) / (n - 1) - 1);
      spot[v] = place(v, 2 * ((k / n) | 0) / (n - 1) - 1);
      into[p] = spot[0]; into[BLOCK + p] = spot[1]; into[2 * BLOCK + p] = spot[2];
    }
  };
}

// The cut as pixels: the winner's colour, the paler the less sure the network is.
function cutPicture(run, frame, axis, at, box, colours, n = PICTURE) {
  const z = scores(run, frame, n * n, planePoints(axis, at, n, box)), pixels = new Uint8Array(4 * n * n);
  const paint = colours.classes.map(rgb), paper = rgb(colours.card), row = new Array(z.length);
  for (let p = 0; p < n * n; p++) {
    for (let k = 0; k < z.length; k++) row[k] = z[k][p];
    const chance = softmax(row), best = chance.indexOf(Math.max(...chance));
    const sure = best < 0 ? 0 : 0.12 + 0.83 * (chance[best] - 1 / z.length) / (1 - 1 / z.length);
    for (let c = 0; c < 3; c++) pixels[4 * p + c] = 255 * (paper[c] + sure * (paint[Math.max(best, 0)][c] - paper[c]));
    pixels[4 * p + 3] = 255;
  }
  return pixels;
}

// Pixels to a canvas, the plane's second axis upwards.
function paintCanvas(canvas, pixels, n) {
  canvas.width = canvas.height = n;
  const image = new ImageData(n, n);
  for (let row = 0; row < n; row++) image.data.set(pixels.subarray(4 * n * (n - 1 - row), 4 * n * (n - row)), 4 * n * row);
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function planeControls(film) {
  const { plane } = film, [low, high] = [film.box.low[plane.axis], film.box.high[plane.axis]];
  const value = () => inUnits(film.runs[0], plane.axis, low + (high - low) * (plane.at + 1) / 2), out = make("b", {}, value());
  const slide = make("input", { type: "range", min: -1, max: 1, step: 0.02, value: plane.at, "aria-label": `where the plane cuts ${film.axes[plane.axis]}`, "aria-valuetext": value(),
    oninput: event => {
      plane.at = Number(event.target.value);
      out.textContent = value();
      event.target.setAttribute("aria-valuetext", value());
      film.show({ panelOnly: true });
    } });
  const axes = film.axes.map((name, axis) => make("button", { type: "button", title: name, "aria-pressed": String(axis === plane.axis), onclick: () => { plane.axis = axis; film.openPanel(); } }, name));
  return make("div", { class: "plane" }, make("span", {}, "across"), make("div", { class: "choice" }, ...axes), slide, out);
}

class CutPanel {
  open(film, node) {
    const [u, v] = [0, 1, 2].filter(k => k !== film.plane.axis);
    this.canvas = make("canvas", { class: "picture", role: "img", "aria-label": "the cut, coloured by the class the network gives and how sure it is" });
    const keys = film.classNames.map((name, c) => make("span", { class: "value" }, make("i", { class: "patch", style: `background:${film.colours.classes[c]}` }), name));
    node.append(planeControls(film), make("div", { class: "cut" }, make("span", { class: "up" }, film.axes[v]), this.canvas, make("span", { class: "across" }, film.axes[u])),
      make("div", { class: "values" }, ...keys), make("p", {}, "Strong colour: the network is sure. Pale: both sides are about as likely; there runs the boundary."));
  }
  show(film) { paintCanvas(this.canvas, film.cut(0), PICTURE); }
}

class UnitsPanel {
  open(film, node) {
    const { sizes } = film.runs[0];
    this.units = [];
    node.append(planeControls(film), make("p", {}, "Each picture is one unit on this plane: coloured where it fires. Choose one to see its boundary in the cube."));
    for (let l = 1; l < sizes.length - 1; l++) {
      const row = make("div", { class: "units", role: "group", "aria-label": `hidden layer ${l}` });
      for (let j = 0; j < sizes[l]; j++) {
        const canvas = make("canvas", { class: "thumb" }), label = make("span", {}, `${l}.${j + 1}`);
        const button = make("button", { type: "button", class: "unit", onclick: () => {
          const same = film.unit && film.unit.layer === l - 1 && film.unit.j === j;
          film.unit = same ? null : { layer: l - 1, j };
          film.show();
        } }, canvas, label);
        this.units.push({ layer: l - 1, j, canvas, label, button });
        row.append(button);
      }
      node.append(make("div", { class: "head" }, `Hidden layer ${l}`), row);
    }
    if (sizes.length < 3) node.append(make("p", {}, "This network has no hidden layer, so there are no hidden units to look at."));
  }
  show(film) {
    const run = film.runs[0], frame = film.frames[0], n = THUMB, { plane, box } = film, sums = new Map();
    for (const unit of this.units) sums.set(`${unit.layer}.${unit.j}`, new Float64Array(n * n));
    forward(run, frame, n * n, planePoints(plane.axis, plane.at, n, box), (l, h, start, count) => {
      for (let j = 0; j < run.sizes[l + 1]; j++) sums.get(`${l}.${j}`)?.set(h.subarray(j * BLOCK, j * BLOCK + count), start);
    });
    const dead = film.deadUnits(), paper = rgb(film.colours.card), ink = rgb(film.colours.act), cold = rgb(film.colours.line);
    for (const { layer, j, canvas, label, button } of this.units) {
      const a = sums.get(`${layer}.${j}`).map(ACTIVATE[run.activation]), top = a.reduce((m, v) => Math.max(m, Math.abs(v)), 0) || 1;
      const pixels = new Uint8Array(4 * n * n);
      for (let p = 0; p < n * n; p++) {
        const t = Math.abs(a[p]) / top, to = a[p] >= 0 ? ink : cold;
        for (let c = 0; c < 3; c++) pixels[4 * p + c] = 255 * (paper[c] + t * (to[c] - paper[c]));
        pixels[4 * p + 3] = 255;
      }
      paintCanvas(canvas, pixels, n);
      const gone = dead.has(`${layer}.${j}`), chosen = film.unit && film.unit.layer === layer && film.unit.j === j;
      label.textContent = `${layer + 1}.${j + 1}${gone ? " dead" : ""}`;
      button.setAttribute("aria-pressed", String(Boolean(chosen)));
      button.setAttribute("aria-label", `unit ${j + 1} of hidden layer ${layer + 1}${gone ? ", dead: it fires for none of the points shown" : ""}`);
    }
  }
}

class PointPanel {
  open(film, node) {
    this.which = make("input", { type: "number", min: 1, max: film.pointCount(), value: film.chosen + 1, "aria-label": "number of the point", onchange: event => film.choose(Number(event.target.value) - 1) });
    this.list = make("div", { class: "way" });
    node.append(make("div", { class: "plane" }, make("span", {}, "point"), this.which, make("span", { class: "soft" }, `of ${film.pointCount()}, or touch one in the cube`)), this.list);
  }
  show(film) {
    const run = film.runs[0], k = film.chosen, { x, label } = film.points(), rows = [], values = [];
    this.which.value = k + 1;
    const cell = (v, top) => make("span", { class: `cell ${v < 0 ? "minus" : "plus"}`, style: `--t:${top ? Math.round(48 * Math.abs(v) / top) : 0}%` }, decimal(v).replace("-", "−"));
    const row = (title, list) => {
      const top = list.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
      rows.push(make("div", { class: "head" }, title), make("div", { class: "cells" }, ...list.map(v => cell(v, top))));
    };
    const inputs = [0, 1, 2].map(axis => x[3 * k + axis]);
    if (run.scale.some(v => v !== 1)) rows.push(make("p", {}, `In your file: ${inputs.map((v, axis) => `${film.axes[axis]} ${inUnits(run, axis, v)}`).join(", ")}. The network gets each column brought to mean 0 and deviation 1.`));
    row("Inputs", inputs);
    forward(run, film.frames[0], 1, fromArray(x, k), (l, h) => values.push(Array.from({ length: run.sizes[l + 1] }, (_, j) => h[j * BLOCK])));
    values.slice(0, -1).forEach((h, l) => row(`Hidden layer ${l + 1}, activations`, h.map(ACTIVATE[run.activation])));
    const z = values.at(-1), chance = softmax(z), best = winners(z.map(v => [v]))[0];
    row("Output, scores", z);
    row("Output, probabilities", chance);
    rows.push(make("p", {}, best === NOBODY ? "The network's output is not a number: it says nothing." : `The network says ${film.classNames[best]} with ${percent(chance[best])}; the point is ${film.classNames[label[k]]}. ${best === label[k] ? "Right." : "Wrong."}`));
    this.list.replaceChildren(...rows);
  }
}
