// Playing: from step to step by itself, each with the motion that explains it, and time to read.

const READ = { least: 1600, perCharacter: 22, most: 7000 };
const SPEEDS = [0.5, 1, 2, 4];

class Player {
  constructor(stage) {
    this.stage = stage;
    this.speed = 1;
    this.playing = false;
    this.moving = false;
    this.run = 0;
  }

  get still() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  toggle() {
    if (this.stage.quiz.pending) return this.stage.quiz.verdict("Answer first, or press Show me.");
    if (this.playing) this.pause();
    else this.start();
  }

  /** Plays on from the current step; after the last one, from the beginning. */
  async start() {
    if (this.stage.at === this.stage.payload.steps.length - 1) this.stage.goTo(0);
    this.show(true);
    const run = ++this.run;
    while (await this.motion(run)) {
      const { what, why, note } = this.stage.payload.steps[this.stage.at];
      const reading = READ.least + READ.perCharacter * `${what}${why}${note}`.length;
      if (!(await this.wait(Math.min(reading, READ.most), run))) return;
      if (this.stage.at === this.stage.payload.steps.length - 1) return this.pause();
      this.stage.goTo(this.stage.at + 1, { playing: true });
      if (this.stage.quiz.pending) return this.pause();
    }
  }

  /** Shows the motion of the current step alone. */
  once() {
    this.show(false);
    return this.motion(++this.run);
  }

  /** Runs the beats of a step. Returns whether nobody interrupted. */
  async motion(run) {
    const { stage } = this, beats = stage.quiz.pending ? [] : beatsOf(stage);
    const length = beatLength(beats);
    this.moving = true;
    if (beats.length) veil(stage);
    for (const beat of beats) {
      startBeat(stage, beat, (0.95 * length) / this.speed, this.still);
      if (!(await this.wait(length, run))) return false;
      reveal(stage, beat);
    }
    this.moving = false;
    clearMotion(stage);
    stage.ask(stage.pinned ?? stage.index.example(stage.payload.steps[stage.at], stage.sample));
    return run === this.run;
  }

  /** Waits, counted in time at speed 1. Returns whether the run is still the current one. */
  async wait(ms, run) {
    for (let left = ms; left > 0 && run === this.run; left -= 40 * this.speed) await new Promise((done) => setTimeout(done, Math.min(40, left / this.speed)));
    return run === this.run;
  }

  /** Stops where it is, with the step's whole result in view. */
  pause() {
    this.run++;
    this.moving = false;
    clearMotion(this.stage);
    this.show(false);
  }

  setSpeed(speed) {
    this.speed = speed;
    this.stage.parts.controls.speed.value = speed;
  }

  faster(by) {
    this.setSpeed(SPEEDS[Math.min(Math.max(SPEEDS.indexOf(this.speed) + by, 0), SPEEDS.length - 1)]);
  }

  show(playing) {
    this.playing = playing;
    const { play } = this.stage.parts.controls;
    play.setAttribute("aria-label", playing ? "Pause" : "Play");
    play.title = playing ? "Pause" : "Play";
    play.replaceChildren(icon(playing ? "pause" : "play"));
  }
}
