/** What the pages of act 2 share in a browser: trainer, painter, looks, and the line to the session on the server. */

import { write } from "../shared/address.js";
import { download } from "../shared/dom.js";
import { tell as tellRoom } from "../shared/live.js";
import { useTerms } from "../shared/terms.js";
import { HOME } from "./camera.js";
import { Painter } from "./painter.js";
import { PointsDialog } from "./points_dialog.js";
import { proofOf, unpackRun } from "./trainer/message.js";
import { LESSON } from "./trainer/settings.js";
import { Trainer } from "./trainer/trainer.js";

/** @typedef {{data: any, setStateValue: (name: string, value: any) => void, setTriggerValue: (name: string, value: any) => void}} Line */

export class Desk {
  constructor() {
    this.trainer = new Trainer({});
    this.painter = new Painter();
    this.table = { name: "", problem: "" };
    this.looks = {
      ...{
        camera: { ...HOME },
        colours: /** @type {any} */ ({}),
        dark: false,
        set: /** @type {"train" | "test"} */ ("train"),
        shown: [true, true]
      },
      ...{ onlyWrong: false, cut: { axis: 2, at: 0 }, unit: null, chosen: -1 }
    };
    this.alone = false;
    this.view = "region";
    this.echo = "";
    this.told = "";
    this.said = 0;
    /** @type {Line | null} */
    this.line = null;
    /** @type {any[]} */
    this.fields = [];
    /** @type {Record<string, (answer: any) => void>} what waits for the server */
    this.waiting = {};
    this.asked = 0;
  }

  /**
   * A message from the page: colours, the address's fields, answers.
   * @param {any} data
   */
  hear(data) {
    this.alone = Boolean(data.alone);
    this.home = data.home ?? location.origin + location.pathname.replace(/[^/]*$/, "");
    this.fields = data.fields ?? this.fields;
    if (data.terms) useTerms(data.terms, this.alone ? (data.home ?? "") : undefined);
    Object.assign(this.looks, { colours: data.colours, dark: data.dark });
    if (data.lesson && !this.lessonKnown) {
      this.lessonKnown = unpackRun(data.lesson);
      this.trainer.useRun(this.lessonKnown);
    }
    if (data.table?.name && data.table.name !== this.table.name) {
      this.trainer.useTable(data.table);
      this.table.name = data.table.name;
    }
    let answered = "";
    for (const [id, answer] of Object.entries(data.answers ?? {})) {
      this.waiting[id]?.(answer);
      delete this.waiting[id];
      answered = id;
    }
    if (data.lesson || data.table || answered) this.confirm(answered);
  }

  /** Shows what another browser, a teacher's, has on screen. @param {any} view @param {any} state */
  follow(view, state) {
    this.echo = JSON.stringify([state.settings, state.epoch]);
    if (state.camera) Object.assign(this.looks.camera, state.camera);
    view.adopt(state);
  }

  /** Says what has arrived, so that it is not sent again. @param {string} answer */
  confirm(answer) {
    this.line?.setStateValue("heard", { lesson: Boolean(this.lessonKnown), table: this.table.name, answer });
  }

  /** The settled state; sent only when it is another one. @param {any} state */
  tell(state) {
    const text = JSON.stringify(state);
    if (JSON.stringify([state.settings, state.epoch]) !== this.echo)
      tellRoom(this.view, { ...state, camera: { ...this.looks.camera } });
    if (text === this.told || !this.line) return;
    this.told = text;
    // In place, and first: the session then writes the same, and Back still leads to where the reader came from.
    if (!this.alone)
      history.replaceState(history.state, "", `${location.pathname}?${this.search(state)}`.replace(/\?$/, ""));
    this.line.setStateValue("place", {
      ...state,
      said: ++this.said,
      ...(this.alone ? { query: this.query(state) } : {})
    });
  }

  /**
   * Asks the server for something; answered in a later message under its number, or not at all while it is away.
   * @param {any} question
   * @param {(answer: any) => void} answered
   */
  ask(question, answered) {
    const id = `${Date.now()}.${++this.asked}`,
      patience = question.kind === "proof" ? 130_000 : 20_000;
    const wait = setTimeout(
      () => answered({ problem: "The server does not answer. Everything else goes on without it; try again later." }),
      patience
    );
    this.waiting[id] = (answer) => {
      clearTimeout(wait);
      answered(answer);
    };
    this.line?.setTriggerValue("ask", { id, ...question });
  }

  /** @param {any} run @param {(say: string) => void} told */
  prove(run, told) {
    this.ask({ kind: "proof", proof: proofOf(run) }, (answer) => told(answer.problem || answer.say));
  }

  /** @param {string} kind @param {any} settings @param {number} epoch @param {(problem: string) => void} told */
  fetchFile(kind, settings, epoch, told) {
    this.ask({ kind, settings, epoch, home: this.home }, (answer) => {
      if (answer.problem) told(answer.problem);
      else {
        download(answer.name, answer.type, answer.text);
        told("");
      }
    });
  }

  /** The user's own points: the dialog sends the file to the server, which reads it, and asks what is unclear.
   * @param {File} file @param {any} page @param {HTMLElement} node */
  readFile(file, page, node) {
    const dialog = new PointsDialog(
      (question, answered) => this.ask(question, answered),
      (answer) => {
        this.trainer.useTable(answer.table);
        this.table.name = answer.table.name;
        page.set({ data: "csv", csv: answer.table.name });
      }
    );
    dialog.open(file, node, this.looks.colours.classes);
  }

  /**
   * What stands in the address for a page's settings and view; the same text in the same order as the session writes.
   * @param {any} state
   */
  query({ settings, epoch, panel, count, first, order, second }) {
    const usual = (/** @type {any} */ value, /** @type {any} */ plain) =>
      value === undefined || value === null || value === plain;
    const query = write(this.fields, LESSON, settings);
    if (!usual(epoch, undefined)) query.epoch = String(Number(epoch.toPrecision(6)));
    if (!usual(panel, "network")) query.show = panel;
    if (!usual(count, 64)) query.seeds = String(count);
    if (!usual(first, 0)) query.first = String(first);
    if (!usual(order, "seed")) query.order = order;
    if (second) {
      query.differs = second.name;
      const spelled = write(
        this.fields,
        { ...settings, [second.name]: null, units: second.name === "units" ? [-1] : settings.units },
        { ...settings, [second.name]: second.value }
      );
      query[`second_${second.name}`] = spelled[second.name] ?? String(second.value);
    }
    return query;
  }

  /** The whole query, behind what others keep in the address. @param {any} state */
  search(state) {
    const others = [...new URLSearchParams(location.search)].filter(([key]) => !this.owns(key));
    return new URLSearchParams([...others, ...Object.entries(this.query(state))]).toString();
  }

  /** @param {string} key */
  owns(key) {
    const plain = key.startsWith("second_") ? key.slice(7) : key;
    return (
      ["epoch", "show", "seeds", "first", "order", "differs"].includes(key) ||
      this.fields.some((field) => field.key === plain)
    );
  }

  /**
   * The address that shows the same, to be copied.
   * @param {string} page
   * @param {any} state
   */
  link(page, state) {
    return `${this.home}${page}?${new URLSearchParams(this.query(state))}`;
  }

  /**
   * Opens another page of act 2 with these settings: by the session, or by the link alone where there is none.
   * @param {string} page
   * @param {any} settings
   */
  go(page, settings) {
    this.line?.setTriggerValue("go", { page, settings });
  }

  /** Gives a page the height that is left of the window, so that nothing of it lies below. @param {HTMLElement} node */
  measure(node) {
    const above = node.getBoundingClientRect().top + scrolled(node);
    node.style.setProperty("--above", `${Math.max(0, Math.round(above))}px`);
  }
}

/** How far what holds the node is scrolled. @param {HTMLElement} node */
function scrolled(node) {
  const root = node.getRootNode();
  /** @type {any} */
  let at = root instanceof ShadowRoot ? root.host : node.parentElement,
    sum = 0;
  for (; at; at = at.parentElement) sum += at.scrollTop;
  return sum;
}
