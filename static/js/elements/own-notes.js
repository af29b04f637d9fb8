/**
 * A reader's notes: puts each beside its paragraph, saves words while they are typed, and offers
 * to keep the paragraph one points at, taps or reaches by keyboard. Without this, notes stand at
 * the end of the lesson and have a button to save them.
 */
const SAVE_MS = 700;
const AGAIN_MS = 5000;
const PLACES = ":scope > [id], :scope > section > [id], :scope > :is(ul, ol) > li[id]";
const NO_PLACES = "h2, h3, section, own-notes, glossary-card, .own-note, .sources, .lab";
const CONTROLS = "a, button, input, textarea, select, label, summary, form, .own-note";

class OwnNotes extends HTMLElement {
  #listening = new AbortController();
  #waiting = new Map();
  #mark = null;
  #places = [];

  connectedCallback() {
    const { signal } = this.#listening;
    const scope = this.#text ?? this;
    scope.addEventListener("input", (event) => this.#typed(event), { signal });
    scope.addEventListener("submit", (event) => this.#sent(event), { signal });
    window.addEventListener("pagehide", () => this.#saveAll(), { signal });
    for (const note of this.querySelectorAll(".own-note")) this.#place(note);
    if (this.#text) this.#offerPlaces(signal);
    const arrived = location.hash.startsWith("#note-") && document.querySelector(location.hash);
    if (arrived) arrived.scrollIntoView({ block: "center" });
  }

  disconnectedCallback() {
    this.#listening.abort();
    this.#mark?.remove();
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }

  get #text() {
    return this.dataset.keep ? this.closest(".text") : null;
  }

  /** A note whose paragraph is gone stays where the server put it: at the end. */
  #place(note) {
    const form = note.querySelector("textarea")?.form;
    if (form) form.querySelector("button:not([formaction])")?.remove();
    this.#grow(note.querySelector("textarea"));
    const block = this.#text && note.dataset.anchor && document.getElementById(note.dataset.anchor);
    if (!block || !this.#text.contains(block)) return;
    let last = block.closest(".text > section > *") ?? block.closest(".text > *");
    while (last.nextElementSibling?.matches(".own-note")) last = last.nextElementSibling;
    last.after(note);
  }

  #grow(field) {
    if (!field) return;
    while (field.scrollHeight > field.clientHeight && field.rows < 14) field.rows += 1;
  }

  #typed(event) {
    const form = event.target.matches(".own-note textarea") && event.target.form;
    if (!form) return;
    this.#grow(event.target);
    this.#say(form, "");
    this.#saveIn(form, SAVE_MS);
  }

  #saveIn(form, wait) {
    clearTimeout(this.#waiting.get(form));
    this.#waiting.set(
      form,
      setTimeout(() => this.#save(form), wait),
    );
  }

  #saveAll() {
    for (const form of this.#waiting.keys()) this.#save(form);
  }

  async #save(form) {
    clearTimeout(this.#waiting.get(form));
    this.#waiting.delete(form);
    const headers = { Accept: "application/json" };
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers, keepalive: true });
      if (answer.ok) return this.#say(form, "Saved");
      const { error } = await answer.json();
      this.#say(form, error.text);
      if (answer.status >= 500) this.#saveIn(form, AGAIN_MS);
    } catch {
      this.#say(form, "Not saved yet. It is tried again.");
      this.#saveIn(form, AGAIN_MS);
    }
  }

  #say(form, words) {
    const line = form.querySelector("[role=status]");
    if (line) line.textContent = words;
  }

  /** Removing and bringing back happen in place; the page is asked for the fresh note. */
  async #sent(event) {
    const note = event.target.closest(".own-note");
    if (!note) return;
    event.preventDefault();
    const { target: form, submitter } = event;
    clearTimeout(this.#waiting.get(form));
    this.#waiting.delete(form);
    const fresh = await this.#fresh(submitter?.formAction || form.action, new FormData(form), (page) =>
      page.getElementById(note.id),
    );
    if (!fresh) return form.submit();
    note.replaceWith(fresh);
    this.#place(fresh);
    fresh.querySelector("textarea, button")?.focus();
  }

  async #fresh(action, fields, find) {
    try {
      const answer = await fetch(action, { method: "POST", body: new URLSearchParams(fields) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return answer.ok ? document.adoptNode(find(page)) : null;
    } catch {
      return null;
    }
  }

  #offerPlaces(signal) {
    this.#places = [...this.#text.querySelectorAll(PLACES)].filter((each) => !each.matches(NO_PLACES));
    this.#mark = document.createElement("button");
    this.#mark.type = "button";
    this.#mark.className = "own-mark";
    this.#mark.append(document.createElement("span"));
    this.#mark.firstChild.textContent = "Keep this place";
    this.#mark.addEventListener("click", () => this.#keep(), { signal });
    this.#mark.addEventListener("keydown", (event) => this.#step(event), { signal });
    const point = (event) => this.#pointAt(event.target);
    this.#text.addEventListener("pointerover", point, { signal });
    this.#text.addEventListener(
      "click",
      (event) => event.target.closest(CONTROLS) || this.#pointAt(event.target),
      { signal },
    );
    // One stop for the keyboard, at the first paragraph; arrow keys lead on from there.
    this.#moveTo(this.#places.find((each) => !this.#noteAt(each)) ?? this.#places[0]);
  }

  #noteAt(place) {
    return this.#text.querySelector(`.own-note[data-anchor="${CSS.escape(place.id)}"]`);
  }

  #pointAt(target) {
    if (target.closest(".own-note, .own-mark")) return;
    const place = this.#places.findLast((each) => each.contains(target));
    if (place && document.activeElement !== this.#mark) this.#moveTo(place);
  }

  #moveTo(place) {
    if (this.#noteAt(place)) return this.#mark.remove();
    place.append(this.#mark);
    const words = place.textContent.trim().slice(0, 60);
    this.#mark.setAttribute("aria-label", `Keep this place: ${words}`);
  }

  /** With the arrow keys the mark goes from paragraph to paragraph. */
  #step(event) {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const free = this.#places.filter((each) => !this.#noteAt(each));
    const next = way && free[free.indexOf(this.#mark.parentElement) + way];
    if (!next) return;
    event.preventDefault();
    this.#moveTo(next);
    this.#mark.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  async #keep() {
    const anchor = this.#mark.parentElement.id;
    const fields = { anchor, csrf_token: this.dataset.token };
    const find = (page) => page.querySelector(`.own-note[data-anchor="${CSS.escape(anchor)}"]`);
    const note = await this.#fresh(this.dataset.keep, fields, find);
    if (!note) return location.assign(this.dataset.keep);
    this.#mark.remove();
    this.append(note);
    this.#place(note);
    note.querySelector("textarea")?.focus();
  }
}

customElements.define("own-notes", OwnNotes);
