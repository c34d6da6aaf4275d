// Values kept as long as there is room: bounded in bytes, the least recently used give way.

/** @template T */
export class Kept {
  /** @param {number} most Bytes. */
  constructor(most) {
    this.most = most;
    this.bytes = 0;
    /** @type {Map<string, {value: T, bytes: number}>} */
    this.values = new Map();
  }

  /** @param {string} name @returns {T | undefined} */
  get(name) {
    const found = this.values.get(name);
    if (!found) return undefined;
    this.values.delete(name);
    this.values.set(name, found);
    return found.value;
  }

  /**
   * Keeps a value, and the others while they fit; one larger than all the room is not kept at all.
   * @param {string} name @param {T} value @param {number} bytes
   */
  put(name, value, bytes) {
    this.drop(name);
    if (bytes > this.most) return value;
    this.values.set(name, { value, bytes });
    this.bytes += bytes;
    for (const oldest of this.values.keys()) {
      if (this.bytes <= this.most) break;
      this.drop(oldest);
    }
    return value;
  }

  /** @param {string} name */
  drop(name) {
    this.bytes -= this.values.get(name)?.bytes ?? 0;
    this.values.delete(name);
  }
}
