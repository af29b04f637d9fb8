/**
 * Keeps the reader's place: which block is before them, told to the server now and then,
 * and brings them back to it when they return, on this device or another.
 */
const LOOK_MS = 150;
const TELL_MS = 4000;
/** What a reader can stop at; the card of a term only visits the text, and notes are the reader's. */
const BLOCKS = ".text > [id]:not(glossary-card, own-notes), .text > section > [id]";

class ReadingPlace extends HTMLElement {
  #listening = new AbortController();
  #blocks = [];
  #current = "";
  #told = "";
  #looking = 0;
  #telling = 0;

  connectedCallback() {
    const { signal } = this.#listening;
    this.#blocks = [...this.querySelectorAll(BLOCKS)];
    this.#comeBack();
    const options = { signal, passive: true };
    window.addEventListener("scroll", () => this.#soon(), options);
    document.addEventListener("visibilitychange", () => this.#tellNow(), { signal });
    window.addEventListener("pagehide", () => this.#tellNow(), { signal });
    this.#look();
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#looking);
    clearTimeout(this.#telling);
  }

  /** Only a plain opening brings the reader back; an address with a place of its own wins. */
  #comeBack() {
    const anchor = this.querySelector("[data-resume]")?.dataset.anchor;
    const block = anchor && document.getElementById(anchor);
    const arrived = performance.getEntriesByType("navigation")[0]?.type;
    if (!block || window.location.hash || arrived === "reload" || arrived === "back_forward") return;
    block.scrollIntoView({ block: "start" });
    const line = this.querySelector("[data-resume]");
    if (!line) return;
    const top = document.createElement("a");
    top.href = "#main";
    top.textContent = "Start of the lesson";
    line.querySelector("a").replaceWith(top);
    line.querySelector("span").textContent = "You are back where you stopped.";
    line.setAttribute("role", "status");
    block.before(line);
  }

  #soon() {
    this.#looking ||= setTimeout(() => {
      this.#looking = 0;
      this.#look();
    }, LOOK_MS);
    this.#telling ||= setTimeout(() => {
      this.#telling = 0;
      this.#tell();
    }, TELL_MS);
  }

  #look() {
    const line = window.innerHeight / 3;
    const passed = this.#blocks.filter((block) => block.getBoundingClientRect().top <= line);
    this.#current = passed.at(-1)?.id ?? "";
    this.#mark();
  }

  /** The outline shows how far one is, and the minutes left from here. */
  #mark() {
    const links = [...this.querySelectorAll(".outline a[data-minutes]")];
    const heads = links.map((link) => document.getElementById(link.hash.slice(1)));
    const line = window.innerHeight / 3;
    const here = heads.findLastIndex((head) => head && head.getBoundingClientRect().top <= line);
    links.forEach((link, index) => {
      link.parentElement.classList.toggle("done", index < here);
      link.parentElement.classList.toggle("here", index === here);
      if (index === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
    const left = links[Math.max(here, 0)]?.dataset.minutes;
    if (left) this.querySelector("[data-left]").textContent = `${left} min left`;
  }

  #share() {
    const text = this.querySelector(".text").getBoundingClientRect();
    const read = window.innerHeight - text.top;
    return Math.min(Math.max(read / text.height, 0), 1).toFixed(3);
  }

  #tellNow() {
    this.#look();
    this.#tell();
  }

  /** The top of the page is the way in and out, and says nothing about where one stopped. */
  #tell() {
    const isAtTop = window.scrollY < window.innerHeight / 3;
    if (isAtTop || !this.#current || this.#current === this.#told) return;
    this.#told = this.#current;
    const body = new URLSearchParams({
      anchor: this.#current,
      share: this.#share(),
      csrf_token: this.dataset.token,
    });
    const path = `/lessons/${this.dataset.lesson}/place`;
    fetch(path, { method: "POST", body, keepalive: true }).catch(() => (this.#told = ""));
  }
}

customElements.define("reading-place", ReadingPlace);
