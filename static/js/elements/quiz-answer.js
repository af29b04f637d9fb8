import { draftName, forgetDrafts, outcome, pauseAfter } from "../lib/drafts.js";

const TIMEOUT_MS = 10_000;
const TYPING = "input:not([type='radio'], [type='checkbox']), select, textarea, [contenteditable]";
const ACTING = "a, button, input, select, textarea, summary";

/**
 * Keeps an answer in this browser until the server has saved it, and sends it again with the
 * same key. Numbers choose and Enter answers while the focus is inside, and not while typing.
 * Without this the form works by itself.
 */
class QuizAnswer extends HTMLElement {
  #listening = new AbortController();
  #form;
  #name;
  #timer;
  #sendings = 0;
  #isSending = false;
  #isPlain = false;

  connectedCallback() {
    const { signal } = this.#listening;
    const owner = this.getAttribute("owner");
    this.#form = this.querySelector("form");
    this.#name = draftName({
      owner,
      attempt: this.getAttribute("attempt"),
      item: this.getAttribute("item"),
      tryNumber: this.getAttribute("try"),
    });
    this.#form.addEventListener("submit", (event) => this.#submit(event), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    window.addEventListener("online", () => this.#sendKept(), { signal });
    this.#keys.hidden = this.#choices(this.querySelector("fieldset.answer")).length === 0;
    this.#store(() => forgetDrafts(localStorage, owner));
    this.#resume();
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearTimeout(this.#timer);
  }

  #submit(event) {
    if (this.#isPlain) return;
    event.preventDefault();
    if (this.#isSending) return;
    const fields = new URLSearchParams(new FormData(this.#form, event.submitter));
    fields.delete("csrf_token");
    this.#store(() => localStorage.setItem(this.#name, fields.toString()));
    this.#sendings = 0;
    this.#send(fields, event.submitter);
  }

  async #send(fields, button) {
    clearTimeout(this.#timer);
    this.#isSending = true;
    this.#say(this.#sendings ? "waiting" : "sending");
    this.#sendings += 1;
    const response = await this.#post(fields);
    this.#isSending = false;
    switch (outcome(response)) {
      case "saved":
        return this.#goOn(response);
      case "refused":
        return this.#refuse(response);
      case "again":
        return this.#wait(fields, response);
      case "signed-out":
        return this.#say("signed-out");
      default:
        return this.#sendPlainly(fields, button);
    }
  }

  /** The response, or a stand-in for none at all. */
  async #post(fields) {
    const body = new URLSearchParams(fields);
    body.set("csrf_token", this.#form.elements.csrf_token.value);
    try {
      return await fetch(this.#form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      return { status: 503, headers: new Headers() };
    }
  }

  async #goOn(response) {
    const { next } = await response.json();
    this.#forget();
    window.location.assign(next);
  }

  async #refuse(response) {
    const { error } = await response.json();
    const line = this.querySelector(".refusal");
    this.#forget();
    this.#say("");
    line.textContent = error.text;
    line.hidden = false;
    line.focus();
  }

  #wait(fields, response) {
    const seconds = pauseAfter(this.#sendings, response.headers.get("Retry-After"));
    this.#say("waiting");
    this.#timer = setTimeout(() => this.#send(fields, null), seconds * 1000);
  }

  /** The server has something to show: let the browser fetch that page with the same key. */
  #sendPlainly(fields, button) {
    this.#forget();
    this.#isPlain = true;
    this.#form.requestSubmit(button ?? this.#buttonFor(fields));
  }

  #buttonFor(fields) {
    const name = fields.has("dont_know") ? "[name='dont_know']" : ":not([name])";
    return this.#form.querySelector(`button[type='submit']${name}`);
  }

  /** An answer left here by an earlier visit: show it, and send it. */
  #resume() {
    const kept = this.#store(() => localStorage.getItem(this.#name));
    if (!kept) return;
    const fields = new URLSearchParams(kept);
    this.#form.elements.key.value = fields.get("key");
    for (const field of this.#form.elements) this.#restore(field, fields);
    this.#say("waiting");
    this.#send(fields, null);
  }

  #restore(field, fields) {
    if (!fields.has(field.name) || field.type === "hidden" || field.type === "submit") return;
    const values = fields.getAll(field.name);
    if ("checked" in field && field.type !== "text") field.checked = values.includes(field.value);
    else [field.value] = values;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #sendKept() {
    const kept = this.#store(() => localStorage.getItem(this.#name));
    if (kept && !this.#isSending) this.#send(new URLSearchParams(kept), null);
  }

  #forget() {
    this.#store(() => localStorage.removeItem(this.#name));
  }

  /** A browser may forbid storing; then an answer lives as long as its page. */
  #store(use) {
    try {
      return use();
    } catch {
      return null;
    }
  }

  #say(state) {
    for (const line of this.querySelectorAll("[data-when]")) {
      line.hidden = line.dataset.when !== state;
    }
  }

  /**
   * Where nothing has the focus yet, a number chooses too; Enter might be meant for the page before.
   * It answers where something is chosen: steps would be sent in the order they happen to stand in.
   */
  #key(event) {
    const isInside = this.contains(event.target);
    if (!isInside && event.target !== document.body) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (event.key === "Enter" && isInside && !this.#keys.hidden && !event.target.closest(ACTING)) {
      this.#form.requestSubmit(this.#form.querySelector("button[type='submit']"));
    }
    if (/^[1-9]$/.test(event.key)) this.#choose(event, Number(event.key));
  }

  #choose(event, number) {
    const group = event.target.closest("fieldset") ?? this.querySelector("fieldset.answer");
    const input = this.#choices(group)[number - 1];
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.click();
  }

  get #keys() {
    return this.querySelector(".keys");
  }

  #choices(group) {
    return [...(group?.querySelectorAll("input[type='radio'], input[type='checkbox']") ?? [])];
  }
}

customElements.define("quiz-answer", QuizAnswer);
