// Playing: from step to step by itself, each with the motion that explains it, and time to read.

import { icon } from "./icons.js";

const READ = { least: 1600, perCharacter: 24, most: 7000 };
export const SPEEDS = [0.5, 1, 2, 4];

export class Player {
  /** @param {any} stage */
  constructor(stage) {
    this.stage = stage;
    this.playing = false;
  }

  toggle() {
    if (this.stage.quiz.pending) return this.stage.quiz.verdict("Answer first, or press Show me.");
    if (this.playing) this.stop();
    else this.start();
  }

  /** Plays on from the current step; after the last one, from the beginning. */
  async start() {
    const { stage } = this;
    const { motion } = stage;
    if (stage.at === stage.payload.steps.length - 1) stage.goTo(0);
    this.show(true);
    const turn = {};
    this.turn = turn;
    const on = () => this.playing && this.turn === turn;
    while (on()) {
      await motion.show();
      if (!on()) return;
      const step = stage.payload.steps[stage.at];
      const read = Math.min(READ.least + READ.perCharacter * `${step.lead ?? step.what}`.length, READ.most);
      const run = motion.run;
      await motion.pause(read, run).catch(() => {});
      if (!on()) return;
      const next = stage.following(1);
      if (next === stage.at) return this.stop();
      stage.goTo(next, { playing: true });
      if (stage.quiz.pending) return this.stop();
    }
  }

  /** Shows the motion of the current step alone. */
  once() {
    this.show(false);
    return this.stage.motion.show();
  }

  /** Stops where it is. */
  stop() {
    this.show(false);
    this.stage.motion.stop();
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.stage.motion.speed = speed;
    this.stage.parts.controls.speed.value = String(speed);
  }

  /** @param {number} by */
  faster(by) {
    const at = SPEEDS.indexOf(this.stage.motion.speed) + by;
    this.setSpeed(SPEEDS[Math.min(Math.max(at, 0), SPEEDS.length - 1)]);
  }

  /** @param {boolean} playing */
  show(playing) {
    this.playing = playing;
    const { play } = this.stage.parts.controls;
    play.setAttribute("aria-label", playing ? "Pause" : "Play");
    play.title = playing ? "Pause (space)" : "Play (space)";
    play.replaceChildren(icon(playing ? "pause" : "play"));
  }
}
