/* The database lab in place: its forms work by themselves; this sends them without leaving the
   page, shows what came back, numbers the lines, and runs the query on Ctrl+Enter. */

import { lineNumbers } from "../lib/line-numbers.js";

const SEEN = "lab-sql/";

class LabSql extends HTMLElement {
  #listening = new AbortController();
  #isBusy = false;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.addEventListener("input", (event) => this.#number(event.target), { signal });
    this.addEventListener("scroll", (event) => this.#follow(event.target), { signal, capture: true });
    this.#numberAll();
    // A lesson shows everybody the same: ask for what this person has done here.
    if (this.hasAttribute("unknown") && this.#isAwaited()) this.#busily(() => this.#renew());
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  get #mission() {
    return this.getAttribute("mission");
  }

  /** Follow the keys needs its order's number at once; the others once they have been used. */
  #isAwaited() {
    return this.#mission === "look-around" || remembered(this.#mission);
  }

  #pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest("form[data-query]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  }

  #submitted(event) {
    event.preventDefault();
    if (this.#isBusy) return;
    const form = event.target;
    const fields = new URLSearchParams(new FormData(form));
    // Typed text stays as it was typed; only other forms bring new controls with them.
    const isQuery = "query" in form.dataset;
    this.#busily(async () => {
      remember(this.#mission);
      const asked =
        form.method === "get"
          ? fetch(`/labs/sql/panel/${this.#mission}?${fields}`, ACCEPT)
          : fetch(form.action, { method: "POST", body: fields, ...ACCEPT });
      this.#draw(await answered(asked), isQuery);
    });
  }

  async #busily(work) {
    this.#isBusy = true;
    this.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      this.#say(error instanceof Refusal ? error.message : "The server can't be reached. Try again in a moment.");
    } finally {
      this.#isBusy = false;
      this.removeAttribute("aria-busy");
    }
  }

  async #renew() {
    this.#draw(await answered(fetch(`/labs/sql/panel/${this.#mission}`, ACCEPT)), false);
  }

  /** Replaces the parts that differ; open hints stay open, and focus stays where it was. */
  #draw({ panel }, keepsControls) {
    const fresh = new DOMParser().parseFromString(panel, "text/html");
    const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const old = this.querySelector(`[data-part="${part.dataset.part}"]`);
      if ((keepsControls && part.dataset.part === "controls") || old.innerHTML === part.innerHTML) continue;
      reopen(old, part);
      old.replaceChildren(...part.childNodes);
    }
    this.removeAttribute("unknown");
    this.#numberAll();
    if (focused && document.activeElement?.id !== focused) this.#focus(focused);
  }

  #focus(id) {
    const same = this.querySelector(`#${CSS.escape(id)}`);
    (same ?? this.querySelector("[data-part=controls] button"))?.focus({ preventScroll: true });
  }

  #say(text) {
    this.querySelector("[data-part=verdict]").textContent = text;
  }

  #numberAll() {
    for (const field of this.querySelectorAll("textarea[name=sql]")) this.#number(field);
  }

  #number(field) {
    const lines = field.name === "sql" && field.parentElement.querySelector("[data-lines]");
    if (lines) lines.textContent = lineNumbers(field.value, field.rows);
  }

  #follow(field) {
    const lines = field.name === "sql" && field.parentElement.querySelector("[data-lines]");
    if (lines) lines.scrollTop = field.scrollTop;
  }
}

const ACCEPT = { headers: { Accept: "application/json" } };

class Refusal extends Error {}

/** The server's answer, or the sentence with which it refused. */
async function answered(request) {
  const response = await request;
  if (response.redirected) throw new Refusal("You have been signed out. Sign in again, then come back to the lab.");
  const answer = await response.json();
  if (!response.ok) throw new Refusal(answer.error.text);
  return answer;
}

/** Details that the reader has opened are open in the new part, too. */
function reopen(old, fresh) {
  const opened = [...old.querySelectorAll("details")].map((each) => each.open && each.querySelector("summary").textContent);
  for (const each of fresh.querySelectorAll("details")) {
    if (opened.includes(each.querySelector("summary").textContent)) each.open = true;
  }
}

function remember(mission) {
  try {
    sessionStorage.setItem(SEEN + mission, "yes");
  } catch {
    // A browser that keeps nothing shows a fresh lab after each page; what was reached is kept.
  }
}

function remembered(mission) {
  try {
    return sessionStorage.getItem(SEEN + mission) === "yes";
  } catch {
    return false;
  }
}

customElements.define("lab-sql", LabSql);
