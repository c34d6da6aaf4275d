// A lesson as a value: read from a file or a link, written to one. The limits are those of engine/lessons/lesson.py.

export const LIMITS = { file: 100_000, stops: 60, sentence: 600, short: 120, options: 8, query: 4_000, link: 16_000 };
const VERSION = 1;

/**
 * @typedef {{ text: string, right: string, options: string[], slips: Record<string, string> }} Asked
 * @typedef {{ page: string, query: Record<string, string>, say: string, question?: Asked }} Stop
 * @typedef {{ title: string, minutes: number, stops: Stop[] }} Lesson
 */

/** A file or link that holds no lesson, with a sentence. */
export class NotALesson extends Error {}

/** @param {Lesson} lesson */
export const toFile = (lesson) => JSON.stringify({ glassnet_lesson: VERSION, ...lesson }, null, 1);

/**
 * @param {string} text
 * @param {string[]} pages
 * @returns {Lesson}
 */
export function fromFile(text, pages) {
  if (text.length > LIMITS.file) throw new NotALesson("This file is too large for a lesson.");
  let content;
  try {
    content = JSON.parse(text);
  } catch {
    throw new NotALesson("This file is not a lesson: it is not JSON.");
  }
  if (content?.glassnet_lesson !== VERSION) throw new NotALesson("This file is not a lesson of Glassnet.");
  return checked(content, pages);
}

/**
 * @param {any} content
 * @param {string[]} pages the addresses a stop may be on
 * @returns {Lesson}
 */
export function checked(content, pages) {
  const stops = content?.stops;
  if (!Array.isArray(stops) || stops.length < 1 || stops.length > LIMITS.stops)
    throw new NotALesson(`A lesson has 1 to ${LIMITS.stops} stops.`);
  return {
    title: words(content.title, LIMITS.short, "The title"),
    minutes: Number.isInteger(content.minutes) ? Math.min(600, Math.max(0, content.minutes)) : 0,
    stops: stops.map((stop, number) => checkedStop(stop, pages, `Stop ${number + 1}`))
  };
}

/**
 * @param {any} stop
 * @param {string[]} pages
 * @param {string} where
 * @returns {Stop}
 */
function checkedStop(stop, pages, where) {
  if (!pages.includes(stop?.page)) throw new NotALesson(`${where} names no page of Glassnet.`);
  const query = Object.entries(stop.query ?? {}).map(([key, value]) => [key, String(value)]);
  if (query.flat().join("").length > LIMITS.query) throw new NotALesson(`${where}: its settings are too long.`);
  const say = stop.say ? words(stop.say, LIMITS.sentence, where) : "";
  /** @type {Stop} */
  const whole = { page: stop.page, query: Object.fromEntries(query), say };
  if (stop.question) whole.question = checkedQuestion(stop.question, where);
  return whole;
}

/**
 * @param {any} question
 * @param {string} where
 * @returns {Asked}
 */
function checkedQuestion(question, where) {
  const options = (question.options ?? []).map((/** @type {any} */ option) => words(option, LIMITS.short, where));
  const right = words(question.right, LIMITS.short, where);
  if (options.length > LIMITS.options || (options.length && !options.includes(right)))
    throw new NotALesson(`${where}: the right answer is not among those to choose from.`);
  const slips = Object.entries(question.slips ?? {}).map(([option, slip]) => [
    option,
    words(slip, LIMITS.short, where)
  ]);
  return { text: words(question.text, LIMITS.sentence, where), right, options, slips: Object.fromEntries(slips) };
}

/**
 * @param {any} value
 * @param {number} longest
 * @param {string} where
 */
function words(value, longest, where) {
  if (typeof value !== "string" || !value.trim() || value.length > longest)
    throw new NotALesson(`${where} holds a text that is missing, or longer than ${longest} characters.`);
  return value;
}

/**
 * A lesson as letters, digits, - and _, for a link.
 * @param {Lesson} lesson
 */
export async function pack(lesson) {
  return (await deflated(lesson, LIMITS.file)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * A value as JSON, deflated, in letters.
 * @param {any} value
 * @param {number} [most] bytes that it may come to
 */
export async function deflated(value, most = Number.POSITIVE_INFINITY) {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(value)), new CompressionStream("deflate"), most);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/**
 * @param {string} text
 * @param {string[]} pages
 * @returns {Promise<Lesson>}
 */
export async function unpack(text, pages) {
  try {
    if (text.length > LIMITS.link) throw new Error("too long");
    const raw = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
    const content = await through(raw, new DecompressionStream("deflate"), LIMITS.file);
    return checked(JSON.parse(new TextDecoder().decode(content)), pages);
  } catch (error) {
    throw error instanceof NotALesson ? error : new NotALesson("This link to a lesson is damaged, perhaps cut short.");
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @param {number} most bytes that may come out
 */
async function through(bytes, stream, most) {
  const out = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) throw new Error("too large");
    out.push(...value);
  }
  return Uint8Array.from(out);
}
