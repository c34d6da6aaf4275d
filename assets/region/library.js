/** Act 1's network built from three classes: matrices go from box to box while the source line that made them lights up. */

import { button, make, still } from "../shared/dom.js";
import { register } from "../shared/keys.js";
import { useTerms, withTerms } from "../shared/terms.js";
import { icon } from "./canvas.js";
import { signed } from "./format.js";
import { BugHunt } from "./library_bug.js";

/**
 * @typedef {{attribute: string, name: string, rows: number[][], role: string, means: string, same: boolean | null, byHand: string}} Kept
 * @typedef {{code: string, layer: string, phase: string, say: string, source: string, kept: Kept[]}} Call
 */

/** @type {[string, string][]} */
const PARTS = [
  ["pass", "Layer by layer"],
  ["loop", "The training loop"],
  ["bug", "Find the bug"]
];
const BOXES = ["dense1", "relu", "dense2", "combo"];

class Library {
  /** @type {HTMLElement[]} */ tabs = [];
  /** @type {{name: string, inside: HTMLElement, node: HTMLElement}[]} */ boxes = [];
  /** @type {HTMLElement[]} */ lines = [];
  /** @type {(() => void) | undefined} */ told;
  /** @type {any} */ timer = 0;

  /** @param {HTMLElement} root @param {any} data */
  constructor(root, data) {
    this.data = data;
    useTerms(data.terms);
    /** @type {Call[]} */
    this.calls = data.calls;
    this.at = Math.max(0, Math.min(this.calls.length - 1, data.line ?? 0));
    this.part = PARTS.some(([id]) => id === data.part) ? data.part : "pass";
    this.bug = new BugHunt(data);
    this.build();
    root.append(this.node);
    this.open(this.part);
  }

  build() {
    this.tabs = PARTS.map(([id, name]) => button(name, () => this.open(id), { "data-id": id }));
    const same = this.calls.flatMap((call) => call.kept).filter((kept) => kept.same !== null),
      equal = same.filter((kept) => kept.same);
    this.score = make(
      "p",
      { class: "score" },
      make("b", {}, `${equal.length} of ${same.length}`),
      " values equal act 1’s to the last bit, compared just now"
    );
    this.body = make("div", { class: "lib-body" });
    this.node = make(
      "div",
      { class: "lib" },
      make(
        "div",
        { class: "lib-top" },
        make("div", { class: "seg", role: "group", "aria-label": "parts" }, ...this.tabs),
        this.score
      ),
      this.body
    );
    this.say = make("p", { class: "lib-say", role: "status" });
    this.boxes = BOXES.map((name) => {
      const inside = make("div", { class: "kept" }),
        node = make(
          "section",
          { class: "box", "aria-label": name },
          make("h3", {}, name, make("small", {}, this.data.made[name])),
          inside
        );
      return { name, inside, node };
    });
    this.lines = this.calls.map((call, k) =>
      button(call.code, () => this.go(k), { class: "call", "data-phase": call.phase })
    );
    this.source = make("pre", { class: "source", tabindex: 0, "aria-label": "the source that has just run" });
    this.playButton = button("play", () => this.toggle(), { class: "play" }, icon("play"));
    const tools = make(
      "div",
      { class: "lib-tools" },
      button("line back", () => this.go(this.at - 1), { class: "step" }, icon("back")),
      this.playButton,
      button("next line", () => this.go(this.at + 1), { class: "step" }, icon("on"))
    );
    const chain = this.boxes.flatMap(({ node }, k) =>
      k ? [make("i", { class: "arrow", "aria-hidden": "true" }), node] : [node]
    );
    this.pass = make(
      "div",
      { class: "pass" },
      make("div", { class: "calls" }, tools, ...grouped(this.calls, this.lines)),
      make("div", {}, this.say, make("div", { class: "chain" }, ...chain), this.source)
    );
    this.loop = make(
      "div",
      { class: "loop" },
      make(
        "div",
        { class: "loop-words" },
        ...this.data.words.map((/** @type {string[]} */ [title, text]) =>
          make("p", {}, make("b", {}, `${title} `), ...withTerms(text))
        )
      ),
      make("pre", { class: "source", tabindex: 0, "aria-label": "the loop" }, this.data.right)
    );
  }

  /** @param {string} id */
  open(id) {
    this.stop();
    this.part = id;
    for (const tab of this.tabs) tab.setAttribute("aria-pressed", String(tab.dataset.id === id));
    this.body.replaceChildren(id === "pass" ? this.pass : id === "loop" ? this.loop : this.bug.node);
    this.score.hidden = id !== "pass";
    this.told?.();
    if (id === "pass") this.show(false);
  }

  /** @param {number} k */
  go(k) {
    if (k < 0 || k >= this.calls.length) return;
    const forward = k === this.at + 1;
    this.at = k;
    this.show(forward && !still());
    this.told?.();
  }

  toggle() {
    if (this.timer) return this.stop();
    if (this.at === this.calls.length - 1) this.at = -1;
    const next = () => {
      this.go(this.at + 1);
      this.timer = this.at < this.calls.length - 1 ? setTimeout(next, 2600) : 0;
      this.mark();
    };
    next();
    return undefined;
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.mark();
  }

  mark() {
    const name = this.timer ? "pause" : "play";
    this.playButton.setAttribute("aria-label", name);
    this.playButton.replaceChildren(icon(name));
  }

  /** @param {boolean} moving whether what is handed on flies there */
  show(moving) {
    const call = this.calls[this.at];
    this.say.replaceChildren(make("code", {}, call.code), " ", ...withTerms(call.say));
    for (const [k, line] of this.lines.entries()) {
      line.setAttribute("aria-current", String(k === this.at));
      line.classList.toggle("done", k < this.at);
    }
    const from = this.boxes.find(({ name }) => name === this.calls[this.at - 1]?.layer);
    for (const { name, inside, node } of this.boxes) this.fill(name, inside, node, call);
    this.showSource(call, moving);
    this.node.dataset.line = String(this.at + 1);
    if (moving && from && from.name !== call.layer) this.fly(from.node, call);
  }

  /** What a box holds: all matrices of the call that has just run, of earlier ones the names.
   * @param {string} name @param {HTMLElement} inside @param {HTMLElement} node @param {Call} call */
  fill(name, inside, node, call) {
    node.classList.toggle("on", call.layer === name);
    const before = this.calls
      .slice(0, this.at)
      .filter((each) => each.layer === name)
      .flatMap((each) => each.kept);
    const now = call.layer === name ? call.kept : [],
      names = new Set(now.map((kept) => kept.attribute));
    const chips = [
      ...new Map(before.filter((kept) => !names.has(kept.attribute)).map((kept) => [kept.attribute, kept])).values()
    ];
    inside.replaceChildren(
      ...now.map((kept) => this.matrix(kept)),
      make(
        "div",
        { class: "had" },
        ...chips.map((kept) =>
          make("span", { class: `had-${kept.role}`, title: kept.means }, kept.attribute, kept.same ? " ✓" : "")
        )
      )
    );
  }

  /** @param {Kept} kept */
  matrix(kept) {
    const most = Math.max(1e-9, ...kept.rows.flat().map(Math.abs));
    const rows = kept.rows.map((row) =>
      make(
        "tr",
        {},
        ...row.map((v) =>
          make(
            "td",
            { class: v < 0 ? "minus" : "", style: `--t:${Math.round((46 * Math.abs(v)) / most)}%` },
            signed(v.toFixed(4))
          )
        )
      )
    );
    const tick =
      kept.same === null
        ? make("em", {}, "act 1 has no need of it")
        : make(
            "em",
            { class: kept.same ? "tick" : "cross" },
            kept.same ? `✓ act 1’s ${kept.byHand}` : `differs from ${kept.byHand}`
          );
    const figure = make(
      "figure",
      { class: `matrix ${kept.role}`, tabindex: 0 },
      make(
        "figcaption",
        {},
        make("b", {}, kept.name),
        ` ${kept.rows.length > 1 || kept.rows[0].length > 1 ? `${kept.rows.length} × ${kept.rows[0].length}` : ""} `,
        tick
      ),
      make("table", { "aria-label": `${kept.name}: ${kept.means}` }, ...rows)
    );
    const light = (/** @type {boolean} */ on) => this.light(kept.attribute, on);
    Object.assign(figure, {
      onpointerenter: () => light(true),
      onpointerleave: () => light(false),
      onfocus: () => light(true),
      onblur: () => light(false),
      title: kept.means
    });
    return figure;
  }

  /** @param {string} attribute @param {boolean} on */
  light(attribute, on) {
    for (const line of this.source.querySelectorAll("span"))
      line.classList.toggle("asked", on && line.textContent.includes(`self.${attribute} `));
  }

  /** @param {Call} call @param {boolean} moving */
  showSource(call, moving) {
    const lines = call.source.split("\n").map((text) => make("span", {}, `${text}\n`));
    this.source.replaceChildren(...lines);
    const body = lines.slice(1).filter((line) => line.textContent.trim());
    for (const [k, line] of body.entries()) {
      line.classList.add("ran");
      if (moving)
        line.animate([{ background: "transparent" }, { background: "var(--gn-mark)", offset: 0.3 }, {}], {
          duration: 900,
          delay: 350 + 320 * k,
          fill: "backwards"
        });
    }
  }

  /** What is handed on flies from the box that made it. @param {HTMLElement} from @param {Call} call */
  fly(from, call) {
    const to = this.boxes.find(({ name }) => name === call.layer),
      handed = call.kept[0];
    const target = to?.inside.querySelector(".matrix");
    if (!target || !handed) return;
    const a = from.getBoundingClientRect(),
      b = target.getBoundingClientRect();
    target.animate(
      [
        {
          transform: `translate(${a.left + a.width / 2 - b.left - b.width / 2}px, ${a.top + a.height / 2 - b.top - b.height / 2}px) scale(.7)`,
          opacity: 0.5
        },
        { transform: "none", opacity: 1 }
      ],
      { duration: 650, easing: "cubic-bezier(.3,.8,.3,1)" }
    );
  }

  /** @returns {import("../shared/keys.js").Key[]} */
  keys() {
    const inPass = () => this.part === "pass";
    return [
      { keys: [" "], does: "play the pass, or pause", run: () => this.toggle(), when: inPass },
      { keys: ["ArrowRight", "PageDown"], does: "next line", run: () => this.go(this.at + 1), when: inPass },
      { keys: ["ArrowLeft", "PageUp"], does: "line back", run: () => this.go(this.at - 1), when: inPass },
      { keys: ["Home"], does: "first line", run: () => this.go(0), when: inPass },
      { keys: ["End"], does: "last line", run: () => this.go(this.calls.length - 1), when: inPass }
    ];
  }
}

/** The lines with a heading per phase. @param {Call[]} calls @param {HTMLElement[]} lines */
function grouped(calls, lines) {
  return [...new Set(calls.map(({ phase }) => phase))].map((phase) =>
    make("div", { class: "phase" }, make("h4", {}, phase), ...lines.filter((_, k) => calls[k].phase === phase))
  );
}

/** @type {WeakMap<HTMLElement, Library>} */
const mounted = new WeakMap();

/** @param {any} component */
export default function mount({ data, parentElement, setStateValue }) {
  let library = mounted.get(parentElement);
  if (!library) {
    library = new Library(parentElement, data);
    mounted.set(parentElement, library);
  } else if (!library.node.isConnected) parentElement.append(library.node);
  const open = library;
  open.told = () => setStateValue("place", { part: open.part, line: open.at });
  open.bug.hear(data);
  const gone = register("Library", open.keys());
  return () => {
    gone();
    open.stop();
  };
}
