/** What is said over a film: a problem, a price, how far a training is; with one button, which stays the same under the finger. */
import { button, make } from "../shared/dom.js";

export class Notice {
  constructor() {
    this.text = make("span", { role: "status" });
    this.button = button("Stop", () => {}, { class: "plain" });
    this.bar = make("i");
    this.node = make("div", { class: "notice", hidden: true }, this.text, this.button, this.bar);
  }

  /** @param {{text?: string, act?: string, press?: () => void, share?: number}} what  share: of a training that is done */
  show({ text = "", act = "", press = () => {}, share = 0 }) {
    this.node.hidden = !text;
    this.text.textContent = text;
    this.button.hidden = !act;
    if (this.button.textContent !== act) this.button.textContent = act;
    this.button.onclick = press;
    this.bar.style.width = `${100 * share}%`;
  }
}
