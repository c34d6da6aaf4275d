// What a component shows right now, told to whoever follows: in a live room, the teacher's browser tells and those of
// the class follow. Outside a room nothing listens, and these calls cost nothing.

/**
 * @typedef {Record<string, any>} State plain JSON, small: a step, an epoch, a camera
 * @typedef {object} Question
 * @property {string} id differs from question to question
 * @property {string} label what the teacher's menu says
 * @property {string} text what the class is asked
 * @property {"choice" | "number" | "text"} kind
 * @property {string[]} [options] of a choice
 * @property {string} right
 * @property {() => Promise<void>} [work] finds out what is right while the class answers; until then `right` is ""
 * @property {string} [tells] a sentence beside the right answer
 * @property {(answer: string) => string | null} [slip] the likely mistake behind a wrong answer, in a few words
 * @typedef {object} Notes what a speaker may want to know about what is on screen
 * @property {string} title
 * @property {string[]} ask
 * @property {string[]} mistakes
 */

/** @type {Map<string, (state: State) => void>} */
const followers = new Map();
/** @type {Map<string, () => Question[]>} */
const offers = new Map();
/** @type {Map<string, State>} */
const told = new Map();
/** @type {Map<string, State>} */
const shown = new Map();
/** @type {Map<string, Notes>} */
const notes = new Map();
/** @type {Set<(part: string, state: State) => void>} */
const listeners = new Set();

/**
 * Tells what the person at this browser has brought on screen.
 * @param {string} part the component's name, "one_pass"
 * @param {State} state
 */
export function tell(part, state) {
  told.set(part, state);
  for (const listener of listeners) listener(part, state);
}

/**
 * Names what shows a state that comes from elsewhere. It must not tell that state again.
 * @param {string} part
 * @param {(state: State) => void} apply
 * @returns {() => void} stops it
 */
export function follow(part, apply) {
  followers.set(part, apply);
  const waiting = shown.get(part);
  if (waiting) apply(waiting);
  return () => {
    if (followers.get(part) === apply) {
      followers.delete(part);
      told.delete(part);
    }
  };
}

/**
 * Names the questions that may be asked about what is on screen.
 * @param {string} part
 * @param {() => Question[]} questions
 * @returns {() => void} takes them back
 */
export function offer(part, questions) {
  offers.set(part, questions);
  return () => {
    if (offers.get(part) === questions) offers.delete(part);
  };
}

/**
 * Notes for the speaker about what is on screen.
 * @param {string} part
 * @param {Notes} words
 */
export function note(part, words) {
  notes.set(part, words);
  for (const listener of listeners) listener(part, told.get(part) ?? {});
}

/**
 * Shows a state that came from elsewhere, now or as soon as its component is there.
 * @param {string} part
 * @param {State} state
 */
export function show(part, state) {
  shown.set(part, state);
  followers.get(part)?.(state);
}

/** Forgets what came from elsewhere: from now on everybody looks around alone. */
export function letGo() {
  shown.clear();
}

/** @returns {Record<string, State>} what is on screen, by component */
export function everything() {
  return Object.fromEntries([...told].filter(([part]) => followers.has(part)));
}

/** @returns {Question[]} */
export function questions() {
  return [...offers.values()].flatMap((offered) => offered());
}

/** @returns {Notes[]} */
export function speakersNotes() {
  return [...notes].filter(([part]) => followers.has(part)).map(([, words]) => words);
}

/**
 * @param {(part: string, state: State) => void} listener is called with everything that is told
 * @returns {() => void} stops it
 */
export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
