/** Finding a term by any of its names; the same folding as the server's `glossary/finding.py`. */

/** Lower case, no accents, hyphens as spaces. */
export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[-‐‑_/]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Does one of the names (parted by `|`) contain what was typed, from the start of a word? */
export function answers(names, typed) {
  const wanted = fold(typed);
  if (!wanted) return true;
  return names.split("|").some((name) => ` ${fold(name)}`.includes(wanted.length < 3 ? ` ${wanted}` : wanted));
}
