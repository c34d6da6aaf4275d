// A small editor for a few lines of Python: a text area over its own text in colours, with line numbers. Tab goes on to
// the next control, as everywhere on a page; Enter keeps the indentation; Ctrl+Enter (or Cmd+Enter) checks.
import { colour } from "../shared/colours.js";
import { indentation, pieces } from "./highlight.js";

const PAUSE = 250; // milliseconds without a key before the page is told

/** @param {HTMLElement} root */
function build(root) {
  root.innerHTML =
    '<div class="numbers" aria-hidden="true"></div><div class="sheet"><pre aria-hidden="true"><code></code></pre>' +
    '<textarea spellcheck="false" autocapitalize="off" autocomplete="off" autocorrect="off" wrap="off"></textarea></div>';
  return {
    numbers: /** @type {HTMLElement} */ (root.querySelector(".numbers")),
    sheet: /** @type {HTMLElement} */ (root.querySelector(".sheet")),
    code: /** @type {HTMLElement} */ (root.querySelector("code")),
    area: /** @type {HTMLTextAreaElement} */ (root.querySelector("textarea")),
    timer: 0,
    told: "",
    revision: /** @type {number | undefined} */ (undefined),
    marks: /** @type {Set<number>} */ (new Set())
  };
}

/** @param {ReturnType<typeof build>} parts */
function paint(parts) {
  const source = parts.area.value;
  parts.code.replaceChildren(
    ...pieces(source).map(({ text, kind }) => {
      const span = document.createElement("span");
      span.className = kind;
      span.textContent = text;
      return span;
    }),
    "\n"
  );
  const lines = source.split("\n").length;
  parts.numbers.replaceChildren(
    ...Array.from({ length: lines }, (_, line) => {
      const number = document.createElement("span");
      number.textContent = String(line + 1);
      if (parts.marks.has(line + 1)) number.className = "marked";
      return number;
    })
  );
  parts.area.style.height = `${lines * 1.55}em`;
}

/**
 * @param {HTMLTextAreaElement} area
 * @param {string} text
 */
function insert(area, text) {
  if (!document.execCommand("insertText", false, text))
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
}

/**
 * @param {KeyboardEvent} event
 * @param {ReturnType<typeof build>} parts
 * @param {() => void} check
 */
function keyed(event, parts, check) {
  const { area } = parts;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    check();
  } else if (event.key === "Enter" && !event.shiftKey && !event.altKey && !event.isComposing) {
    insert(area, `\n${indentation(area.value.slice(0, area.selectionStart))}`);
  } else if (event.key === "Backspace" && area.selectionStart === area.selectionEnd) {
    const before = area.value.slice(0, area.selectionStart);
    if (!/(^|\n)(?: {4})+$/.test(before)) return;
    area.setSelectionRange(area.selectionStart - 4, area.selectionEnd);
    document.execCommand("delete");
  } else {
    return;
  }
  event.preventDefault();
}

/** @type {Map<Element, ReturnType<typeof build>>} */
const editors = new Map();

/** @type {import("../shared/types.js").Mount} */
export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".editor"));
  const parts = editors.get(root) ?? build(root);
  editors.set(root, parts);
  colour(root, data.colours);
  root.style.setProperty("--lines", data.lines);
  parts.area.setAttribute("aria-label", data.label);
  parts.area.maxLength = data.most;
  parts.area.placeholder = data.placeholder ?? "";
  parts.marks = new Set(data.marks);
  if (parts.revision !== data.revision) {
    parts.revision = data.revision;
    parts.area.value = parts.told = data.code;
  }
  const tell = () => {
    clearTimeout(parts.timer);
    if (parts.area.value === parts.told) return;
    parts.told = parts.area.value;
    setStateValue("code", { revision: parts.revision, text: parts.told });
  };
  parts.area.oninput = () => {
    parts.marks = new Set();
    paint(parts);
    clearTimeout(parts.timer);
    parts.timer = window.setTimeout(tell, PAUSE);
  };
  parts.area.onblur = tell;
  parts.area.onkeydown = (event) =>
    keyed(event, parts, () => {
      tell();
      setTriggerValue("check", { revision: parts.revision, text: parts.area.value });
    });
  paint(parts);
  return () => {
    clearTimeout(parts.timer);
    editors.delete(root);
  };
}
