/**
 * Offers to ask IT about the words somebody has selected, with the place and the sentence filled in.
 * By touch or mouse: the line at the foot of the screen. By keyboard: Alt I goes to it.
 */
import { sentenceAround, worthAsking } from "../lib/asking.js";

const SETTLE_MS = 250;

class AskWord extends HTMLElement {
  #listening = new AbortController();
  #settling = 0;

  connectedCallback() {
    const { signal } = this.#listening;
    document.addEventListener("selectionchange", () => this.#soon(), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#settling);
  }

  #soon() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#offer(), SETTLE_MS);
  }

  #offer() {
    if (this.contains(document.activeElement)) return;
    const chosen = document.getSelection();
    const word = worthAsking(chosen?.toString() ?? "");
    const inText = chosen?.anchorNode && document.getElementById("main")?.contains(chosen.anchorNode);
    if (!word || !inText) return this.#hide();
    const block = chosen.anchorNode.parentElement?.closest("p, li, td, dd, h1, h2, h3, blockquote");
    const context = sentenceAround(block?.textContent ?? "", word);
    const query = new URLSearchParams({ word, place: this.dataset.place, context });
    this.#show(word, `/glossary/request?${query}`);
  }

  #show(word, address) {
    const link = this.querySelector("a") ?? this.appendChild(document.createElement("a"));
    link.className = "button go";
    link.href = address;
    link.textContent = `Ask IT about “${word}”`;
    link.setAttribute("aria-keyshortcuts", "Alt+I");
    this.hidden = false;
  }

  #hide() {
    this.hidden = true;
    this.replaceChildren();
  }

  #key(event) {
    if (this.hidden) return;
    if (event.key === "Escape") return this.#hide();
    if (!event.altKey || event.code !== "KeyI") return;
    event.preventDefault();
    this.querySelector("a")?.focus();
  }
}

customElements.define("ask-word", AskWord);
