/* The database lab in place: opens tables, numbers the lines of a query, runs it on Ctrl+Enter, and
   leaves what is typed as it is. */

import { LabPanel } from "../lib/lab-panel.js";
import { lineNumbers } from "../lib/line-numbers.js";

class LabSql extends LabPanel {
  connectedCallback() {
    super.connectedCallback();
    const { signal } = this;
    this.addEventListener("submit", (event) => this.#look(event), { signal });
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.addEventListener("scroll", (event) => this.#follow(event.target), { signal, capture: true });
  }

  /** Follow the keys begins with the number of the reader's own order. */
  get isAwaited() {
    return this.mission === "look-around";
  }

  keeps(part, form) {
    return part === "controls" && form !== undefined && "query" in form.dataset;
  }

  /** What was typed goes, too, where the page is to be as somebody new finds it. */
  async send(address, fields, form) {
    const files = await super.send(address, fields, form);
    if (form && "afresh" in form.dataset) {
      for (const query of this.querySelectorAll("form[data-query]")) query.reset();
      this.refreshed();
    }
    return files;
  }

  refreshed() {
    for (const field of this.querySelectorAll("textarea[name=sql]")) {
      linesOf(field).textContent = lineNumbers(field.value, field.rows);
    }
  }

  /** A table is opened by a form that only asks. */
  #look(event) {
    const form = event.target;
    if (form.method !== "get") return;
    event.preventDefault();
    const asked = new URLSearchParams(new FormData(form));
    if (!this.isBusy) this.busily(() => this.renew(`?${asked}`));
  }

  #pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest("form[data-query]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  }

  #follow(field) {
    if (field.name === "sql") linesOf(field).scrollTop = field.scrollTop;
  }
}

function linesOf(field) {
  return field.parentElement.querySelector("[data-lines]");
}

customElements.define("lab-sql", LabSql);
