// Characters left, counted as the server counts them: code points, with line ends as two.
const QUIET_MS = 1000;

const lengthOf = (text) => [...text.replace(/\r?\n/g, "\r\n")].length;

function announcer(count) {
  const live = document.createElement("div");
  live.className = "govuk-visually-hidden";
  live.setAttribute("aria-live", "polite");
  count.after(live);
  let waiting = 0;
  return (text) => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      live.textContent = text;
    }, QUIET_MS);
  };
}

function follow(count) {
  const area = count.parentElement.querySelector("textarea");
  const limit = Number(count.dataset.limit);
  const digits = new Intl.NumberFormat(document.documentElement.lang);
  const announce = announcer(count);
  const show = () => {
    const left = limit - lengthOf(area.value);
    const text = (left < 0 ? count.dataset.over : count.dataset.left).replace("{n}", digits.format(Math.abs(left)));
    count.textContent = text;
    count.classList.toggle("cw-count--over", left < 0);
    if (left < limit / 10) announce(text);
  };
  area.addEventListener("input", show);
  if (area.value) show();
}

export function countCharacters() {
  document.querySelectorAll("[data-limit]").forEach(follow);
}
