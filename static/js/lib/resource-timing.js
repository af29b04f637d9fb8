/* What a browser can tell about one load: how long it took and what crossed the network. */

const PATIENCE_MS = 300;
const LONGEST_WAIT_SECONDS = 2;

/** Loads `address` as a page would, with the browser's own rules, and measures it. */
export async function measured(address) {
  let started = 0;
  const response = await patiently(() => {
    started = performance.now();
    return fetch(address);
  });
  const text = await response.text();
  const ms = Math.round(performance.now() - started);
  const entry = await entryOf(new URL(address, document.baseURI).href, started);
  return { status: response.status, text, ms, bytes: bytesOf(entry) };
}

/** Asks once more, after the wait the server names, when it says that this was too quick. */
export async function patiently(ask) {
  const response = await ask();
  const seconds = Number(response.headers.get("Retry-After") ?? Infinity);
  if (response.status !== 429 || seconds > LONGEST_WAIT_SECONDS) return response;
  await pause(seconds * 1000);
  return ask();
}

/** Bytes over the network: 0 from a fresh copy, about 300 when only asked; null if not told. */
export function bytesOf(entry) {
  const { transferSize } = entry ?? {};
  return Number.isFinite(transferSize) ? transferSize : null;
}

/** The newest entry of this address that began after `started`. */
export function newest(entries, started) {
  return entries.filter((entry) => entry.startTime >= started).at(-1);
}

/** What the page says in the element that `selector` finds. */
export function textShown(html, selector) {
  return new DOMParser().parseFromString(html, "text/html").querySelector(selector)?.textContent.trim() ?? "";
}

/** Entries are filed a moment after the body has arrived. */
async function entryOf(href, started) {
  performance.setResourceTimingBufferSize?.(1000);
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const entry = newest(performance.getEntriesByName(href, "resource"), started);
    if (entry || performance.now() > until) return entry;
    await pause(10);
  }
}

function pause(ms) {
  return new Promise((resume) => setTimeout(resume, ms));
}
