import { announcement, isOrder, moved } from "../lib/ordering.js";

/**
 * Rows with a number each become rows that move. The numbers stay in the form, hidden, so the
 * server reads the same fields with and without this element.
 */
class OrderSteps extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#restore();
    this.toggleAttribute("ready", true);
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("keydown", (event) => this.#type(event), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  get #rows() {
    return [...this.querySelectorAll(".order-row")];
  }

  /** After a reload a browser brings the numbers back but not the places of the rows. */
  #restore() {
    const number = (row) => Number(row.querySelector("select").value);
    const rows = this.#rows;
    if (isOrder(rows.map(number))) this.#place(rows.sort((one, other) => number(one) - number(other)));
  }

  #press(event) {
    const button = event.target.closest(".order-move");
    if (button) this.#move(button, Number(button.dataset.by));
  }

  #type(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const button = event.target.closest(".order-move");
    if (!by || !button) return;
    event.preventDefault();
    this.#move(button, by);
  }

  #move(button, by) {
    const row = button.closest(".order-row");
    const before = this.#rows;
    this.#place(moved(before, before.indexOf(row), by));
    this.#show();
    this.#keepFocus(button);
    this.#tell(row);
    this.dispatchEvent(new CustomEvent("change", { bubbles: true }));
  }

  #place(rows) {
    this.querySelector(".order").append(...rows);
  }

  /** Numbers, buttons and selects follow the places of the rows. */
  #show() {
    const rows = this.#rows;
    rows.forEach((row, place) => {
      const [up, down] = row.querySelectorAll(".order-move");
      row.querySelector("select").value = String(place + 1);
      row.querySelector("select").hidden = true;
      row.querySelector("label").hidden = true;
      row.querySelector(".order-moves").hidden = false;
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === rows.length - 1));
    });
  }

  /** Moving a row takes it out of the page for a moment, and with it the focus. */
  #keepFocus(button) {
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "nearest" });
  }

  #tell(row) {
    const place = this.#rows.indexOf(row);
    const live = this.querySelector("[aria-live]");
    live.textContent = announcement(row.dataset.label, place, this.#rows.length);
  }
}

customElements.define("order-steps", OrderSteps);
