/* The link lab in place: follows a link as the browser would, and shows how the browser reads one. */

import { LabPanel, Refusal } from "../lib/lab-panel.js";
import { patiently } from "../lib/resource-timing.js";

class LabLink extends LabPanel {
  /** Opens the link; the browser follows each hop and keeps the fragment to itself. */
  async opened([link]) {
    if (!link) return;
    const response = await patiently(() => fetch(link));
    if (!response.ok) throw new Refusal("The page at the end of the link did not come. Try again in a moment.");
    await response.text();
    await this.renew();
  }

  /** The browser's own reading of what is typed. */
  refreshed() {
    for (const list of this.querySelectorAll("[data-reads]")) {
      const typed = this.querySelector(`#${list.dataset.reads}`).value;
      const address = new URL(`https://shop.example/lamps${typed}`);
      list.hidden = false;
      for (const output of list.querySelectorAll("[data-is]")) {
        output.textContent = address[output.dataset.is] || "nothing";
      }
    }
  }
}

customElements.define("lab-link", LabLink);
