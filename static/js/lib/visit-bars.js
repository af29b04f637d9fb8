/* From the browser's timing entries to the bars of a waterfall. */

const PAGE = "sale.html";

/** One bar for each entry: file name, start, duration, bytes; bytes are null where they're hidden. */
export function barsOf(entries) {
  return entries.map((entry) => {
    const name = entry.entryType === "navigation" ? PAGE : nameOf(entry.name);
    const start = Math.max(0, Math.round(entry.startTime));
    const took = Math.max(0, Math.round(entry.responseEnd - entry.startTime));
    return [name, start, took, entry.transferSize > 0 ? entry.transferSize : null];
  });
}

/** The last part of an address. */
export function nameOf(address) {
  return new URL(address).pathname.split("/").at(-1);
}
