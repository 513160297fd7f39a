// Small conveniences: see what one types, print, land on the list of errors.
export function showPassphrases() {
  for (const button of document.querySelectorAll("[data-shows]")) {
    const input = document.getElementById(button.dataset.shows);
    const set = (shown) => {
      input.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", String(shown));
    };
    button.hidden = false;
    button.addEventListener("click", () => set(input.type === "password"));
    // Sent as a passphrase, so that no browser remembers it as a text typed into a form.
    if (input.form) input.form.addEventListener("submit", () => set(false));
  }
}

export function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

export function focusErrors() {
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
}
