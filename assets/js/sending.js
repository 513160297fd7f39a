// One press sends once: a second press while the answer is on its way does nothing.
const UNTIL_AGAIN_MS = 10000;

function mark(form, sent) {
  form.toggleAttribute("data-sent", sent);
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (sent) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    mark(form, true);
    // The connection may fail, or the answer be a file: the page is still here and must work again.
    window.setTimeout(() => mark(form, false), UNTIL_AGAIN_MS);
  });
}
