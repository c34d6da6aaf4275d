/** What can be taken home: the link, the history, the weights, the code, and a page that goes on training by itself. */
import { button, download, make } from "../shared/dom.js";
import { historyCsv, weightsJson, weightsNpz } from "./trainer/take_away.js";

export class KeepPanel {
  /** @param {any} view */
  constructor(view) {
    this.view = view;
    this.said = make("p", { role: "status", class: "soft" });
    const here = (/** @type {string} */ title, /** @type {string} */ words, /** @type {() => void} */ onclick) =>
      make("li", {}, button(title, onclick, { class: "plain" }), make("span", {}, words));
    const items = [
      here("Copy the link", "every setting and the epoch; who opens it sees the same", () => this.copy()),
      here("History", "CSV: a row for every measurement", () =>
        download("history.csv", "text/csv", historyCsv(view.run))
      ),
      here("Weights, JSON", "of every frame, for any language", () =>
        download("weights.json", "application/json", weightsJson(view.run))
      ),
      here("Weights, npz", "of every frame, for NumPy", () =>
        download("weights.npz", "application/octet-stream", weightsNpz(view.run))
      ),
      ...(view.alone
        ? []
        : [
            here("Script", "Python that runs it again", () => this.ask("script")),
            here("Notebook", "the same, cell by cell", () => this.ask("notebook")),
            here("This page in a file", "one HTML file that trains by itself, without network", () => this.ask("page"))
          ])
    ];
    this.node = make(
      "div",
      { class: "panel keep" },
      make("h3", {}, "Take it away"),
      make("ul", {}, ...items),
      this.said
    );
  }

  async copy() {
    const link = this.view.link();
    try {
      await navigator.clipboard.writeText(link);
      this.said.textContent = "The link is copied.";
    } catch {
      this.said.replaceChildren(
        "Copy it from here: ",
        make("input", { type: "text", readonly: true, value: link, "aria-label": "the link" })
      );
    }
  }

  /** @param {string} kind */
  ask(kind) {
    this.said.textContent = "The server is writing it …";
    this.view.fetchFile(kind, (/** @type {string} */ problem) => {
      this.said.textContent = problem;
    });
  }

  show() {}
}
