import assert from "node:assert/strict";
import { test } from "node:test";

import { sentenceAround, worthAsking } from "../../static/js/lib/asking.js";

test("a word or a short name is worth asking about", () => {
  assert.equal(worthAsking(" data \n layer "), "data layer");
  assert.equal(worthAsking("DNS"), "DNS");
});

test("a sentence, a letter, figures and nothing are not", () => {
  assert.equal(worthAsking("one two three four five six"), "");
  assert.equal(worthAsking("x"), "");
  assert.equal(worthAsking("12 345"), "");
  assert.equal(worthAsking(" "), "");
  assert.equal(worthAsking("x".repeat(61)), "");
});

test("the sentence that holds the word goes along", () => {
  assert.equal(sentenceAround("First one. The data layer is\n new. Last.", "data layer"), "The data layer is new.");
  assert.equal(sentenceAround("No end", "missing"), "No end");
  assert.equal(sentenceAround("", "x"), "");
});
