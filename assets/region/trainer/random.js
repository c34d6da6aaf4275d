// NumPy's legacy stream of random numbers, `np.random.RandomState`: the same seed draws the same numbers.
// Source: Matsumoto, Nishimura 1998, "Mersenne Twister", reference code of 2002; the ways to draw from it are NumPy's.
// Integers, uniforms and shuffles agree bit for bit; a normal agrees to its last digits, since a browser's logarithm
// is rounded differently now and then.

const N = 624;
const M = 397;

/** The state and the ways to draw from it. */
export class RandomState {
  /** @param {number | number[]} seed A whole number from 0 to 2³² − 1, or several. */
  constructor(seed) {
    this.key = new Uint32Array(N);
    this.at = N;
    /** @type {number | null} The second normal of a pair, kept for the next question. */
    this.spare = null;
    if (typeof seed === "number") this.begin(seed);
    else this.beginWith(seed);
  }

  /** @param {number} seed */
  begin(seed) {
    let s = seed >>> 0;
    for (let i = 0; i < N; i++) {
      this.key[i] = s;
      s = (Math.imul(1812433253, s ^ (s >>> 30)) + i + 1) >>> 0;
    }
  }

  /** @param {number[]} seeds */
  beginWith(seeds) {
    this.begin(19650218);
    const { key } = this;
    let i = 1;
    const next = () => {
      if (++i < N) return;
      key[0] = key[N - 1];
      i = 1;
    };
    const mixed = (/** @type {number} */ by) => key[i] ^ Math.imul(key[i - 1] ^ (key[i - 1] >>> 30), by);
    for (let k = 0, j = 0; k < Math.max(N, seeds.length); k++) {
      key[i] = mixed(1664525) + seeds[j] + j;
      next();
      j = (j + 1) % seeds.length;
    }
    for (let k = 0; k < N - 1; k++) {
      key[i] = mixed(1566083941) - i;
      next();
    }
    key[0] = 0x80000000;
  }

  /** Works the next 624 numbers out. */
  twist() {
    const { key } = this;
    for (let i = 0; i < N; i++) {
      const y = (key[i] & 0x80000000) | (key[(i + 1) % N] & 0x7fffffff);
      key[i] = key[(i + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.at = 0;
  }

  /** A whole number of 32 bits. */
  integer() {
    if (this.at === N) this.twist();
    let y = this.key[this.at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** A number from [0, 1), with 53 bits. */
  random() {
    const a = this.integer() >>> 5;
    return (a * 67108864 + (this.integer() >>> 6)) / 9007199254740992;
  }

  /** count numbers from [low, high). @param {number} low @param {number} high @param {number} count */
  uniform(low, high, count) {
    const range = high - low;
    return Float64Array.from({ length: count }, () => low + range * this.random());
  }

  /** A normal number, mean 0 and standard deviation 1, by Marsaglia's polar method: two at a time. */
  gauss() {
    if (this.spare !== null) {
      const kept = this.spare;
      this.spare = null;
      return kept;
    }
    let x;
    let y;
    let r;
    do {
      x = 2 * this.random() - 1;
      y = 2 * this.random() - 1;
      r = x * x + y * y;
    } while (r >= 1 || r === 0);
    const f = Math.sqrt((-2 * Math.log(r)) / r);
    this.spare = f * x;
    return f * y;
  }

  /** count normal numbers. @param {number} mean @param {number} deviation @param {number} count */
  normal(mean, deviation, count) {
    return Float64Array.from({ length: count }, () => mean + deviation * this.gauss());
  }

  /** A whole number from 0 to most, both included. @param {number} most */
  upTo(most) {
    if (most === 0) return 0;
    const mask = 2 ** (32 - Math.clz32(most)) - 1;
    let value;
    do value = (this.integer() & mask) >>> 0;
    while (value > most);
    return value;
  }

  /** Puts a list into another order, in place. @param {Int32Array} list */
  shuffle(list) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.upTo(i);
      [list[i], list[j]] = [list[j], list[i]];
    }
    return list;
  }

  /** 0 … count − 1 in random order. @param {number} count */
  permutation(count) {
    return this.shuffle(Int32Array.from({ length: count }, (_, i) => i));
  }
}
