/** Copies its `text` when its button is pressed, and says so in its status. */
class CopyText extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.querySelector("button")?.addEventListener("click", () => this.#copy(), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  async #copy() {
    const copied = await this.#written();
    this.querySelector("[role=status]").textContent = copied
      ? "Copied."
      : "This browser doesn't allow it. Select the text and copy it.";
    if (copied) this.dispatchEvent(new CustomEvent("copied", { bubbles: true }));
  }

  async #written() {
    const text = this.getAttribute("text");
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return this.#copiedFromField(text);
    }
  }

  /** A site without HTTPS has no clipboard, but a selection can still be copied. */
  #copiedFromField(text) {
    const field = document.createElement("textarea");
    field.className = "vh";
    field.value = text;
    this.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    this.querySelector("button").focus();
    return copied;
  }
}

customElements.define("copy-text", CopyText);
