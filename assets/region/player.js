/** Time in the film: playing, stepping, resting. It knows epochs and nothing of what is drawn. */

/**
 * Where an epoch lies among the epochs of a run's frames: a whole number at a frame, a fraction between two.
 * @param {ArrayLike<number>} epochs
 * @param {number} epoch
 */
export function placeOf(epochs, epoch) {
  const at = frameAt(epochs, epoch);
  if (at === epochs.length - 1 || epoch <= epochs[at]) return at;
  return at + (epoch - epochs[at]) / (epochs[at + 1] - epochs[at]);
}

/**
 * The last frame at or before an epoch.
 * @param {ArrayLike<number>} epochs
 * @param {number} epoch
 */
export function frameAt(epochs, epoch) {
  let at = 0;
  while (at + 1 < epochs.length && epochs[at + 1] <= epoch + 1e-9) at++;
  return at;
}

const LONG = 6; // seconds for a whole film of forty frames at speed 1

export class Player {
  /** @param {{show: (epoch: number, playing: boolean) => void, rest: (epoch: number) => void}} told */
  constructor(told) {
    this.told = told;
    this.times = [0];
    this.place = 0;
    this.playing = false;
    this.speed = 1;
    this.end = Number.POSITIVE_INFINITY; // the epoch at which a link wants the film to end
    this.wanted = 0; // the epoch asked for, Infinity for the end: kept while a run is too short for it
    this.frameId = 0;
  }

  get epoch() {
    const at = Math.floor(this.place),
      share = this.place - at;
    return share ? this.times[at] + share * (this.times[at + 1] - this.times[at]) : this.times[at];
  }

  get last() {
    return this.times.length - 1;
  }

  /**
   * Another run, or the same further on: stays at the epoch asked for, or at the end.
   * @param {number[]} times the epochs that have frames
   * @param {number} [wished] where to be
   */
  load(times, wished = this.playing ? this.epoch : this.wanted) {
    this.wanted = wished;
    this.times = times.slice(0, frameAt(times, this.end) + 1);
    this.place = frameAt(this.times, wished);
    this.show();
  }

  show() {
    this.told.show(this.epoch, this.playing);
    clearTimeout(this.resting);
    if (!this.playing) this.resting = setTimeout(() => this.told.rest(this.epoch), 300);
  }

  /** @param {number} place among the frames */
  go(place) {
    this.stop();
    this.place = Math.max(0, Math.min(this.last, Math.round(place)));
    this.wanted = this.place === this.last ? Number.POSITIVE_INFINITY : this.epoch;
    this.show();
  }

  /** @param {number} epoch */
  goTo(epoch) {
    this.go(frameAt(this.times, epoch));
  }

  /** @param {number} by */
  step(by) {
    this.go((by < 0 ? Math.ceil(this.place) : Math.floor(this.place)) + by);
  }

  toggle() {
    if (this.playing) this.go(this.place);
    else this.play();
  }

  /**
   * @param {number} [until] the frame at which to stop
   * @param {number} [rest] ms for which the first picture stands still
   */
  play(until = this.last, rest = 0) {
    if (this.place >= this.last) this.place = 0;
    this.playing = true;
    let before = performance.now() + rest;
    const tick = (/** @type {number} */ now) => {
      if (!this.playing) return;
      const rate = Math.max(6, Math.min(14, this.last / LONG)) * this.speed;
      this.place = Math.min(until, this.last, this.place + (Math.min(250, Math.max(0, now - before)) / 1000) * rate);
      before = Math.max(before, now);
      if (this.place >= Math.min(until, this.last)) {
        this.go(this.place);
        return;
      }
      this.told.show(this.epoch, true);
      this.frameId = requestAnimationFrame(tick);
    };
    this.frameId = requestAnimationFrame(tick);
  }

  stop() {
    this.playing = false;
    if (this.frameId) cancelAnimationFrame(this.frameId);
    this.frameId = 0;
  }

  close() {
    this.stop();
    clearTimeout(this.resting);
  }
}
