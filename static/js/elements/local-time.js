/** Shows the time inside in the reader's own zone; without this it stands there in UTC. */
class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    const at = new Date(time?.dateTime ?? "");
    if (Number.isNaN(at.getTime())) return;
    time.textContent = at.toLocaleTimeString(document.documentElement.lang, {
      hour: "numeric",
      minute: "2-digit",
    });
  }
}

customElements.define("local-time", LocalTime);
