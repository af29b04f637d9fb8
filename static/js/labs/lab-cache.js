/* The cache lab in place: its forms work by themselves; this loads the files where the learner can
   watch, tells the server what the browser measured, and renews what has changed. */

import { measured, patiently, textShown } from "../lib/resource-timing.js";

const SEEN = "lab-cache";

class LabCache extends HTMLElement {
  #listening = new AbortController();
  #ticking = 0;
  #busy = false;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("submit", (event) => this.#submitted(event), { signal });
    this.addEventListener("change", () => this.#showMeaning(), { signal });
    this.#showMeaning();
    this.#tick();
    // A lesson can't see the lab's cookie: where this tab has used the lab, ask for its state.
    if (this.hasAttribute("unknown") && remembered()) this.#busily(() => this.#renew());
  }

  disconnectedCallback() {
    this.#listening.abort();
    clearInterval(this.#ticking);
  }

  #submitted(event) {
    event.preventDefault();
    const { submitter, target: form } = event;
    if (this.#busy || submitter.getAttribute("aria-disabled") === "true") return;
    const fields = new FormData(form, submitter);
    const address = submitter.getAttribute("formaction") ?? form.action;
    const loads = "load" in submitter.dataset;
    this.#busily(async () => {
      remember();
      const files = await this.#send(address, fields, loads);
      if (loads) await this.#loadAll(files, fields);
    });
  }

  async #busily(work) {
    this.#busy = true;
    this.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      this.#say(error instanceof Refusal ? error.message : "The server can't be reached. Try again in a moment.");
    } finally {
      this.#busy = false;
      this.removeAttribute("aria-busy");
    }
  }

  async #loadAll(files, fields) {
    for (const [index, file] of files.entries()) {
      const seen = await measured(file);
      if (seen.status !== 200) throw new Refusal(textShown(seen.text, "main .lead") || "The file did not come. Try again in a moment.");
      const report = new FormData();
      for (const name of ["csrf_token", "mission"]) report.set(name, fields.get(name));
      report.set("name", file.split("/").at(-1));
      report.set("ms", seen.ms);
      if (seen.bytes !== null) report.set("bytes", seen.bytes);
      await this.#send("/labs/cache/report", report, index < files.length - 1);
    }
  }

  async #renew() {
    this.#draw(await answered(`/labs/cache/panel/${this.getAttribute("mission")}`));
  }

  /** Posts, draws the answer unless more is to come, and gives the files to load. */
  async #send(action, fields, isFirstHalf) {
    const answer = await answered(action, { method: "POST", body: new URLSearchParams(fields) });
    if (!isFirstHalf) this.#draw(answer);
    return answer.files;
  }

  /** Replaces the parts that differ; focus stays on the control that had it. */
  #draw({ panel }) {
    const fresh = new DOMParser().parseFromString(panel, "text/html");
    const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const old = this.querySelector(`[data-part="${part.dataset.part}"]`);
      if (old.innerHTML !== part.innerHTML) old.replaceChildren(...part.childNodes);
    }
    this.removeAttribute("unknown");
    this.#showMeaning();
    this.#tick();
    if (focused && document.activeElement?.id !== focused) this.#focus(focused);
  }

  #focus(id) {
    const same = this.querySelector(`#${CSS.escape(id)}`);
    (same ?? this.querySelector("[data-part=controls] button"))?.focus({ preventScroll: true });
  }

  #say(text) {
    this.querySelector("[data-part=verdict]").textContent = text;
  }

  #showMeaning() {
    const chosen = this.querySelector("input[name=rule]:checked")?.value;
    for (const meaning of this.querySelectorAll("[data-rule]")) {
      meaning.classList.toggle("chosen", meaning.dataset.rule === chosen);
    }
  }

  /** Lets the gauge fall by the second; at five seconds the server is asked what that means. */
  #tick() {
    clearInterval(this.#ticking);
    const gauge = this.querySelector("[data-seconds]");
    if (!gauge || Number(gauge.dataset.seconds) <= Number(gauge.dataset.least)) return;
    const started = performance.now();
    this.#ticking = setInterval(() => {
      const left = Math.ceil(Number(gauge.dataset.seconds) - (performance.now() - started) / 1000);
      gauge.textContent = Math.max(left, Number(gauge.dataset.least));
      if (left > Number(gauge.dataset.least)) return;
      clearInterval(this.#ticking);
      if (!this.#busy) this.#busily(() => this.#renew());
    }, 250);
  }
}

class Refusal extends Error {}

/** The server's answer, or the sentence with which it refused. */
async function answered(address, options = {}) {
  const headers = { Accept: "application/json" };
  const response = await patiently(() => fetch(address, { ...options, headers }));
  const answer = await response.json();
  if (!response.ok) throw new Refusal(answer.error.text);
  return answer;
}

function remember() {
  try {
    sessionStorage.setItem(SEEN, "yes");
  } catch {
    // A browser that keeps nothing shows a fresh lab after each page; the record is not lost.
  }
}

function remembered() {
  try {
    return sessionStorage.getItem(SEEN) === "yes";
  } catch {
    return false;
  }
}

customElements.define("lab-cache", LabCache);
