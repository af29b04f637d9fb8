/* The cache lab in place: loads the files where the learner can watch, tells the server what the
   browser measured, and lets the age of a copy fall by the second. */

import { LabPanel, Refusal } from "../lib/lab-panel.js";
import { measured, textShown } from "../lib/resource-timing.js";

class LabCache extends LabPanel {
  #gauge = null;
  #ticking = 0;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    this.#gauge = null;
  }

  /** A load is shown once it is over: nothing is drawn before the last file has come. */
  async open(address, fields) {
    const { files } = await this.post(address, fields);
    for (const [index, file] of files.entries()) {
      const report = await reported(file, fields);
      if (index < files.length - 1) await this.post("/labs/cache/report", report);
      else await this.send("/labs/cache/report", report);
    }
  }

  refreshed() {
    const chosen = this.querySelector("input[name=rule]:checked")?.value;
    for (const meaning of this.querySelectorAll("[data-rule]")) {
      meaning.classList.toggle("chosen", meaning.dataset.rule === chosen);
    }
    const gauge = this.querySelector("[data-seconds]");
    if (gauge !== this.#gauge) this.#tick(gauge);
  }

  /** Lets the gauge fall by the second; at five seconds the server is asked what that means. */
  #tick(gauge) {
    this.#gauge = gauge;
    clearInterval(this.#ticking);
    if (!gauge || Number(gauge.dataset.seconds) <= Number(gauge.dataset.least)) return;
    const started = performance.now();
    this.#ticking = setInterval(() => {
      const left = Math.ceil(Number(gauge.dataset.seconds) - (performance.now() - started) / 1000);
      gauge.textContent = Math.max(left, Number(gauge.dataset.least));
      if (left > Number(gauge.dataset.least)) return;
      clearInterval(this.#ticking);
      if (!this.isBusy) this.busily(() => this.renew());
    }, 250);
  }
}

/** Loads a file as a page would, and fills in what the browser says of it. */
async function reported(file, fields) {
  const seen = await measured(file);
  if (seen.status !== 200) throw new Refusal(textShown(seen.text, "main .lead") || "The file did not come. Try again in a moment.");
  const report = new FormData();
  for (const name of ["csrf_token", "mission"]) report.set(name, fields.get(name));
  report.set("name", file.split("/").at(-1));
  report.set("ms", seen.ms);
  if (seen.bytes !== null) report.set("bytes", seen.bytes);
  return report;
}

customElements.define("lab-cache", LabCache);
