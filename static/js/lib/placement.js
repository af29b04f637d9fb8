/** Where a term's card stands, in pixels from the corner of the text. */

const GAP = 8;
/** From the card's top to the line that joins it to its word, as drawn in lesson.css. */
const JOINT = 28;

/** In the margin: level with its word. */
export function besideText(word, text) {
  return { top: Math.max(0, Math.round(word.top + word.height / 2 - text.top - JOINT)) };
}

/** Under its word, as far to the side as the text's width allows. */
export function underWord(word, text, cardWidth) {
  const room = Math.max(0, text.width - cardWidth);
  return {
    top: Math.round(word.bottom - text.top + GAP),
    left: Math.round(Math.min(Math.max(0, word.left - text.left), room)),
  };
}
