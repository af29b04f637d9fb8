/** Tells the server that a term was opened today: the day, and nobody's name. */
class TermOpened extends HTMLElement {
  connectedCallback() {
    const { slug, token } = this.dataset;
    const body = new URLSearchParams({ csrf_token: token });
    // A day that is not counted is no loss to the reader.
    fetch(`/glossary/${encodeURIComponent(slug)}/opening`, {
      method: "POST",
      body,
      keepalive: true,
    }).catch(() => {});
  }
}

customElements.define("term-opened", TermOpened);
