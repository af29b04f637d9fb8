/** Pure parts of putting rows in order: no document, no events. */

/** A copy of `items` with the one at `from` moved by `by` places, as far as the ends allow. */
export function moved(items, from, by) {
  const to = Math.min(Math.max(from + by, 0), items.length - 1);
  const rest = items.filter((_, place) => place !== from);
  return from in items ? rest.toSpliced(to, 0, items[from]) : [...items];
}

/** The numbers 1 to n, each once: an order that somebody chose, and not a form half filled in. */
export function isOrder(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted.length > 0 && sorted.every((number, place) => number === place + 1);
}

/** What a screen reader hears after a move. */
export function announcement(label, place, count) {
  return `${label} Now number ${place + 1} of ${count}.`;
}
