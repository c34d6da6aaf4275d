import assert from "node:assert/strict";
import { test } from "node:test";
import { embedAddress, frameLine } from "../../assets/frame/embed_form.js";

test("an embedded page keeps its settings and leaves out what was chosen", () => {
  const address = embedAddress("https://a.io/x/one_pass?step=h1&hide=words", ["menu", "next"], "cce_loss");
  assert.equal(address, "https://a.io/x/one_pass?step=h1&embed=true&hide=menu,next&end=cce_loss");
});

test("the line of HTML holds the address escaped", () => {
  assert.match(frameLine('https://a.io/?a=1&b="'), /src="https:\/\/a.io\/\?a=1&amp;b=&quot;"/);
});
