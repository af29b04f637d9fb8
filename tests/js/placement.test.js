import assert from "node:assert/strict";
import { test } from "node:test";

import { besideText, underWord } from "../../static/js/lib/placement.js";

const text = { top: 100, left: 20, width: 350 };

test("in the margin the joint is level with the middle of the word", () => {
  assert.deepEqual(besideText({ top: 300, height: 20 }, text), { top: 182 });
});

test("a card in the margin never stands above the text", () => {
  assert.deepEqual(besideText({ top: 104, height: 20 }, text), { top: 0 });
});

test("a card under its word starts where the word starts", () => {
  assert.deepEqual(underWord({ bottom: 320, left: 30 }, text, 300), { top: 228, left: 10 });
});

test("a card under a word at the far end stays within the text", () => {
  assert.deepEqual(underWord({ bottom: 320, left: 340 }, text, 300), { top: 228, left: 50 });
});

test("a card as wide as the text starts at its edge", () => {
  assert.deepEqual(underWord({ bottom: 320, left: 340 }, text, 400), { top: 228, left: 0 });
});
