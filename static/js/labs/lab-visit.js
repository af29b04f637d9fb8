/* The visit inspector in place: opens the sale page in its frame, reads what the browser measured of
   it, and tells the server, which draws both columns. */

import { LabPanel } from "../lib/lab-panel.js";
import { barsOf } from "../lib/visit-bars.js";

const LONGEST_MS = 8000;
const PAINT_MS = 600;

class LabVisit extends LabPanel {
  async opened([page], fields) {
    if (!page) return;
    const frame = this.querySelector("[data-part=frame] iframe");
    const { timing, isWhole } = await visited(frame, page);
    const report = new FormData();
    for (const name of ["csrf_token", "mission"]) report.set(name, fields.get(name));
    report.set("report", JSON.stringify(isWhole ? { shown: await shownAt(frame), bars: barsOf(timing) } : { bars: [] }));
    await this.send("/labs/visit/measured", report);
  }
}

/** Opens the page, waits for its end, and gives the browser's own entries for it. */
async function visited(frame, page) {
  const loaded = once(frame, "load", LONGEST_MS);
  frame.contentWindow.location.replace(page);
  const isWhole = await loaded;
  // The font is asked for when the first words are drawn, which may be a moment after the load.
  await Promise.race([frame.contentDocument?.fonts?.ready, pause(LONGEST_MS)]);
  await settled(() => timingOf(frame).length);
  return { timing: timingOf(frame), isWhole };
}

function timingOf(frame) {
  const { performance } = frame.contentWindow;
  return [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
}

/** When the first words were drawn, in milliseconds from the start; null where nobody can tell. */
async function shownAt(frame) {
  const until = Date.now() + PAINT_MS;
  for (;;) {
    const [paint] = frame.contentWindow.performance.getEntriesByName("first-contentful-paint");
    if (paint) return Math.round(paint.startTime);
    if (Date.now() > until) return null;
    await pause(50);
  }
}

/** Waits until a count has stayed the same for two looks. */
async function settled(count) {
  let [before, same] = [-1, 0];
  for (let look = 0; look < 30 && same < 2; look += 1) {
    same = count() === before ? same + 1 : 0;
    before = count();
    await pause(60);
  }
}

function once(target, name, ms) {
  return new Promise((resume) => {
    target.addEventListener(name, () => resume(true), { once: true });
    setTimeout(() => resume(false), ms);
  });
}

function pause(ms) {
  return new Promise((resume) => setTimeout(resume, ms));
}

customElements.define("lab-visit", LabVisit);
