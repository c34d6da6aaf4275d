import assert from "node:assert/strict";
import { test } from "node:test";
import { styled } from "../../assets/shared/styled.js";

test("a component without a style sheet is mounted as it is", () => {
  const mount = () => {};
  assert.equal(styled(mount, "", "https://example.org/"), mount);
});
