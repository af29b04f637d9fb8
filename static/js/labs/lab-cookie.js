/* The cookie jar in place: its forms work by themselves; this sends them where the learner can
   watch, looks again when a dot or the shop's page has been loaded, and renews what has changed. */

import { patiently } from "../lib/resource-timing.js";

const SEEN = "lab-cookie";

class LabCookie extends HTMLElement {
  #listening = new AbortController();
  #busy = false;
  #wantsLook = false;
  #lostFocus = false;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("submit", (event) => this.#submitted(event), { signal });
    // Neither event bubbles, so both are caught on their way down.
    for (const kind of ["load", "error"]) {
      this.addEventListener(kind, (event) => this.#called(event), { signal, capture: true });
    }
    document.addEventListener("visibilitychange", () => this.#returned(), { signal });
    window.addEventListener("focus", () => this.#returned(), { signal });
    // A lesson can't see the lab's cookie: where this tab has used the lab, ask for its state.
    if (this.hasAttribute("unknown") && remembered()) this.#busily(() => this.#renew());
    else if (this.querySelector("[data-calls]")) this.#look();
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #submitted(event) {
    event.preventDefault();
    if (this.#busy) return;
    const { submitter, target: form } = event;
    const fields = new FormData(form, submitter);
    this.#busily(() => {
      remember();
      return this.#send(form.action, fields);
    });
  }

  /** A dot has arrived or the shop's page is there: the server may have new lines. */
  #called(event) {
    if ("calls" in event.target.dataset) this.#look();
  }

  /** Back from a tab or window in which another site was visited. */
  #returned() {
    const awaits = this.querySelector("[data-part=controls] a[target=_blank]");
    if (awaits && document.visibilityState === "visible") this.#look();
  }

  /** Asks the server to look at its record; what happens meanwhile is looked at once, later. */
  #look() {
    if (this.#busy) {
      this.#wantsLook = true;
      return;
    }
    const fields = new FormData();
    fields.set("csrf_token", this.querySelector("input[name=csrf_token]").value);
    fields.set("mission", this.getAttribute("mission"));
    this.#busily(() => this.#send("/labs/cookie/check", fields));
  }

  async #busily(work) {
    this.#busy = true;
    this.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      this.#say(error instanceof Refusal ? error.message : "The server can’t be reached. Try again in a moment.");
    } finally {
      this.#busy = false;
      this.removeAttribute("aria-busy");
    }
    if (!this.#wantsLook) return;
    this.#wantsLook = false;
    this.#look();
  }

  async #renew() {
    this.#draw(await answered(`/labs/cookie/panel/${this.getAttribute("mission")}`));
  }

  async #send(action, fields) {
    this.#draw(await answered(action, { method: "POST", body: new URLSearchParams(fields) }));
  }

  /** Replaces the parts that differ; focus stays on the control that had it. */
  #draw({ panel }) {
    const fresh = new DOMParser().parseFromString(panel, "text/html");
    const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
    const seeks = focused || (this.#lostFocus && document.activeElement === document.body);
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const old = this.querySelector(`[data-part="${part.dataset.part}"]`);
      if (old.innerHTML !== part.innerHTML) old.replaceChildren(...document.importNode(part, true).childNodes);
    }
    this.removeAttribute("unknown");
    if (seeks && (!focused || document.activeElement?.id !== focused)) this.#focus(focused);
  }

  /** The same control, else the first one; where there is none yet, the next drawing brings it. */
  #focus(id) {
    const controls = this.querySelectorAll(
      ":is([data-part=frame], [data-part=controls]) :is(iframe, button, a, input, select)",
    );
    const shown = [...controls].find((each) => each.checkVisibility() && each.type !== "hidden");
    const target = (id && this.querySelector(`#${CSS.escape(id)}`)) || shown;
    target?.focus({ preventScroll: true });
    this.#lostFocus = !target;
  }

  #say(text) {
    this.querySelector("[data-part=verdict]").textContent = text;
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

customElements.define("lab-cookie", LabCookie);
