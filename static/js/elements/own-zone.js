/** Offers the time zone of this browser beside the list of all zones. */
class OwnZone extends HTMLElement {
  #leaving;

  connectedCallback() {
    this.#leaving = new AbortController();
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const list = this.querySelector("select");
    const option = [...list.options].find((each) => each.value === zone);
    if (!option || option.selected) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button small";
    button.textContent = `Use this browser’s: ${option.text}`;
    button.addEventListener("click", () => this.#choose(option, list, button), {
      signal: this.#leaving.signal,
    });
    list.after(button);
  }

  disconnectedCallback() {
    this.#leaving?.abort();
  }

  #choose(option, list, button) {
    option.selected = true;
    list.focus();
    button.remove();
  }
}

customElements.define("own-zone", OwnZone);
