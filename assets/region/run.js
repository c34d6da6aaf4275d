// A run as it arrives, the sentences about it, and the sliders that retrain it while a hand moves them.

// Packed arrays to typed ones.
function unpack(run) {
  const points = Object.fromEntries(Object.entries(run.points).map(([set, { x, label }]) => [set, { x: floats(x), label }]));
  const curves = { epochs: run.curves.epochs };
  for (const set of ["train", "test"]) curves[set] = run.curves[set] && Object.fromEntries(Object.entries(run.curves[set]).map(([k, list]) => [k, list.map(v => v ?? NaN)]));
  return { ...run, points, curves, weights: floats(run.weights) };
}

// The last frame at or before an epoch.
function frameAt(epochs, epoch) {
  let at = 0;
  while (at + 1 < epochs.length && epochs[at + 1] <= epoch + 1e-9) at++;
  return at;
}

// What the film shows now, in sentences.
function account(film) {
  const figures = film.runs.map((run, i) => {
    const at = run.at[film.frames[i]], { train, test } = run.curves, view = film.views[i], parts = view.now.parts;
    const name = film.runs.length > 1 ? `${run.title}: ` : "";
    const region = parts.map(({ c, share, faces }) => `class ${film.classNames[c]} ${share === 0 ? "has no part of the cube" : `fills ${percent(share, share < 0.1 ? 1 : 0)} of the cube${share === 1 ? ": there is no boundary" : faces === 0 ? ", closed on all sides" : `, open through ${faces} of its 6 faces`}`}`).join("; ");
    if (Number.isNaN(train.loss[at])) return `${name}epoch ${epochName(film.epoch)}: the network's output is not a number any more.`;
    return `${name}at epoch ${epochName(film.epoch)}, ${percent(train.accuracy[at])} of ${run.n.train.toLocaleString("en")} training points and ${percent(test.accuracy[at])} of ${run.n.test.toLocaleString("en")} unseen ones are right, loss ${decimal(train.loss[at])}. The region of ${region}.`;
  }).map(text => text.charAt(0).toUpperCase() + text.slice(1)).join(" ");
  const notes = film.runs.length > 1 ? [] : film.notes.filter(note => note.epoch <= film.epoch + 1e-9).map(note => `Epoch ${epochName(note.epoch)}: ${note.say} ${note.advice}`);
  return { figures, notes };
}

// Sliders under the cube. One question at a time: while one is out, only the latest position waits.
class Hand {
  constructor(film) {
    this.film = film;
    this.node = make("div", { class: "hand", role: "group", "aria-label": "settings the film follows while you move them" });
    this.moving = false;
  }
  answered(data) {
    if (!data.hand) return this.node.replaceChildren();
    if (this.asked && data.said >= this.asked.said) {
      this.film.node.dataset.answered = Math.round(performance.now() - this.asked.when);
      this.asked = null;
      if (this.next) { const next = this.next; this.next = null; this.ask(next.name, next.value, next.held); }
    }
    if (this.names !== data.hand.map(h => h.name).join()) this.build(data.hand);
    for (const { name, index, shown } of data.hand) {
      const row = this.rows[name];
      if (!this.asked && !row.held) { row.input.value = index; row.out.textContent = shown; row.input.setAttribute("aria-valuetext", shown); }
    }
  }
  build(hand) {
    this.names = hand.map(h => h.name).join();
    this.rows = {};
    this.node.replaceChildren(...hand.map(({ name, label, labels, index }) => {
      const out = make("b", {}, labels[index]), input = make("input", { type: "range", min: 0, max: labels.length - 1, step: 1, value: index, "aria-label": label });
      const row = this.rows[name] = { input, out, labels, held: false };
      input.oninput = () => {
        out.textContent = labels[input.value];
        input.setAttribute("aria-valuetext", labels[input.value]);
        this.moving = row.held = true;
        this.ask(name, Number(input.value), true);
      };
      input.onchange = () => { this.moving = row.held = false; this.ask(name, Number(input.value), false); this.film.show(); };
      return make("label", {}, make("span", {}, label), input, out);
    }));
  }
  ask(name, value, held) {
    if (this.asked && performance.now() - this.asked.when < 5000) { this.next = { name, value, held }; return; }
    this.asked = { said: Date.now(), when: performance.now() };
    this.film.send("hand", { name, value, held, said: this.asked.said });
  }
}
