import assert from "node:assert/strict";
import { test } from "node:test";
import { linkTo } from "../../assets/shared/link.js";
import { placeIn } from "../../assets/shared/place.js";

const plain = { framed: false, stage: false };

test("a link is the address, without what concerns only the frame it was shown in", () => {
  const { href, note } = linkTo("https://example.org/glassnet/region?units=8&embed=true&stage=1", plain);
  assert.equal(href, "https://example.org/glassnet/region?units=8");
  assert.equal(note, "");
});

test("a link taken in stage mode opens in stage mode", () => {
  assert.equal(
    linkTo("https://example.org/region", { framed: false, stage: true }).href,
    "https://example.org/region?stage=1"
  );
});

test("on Community Cloud the outer address is given", () => {
  const { href, note } = linkTo("https://glassnet.streamlit.app/~/+/region?units=8", { framed: true, stage: false });
  assert.equal(href, "https://glassnet.streamlit.app/region?units=8");
  assert.equal(note, "");
});

test("in a frame of another site the app's own address is given, and it says so", () => {
  assert.match(linkTo("https://example.org/region", { framed: true, stage: false }).note, /by itself/);
});

test("a place is taken for one only if it is whole", () => {
  const place = { path: "region", query: "units=8", title: "Decision region", where: "" };
  assert.deepEqual(placeIn(JSON.stringify(place)), place);
  for (const text of [
    null,
    "",
    "{",
    "3",
    "null",
    '{"path":"region"}',
    JSON.stringify({ ...place, path: "//evil.example" })
  ])
    assert.equal(placeIn(text), null);
});
