/* What the element of a lab does, whatever its lab: its forms work by themselves; this sends them
   without leaving the page, draws the parts that have changed, and keeps the focus where it was. */

import { patiently, textShown } from "./resource-timing.js";

export class LabPanel extends HTMLElement {
  #listening = new AbortController();
  #lostFocus = false;
  isBusy = false;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("submit", (event) => this.#submitted(event), { signal });
    for (const name of ["input", "change"]) this.addEventListener(name, () => this.refreshed(), { signal });
    this.refreshed();
    // A lesson can't see the lab's cookie: where this tab has used the lab, ask for its state.
    if (this.hasAttribute("unknown") && (this.isAwaited || remembered(this.lab))) this.busily(() => this.renew());
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  get mission() {
    return this.getAttribute("mission");
  }

  /** The lab's name, as in its addresses. */
  get lab() {
    return this.localName.slice("lab-".length);
  }

  /** For a lab's own listeners, which end with those of this class. */
  get signal() {
    return this.#listening.signal;
  }

  /** For a lab that has nothing to show before it knows whose state it is. */
  get isAwaited() {
    return false;
  }

  /** For a lab to leave a part as it is, because somebody is typing in it. */
  keeps(_part, _form) {
    return false;
  }

  /** For a lab to say where the focus goes when the control that had it is gone. */
  get firstControl() {
    return this.querySelector("[data-part=controls] button");
  }

  async open(address, fields, form) {
    await this.opened(await this.send(address, fields, form), fields);
  }

  /** For a lab to go on after an answer: `files` are the addresses to open now. */
  async opened(_files, _fields) {}

  /** For a lab to bring up to date what follows a choice, after each drawing as well. */
  refreshed() {}

  #submitted(event) {
    const { submitter, target: form } = event;
    if (form.method === "get") return;
    event.preventDefault();
    if (this.isBusy || submitter?.getAttribute("aria-disabled") === "true") return;
    const fields = new FormData(form, submitter);
    const address = submitter?.getAttribute("formaction") ?? form.action;
    this.busily(async () => {
      remember(this.lab);
      if (submitter && "open" in submitter.dataset) await this.open(address, fields, form);
      else await this.send(address, fields, form);
    });
  }

  async busily(work) {
    this.isBusy = true;
    this.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (error) {
      this.#say(error instanceof Refusal ? error.message : "The server can’t be reached. Try again in a moment.");
    } finally {
      this.isBusy = false;
      this.removeAttribute("aria-busy");
    }
  }

  /** Posts, draws the answer, and gives the addresses to open. */
  async send(address, fields, form) {
    const { panel, files } = await this.post(address, fields);
    this.#draw(panel, form);
    return files;
  }

  /** The answer, for a lab that does not draw it. */
  post(address, fields) {
    return answered(address, { method: "POST", body: new URLSearchParams(fields) });
  }

  async renew(query = "") {
    this.#draw((await answered(`/labs/${this.lab}/panel/${this.mission}${query}`)).panel);
  }

  /** Replaces the parts that differ; focus and opened details stay as they were. */
  #draw(panel, form) {
    const fresh = new DOMParser().parseFromString(panel, "text/html");
    const focused = this.contains(document.activeElement) ? document.activeElement.id : "";
    const seeks = focused || (this.#lostFocus && document.activeElement === document.body);
    for (const part of fresh.querySelectorAll("[data-part]")) {
      const old = this.querySelector(`[data-part="${part.dataset.part}"]`);
      if (old.innerHTML === part.innerHTML || this.keeps(part.dataset.part, form)) continue;
      reopen(old, part);
      old.replaceChildren(...document.importNode(part, true).childNodes);
    }
    this.removeAttribute("unknown");
    this.refreshed();
    if (seeks && (!focused || document.activeElement?.id !== focused)) this.#focus(focused);
  }

  /** The same control, else the first one; where there is none yet, the next drawing brings it. */
  #focus(id) {
    const target = (id && this.querySelector(`#${CSS.escape(id)}`)) || this.firstControl;
    target?.focus({ preventScroll: true });
    this.#lostFocus = !target;
  }

  #say(text) {
    this.querySelector("[data-part=verdict]").textContent = text;
  }
}

function reopen(old, fresh) {
  const name = (details) => details.querySelector("summary").textContent;
  const opened = [...old.querySelectorAll("details[open]")].map(name);
  for (const each of fresh.querySelectorAll("details")) each.open ||= opened.includes(name(each));
}

/** A refusal in the server's own words. */
export class Refusal extends Error {}

async function answered(address, options = {}) {
  const headers = { Accept: "application/json" };
  const response = await patiently(() => fetch(address, { ...options, headers }));
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  throw new Refusal(refused(text));
}

/** What a refusal says, be it JSON or a page. */
function refused(text) {
  try {
    return JSON.parse(text).error.text;
  } catch {
    return textShown(text, "main .lead, main [role=alert]") || "That did not work. Try again in a moment.";
  }
}

function remember(lab) {
  try {
    sessionStorage.setItem(`lab ${lab}`, "yes");
  } catch {
    // A browser that keeps nothing shows a fresh lab after each page; the record is not lost.
  }
}

function remembered(lab) {
  try {
    return sessionStorage.getItem(`lab ${lab}`) === "yes";
  } catch {
    return false;
  }
}
