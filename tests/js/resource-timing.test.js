import assert from "node:assert/strict";
import { test } from "node:test";

import { bytesOf, newest, patiently } from "../../static/js/lib/resource-timing.js";

function answers(...responses) {
  const asked = [];
  return { asked, ask: async () => { asked.push(Date.now()); return responses[asked.length - 1]; } };
}

function response(status, headers = {}) {
  return { status, headers: new Headers(headers) };
}

test("bytes are what crossed the network, and nothing is made up", () => {
  assert.equal(bytesOf({ transferSize: 0 }), 0);
  assert.equal(bytesOf({ transferSize: 300 }), 300);
  assert.equal(bytesOf({}), null);
  assert.equal(bytesOf(undefined), null);
});

test("the newest entry after the start is the load that was meant", () => {
  const entries = [{ startTime: 10 }, { startTime: 50 }, { startTime: 90 }];

  assert.equal(newest(entries, 40), entries[2]);
  assert.equal(newest(entries, 95), undefined);
});

test("an answer that is not a refusal is not asked for again", async () => {
  const { asked, ask } = answers(response(200));

  assert.equal((await patiently(ask)).status, 200);
  assert.equal(asked.length, 1);
});

test("after a short wait that the server names, it is asked once more", async () => {
  const { asked, ask } = answers(response(429, { "Retry-After": "1" }), response(200));

  assert.equal((await patiently(ask)).status, 200);
  assert.ok(asked[1] - asked[0] >= 990);
});

test("a long wait, or none that is named, is left to the learner", async () => {
  for (const headers of [{ "Retry-After": "60" }, {}]) {
    const { asked, ask } = answers(response(429, headers));

    assert.equal((await patiently(ask)).status, 429);
    assert.equal(asked.length, 1);
  }
});
