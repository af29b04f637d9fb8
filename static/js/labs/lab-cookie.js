/* The cookie jar in place: looks again when a dot or the shop's page has been loaded, or when the
   learner comes back from another site. */

import { LabPanel } from "../lib/lab-panel.js";

class LabCookie extends LabPanel {
  #wantsLook = false;

  connectedCallback() {
    super.connectedCallback();
    const { signal } = this;
    // Neither event bubbles, so both are caught on their way down.
    for (const kind of ["load", "error"]) {
      this.addEventListener(kind, (event) => this.#called(event), { signal, capture: true });
    }
    document.addEventListener("visibilitychange", () => this.#returned(), { signal });
    window.addEventListener("focus", () => this.#returned(), { signal });
    if (!this.isBusy && this.querySelector("[data-calls]")) this.#look();
  }

  get firstControl() {
    const controls = this.querySelectorAll(
      ":is([data-part=frame], [data-part=controls]) :is(iframe, button, a, input, select)",
    );
    return [...controls].find((each) => each.checkVisibility() && each.type !== "hidden");
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
    if (this.isBusy) {
      this.#wantsLook = true;
      return;
    }
    const fields = new FormData();
    fields.set("csrf_token", this.querySelector("input[name=csrf_token]").value);
    fields.set("mission", this.mission);
    this.busily(() => this.send("/labs/cookie/check", fields));
  }

  async busily(work) {
    await super.busily(work);
    if (!this.#wantsLook) return;
    this.#wantsLook = false;
    this.#look();
  }
}

customElements.define("lab-cookie", LabCookie);
