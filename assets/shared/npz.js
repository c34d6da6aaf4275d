// Arrays as a file that NumPy opens with np.load: a ZIP of .npy files, not compressed.
// Source: the .npy format, version 1.0, in NumPy's documentation; PKWARE's ZIP application note.

/** float64, in rows. @typedef {{shape: number[], values: Float64Array}} NumpyArray */

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});
const JANUARY_1980 = 33; // the first day a ZIP can name

/** The checksum of a ZIP. @param {Uint8Array} bytes */
function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Whole numbers, little-endian, as [value, bytes]. @param {[number, number][]} fields */
function record(fields) {
  return Uint8Array.from(
    fields.flatMap(([value, size]) => Array.from({ length: size }, (_, k) => Math.floor(value / 256 ** k) & 255))
  );
}

/** @param {NumpyArray} array */
function npy({ shape, values }) {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${sizes}), }`;
  const head = `${text}${" ".repeat(63 - ((10 + text.length) % 64))}\n`;
  const magic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0);
  const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return joined([magic, record([[head.length, 2]]), new TextEncoder().encode(head), data]);
}

/** The arrays under their names, as one .npz file. @param {Record<string, NumpyArray>} arrays @returns {Uint8Array<ArrayBuffer>} */
export function npz(arrays) {
  const files = [];
  const entries = [];
  let at = 0;
  for (const [name, array] of Object.entries(arrays)) {
    const path = new TextEncoder().encode(`${name}.npy`);
    const data = npy(array);
    /** @type {[number, number][]} version, flags, method, time, day, checksum, sizes, length of the name, no extras */
    const about = [
      [20, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [JANUARY_1980, 2],
      [crc32(data), 4],
      [data.length, 4],
      [data.length, 4],
      [path.length, 2],
      [0, 2]
    ];
    const file = joined([record([[0x04034b50, 4], ...about]), path, data]);
    entries.push(joined([record([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), path]));
    files.push(file);
    at += file.length;
  }
  const directory = joined(entries);
  const count = entries.length;
  return joined([
    ...files,
    directory,
    record([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [count, 2],
      [count, 2],
      [directory.length, 4],
      [at, 4],
      [0, 2]
    ])
  ]);
}
