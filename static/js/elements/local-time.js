/** Shows the moment inside in the reader's own zone, with its day unless that is today; without this it stands there in UTC. */
class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    const at = new Date(time?.dateTime ?? "");
    if (Number.isNaN(at.getTime())) return;
    const day = at.toDateString() === new Date().toDateString() ? {} : { month: "short", day: "numeric" };
    time.textContent = at.toLocaleString(document.documentElement.lang, {
      ...day,
      hour: "numeric",
      minute: "2-digit",
    });
  }
}

customElements.define("local-time", LocalTime);
