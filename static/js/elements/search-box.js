const WAIT_MS = 140;

/**
 * Shows the best matches under the field while one types (the combobox pattern of the ARIA
 * practices guide): arrows choose, Enter goes there, Escape closes, and then empties the field.
 * Control or Command with K leads to the field from anywhere; a letter alone would be in the way
 * of people who speak to their computer (WCAG 2.1.4).
 */
class SearchBox extends HTMLElement {
  #listening;
  #asking = null;
  #waiting = 0;
  #shown = "";
  #chosen = -1;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const { input, list } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    if (input.placeholder) input.placeholder += /Mac|iP/.test(navigator.platform) ? ", ⌘K" : ", Ctrl K";
    input.addEventListener("input", () => this.#later(), { signal });
    input.addEventListener("focus", () => this.#again(), { signal });
    input.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("focusout", (event) => this.#left(event), { signal });
    // A press on an option must not take the focus away before it is a click.
    list.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
    document.addEventListener("keydown", (event) => this.#shortcut(event), { signal });
    document.addEventListener("pointerdown", (event) => this.#outside(event), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#asking?.abort();
    clearTimeout(this.#waiting);
  }

  get input() {
    return this.querySelector("input[type=search]");
  }

  get list() {
    return this.querySelector("[role=listbox]");
  }

  get #options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  #later() {
    clearTimeout(this.#waiting);
    if (!this.input.value.trim()) return this.#close();
    this.#waiting = setTimeout(() => this.#ask(this.input.value.trim()), WAIT_MS);
  }

  #again() {
    if (this.#shown && this.#shown === this.input.value.trim()) this.#open();
  }

  async #ask(words) {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const place = this.dataset.place ?? window.location.pathname;
    const address = `/search/found?${new URLSearchParams({ q: words, place })}`;
    try {
      const response = await fetch(address, { signal: this.#asking.signal });
      // Signed out or busy: the form still works, and says why on its page.
      if (!response.ok || response.redirected) return this.#close();
      const options = await response.text();
      if (words === this.input.value.trim()) this.#show(words, options);
    } catch {
      this.#close();
    }
  }

  #show(words, options) {
    this.list.innerHTML = options;
    this.#shown = words;
    this.#options.forEach((option, index) => {
      option.id = `${this.list.id}-${index}`;
      option.tabIndex = -1;
      option.setAttribute("aria-selected", "false");
    });
    if (document.activeElement === this.input) this.#open();
  }

  #open() {
    const count = this.#options.length;
    if (count === 0) return this.#close();
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.#choose(-1);
    const said = count === 1 ? this.#options[0].textContent.trim() : `${count} suggestions`;
    this.querySelector("[data-count]").textContent = said;
  }

  #close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.#choose(-1);
    this.querySelector("[data-count]").textContent = "";
  }

  #key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#move(event, open);
    else if (event.key === "Enter" && open && this.#chosen >= 0) {
      event.preventDefault();
      this.#options[this.#chosen].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (open) this.#close();
      else this.input.value = "";
    }
  }

  #move(event, open) {
    const count = this.#options.length;
    if (!count || this.#shown !== this.input.value.trim()) return;
    event.preventDefault();
    if (!open) this.#open();
    const step = event.key === "ArrowDown" ? 1 : -1;
    // One place more than options: the field itself.
    const next = (this.#chosen + 1 + step + count + 1) % (count + 1);
    this.#choose(next - 1);
  }

  #choose(index) {
    const options = this.#options;
    options[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = index;
    const option = options[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  #left(event) {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    this.#close();
  }

  #outside(event) {
    if (event.target instanceof Node && !this.contains(event.target)) this.#close();
  }

  #shortcut(event) {
    const wanted = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!wanted || event.shiftKey || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    if (!this.input.checkVisibility()) return window.location.assign("/search");
    this.input.focus();
    this.input.select();
  }
}

customElements.define("search-box", SearchBox);
