/**
 * Keeps what an author types, and shows at once what it looks like and what it still needs.
 * Without this the form has a Preview button, and nothing is lost either.
 */
const PAUSE_MS = 500;
const AGAIN_MS = 5000;

class TermEditor extends HTMLElement {
  #listening = new AbortController();
  #waiting = 0;
  #asked = 0;
  #unsent = false;

  connectedCallback() {
    const { signal } = this.#listening;
    this.addEventListener("input", () => this.#soon(PAUSE_MS), { signal });
    this.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.addEventListener("submit", () => this.#stop(), { signal });
    document.addEventListener("visibilitychange", () => this.#leave(), { signal });
    window.addEventListener("pagehide", () => this.#leave(), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#waiting);
  }

  get #form() {
    return this.querySelector("form");
  }

  #soon(pause) {
    this.#unsent = true;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#send(), pause);
  }

  async #send() {
    const number = ++this.#asked;
    this.#unsent = false;
    try {
      const body = new FormData(this.#form);
      const answer = await fetch(this.#form.dataset.typing, { method: "POST", body });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = await answer.text();
      if (number === this.#asked) this.#show(page);
    } catch {
      this.#unsent = true;
      this.#say("Not kept yet: the site can’t be reached. Your words are still in the form.");
      if (!this.#listening.signal.aborted) this.#soon(AGAIN_MS);
    }
  }

  #show(page) {
    const fresh = new DOMParser().parseFromString(page, "text/html");
    for (const part of fresh.querySelectorAll("[data-live]")) {
      const mine = this.querySelector(`[data-live="${part.dataset.live}"]:not([hidden])`);
      if (!mine) continue;
      mine.className = part.className;
      mine.replaceChildren(...part.childNodes);
    }
    this.#say(`Kept at ${this.#time()}`);
  }

  #time() {
    const options = { hour: "numeric", minute: "2-digit" };
    return new Date().toLocaleTimeString(document.documentElement.lang, options);
  }

  #say(text) {
    const line = this.querySelector("[data-kept]");
    if (line.textContent !== text) line.textContent = text;
  }

  #key(event) {
    const held = event.ctrlKey || event.metaKey;
    if (held && event.key.toLowerCase() === "s") return this.#press(event, "save");
    if (held && event.key === "Enter") return this.#press(event, "publish", "review");
    if (event.key === "F8") this.#next(event);
  }

  #press(event, ...names) {
    event.preventDefault();
    const buttons = names.map((name) => this.querySelector(`button[value="${name}"]`));
    this.#form.requestSubmit(buttons.find(Boolean));
  }

  /** To the field of the next thing to mend, round and round. */
  #next(event) {
    const links = [...this.querySelectorAll(".warnings a[href^='#']")];
    const names = [...new Set(links.map((link) => link.hash.slice(1)))];
    const here = names.indexOf(document.activeElement?.id ?? "");
    const field = document.getElementById(names[(here + 1) % names.length] ?? "");
    if (!field) return;
    event.preventDefault();
    field.closest("details")?.setAttribute("open", "");
    field.focus();
  }

  #stop() {
    this.#unsent = false;
    clearTimeout(this.#waiting);
  }

  #leave() {
    if (!this.#unsent || document.visibilityState === "visible") return;
    this.#stop();
    navigator.sendBeacon(this.#form.dataset.typing, new FormData(this.#form));
  }
}

customElements.define("term-editor", TermEditor);
