/**
 * Sends the form inside without leaving the place in the page, and shows the server's answer.
 * Without this the form works by itself: the page comes back at the same spot.
 */
class AnswerInPlace extends HTMLElement {
  #listening = new AbortController();

  connectedCallback() {
    const { signal } = this.#listening;
    this.addEventListener("submit", (event) => this.#send(event, event.submitter), { signal });
    if (this.dataset.send === "change")
      this.addEventListener("change", (event) => this.#send(event, null), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  async #send(event, button) {
    const form = this.querySelector("form");
    event.preventDefault();
    const fields = new FormData(form, button);
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#show(await answer.text(), button !== null);
    } catch {
      this.#listening.abort();
      form.requestSubmit(button);
    }
  }

  #show(page, move) {
    const fresh = new DOMParser().parseFromString(page, "text/html");
    const mine = fresh.getElementById(this.id);
    if (!mine) return window.location.reload();
    const told = fresh.querySelector(".notice p");
    const focused = document.activeElement?.getAttribute?.("value");
    // The focus waits here, so that nothing around believes that the reader has left.
    if (move) this.focus({ preventScroll: true });
    this.replaceChildren(...mine.childNodes);
    if (told) this.#say(told);
    if (move) (this.querySelector(".check-feedback") ?? this).scrollIntoView({ block: "nearest" });
    if (move) this.focus({ preventScroll: true });
    else this.querySelector(`[value="${focused}"]`)?.focus({ preventScroll: true });
  }

  #say(told) {
    const line = document.createElement("p");
    line.className = `small ${told.className}`;
    line.setAttribute("role", "status");
    line.textContent = told.textContent.trim();
    this.querySelector("form").append(line);
  }
}

customElements.define("answer-in-place", AnswerInPlace);
