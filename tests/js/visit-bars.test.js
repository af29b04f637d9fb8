import assert from "node:assert/strict";
import { test } from "node:test";

import { barsOf } from "../../static/js/lib/visit-bars.js";

const entry = (name, given = {}) => ({
  entryType: "resource",
  name: `http://shop.example/labs/visit/asset/0/1/${name}`,
  startTime: 10.4,
  responseEnd: 50.2,
  transferSize: 900,
  ...given,
});

test("a file is named by the end of its address", () => {
  assert.deepEqual(barsOf([entry("shop.css")]), [["shop.css", 10, 40, 900]]);
});

test("the page itself is the navigation", () => {
  const page = entry("7", { entryType: "navigation", startTime: 0, responseEnd: 30 });

  assert.deepEqual(barsOf([page]), [["sale.html", 0, 30, 900]]);
});

test("a size that another site keeps to itself is not told", () => {
  assert.equal(barsOf([entry("tag.gif", { transferSize: 0 })])[0][3], null);
});
