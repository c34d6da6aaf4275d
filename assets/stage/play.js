// Playing: from step to step by itself, each step with the motion that explains it.

const HOLD = 2600;
const SPEEDS = [0.5, 1, 2, 4];

class Player {
  constructor(stage) {
    this.stage = stage;
    this.speed = 1;
    this.playing = false;
    this.moving = false;
  }

  toggle() {
    if (this.playing) this.pause();
    else this.start();
  }

  start() {
    this.playing = true;
    this.show();
    this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.stage.at >= this.stage.payload.steps.length - 1) return this.pause();
      this.stage.step(1);
      this.wait();
    }, HOLD / this.speed);
  }

  pause() {
    clearTimeout(this.timer);
    this.playing = false;
    this.show();
  }

  setSpeed(speed) {
    this.speed = speed;
    this.stage.parts.controls.speed.value = speed;
    if (this.playing) this.wait();
  }

  faster(by) {
    this.setSpeed(SPEEDS[Math.min(Math.max(SPEEDS.indexOf(this.speed) + by, 0), SPEEDS.length - 1)]);
  }

  once() {}

  show() {
    const { play } = this.stage.parts?.controls ?? {};
    if (!play) return;
    play.setAttribute("aria-label", this.playing ? "Pause" : "Play");
    play.title = this.playing ? "Pause" : "Play";
    play.replaceChildren(icon(this.playing ? "pause" : "play"));
  }
}
