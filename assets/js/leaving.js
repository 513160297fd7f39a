// Leaving at once: blank first, then go through /x, which ends the visit. Three presses of Shift do the same.
const PRESSES = 3;
const WITHIN_MS = 2000;

function leave(link) {
  document.title = "\u200b";
  document.body.replaceChildren();
  // replace(), so that this page is not one press of Back away.
  window.location.replace(link.href);
}

function onThreeShifts(act) {
  let presses = 0;
  let last = 0;
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    presses = event.key === "Shift" && event.timeStamp - last < WITHIN_MS ? presses + 1 : Number(event.key === "Shift");
    last = event.timeStamp;
    if (presses === PRESSES) act();
  });
}

// The list of recent apps keeps a picture of the page; it shall be an empty one.
function veilWhileAway() {
  if (!("veil" in document.body.dataset)) return;
  document.addEventListener("visibilitychange", () => {
    document.body.classList.toggle("cw-veiled", document.visibilityState === "hidden");
  });
}

export function guardLeaving() {
  const link = document.querySelector("[data-exit]");
  if (link) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave(link);
    });
    onThreeShifts(() => leave(link));
  }
  veilWhileAway();
  // A page kept whole by Back would show what the server no longer would.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
}
