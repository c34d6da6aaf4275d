import assert from "node:assert/strict";
import { test } from "node:test";
import { fromFile, NotALesson, pack, toFile, unpack } from "../../assets/lessons/lesson.js";

const PAGES = ["", "one_pass", "seeds"];
/** @type {import("../../assets/lessons/lesson.js").Lesson} */
const LESSON = {
  title: "Formen ü",
  minutes: 5,
  stops: [
    { page: "one_pass", query: { step: "h1" }, say: "Look." },
    {
      page: "seeds",
      query: {},
      say: "",
      question: { text: "Which?", right: "a", options: ["a", "b"], slips: { b: "guessed" } }
    }
  ]
};

test("a lesson comes back from its file and from its link", async () => {
  assert.deepEqual(fromFile(toFile(LESSON), PAGES), LESSON);
  const packed = await pack(LESSON);
  assert.match(packed, /^[A-Za-z0-9_-]+$/);
  assert.deepEqual(await unpack(packed, PAGES), LESSON);
});

test("what is damaged, too long or no lesson is refused with a sentence", async () => {
  for (const text of ["", "x", "[]", "{}", "null", '{"glassnet_lesson":1}', "[".repeat(200_000)])
    assert.throws(() => fromFile(text, PAGES), NotALesson);
  for (const text of ["", "x", "é", "a".repeat(20_000), (await pack(LESSON)).slice(0, -9)])
    await assert.rejects(() => unpack(text, PAGES), NotALesson);
  const bomb = await pack(/** @type {any} */ ({ ...LESSON, title: "x".repeat(90_000) }));
  await assert.rejects(() => unpack(bomb, PAGES), NotALesson);
});

test("a stop elsewhere, or a right answer that cannot be chosen, is refused", () => {
  const elsewhere = { ...LESSON, stops: [{ page: "https://a.io", query: {}, say: "" }] };
  assert.throws(() => fromFile(toFile(elsewhere), PAGES), /names no page/);
  const question = { text: "Which?", right: "c", options: ["a"], slips: {} };
  const unfair = { ...LESSON, stops: [{ page: "seeds", query: {}, say: "", question }] };
  assert.throws(() => fromFile(toFile(unfair), PAGES), /not among those/);
});
