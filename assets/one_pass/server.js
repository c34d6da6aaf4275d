// Talking to the server, one message at a time. A message carries the address along, and an answer may change the
// address: a second message before the answer would bring the old address back, and with it the old numbers.

const REPORT_AFTER = 350, PATIENCE = 4000, LOOK_EVERY = 40;

const stepInAddress = () => new URLSearchParams(location.search).get("step");

class Server {
  constructor(stage) {
    this.stage = stage;
    this.queue = [];
  }

  /** Asks for a change of the numbers. */
  wish(what) {
    this.tell(() => {
      this.stage.component.setTriggerValue("change", what);
      return true;
    });
  }

  /** Tells the step, once the reader has paused on it. */
  report() {
    clearTimeout(this.pausing);
    this.pausing = setTimeout(() => this.tell(() => this.tellStep()), REPORT_AFTER);
  }

  /** The answer is that the address names the step. Returns whether there is one to wait for: not where it does already. */
  tellStep() {
    const { component, payload, at } = this.stage, step = payload.steps[at].id;
    if (step === this.reported) return false;
    this.reported = step;
    component.setStateValue("step", step);
    if (stepInAddress() === step) return false;
    this.looking = setInterval(() => stepInAddress() === step && this.answered(), LOOK_EVERY);
    return true;
  }

  tell(act) {
    this.queue.push(act);
    this.next();
  }

  next() {
    while (!this.waiting && this.queue.length)
      if (this.queue.shift()()) this.waiting = setTimeout(() => this.answered(), PATIENCE);
  }

  /** The server has answered, or keeps silent for too long. */
  answered() {
    clearTimeout(this.waiting);
    clearInterval(this.looking);
    this.waiting = null;
    this.next();
  }

  leave() {
    clearTimeout(this.pausing);
    clearTimeout(this.waiting);
    clearInterval(this.looking);
  }
}
