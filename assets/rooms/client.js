// A room as this browser knows it: opened or joined, told something, listened to. No screen.

const QUIET = 5_000; // ms in which a stream has to say its first word, before it is asked for instead
const LOST = 30_000; // ms without a sign of life, after which a stream is begun anew
const ASK_EVERY = 1_000;
const LONGEST_WAIT = 8_000;

/**
 * @typedef {Record<string, any>} News the slots of the room that have changed
 * @typedef {{ code: string, key?: string, student: string }} Membership
 */

/** A message that was refused, with the server's sentence. */
export class Refused extends Error {
  /**
   * @param {string} sentence
   * @param {number} status
   */
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

/** @returns {string} what this browser calls itself: random, so that nobody is named */
export function newName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A code as it was meant. @param {string} text */
export function tidy(text) {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/**
 * Cuts server-sent events out of text as it arrives.
 * @param {(event: { id?: string, data: News }) => void} heard
 * @returns {(text: string) => void}
 */
export function reader(heard) {
  let rest = "";
  return (text) => {
    rest += text;
    for (let end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
      const lines = rest.slice(0, end).split("\n");
      rest = rest.slice(end + 2);
      const find = (/** @type {string} */ name) => lines.find((line) => line.startsWith(name))?.slice(name.length);
      const data = find("data: ");
      if (data !== undefined) heard({ id: find("id: "), data: JSON.parse(data) });
    }
  };
}

export class Client {
  /**
   * @param {string} home the address of the app, with a slash at its end
   * @param {{ news: (news: News) => void, way: (way: string) => void }} tell way: how the room is listened to:
   *     "stream", "asking", "lost" (and trying again), or "gone"
   */
  constructor(home, tell) {
    this.home = home;
    this.tell = tell;
    /** @type {Membership | null} */
    this.membership = null;
    this.since = "";
    this.streams = true;
    this.way = "";
    /** @type {AbortController | null} */
    this.listening = null;
  }

  /** Opens a room of one's own. @returns {Promise<Membership>} */
  async open() {
    const { code, key } = await this.post("rooms", {});
    return { code, key, student: newName() };
  }

  /** Enters a room and listens to it until `leave`. @param {Membership} membership */
  enter(membership) {
    this.leave();
    this.membership = membership;
    this.since = "";
    this.listening = new AbortController();
    this.listen(this.listening.signal);
  }

  leave() {
    this.listening?.abort();
    this.listening = null;
    this.membership = null;
  }

  /** What a teacher sets. @param {Record<string, any>} changes */
  teach(changes) {
    return this.say({ key: this.membership?.key, set: changes });
  }

  /** What a student says. @param {Record<string, any>} said */
  tellTeacher(said) {
    return this.say({ student: this.membership?.student, say: said });
  }

  /** @param {Record<string, any>} message */
  async say(message) {
    if (this.membership) await this.post(`rooms/${this.membership.code}`, message);
  }

  /**
   * @param {string} path
   * @param {Record<string, any>} message
   * @returns {Promise<any>}
   */
  async post(path, message) {
    const answer = await fetch(this.home + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(message)
    });
    return this.checked(answer);
  }

  /** @param {Response} answer */
  async checked(answer) {
    const content = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(content.problem ?? "The room cannot be reached.", answer.status);
    return content;
  }

  /** @returns {Record<string, string>} */
  headers() {
    const { key, student } = /** @type {Membership} */ (this.membership);
    return key ? { "x-room-key": key } : { "x-room-student": student };
  }

  /** Listens again and again, by stream where streams pass, else by asking. @param {AbortSignal} signal */
  async listen(signal) {
    let wait = 500;
    while (!signal.aborted) {
      try {
        await (this.streams ? this.stream(signal) : this.ask(signal));
        wait = 500;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Refused && [403, 404].includes(error.status)) {
          this.goes("gone");
          return;
        }
        this.goes("lost");
        await pause(wait * (0.7 + 0.6 * Math.random()), signal);
        wait = Math.min(2 * wait, LONGEST_WAIT);
      }
    }
  }

  /** @param {AbortSignal} signal */
  async stream(signal) {
    const own = new AbortController();
    const end = () => own.abort();
    signal.addEventListener("abort", end);
    let timer = setTimeout(() => {
      this.streams = false; // something on the way holds the stream back
      own.abort();
    }, QUIET);
    try {
      const path = `${this.home}rooms/${this.membership?.code}/stream`;
      const answer = await fetch(path, { headers: this.headers(), signal: own.signal, cache: "no-store" });
      if (!answer.ok || !answer.body) await this.checked(answer);
      const cut = reader(({ id, data }) => this.heard(id ?? "", data));
      const pieces = /** @type {ReadableStream<Uint8Array>} */ (answer.body).getReader();
      const decoder = new TextDecoder();
      for (;;) {
        const { value, done } = await pieces.read();
        if (done) throw new Error("the stream ended");
        clearTimeout(timer);
        timer = setTimeout(end, LOST);
        this.goes("stream");
        cut(decoder.decode(value, { stream: true }));
      }
    } catch (error) {
      if (this.streams || signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
    }
  }

  /** @param {AbortSignal} signal */
  async ask(signal) {
    const path = `${this.home}rooms/${this.membership?.code}/news?since=${this.since}`;
    const answer = await fetch(path, { headers: this.headers(), signal, cache: "no-store" });
    const { since, news } = await this.checked(answer);
    this.goes("asking");
    if (Object.keys(news).length) this.heard(since, news);
    await pause(ASK_EVERY, signal);
  }

  /**
   * @param {string} mark
   * @param {News} news
   */
  heard(mark, news) {
    this.since = mark;
    this.tell.news(news);
    if (news.ended) {
      this.listening?.abort();
      this.goes("gone");
    }
  }

  /** @param {string} way */
  goes(way) {
    if (way !== this.way) this.tell.way(way);
    this.way = way;
  }
}

/**
 * @param {number} ms
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function pause(ms, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
