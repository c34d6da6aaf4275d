// The trainer's work in a Worker.

import { Work } from "./work.js";

const work = new Work((answer) => self.postMessage(answer), 12);
self.onmessage = ({ data }) => work.hear(data);
self.postMessage({ id: 0, kind: "ready" });
