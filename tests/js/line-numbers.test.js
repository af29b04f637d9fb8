import assert from "node:assert/strict";
import { test } from "node:test";

import { lineNumbers } from "../../static/js/lib/line-numbers.js";

test("there is a number for each line", () => {
  assert.equal(lineNumbers("a\nb\nc", 1), "1\n2\n3");
});

test("an empty text has as many numbers as the field has rows", () => {
  assert.equal(lineNumbers("", 4), "1\n2\n3\n4");
});
