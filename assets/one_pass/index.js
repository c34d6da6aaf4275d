// What the stage looks up again and again: which step made a value, by which rule, and what each cell goes on to.

class Index {
  constructor(payload) {
    this.payload = payload;
    this.origin = new Map();
    payload.steps.forEach((step, k) => {
      const made = [[step.result, step.rule], ...Object.entries(step.also ?? {})];
      for (const [id, rule] of made) if (id && !this.origin.has(id)) this.origin.set(id, { step: k, rule: rule ?? { kind: "given" } });
    });
  }

  get samples() {
    return this.payload.values.X.data.length;
  }

  stepNumber(id) {
    return this.payload.steps.findIndex((step) => step.id === id);
  }

  /** The arithmetic of any cell of any value. */
  explain({ id, i, j }) {
    return explain(this.payload, this.origin.get(id)?.rule ?? { kind: "given" }, id, i, j);
  }

  /** The cells that a cell is used for, over all steps. */
  feeds(cell) {
    this.onward ??= this.allFeeds();
    return this.onward.get(cellKey(cell.id, cell.i, cell.j)) ?? [];
  }

  allFeeds() {
    const onward = new Map();
    for (const id of this.origin.keys())
      this.payload.values[id].data.forEach((row, i) => row.forEach((_, j) => {
        const keys = new Set(this.explain({ id, i, j }).cells.map((cell) => cellKey(cell.id, cell.i, cell.j)));
        for (const key of keys) onward.set(key, [...(onward.get(key) ?? []), { id, i, j }]);
      }));
    return onward;
  }

  /**
   * The cell that a step is explained by when nobody has asked about another: the largest, or of an update the one that
   * moves furthest; in the sample's row if rows are samples.
   */
  example(step, sample) {
    const value = step.result && this.payload.values[step.result];
    if (!value) return null;
    const { data, rows, cols } = value, telling = step.rule.fn === "step" ? this.payload.values[step.rule.args[1]].data : data;
    let best = null;
    data.forEach((row, i) => row.forEach((_, j) => {
      if (rows === "samples" && data.length > 1 && i !== Math.min(sample, data.length - 1)) return;
      if (cols === "samples" && row.length > 1 && j !== Math.min(sample, row.length - 1)) return;
      const size = Math.abs(asNumber(telling[i][j])) || 0;
      if (!best || size >= best.size) best = { id: step.result, i, j, size };
    }));
    return best && { id: best.id, i: best.i, j: best.j };
  }
}
