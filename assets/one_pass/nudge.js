// A gradient put to the test: the loss with one weight a little higher and a little lower, and the slope between the two.

/** A button that shows the test of the asked cell, where it is a gradient that was tested. */
function drawNudge(stage, cell) {
  const check = stage.payload.checks?.[cell.id];
  if (!check) return null;
  const box = make("div", { class: "nudge" });
  const weight = `${check.of}${place(stage.payload.values[cell.id], cell.i, cell.j) ? " here" : ""}`;
  box.append(button(`Check it: nudge ${weight} up and down`, () => {
    box.replaceChildren(...nudged(stage, cell, check));
    box.scrollIntoView({ block: "nearest" });
  }, { class: "link" }));
  return box;
}

function nudged(stage, { id, i, j }, check) {
  const at = (table) => asNumber(table[i][j]);
  const [up, down, width, estimate] = [check.up, check.down, check.width, check.estimate].map(at);
  const gradient = asNumber(stage.payload.values[id].data[i][j]), digits = at(check.digits), step = show(width);
  const row = (label, text) => [make("div", {}, label), make("div", { class: "equals" }, text)];
  const long = (x) => (Number.isFinite(x) ? x.toFixed(12).replace("-", "−") : show(x));
  const verdict = digits >= 4 ? `The two agree to ${digits} leading digits.` : digits > 0 ? `The two agree to ${digits} leading ${digits === 1 ? "digit" : "digits"} only.`
    : gradient === estimate ? "The two are equal." : "The two do not agree.";
  return [
    make("div", { class: "lines small", role: "group", "aria-label": "Finite difference" }, ...row(`loss with ${check.of} + ${step}`, long(up)), ...row(`loss with ${check.of} − ${step}`, long(down)),
      ...row(`difference / (2 × ${step})`, long(estimate)), ...row("the gradient above", long(gradient))),
    make("p", { class: "hint", role: "status" }, [gradient === 0 && estimate === 0 ? "Both are exactly 0." : verdict, check.why[i][j]].filter(Boolean).join(" ")),
  ];
}
