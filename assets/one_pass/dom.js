// Small makers of elements. Text goes in as text, never as markup; the engine's MathML is the one exception.

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

function drawn(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A formula made by the engine, in MathML. */
function formula(mathml, className = "") {
  const span = make(className === "law" ? "p" : "span", { class: `formula ${className}`.trim() });
  span.innerHTML = mathml ?? "";
  return span;
}

const ICONS = {
  first: "M5 4v16M19 4 8 12l11 8z",
  back: "M17 4 6 12l11 8z",
  play: "M6 4l13 8-13 8z",
  pause: "M8 4v16M16 4v16",
  next: "M7 4l11 8-11 8z",
  last: "M19 4v16M5 4l11 8-11 8z",
};

function icon(name) {
  return drawn("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" }, drawn("path", { d: ICONS[name] }));
}

function button(label, onclick, attributes = {}, ...content) {
  return make("button", { type: "button", "aria-label": content.length ? label : null, title: attributes.title, onclick, ...attributes },
    ...(content.length ? content : [label]));
}

/** "hidden units" -> "hidden unit 4"; nothing to say -> "". */
function nth(plural, k) {
  if (!plural) return "";
  return `${plural.replace(/s$/, "")} ${k + 1}`;
}

/** Where a cell stands, in words: "sample 2 · hidden unit 4". */
function place(value, i, j) {
  const row = value.data.length > 1 ? nth(value.rows, i) : "";
  const col = value.col_names?.[j] ?? (value.data[0].length > 1 ? nth(value.cols, j) : "");
  return [row, col].filter(Boolean).join(" · ");
}

const shapeText = (shape) => (shape.length === 0 ? "one number" : shape.length === 1 ? `(${shape[0]},)` : shape.join(" × "));
