/** Answers that are not saved yet: what they are called, what a response means, when to try again. */

const PREFIX = "answer/";
const PAUSES = [2, 4, 8, 15, 30];

/** The name under which a browser keeps an answer; it is bound to the person who gave it. */
export function draftName({ owner, attempt, item, tryNumber }) {
  return `${PREFIX}${owner}/${attempt}/${item}/${tryNumber}`;
}

/** The names of answers that somebody else left in this browser; without an owner, all of them. */
export function othersDrafts(names, owner) {
  return names.filter((name) => name.startsWith(PREFIX) && !name.startsWith(`${PREFIX}${owner}/`));
}

/**
 * What to do after a response: it is "saved"; the text was "refused" and says why; the server
 * can't save now, so send it "again"; the browser was "signed-out"; or the server has a "page".
 */
export function outcome({ status, type }) {
  if (type === "opaqueredirect" || [400, 401, 403].includes(status)) return "signed-out";
  if (status === 200) return "saved";
  if (status === 422) return "refused";
  if (status >= 500 || [408, 425, 429].includes(status)) return "again";
  return "page";
}

/** Seconds until the next sending; the server's own wish counts, up to a minute. */
export function pauseAfter(sendings, wished) {
  const own = PAUSES[Math.min(sendings, PAUSES.length) - 1] ?? PAUSES[0];
  const asked = Number.parseInt(wished ?? "", 10);
  return asked > 0 ? Math.min(60, Math.max(asked, own)) : own;
}

/** Removes the kept answers of everybody but `owner`; used when somebody signs out, too. */
export function forgetDrafts(storage, owner = "") {
  othersDrafts(Object.keys(storage), owner).forEach((name) => storage.removeItem(name));
}
