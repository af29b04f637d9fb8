import { besideText, underWord } from "../lib/placement.js";

const OPEN_AFTER = 250;
const CLOSE_AFTER = 700;

/**
 * Shows the short form of a term beside its word: on hover, on focus, and on the first tap.
 * The words are links to the full entry, so a second tap, Enter or no script at all leads there.
 * It stays while the pointer or the focus is on it, and Escape closes it (WCAG 1.4.13).
 */
class GlossaryCard extends HTMLElement {
  #listening;
  #cards = new Map();
  #word = null;
  #openAtPress = false;
  #silent = false;
  #timer = 0;
  #wide = window.matchMedia("(width >= 80rem)");

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.id ||= "glossary-card";
    const text = this.parentElement;
    text.addEventListener("pointerover", (event) => this.#hover(event), { signal });
    text.addEventListener("pointerout", (event) => this.#leave(event), { signal });
    text.addEventListener("focusin", (event) => this.#focus(event), { signal });
    text.addEventListener("focusout", (event) => this.#blur(event), { signal });
    text.addEventListener("click", (event) => this.#press(event), { signal });
    document.addEventListener("pointerdown", (event) => this.#pointerDown(event), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    window.addEventListener("resize", () => this.#place(), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#close();
  }

  #hover(event) {
    if (event.pointerType === "touch") return;
    const word = termAt(event.target);
    if (this.contains(event.target) || (word && word === this.#word)) return this.#later(null);
    if (word) this.#later(() => this.#open(word), OPEN_AFTER);
  }

  #leave(event) {
    if (event.pointerType === "touch") return;
    if (!termAt(event.target) && !this.contains(event.target)) return;
    if (this.#holds(event.relatedTarget) || this.#holds(document.activeElement)) return;
    this.#later(() => this.#close(), CLOSE_AFTER);
  }

  #focus(event) {
    const word = termAt(event.target);
    if (!this.#silent && word?.matches(":focus-visible")) this.#open(word);
  }

  #blur(event) {
    if (this.#holds(event.target) && !this.#holds(event.relatedTarget)) this.#close();
  }

  /** The first press opens the card; with the card open, the link is a link. */
  #press(event) {
    const word = termAt(event.target);
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
    if (!word || elsewhere) return;
    const byKeyboard = event.detail === 0;
    if (byKeyboard ? word === this.#word : this.#openAtPress) return;
    event.preventDefault();
    this.#open(word, { orFollow: true });
  }

  #pointerDown(event) {
    const word = termAt(event.target);
    this.#openAtPress = word !== null && word === this.#word;
    if (!this.#holds(event.target)) this.#close();
  }

  #key(event) {
    if (event.key !== "Escape" || !this.#word) return;
    const word = this.#word;
    const focusInside = this.contains(document.activeElement);
    this.#close();
    if (!focusInside) return;
    // Back to the word, without the focus opening its card again.
    this.#silent = true;
    word.focus();
    this.#silent = false;
  }

  async #open(word, { orFollow = false } = {}) {
    this.#later(null);
    if (word === this.#word) return;
    this.#close();
    this.#word = word;
    try {
      const card = await this.#card(word.dataset.term);
      if (this.#word !== word) return;
      this.#show(card);
      // Who asked for it by hand must not have to look for it; a pointer that hovers moves nothing.
      if (orFollow || this.#holds(document.activeElement)) this.scrollIntoView({ block: "nearest" });
    } catch {
      this.#cards.delete(word.dataset.term);
      if (this.#word === word) this.#close();
      if (orFollow) window.location.assign(word.href);
    }
  }

  #card(slug) {
    if (!this.#cards.has(slug)) this.#cards.set(slug, fetched(slug));
    return this.#cards.get(slug);
  }

  #show(card) {
    this.innerHTML = card;
    this.hidden = false;
    this.#word.classList.add("open");
    this.#word.setAttribute("aria-describedby", this.id);
    this.#place();
  }

  #close() {
    this.#later(null);
    this.#word?.classList.remove("open");
    this.#word?.removeAttribute("aria-describedby");
    this.#word = null;
    this.hidden = true;
  }

  #place() {
    if (this.hidden || !this.#word) return;
    const lines = this.#word.getClientRects();
    const text = this.parentElement.getBoundingClientRect();
    const { top, left } = this.#wide.matches
      ? besideText(lines[0], text)
      : underWord(lines[lines.length - 1], text, this.offsetWidth);
    this.style.insetBlockStart = `${top}px`;
    this.style.left = left === undefined ? "" : `${left}px`;
  }

  #holds(node) {
    return node instanceof Node && (this.contains(node) || this.#word?.contains(node) === true);
  }

  /** One thing is waited for at a time: opening another word or closing this one. */
  #later(act, delay) {
    window.clearTimeout(this.#timer);
    if (act) this.#timer = window.setTimeout(act, delay);
  }
}

/** The term's link at this place, if there is one. */
function termAt(target) {
  return target instanceof Element ? target.closest("a.term[data-term]") : null;
}

async function fetched(slug) {
  const response = await fetch(`/glossary/${encodeURIComponent(slug)}/card`);
  if (!response.ok || response.redirected) throw new Error(`no card for ${slug}`);
  return response.text();
}

customElements.define("glossary-card", GlossaryCard);
