/** Tells the server once that a search found nothing: the words and nobody's name. */
class SearchMissed extends HTMLElement {
  connectedCallback() {
    const { words, token } = this.dataset;
    const name = `missed/${words}`;
    if (sessionStorage.getItem(name)) return;
    sessionStorage.setItem(name, "told");
    const body = new URLSearchParams({ words, csrf_token: token });
    // A miss that is not counted is no loss to the reader.
    fetch("/search/missed", { method: "POST", body, keepalive: true }).catch(() => {});
  }
}

customElements.define("search-missed", SearchMissed);
