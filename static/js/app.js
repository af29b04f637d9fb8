/* Loaded on every page: small helps that any page may need. Elements are loaded by the pages that use them. */

/** After a refused form, bring the reader to the first field that needs another look. */
const firstError = document.querySelector("[aria-invalid='true']");
const control = firstError?.matches("fieldset") ? firstError.querySelector("input") : firstError;
if (control instanceof HTMLElement) control.focus();

/** A form that is on its way is not sent twice by a double click. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "true";
  window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
});
