import { answers } from "../lib/finding.js";

/** Narrows the list of terms while one types; the form inside works without it. */
class GlossarySearch extends HTMLElement {
  #listening = new AbortController();

  connectedCallback() {
    const input = this.querySelector("input[type=search]");
    const list = this.querySelector("[data-list]");
    if (!input || !list) return;
    const { signal } = this.#listening;
    input.addEventListener("input", () => this.#narrow(input.value, list), { signal });
    if (input.value) this.#narrow(input.value, list);
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #narrow(typed, list) {
    let count = 0;
    for (const term of list.querySelectorAll("[data-names]")) {
      term.hidden = !answers(term.dataset.names, typed);
      count += term.hidden ? 0 : 1;
    }
    for (const group of list.querySelectorAll("[data-group]"))
      group.hidden = !group.querySelector("[data-names]:not([hidden])");
    this.toggleAttribute("data-narrowed", typed.trim() !== "");
    this.#say(typed.trim(), count);
  }

  #say(typed, count) {
    const status = this.querySelector("[data-count]");
    const ask = this.querySelector("[data-ask]");
    status.textContent = typed ? `${count} ${count === 1 ? "term" : "terms"} for “${typed}”.` : "";
    if (!ask) return;
    ask.textContent = typed && count === 0 ? "Ask IT for this word" : "Ask IT for a word";
    const place = new URLSearchParams({ place: "/glossary/", ...(typed && { word: typed }) });
    ask.href = `/glossary/request?${place}`;
  }
}

customElements.define("glossary-search", GlossarySearch);
