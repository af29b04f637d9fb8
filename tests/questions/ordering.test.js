import assert from "node:assert/strict";
import { test } from "node:test";

import { announcement, isOrder, moved } from "../../static/js/lib/ordering.js";

test("a row moves one place up", () => {
  assert.deepEqual(moved(["a", "b", "c"], 1, -1), ["b", "a", "c"]);
});

test("a row moves one place down", () => {
  assert.deepEqual(moved(["a", "b", "c"], 1, 1), ["a", "c", "b"]);
});

test("the first row stays first", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, -1), ["a", "b", "c"]);
});

test("the last row stays last", () => {
  assert.deepEqual(moved(["a", "b", "c"], 2, 1), ["a", "b", "c"]);
});

test("a row that is not there moves nothing", () => {
  assert.deepEqual(moved(["a", "b"], 5, 1), ["a", "b"]);
});

test("the rows given are left alone", () => {
  const rows = ["a", "b"];
  moved(rows, 0, 1);
  assert.deepEqual(rows, ["a", "b"]);
});

test("each number once is an order", () => {
  assert.equal(isOrder([3, 1, 2]), true);
});

test("empty, doubled and missing numbers are none", () => {
  assert.deepEqual([isOrder([]), isOrder([0, 0]), isOrder([1, 1]), isOrder([1, 3])], [false, false, false, false]);
});

test("a move is told with its new number", () => {
  assert.equal(announcement("Testers check.", 1, 5), "Testers check. Now number 2 of 5.");
});
