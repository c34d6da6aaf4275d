/** The guided experiments on the screen: a question, three guesses, the run, the answer. */
import { button, make } from "../shared/dom.js";
import { withTerms } from "../shared/terms.js";
import { EXPERIMENTS } from "./experiments.js";
import { netAt } from "./forward.js";
import { LESSON, same } from "./trainer/settings.js";
import { shares } from "./words.js";

export class TryPanel {
  /** @param {any} view */
  constructor(view) {
    this.view = view;
    this.at = 0;
    /** @type {Record<string, string>} guesses by experiment */
    this.guessed = {};
    this.node = make("div", { class: "panel try" });
    this.compare();
    this.shown = "";
  }

  /** What the lesson's own run reaches, to compare with. */
  async compare() {
    const { curves } = await this.view.trainer.film({ ...LESSON, units: [...LESSON.units] }).done;
    this.view.lesson.accuracy = curves.train.accuracy[curves.train.accuracy.length - 1];
    this.shown = "";
  }

  /** @param {import("./experiments.js").Experiment} experiment @param {string} choice */
  guess(experiment, choice) {
    this.guessed[experiment.id] = choice;
    this.view.set({ ...LESSON, units: [...LESSON.units], ...experiment.change });
    this.view.replay = true;
    this.show();
  }

  show() {
    const experiment = EXPERIMENTS[this.at],
      { run } = this.view,
      guess = this.guessed[experiment.id];
    const here =
      run &&
      same(run.settings, { ...LESSON, ...experiment.change }) &&
      run.complete &&
      !this.view.player.playing &&
      this.view.player.place === this.view.player.last;
    const name = [this.at, guess, here, here && this.view.runName, this.view.lesson.accuracy].join();
    if (name === this.shown) return;
    this.shown = name;
    const tabs = EXPERIMENTS.map((each, i) =>
      button(
        `${i + 1} · ${each.title}`,
        () => {
          this.at = i;
          this.show();
        },
        { "aria-pressed": String(i === this.at) }
      )
    );
    const choices = experiment.choices.map(([id, text]) =>
      button(text, () => this.guess(experiment, id), { class: "guess", "aria-pressed": String(guess === id) })
    );
    this.node.replaceChildren(
      make("h3", {}, "Three experiments: guess first, then run"),
      make("div", { class: "seg", role: "group", "aria-label": "experiment" }, ...tabs),
      make("p", {}, ...withTerms(experiment.ask)),
      make("div", { class: "guesses", role: "group", "aria-label": "your guess" }, ...choices),
      this.answer(experiment, guess, here)
    );
  }

  /** @param {import("./experiments.js").Experiment} experiment @param {string | undefined} guess @param {boolean} here */
  answer(experiment, guess, here) {
    const box = make("div", { class: "answer", role: "status" });
    if (!guess) return box;
    if (!here) {
      box.append(make("p", {}, "Running it …"));
      return box;
    }
    const { run, lesson } = this.view,
      frame = run.epochs.length - 1;
    const { choice, say } = experiment.answer({
      run,
      fate: run.fate,
      region: shares(netAt(run, frame), run.box),
      lesson
    });
    const right = experiment.choices.find(([id]) => id === choice)?.[1] ?? "";
    box.append(
      make(
        "p",
        {},
        make("b", {}, choice === guess ? "As you guessed. " : `Not what you guessed, but: “${right}”. `),
        ...withTerms(say)
      )
    );
    const next =
      this.at + 1 < EXPERIMENTS.length
        ? button(
            "Next experiment",
            () => {
              this.at++;
              this.show();
            },
            { class: "primary" }
          )
        : null;
    box.append(
      make(
        "div",
        { class: "go" },
        next ?? "",
        button("Back to the lesson", () => this.view.set({ ...LESSON, units: [...LESSON.units] }), { class: "plain" })
      )
    );
    return box;
  }
}
