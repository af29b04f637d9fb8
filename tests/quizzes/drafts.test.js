import assert from "node:assert/strict";
import { test } from "node:test";

import { draftName, forgetDrafts, othersDrafts, outcome, pauseAfter } from "../../static/js/lib/drafts.js";

const ONE = { owner: 3, attempt: 17, item: "ask-first", tryNumber: 1 };

class Shelf {
  constructor(names) {
    names.forEach((name) => Object.assign(this, { [name]: "kept" }));
  }
  removeItem(name) {
    delete this[name];
  }
}

test("a kept answer is named by person, attempt, question and try", () => {
  assert.equal(draftName(ONE), "answer/3/17/ask-first/1");
  assert.notEqual(draftName(ONE), draftName({ ...ONE, tryNumber: 2 }));
});

test("what another person left is found, and nothing else is", () => {
  const names = ["answer/3/17/a/1", "answer/30/18/b/1", "theme"];

  assert.deepEqual(othersDrafts(names, 3), ["answer/30/18/b/1"]);
});

test("signing out forgets every kept answer and keeps what is not one", () => {
  const shelf = new Shelf(["answer/3/17/a/1", "answer/4/9/b/2", "theme"]);

  forgetDrafts(shelf);

  assert.deepEqual(Object.keys(shelf), ["theme"]);
});

for (const [name, response, expected] of [
  ["saved", { status: 200 }, "saved"],
  ["nothing chosen", { status: 422 }, "refused"],
  ["busy", { status: 503 }, "again"],
  ["a fault", { status: 500 }, "again"],
  ["too quick", { status: 429 }, "again"],
  ["an old form token", { status: 400 }, "signed-out"],
  ["a redirect to sign in", { status: 0, type: "opaqueredirect" }, "signed-out"],
  ["another tab was first", { status: 409 }, "page"],
  ["gone", { status: 404 }, "page"],
]) {
  test(`after ${name}: ${expected}`, () => assert.equal(outcome(response), expected));
}

test("pauses grow and stay under half a minute", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 9].map((count) => pauseAfter(count, null)), [2, 4, 8, 15, 30, 30]);
});

test("the server's wish counts, up to a minute", () => {
  assert.equal(pauseAfter(1, "10"), 10);
  assert.equal(pauseAfter(5, "2"), 30);
  assert.equal(pauseAfter(1, "600"), 60);
  assert.equal(pauseAfter(1, "soon"), 2);
});
