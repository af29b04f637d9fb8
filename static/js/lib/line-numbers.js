/** The numbers beside a text: one for each line, and as many as the field shows at least. */
export function lineNumbers(text, atLeast) {
  const lines = Math.max(text.split("\n").length, atLeast);
  return Array.from({ length: lines }, (_each, at) => at + 1).join("\n");
}
