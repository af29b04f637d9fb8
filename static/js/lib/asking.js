/** Which selected words are worth an offer to ask IT, and the sentence they stand in. */

const LONGEST = 60;
const MOST_WORDS = 5;
const MOST_CONTEXT = 240;

/** The selected text as a word or a short name, or nothing when it is neither. */
export function worthAsking(text) {
  const word = text.replace(/\s+/g, " ").trim();
  if (word.length < 2 || word.length > LONGEST || word.split(" ").length > MOST_WORDS) return "";
  return /\p{L}/u.test(word) ? word : "";
}

/** The sentence of a paragraph that holds the word. */
export function sentenceAround(paragraph, word) {
  const text = paragraph.replace(/\s+/g, " ").trim();
  const sentences = text.split(/(?<=[.!?])\s+/);
  const found = sentences.find((sentence) => sentence.includes(word)) ?? text;
  return found.slice(0, MOST_CONTEXT);
}
