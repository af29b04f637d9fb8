/* What a browser can tell about one load: how long it took and what crossed the network. */

const PATIENCE_MS = 300;

/** Loads `address` as a page would, with the browser's own rules, and measures it. */
export async function measured(address) {
  const started = performance.now();
  const response = await fetch(address);
  const text = await response.text();
  const ms = Math.round(performance.now() - started);
  const entry = await entryOf(new URL(address, document.baseURI).href, started);
  return { status: response.status, text, ms, bytes: bytesOf(entry) };
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
    await new Promise((resume) => setTimeout(resume, 10));
  }
}
